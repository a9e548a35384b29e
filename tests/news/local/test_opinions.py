"""The second opinion: windows of pieces, vectors by place, layers over them, the encoder that ships."""

from pathlib import Path

import numpy as np
import pytest

from foedus.errors import MissingReader
from foedus.news.local.layers import Layers, Pair, Single
from foedus.news.local.linear import agreed
from foedus.news.local.opinions import Encoded, Opinions
from foedus.news.local.pieces import WINDOW, windows

WIDE = 4


class Letters:
    """Cuts words into their letters."""

    class Cut:
        def __init__(self, text):
            self.offsets = [(n, n + 1) for n, c in enumerate(text) if c != " "]
            self.ids = [ord(text[a]) for a, _ in self.offsets]

    def encode(self, text, *, add_special_tokens):
        assert not add_special_tokens
        return self.Cut(text)


def test_a_window_holds_whole_sentences_and_knows_where_its_pieces_stand():
    text = "ab cd. " * 40
    sentences = [(7 * n, "ab cd.") for n in range(60)]
    found = list(windows(sentences, Letters()))
    assert [len(w.numbers) for w in found] == [250, 50]
    assert all(len(w.numbers) % 5 == 0 for w in found)
    assert [chr(n) for n in found[0].numbers[:5]] == list("abcd.")
    assert all(
        text[start] == chr(number) for start, number in zip(found[0].starts[:200], found[0].numbers[:200], strict=True)
    )
    assert found[0].ids(1, 2)[0, [0, -1]].tolist() == [1, 2]


def test_a_sentence_that_is_too_long_is_cut_and_nothing_is_lost():
    (first, second) = windows([(0, "x" * (WINDOW + 10))], Letters())
    assert len(first.numbers) == WINDOW
    assert second.starts[-1] == WINDOW + 9


@pytest.fixture
def encoded():
    """Three words in two windows."""
    table = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]], np.float16)
    return Encoded(np.array([10, 20, 30]), np.array([0, 0, 1]), table)


def test_vectors_are_found_by_place(encoded):
    assert encoded.vectors([20, 23, 9, -1, 99]).tolist() == [[0, 1, 0, 0], [0] * 4, [0] * 4, [0] * 4, [0] * 4]
    assert encoded.windows([10, 20, 30, 29, 31, 3]).tolist() == [0, 0, 1, -1, -1, -1]


def test_of_a_report_without_words_nothing_is_known():
    nothing = Encoded(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, WIDE), np.float16))
    assert nothing.vectors([3]).tolist() == [[0.0] * WIDE]
    assert nothing.windows([3]).tolist() == [-1]


def pair(*, words=1, sign=1.0, unseen=0.0):
    """A candidate counts by its first number, and by whether it is in sight."""
    other = np.zeros((WIDE, 2), np.float32)
    other[:3, 0] = sign
    return Pair(
        head=np.zeros((WIDE, 2), np.float32),
        base=np.zeros(2, np.float32),
        others=(other,) * words,
        events=np.array([[0, 0], [0, 1]], np.float32),
        unseen=np.array([[0, 0], [0, unseen]], np.float32),
        outer=np.array([[1.0], [10.0]], np.float32),
        outer_base=np.zeros(1, np.float32),
    )


def single(classes):
    weights = np.zeros((WIDE, len(classes)), np.float32)
    weights[: min(WIDE, len(classes)), :] = np.eye(WIDE, len(classes), dtype=np.float32)[: len(classes)] * 3
    return Single(tuple(classes), weights, np.zeros(len(classes), np.float32))


@pytest.fixture
def opinions(encoded):
    layers = Layers(
        events={"attack": 0, "threat": 1},
        types=single(["attack", "none", "threat"]),
        hedges=single(["asserted", "denied"]),
        stages=single(["planned", "underway"]),
        meant=np.array([[0] * 4, [0, 9, 0, 0]], np.float32),
        sorts=("none",),
        roles=pair(),
        sources=pair(words=2),
        quantities=pair(),
        dates=pair(unseen=1.0),
        nobody=single(["source", "number", "day"]),
    )
    return Opinions(encoded, layers)


def test_layers_come_back_from_plain_data(opinions):
    again = Layers.from_dict(opinions.layers.to_dict())
    assert again.events == opinions.layers.events
    assert again.types.classes == opinions.layers.types.classes
    assert np.allclose(again.sources.others[1], opinions.layers.sources.others[1], atol=1e-3)
    assert np.allclose(again.nobody.weights, opinions.layers.nobody.weights, atol=1e-3)


def test_a_clause_is_told_by_the_vector_of_its_head(opinions):
    assert opinions.types([10, 20, 30]).argmax(axis=1).tolist() == [0, 1, 2]


def test_what_the_type_means_is_added_before_it_is_asked_how_surely(opinions):
    assert opinions.hedge(10, "attack").argmax() == 0
    assert opinions.hedge(10, "threat").argmax() == 1


def test_the_narrator_comes_last_and_no_number_first(opinions):
    assert len(opinions.source(10, "attack", [(20, -1), (20, 10)])) == 3
    with_two = opinions.source(20, "attack", [(20, -1), (20, 10)])
    assert with_two[1] > with_two[0]  # the speaker is seen too
    none, number = opinions.number(20, "attack", [10])
    assert none > number  # its own vector speaks for no number
    assert opinions.number(10, "attack", []).tolist() == [1.0]


