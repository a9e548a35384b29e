"""The card of the local reader says what was measured."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def maker():
    spec = importlib.util.spec_from_file_location("make_reader", DOCS / "make_reader.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_tables_of_the_card_are_those_that_were_measured():
    made = maker()
    card = made.CARD.read_text(encoding="utf-8")
    assert made.fill(card, made.blocks()) == card


def test_every_stage_and_every_size_of_the_corpus_has_its_row():
    card = maker().CARD.read_text(encoding="utf-8")
    for row in (
        "| floor",
        "| patterns",
        "| words alone",
        "| linear |",
        "| with the network",
        "| with the context",
        "| 82 reports",
        "| 652 reports",
    ):
        assert row in card
