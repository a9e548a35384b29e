"""Zero inside a source's coverage, null outside: over any source and any selection and order of rows."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus as fd
from foedus.tables.align import dyadic, either_way, monadic
from foedus.tables.rows import Rows

FIRST, LAST = 2000, 2009
YEARS = st.integers(FIRST, LAST)
CODES = st.integers(1, 6)
BARE = st.integers(0, 6)  # 0: a state without a code in this system
SPAN = st.tuples(st.integers(FIRST - 2, LAST + 2), st.integers(FIRST - 2, LAST + 2)).map(sorted).map(tuple)
VALUES = st.one_of(st.none(), st.integers(0, 9))


def rows_of(unit, keys):
    one, two, year = (np.array([key[at] for key in keys], dtype=np.int32) for at in range(3))
    return Rows(unit, True, "cow", one, two, year, FIRST, LAST)


def source_of(names, told):
    columns = {name: [key[at] for key in told] for at, name in enumerate(names)}
    schema = dict.fromkeys((*names, "value", "sign"), pl.Int32)
    return pl.DataFrame({**columns, "value": list(told.values()), "sign": list(told.values())}, schema=schema)


def expected(told, key, year, codes, covers, *, zero):
    """The rule, one cell at a time."""
    if key in told and (told[key] is not None or not zero):
        return told[key]
    inside = covers[0] <= year <= covers[1] and all(codes)
    return 0 if zero and (inside or key in told) else None


@st.composite
def state_sources(draw):
    covers = draw(SPAN)
    inside = st.tuples(CODES, YEARS.filter(lambda y: covers[0] <= y <= covers[1]))
    if covers[1] < FIRST or covers[0] > LAST:
        return covers, {}
    return covers, draw(st.dictionaries(inside, VALUES, max_size=12))


@st.composite
def dyad_sources(draw):
    covers, told = draw(state_sources())
    other = {(one, draw(CODES.filter(lambda c, one=one: c != one)), year): value for (one, year), value in told.items()}
    return covers, other


@given(state_sources(), st.lists(st.tuples(BARE, YEARS), max_size=20))
def test_states(source, keys):
    covers, told = source
    rows = rows_of("state", [(code, code, year) for code, year in keys])
    value, sign = monadic(rows, source_of(("code", "year"), told), ["value", "sign"], covers, zero=["sign"])
    assert value.to_list() == [told.get(key) for key in keys]
    assert sign.to_list() == [expected(told, key, key[1], key[:1], covers, zero=True) for key in keys]


@given(state_sources(), st.lists(st.tuples(BARE, BARE, YEARS), max_size=20))
def test_both_states_of_dyads_each_by_its_own_code(source, keys):
    covers, told = source
    found = monadic(rows_of("dyad", keys), source_of(("code", "year"), told), ["sign"], covers, zero=["sign"])
    assert [column.name for column in found] == ["sign1", "sign2"]
    for at, column in enumerate(found):
        assert column.to_list() == [
            expected(told, (key[at], key[2]), key[2], (key[at],), covers, zero=True) for key in keys
        ]


@given(dyad_sources(), st.lists(st.tuples(BARE, BARE, YEARS), max_size=20))
def test_dyads(source, keys):
    covers, told = source
    value, sign = dyadic(
        rows_of("dyad", keys), source_of(("code1", "code2", "year"), told), ["value", "sign"], covers, zero=["sign"]
    )
    assert value.to_list() == [told.get(key) for key in keys]
    assert sign.to_list() == [expected(told, key, key[2], key[:2], covers, zero=True) for key in keys]


@given(dyad_sources(), st.lists(st.tuples(CODES, CODES, YEARS), max_size=20, unique=True), st.randoms())
def test_the_order_of_rows_and_of_the_source_does_not_matter(source, keys, random):
    covers, told = source
    mixed = random.sample(keys, len(keys))
    turned = dict(random.sample(list(told.items()), len(told)))
    names = ("code1", "code2", "year")
    straight = dyadic(rows_of("dyad", keys), source_of(names, told), ["sign"], covers, zero=["sign"])[0]
    other = dyadic(rows_of("dyad", mixed), source_of(names, turned), ["sign"], covers, zero=["sign"])[0]
    assert dict(zip(keys, straight, strict=True)) == dict(zip(mixed, other, strict=True))


@given(dyad_sources(), st.lists(st.tuples(CODES, CODES, YEARS), max_size=20))
def test_an_undirected_source_answers_in_both_directions(source, keys):
    covers, directed = source
    told = {(min(a, b), max(a, b), year): value for (a, b, year), value in directed.items()}
    rows = rows_of("dyad", keys)
    both = either_way(source_of(("code1", "code2", "year"), told), rows)
    found = dyadic(rows, both, ["value"], covers)[0]
    assert found.to_list() == [told.get((min(a, b), max(a, b), year)) for a, b, year in keys]


@pytest.mark.parametrize("names", [("code", "year"), ("code1", "code2", "year")])
def test_two_rows_for_one_unit_and_year_are_refused(names):
    key = (*range(1, len(names)), 2000)
    twice = pl.concat([source_of(names, {key: 1}), source_of(names, {key: 1})])
    unit, bring = ("state", monadic) if len(names) == 2 else ("dyad", dyadic)
    with pytest.raises(fd.FoedusError, match="two rows for one unit and year"):
        bring(rows_of(unit, [(1, 2, 2000)]), twice, ["value"], (2000, 2001))