def test_what_stands_in_another_window_is_out_of_sight(opinions):
    near, far = opinions.day(10, "attack", [20, 30])[1:]
    assert far > near  # here being out of sight counts for it, and its vector counts for nothing
    assert opinions.number(10, "attack", [20, 30])[1] > opinions.number(10, "attack", [20, 30])[2]


def test_of_a_head_that_was_not_read_no_candidate_is_in_sight(opinions):
    assert opinions.day(11, "attack", [10])[1] == opinions.day(11, "attack", [-1])[1]


def test_the_mean_of_models_is_geometric():
    one, two = np.array([[0.8, 0.2]]), np.array([[0.8, 0.2]])
    assert agreed(one, two) == pytest.approx(one)
    assert agreed(np.array([0.9, 0.1]), np.array([0.1, 0.9])) == pytest.approx([0.5, 0.5])


@pytest.fixture(scope="module")
def shipped():
    pytest.importorskip("onnxruntime", reason="the extra nlp is not installed")
    from foedus.news.local.encoder import shipped_encoder

    return shipped_encoder()


def test_the_encoder_sees_words_in_the_light_of_others(shipped):
    one = shipped.read([(0, "The bank of the river was shelled.")]).encoded
    two = shipped.read([(0, "The bank of the minister was shelled.")]).encoded
    assert one.starts[1] == two.starts[1] == 4
    assert not np.allclose(one.vectors([4]), two.vectors([4]), atol=0.05)
    again = shipped.read([(0, "The bank of the river was shelled.")]).encoded
    assert np.array_equal(one.table, again.table)


def test_the_encoder_tells_an_attack_from_a_visit(shipped):
    one, two = "Rebels shelled the port on Monday.", "The president flew to Cairo for talks with his counterpart."
    said = shipped.read([(100, one), (140, two)])
    chances = said.types([100 + one.index("shelled"), 140 + two.index("flew")])
    classes = shipped.layers.types.classes
    assert [classes[n] for n in chances.argmax(axis=1)] == ["attack", "visit_summit"]


def test_a_report_without_words_is_read_as_nothing(shipped):
    assert shipped.read([]).encoded.table.shape == (0, shipped.layers.meant.shape[1])


def test_marks_in_a_report_are_text(shipped):
    text = "They said [SEP] and [CLS] to Kyiv."
    (window,) = windows([(0, text)], shipped.tokenizer)
    pieces = [shipped.tokenizer.id_to_token(n) for n in window.numbers]
    assert not {"[SEP]", "[CLS]"} & set(pieces)
    assert window.starts[pieces.index("kyiv")] == text.index("Kyiv")


def test_places_are_those_of_the_text_whatever_stands_before_a_word(shipped):
    text = "\u200brebels won't enter \u200fIran, says Zürich."
    encoded = shipped.read([(50, text)]).encoded
    for word in ("rebels", "won", "enter", "Iran", "Zürich"):
        assert encoded.windows([50 + text.index(word)]).tolist() == [0]
    assert encoded.windows([50, 49, 50 + len(text)]).tolist() == [-1, -1, -1]


def test_an_encoder_of_other_classes_is_refused(shipped):
    from dataclasses import replace

    from foedus.news.local.models import shipped_models

    models = shipped_models()
    other = replace(shipped.layers, sorts=shipped.layers.sorts[::-1])
    strange = object.__new__(type(shipped))
    strange.layers = other
    with pytest.raises(MissingReader, match="different corpora"):
        replace(models, encoder=strange).must_agree()


def test_an_encoder_of_junk_says_what_to_do(shipped):
    pytest.importorskip("onnxruntime", reason="the extra nlp is not installed")
    from foedus.news.local.encoder import Encoder

    with pytest.raises(MissingReader, match="damaged"):
        Encoder(b"junk" * 100, ["[CLS]", "[SEP]", "[UNK]"], shipped.layers)


@pytest.mark.parametrize("name", ["encoder.onnx.gz", "layers.json.gz", "pieces.txt.gz"])
def test_a_damaged_encoder_says_what_to_do(shipped, tmp_path, monkeypatch, name):
    from foedus.news.local import encoder

    del shipped
    where = tmp_path / "data" / "models" / "encoder"
    where.mkdir(parents=True)
    whole = Path(encoder.__file__).parents[2] / "data" / "models" / "encoder"
    for path in whole.iterdir():
        raw = path.read_bytes()
        (where / path.name).write_bytes(raw[: len(raw) // 2] if path.name == name else raw)
    monkeypatch.setattr(encoder, "files", lambda _: tmp_path)
    encoder.shipped_encoder.cache_clear()
    try:
        with pytest.raises(MissingReader, match="install Foedus again"):
            encoder.shipped_encoder()
    finally:
        encoder.shipped_encoder.cache_clear()


def test_what_ships_is_small():
    import foedus

    folder = Path(foedus.__file__).parent / "data" / "models"
    parts = [*(folder / "encoder").iterdir(), folder / "reader.json.gz", folder / "words.json.gz"]
    assert sum(path.stat().st_size for path in parts) < 30e6
