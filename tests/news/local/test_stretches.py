"""Stretches of days: parts of years and decades, days of one month, terms."""

from datetime import date

import pytest

from foedus.news.local.day_memory import DayMemory
from foedus.news.local.days import readings

DAY = date(2024, 10, 20)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("3,000 in the first quarter of this year", "2024-01-01", "2024-03-31"),
        ("in the last quarter of 2020", "2020-10-01", "2020-12-31"),
        ("in the first half of the year", "2024-01-01", "2024-06-30"),
        ("in the second half of last year", "2023-07-01", "2023-12-31"),
        ("in the second half of April", "2024-04-16", "2024-04-30"),
        ("in the first half of next month", "2024-11-01", "2024-11-15"),
        ("in the early 2030s", "2030-01-01", "2033-12-31"),
        ("in the late 1990s", "1997-01-01", "1999-12-31"),
        ("from May 26 to 31", "2024-05-26", "2024-05-31"),
        ("from May 26 to 31 in Geneva", "2024-05-26", "2024-05-31"),
        ("between 3 and 9 October 2023", "2023-10-03", "2023-10-09"),
        ("on January 2-5", "2025-01-02", "2025-01-05"),
        ("within a week", "2024-10-20", "2024-10-27"),
        ("within sixty days", "2024-10-20", "2024-12-19"),
        ("within twenty-one days", "2024-10-20", "2024-11-10"),
        ("within 48 hours", "2024-10-20", "2024-10-22"),
        ("within the hour", "2024-10-20", "2024-10-21"),
        ("within four months", "2024-10-20", "2025-02-20"),
        ("in two years' time", "2024-10-20", "2026-10-20"),
    ],
)
def test_the_stretch_is_among_the_readings(text, start, end):
    found = {(str(r.span.start), str(r.span.end)) for r in readings(text, DAY, DayMemory())}
    assert (start, end) in found


@pytest.mark.parametrize(
    "text", ["from May 31 to 26", "May 26 to 31 Brigade", "within 99999 years", "between 3 and 45 May"]
)
def test_what_is_no_stretch_is_not_read_as_one(text):
    stretches = [r for r in readings(text, DAY, DayMemory()) if r.how.split()[0] in ("days", "term", "share")]
    assert stretches == []


def test_without_a_dateline_nothing_is_counted_from_it():
    told = readings("within a week, in the first quarter of the year", None, DayMemory())
    assert [r for r in told if r.how in ("term", "share")] == []


def test_next_month_is_counted_from_the_dateline_alone():
    memory = DayMemory(years=(2019,))
    told = [r for r in readings("in the second half of next month", DAY, memory) if r.how.startswith("share")]
    assert [str(r.span.start) for r in told] == ["2024-11-16"]
    assert [r for r in readings("in the second half of next month", None, memory) if r.how == "share"] == []
