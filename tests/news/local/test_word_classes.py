"""data/triggers/words.yaml: each class with its two sentences."""

import pytest

from foedus.news.lists import _list
from foedus.news.local.classes import classes_of, lemma

SPEECH = {"SPEECH": ("VERB", "AUX"), "VIEW": ("NOUN",), "SPEECH_NOUN": ("NOUN",), "FALSEHOOD": ("NOUN", "ADJ")}
ROWS = [(g, n, r) for g, rows in _list("triggers/words").items() for n, r in rows.items()]


def found(group, name, row, sentence):
    from foedus.news.local.language import language_model

    tokens = language_model()(sentence)
    if group == "speech":
        return any(t.pos_ in SPEECH[name] and lemma(t) in row["words"] for t in tokens)
    return any(name in classes_of(t) for t in tokens)


@pytest.mark.parametrize(("group", "name", "row"), ROWS, ids=[f"{g}-{n}" for g, n, _ in ROWS])
def test_one_sentence_holds_a_word_of_the_class_and_the_other_only_looks_so(group, name, row):
    assert found(group, name, row, row["example"])
    assert not found(group, name, row, row["not"])


@pytest.mark.parametrize("row", [r for _, _, r in ROWS], ids=[f"{g}-{n}" for g, n, _ in ROWS])
def test_no_word_stands_twice_in_a_class(row):
    assert len(set(row["words"])) == len(row["words"])
