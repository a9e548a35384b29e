"""Models as data: tables, linear models, the network, the file that ships."""

import gzip
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.errors import MissingReader
from foedus.news.local.linear import Linear
from foedus.news.local.models import FORMAT, pack, shipped_models, unpack
from foedus.news.local.network import LENGTH, Network
from foedus.news.local.tables import from_text, to_text


@given(arrays(np.float32, (3, 4), elements=st.floats(-50, 50, width=32)))
def test_a_table_comes_back_to_a_thirty_thousandth(table):
    told = from_text(json.loads(json.dumps(to_text(table))))
    assert told.shape == table.shape
    assert np.abs(told - table).max() <= np.abs(table).max() / 30_000 + 1e-12


def test_a_linear_model_is_a_softmax_of_sums():
    model = Linear(
        ("no", "yes"), {"a": 0, "b": 1}, np.array([[0, 2], [0, -1]], np.float32), np.array([0, 0.5], np.float32)
    )
    (row,) = model.scores([{"a": 1.0, "b": 0.5, "never seen": 9.0}])
    assert row[1] == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert model.scores([{}])[0][1] == pytest.approx(1 / (1 + np.exp(-0.5)))


def test_a_network_brings_every_row_to_one_length():
    inner = np.array([[1.0, -1.0], [0.5, 0.5]], np.float32)
    outer = np.array([[1.0, 0.0], [0.0, 1.0]], np.float32)
    net = Network(
        ("a", "b"),
        {"x": 0, "y": 1},
        np.ones(2, np.float32),
        inner,
        np.zeros(2, np.float32),
        np.array([[4.0, 0.0]], np.float32),
        outer,
        np.zeros(2, np.float32),
    )
    one, two = net.scores([{"x": 1.0}, {"x": 7.0}])
    assert one.tolist() == two.tolist()
    assert one[0] == pytest.approx(1 / (1 + np.exp(-LENGTH)))
    (meant,) = net.scores([{"x": 1.0}], np.ones((1, 1), np.float32))
    assert meant[0] == pytest.approx(1 / (1 + np.exp(-LENGTH - 4.0)))


def test_a_table_of_single_bytes_is_half_as_long():
    table = np.linspace(-1, 1, 64, dtype=np.float32).reshape(8, 8)
    told = to_text(table, width=1)
    assert len(told["data"]) * 2 <= len(to_text(table)["data"]) + 4
    assert np.abs(from_text(told) - table).max() < 0.005


def test_one_of_a_group_is_chosen_by_its_share():
    model = Linear(("no", "yes"), {"a": 0}, np.array([[0, 1]], np.float32), np.zeros(2, np.float32))
    shares = model.shares([{"a": 1.0}, {}, {}])
    assert shares.sum() == pytest.approx(1.0)
    assert shares[0] == pytest.approx(np.e / (np.e + 2))


def test_what_ships_is_small_and_reads_back_to_the_same_bytes():
    models = shipped_models()
    raw = pack(models)
    assert len(raw) < 30 * 2**20
    assert pack(unpack(raw)) == raw
    assert models.network is not None
    assert models.context is not None
    assert models.role_network is not None
    assert "none" in models.types.classes


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"nonsense",
        gzip.compress(b"{}", mtime=0),
        gzip.compress(b'{"format": %d, "types": 3}' % FORMAT, mtime=0),
        gzip.compress(b"[1, 2", mtime=0),
    ],
)
def test_a_damaged_file_is_refused(raw):
    with pytest.raises(MissingReader, match="is damaged"):
        unpack(raw, "models.json.gz")


def test_a_file_of_another_version_says_so():
    raw = gzip.compress(json.dumps({"format": FORMAT + 1}).encode(), mtime=0)
    with pytest.raises(MissingReader, match=f"has format {FORMAT + 1}"):
        unpack(raw)


@pytest.mark.parametrize("hidden", ["onnxruntime", "tokenizers", "spacy"])
def test_where_a_package_is_missing_it_is_named_and_the_plain_reader_reads(monkeypatch, hidden):
    from foedus.news.local import language
    from foedus.news.readers import choose_reader

    real = language.find_spec
    monkeypatch.setattr(language, "find_spec", lambda name: None if name == hidden else real(name))
    assert choose_reader("auto").name.startswith("plain")
    language.language_model.cache_clear()
    with pytest.raises(MissingReader, match=rf"lacks {hidden}; install it with"):
        choose_reader("local")
    language.language_model.cache_clear()
