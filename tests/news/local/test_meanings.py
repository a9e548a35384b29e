"""Vectors of words, and of clauses."""

import numpy as np

from foedus.news.local.clauses import heads
from foedus.news.local.meanings import Meanings
from foedus.news.local.vectors import word_vectors


def likeness(one, two):
    book = word_vectors()
    return float(book.table[book.row(one, one)] @ book.table[book.row(two, two)])


def test_words_of_like_meaning_stand_near_each_other():
    assert likeness("soldiers", "troops") > likeness("soldiers", "banana") + 0.3
    assert likeness("treaty", "accord") > likeness("treaty", "missile")


def test_an_unknown_form_goes_by_its_ground_form_and_an_unknown_word_by_none():
    book = word_vectors()
    assert book.row("xyzzying", "treaty") == book.row("treaty", "treaty")
    assert book.row("xyzzying", "xyzzy") == -1


def test_names_and_numbers_mean_nothing_here(parsed):
    (sentence,) = parsed("Moscow sent 400 soldiers.")
    told = Meanings.of(sentence)
    by_word = dict(zip((t.text for t in sentence.doc), told.known, strict=True))
    assert not by_word["Moscow"]
    assert not by_word["400"]
    assert by_word["soldiers"]
    assert not told.words[~told.known].any()


def test_every_head_has_a_row_of_one_length(parsed):
    rows = [Meanings.of(p).clauses(heads(p)) for p in parsed("Rebels shelled the town. It was signed in 1997.")]
    assert len({r.shape[1] for r in rows}) == 1
    assert all(np.isfinite(r).all() for r in rows)
