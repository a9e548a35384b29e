"""Dates as precise as their source."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import BadDate
from foedus.terms.when import Spell, When, day

DAYS = st.dates(date(1000, 1, 1), date(2200, 12, 31))


def points():
    """A day, a month or a year, as a source would write it."""
    return DAYS.flatmap(lambda d: st.sampled_from((d.isoformat(), d.isoformat()[:7], d.isoformat()[:4])))


def whens():
    """Any date that a file may hold."""
    spans = st.tuples(points(), points()).filter(lambda p: When.parse(p[0]).earliest <= When.parse(p[1]).latest)
    opens = points().flatmap(lambda p: st.sampled_from((f"{p}/..", f"../{p}", f"{p}/", f"/{p}")))
    return st.one_of(points(), spans.map("/".join), opens).map(When.parse)


@given(whens())
def test_what_was_read_is_written_as_it_stood_and_reads_the_same_again(when):
    assert When.parse(str(when)) == when


@given(DAYS)
def test_a_day_is_known_exactly_and_a_month_and_a_year_are_not(moment):
    text = moment.isoformat()
    assert When.parse(text) == When.on(moment)
    assert When.parse(text).exact
    assert not When.parse(text[:7]).exact
    assert not When.parse(text[:4]).exact


@given(DAYS)
def test_a_day_lies_inside_its_month_and_its_month_inside_its_year(moment):
    text = moment.isoformat()
    dates = [When.parse(t) for t in (text[:4], text[:7], text)]
    firsts, lasts = [w.earliest for w in dates], [w.latest for w in dates]
    assert firsts == sorted(firsts)
    assert lasts == sorted(lasts, reverse=True)
    assert firsts[2] == moment == lasts[2]


@given(whens(), DAYS, DAYS)
def test_what_has_happened_has_happened_ever_after(when, one, two):
    order = {False: 0, None: 1, True: 2}
    earlier, later = sorted((one, two))
    assert order[when.by(earlier)] <= order[when.by(later)]


@given(whens())
def test_it_cannot_have_happened_before_its_first_day_and_must_have_by_its_last(when):
    if when.earliest is not None:
        assert when.by(when.earliest - timedelta(days=1)) is False
        assert when.by(when.earliest) is not False
    if when.latest is not None:
        assert when.by(when.latest) is True
        assert when.by(when.latest - timedelta(days=1)) is not True
    else:
        assert when.by(date(9999, 12, 31)) is not True


@given(whens(), DAYS)
def test_only_an_inexact_date_leaves_anything_unknown(when, moment):
    if when.exact:
        assert when.by(moment) is (moment >= when.earliest)
    if when.by(moment) is None:
        assert not when.exact


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("2023-02-29", "February 2023 has 28 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("1914-06-31", "June 1914 has 30 days"),
        ("1914-13", "no month 13"),
        ("1914-00-01", "no month 0"),
        ("1914-08-00", "has 31 days"),
        ("0000", "no year 0"),
        ("1914-08-04/1914-08-01", "runs backwards"),
        ("4 August 1914", "is no date"),
        ("1914-8-4", "is no date"),
        ("19140804", "is no date"),
        ("", "is no date"),
        ("1914-08-04/1914-08-05/1914-08-06", "is no date"),
        ("١٩١٤", "is no date"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text, what):
    with pytest.raises(BadDate, match=what):
        When.parse(text)


def test_the_leap_days_of_the_calendar_are_days():
    assert When.parse("2000-02-29").exact
    assert When.parse("2024-02-29").exact


@pytest.mark.parametrize("text", ["1914", "1914-08", "1914-08-01/1914-08-04", "1914-08-01/.."])
def test_a_question_needs_a_single_day(text):
    with pytest.raises(BadDate, match="no single day"):
        day(text)


def test_a_span_of_one_day_is_that_day():
    assert day("1914-08-04/1914-08-04") == date(1914, 8, 4)


@given(DAYS, DAYS, DAYS)
def test_a_spell_holds_both_its_days_and_what_lies_between(one, two, moment):
    start, end = sorted((one, two))
    spell = Spell(start, end)
    assert start in spell
    assert end in spell
    assert (moment in spell) == (start <= moment <= end)
    assert (moment in Spell(start, None)) == (start <= moment)
    assert (moment in Spell(None, end)) == (moment <= end)
    assert moment in Spell()
