"""Spells on small worlds, against a naive restatement: properties that need no data of others."""

from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from foedus.tables import spells
from foedus.tables.rows import Rows
from foedus.tables.systems import StateSystem

FIRST, LAST = 1816, 1830
CODES = (2, 20, 200)
lives = st.fixed_dictionaries(
    {code: st.sets(st.integers(FIRST, LAST), min_size=1, max_size=10) for code in CODES}
)  # the years in which each state exists
happenings = st.sets(st.tuples(st.sampled_from(CODES), st.integers(FIRST, LAST)), max_size=12)


@contextmanager
def world(years):
    """A state system in which these states are members in these years, each for the whole year."""
    members = StateSystem(
        name="cow",
        code="ccode",
        label="cw_name",
        codes=np.array(CODES, dtype=np.int32),
        names=tuple(map(str, CODES)),
        microstates=np.zeros(len(CODES), dtype=np.int32),
        spells=tuple(tuple((date(y, 1, 1), date(y, 12, 31)) for y in sorted(years[code])) for code in CODES),
        end=date(LAST + 5, 12, 31),
    )
    with patch.object(spells, "state_system", lambda _: members):
        yield


def rows_of(keys):
    code, year = (np.array(column, dtype=np.int32) for column in zip(*keys, strict=True))
    return Rows("state", True, "cow", code, code, year, FIRST, LAST)


def shuffled(years, seed):
    keys = [(code, year) for code in CODES for year in sorted(years[code])]
    return [keys[at] for at in np.random.default_rng(seed).permutation(len(keys))]


@given(lives, happenings, st.integers(0, 99), st.integers(FIRST, LAST))
def test_years_restated(years, events, seed, covered_from):
    keys = shuffled(years, seed)
    happened = sorted(event for event in events if event[1] >= covered_from)
    code, year = (np.array([event[place] for event in happened], dtype=np.int32) for place in (0, 1))
    with world(years):
        counts = spells.since_years(rows_of(keys), code, code, year, (covered_from, LAST - 1)).to_list()
    for (state, now), count in zip(keys, counts, strict=True):
        if not covered_from <= now < LAST:
            assert count is None
            continue
        before = [then for who, then in happened if who == state and then < now]
        assert count == (now - max(before) - 1 if before else now - max(min(years[state]), covered_from))


@given(lives, happenings, st.integers(0, 99), st.booleans())
def test_rows_restated(years, events, seed, calendar):
    keys = shuffled(years, seed)
    values = pl.Series([int(key in events) for key in keys], dtype=pl.Int32)
    counts = spells.since_rows(rows_of(keys), values, years=calendar).to_list()
    for (state, now), count in zip(keys, counts, strict=True):
        mine = sorted(then for then in years[state] if then <= now)
        before = [then for then in mine if then < now and (state, then) in events]
        if calendar:
            assert count == (now - max(before) - 1 if before else now - mine[0])
        else:
            assert count == (sum(then > max(before) for then in mine) - 1 if before else len(mine) - 1)


@given(lives, happenings, st.integers(0, 99), st.sets(st.integers(FIRST, LAST)))
def test_a_subset_of_rows_has_the_counts_of_the_whole(years, events, seed, kept):
    keys = shuffled(years, seed)
    happened = sorted(events)
    code, year = (np.array([event[place] for event in happened], dtype=np.int32) for place in (0, 1))
    some = [key for key in keys if key[1] in kept] or keys[:1]
    with world(years):
        whole = spells.since_years(rows_of(keys), code, code, year, (FIRST, LAST)).to_list()
        part = spells.since_years(rows_of(some), code, code, year, (FIRST, LAST)).to_list()
    assert part == [whole[keys.index(key)] for key in some]


@given(lives)
def test_gaps_are_counted(years):
    keys = shuffled(years, 0)
    with world(years):
        interrupted = spells.across_gaps(rows_of(keys))
    assert interrupted == sum(len(years[code]) < max(years[code]) - min(years[code]) + 1 for code in CODES)


def test_null_events_give_null_counts():
    rows = rows_of([(2, 1816), (2, 1817), (2, 1818)])
    assert spells.since_rows(rows, pl.Series([0, None, 0]), years=False).to_list() == [0, None, 2]


@given(lives, st.integers(0, 99))
def test_years_without_a_row_are_counted(years, seed):
    interrupted = spells.between_rows(rows_of(shuffled(years, seed)))
    assert interrupted == sum(len(years[code]) < max(years[code]) - min(years[code]) + 1 for code in CODES)
