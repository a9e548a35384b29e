"""Rows of names are made once for each stretch of days on which they stay the same."""

from datetime import date, timedelta
from random import Random

import pytest

from foedus.news import name_rows
from foedus.news.name_rows import Rows, rows_of_atlas

RNG = Random(1815)  # noqa: S311 - which days are looked at is no secret
ANY = [date(1815, 1, 1) + timedelta(days=RNG.randrange(77_000)) for _ in range(12)]
TURNS = [
    date(1871, 1, 17),
    date(1871, 1, 18),
    date(1945, 8, 15),
    date(1991, 12, 25),
    date(1991, 12, 26),
    date(2011, 7, 9),
]


@pytest.mark.parametrize("day", [*ANY, *TURNS], ids=str)
def test_rows_stay_the_same_from_one_turn_to_the_next(atlas, day):
    turns = sorted(name_rows._turns(atlas))
    first = max(turn for turn in turns if turn <= day)
    last = min((turn for turn in turns if turn > day), default=date(2026, 1, 1)) - timedelta(days=1)
    rows = name_rows._filled(atlas, first)
    assert rows == name_rows._filled(atlas, last)
    assert rows == rows_of_atlas(atlas, day)


def test_only_the_last_stretches_are_kept(atlas):
    for year in range(1820, 1900):
        rows_of_atlas(atlas, date(year, 5, 5))
    assert len(atlas.kept("rows of names", dict)) <= 16


def test_two_days_of_one_stretch_share_their_rows(atlas):
    assert rows_of_atlas(atlas, date(2024, 10, 20)) is rows_of_atlas(atlas, date(2024, 10, 21))
    assert rows_of_atlas(atlas, date(1991, 1, 1)) is not rows_of_atlas(atlas, date(1992, 1, 1))


def test_a_book_of_names_leaves_the_shared_rows_alone(atlas):
    from foedus.news.names import NameBook

    before = rows_of_atlas(atlas, date(2024, 10, 20)).copy()
    NameBook(atlas, date(2024, 10, 20))
    assert rows_of_atlas(atlas, date(2024, 10, 20)) == before


def test_a_name_takes_the_place_of_the_same_name():
    rows = Rows()
    rows.put(["the North", "North Sea"], ("A",), "name")
    rows.put(["North"], ("B",), "name")
    assert rows["North"] == ((("North", "Sea"), ("A",), "name"), (("North",), ("B",), "name"))
