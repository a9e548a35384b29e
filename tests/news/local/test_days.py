"""Every way in which a date can be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.news.local.day_memory import DayMemory, memories
from foedus.news.local.days import readings
from foedus.terms.claims import DateSpan

DAY = date(2024, 10, 20)  # a Sunday
TOLD = DayMemory((1956,), None)


def spans(text, day=DAY, memory=None):
    return {(r.how, str(r.span.start), str(r.span.end)) for r in readings(text, day, memory or DayMemory())}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They left on Friday.", ("past", "2024-10-18", "2024-10-18")),
        ("They will leave on Friday.", ("future", "2024-10-25", "2024-10-25")),
        ("It has applied since July 2021.", ("since", "2021-07-01", "2024-10-20")),
        ("They served there between 1975 and 1991.", ("years", "1975-01-01", "1991-12-31")),
        ("The fighting lasted from July 25 to July 27.", ("range", "2024-07-25", "2024-07-27")),
        ("They came last autumn.", ("season", "2024-09-01", "2024-11-30")),
        ("It may follow early next year.", ("part", "2025-01-01", "2025-04-30")),
        ("A year ago there were more.", ("ago", "2023-10-20", "2023-10-20")),
        ("It fell on October 8 last year.", ("named year", "2023-10-08", "2023-10-08")),
        ("06:00 - jets bomb a store.", ("here", "2024-10-20", "2024-10-20")),
        ("Over the past three months they fought.", ("past", "2024-07-20", "2024-10-20")),
        ("By the end of the year they go.", ("end", "2024-12-31", "2024-12-31")),
        ("In the 1990s it was signed.", ("decade", "1990-01-01", "1999-12-31")),
        ("They left two days after gunmen struck on Friday.", ("turned", "2024-10-16", "2024-10-16")),
        ("The talks open early next week.", ("edge", "2024-10-21", "2024-10-21")),
        ("The mandate ends at the end of March 2025.", ("edge", "2025-03-31", "2025-03-31")),
        ("They clashed overnight.", ("overnight", "2024-10-19", "2024-10-20")),
        ("It was signed on the 4th.", ("of month", "2024-10-04", "2024-10-04")),
        ("They will be gone before the month is out.", ("current", "2024-10-20", "2024-10-31")),
        ("Rebels took the town at the weekend.", ("weekend", "2024-10-19", "2024-10-20")),
        ("A battalion will be there by May.", ("until", "2025-05-31", "2025-05-31")),
        ("They may go as early as November.", ("bare", "2024-11-01", "2024-11-30")),
        ("It takes effect in the new year.", ("new year", "2025-01-01", "2025-12-31")),
        ("A decade ago there were more.", ("ago", "2014-01-01", "2014-12-31")),
        ("Twenty-one days ago they landed.", ("ago", "2024-09-29", "2024-09-29")),
    ],
)
def test_a_reading_is_among_those_that_are_offered(text, wanted):
    assert wanted[1:] in {told[1:] for told in spans(text)}


def test_a_day_without_a_year_may_lie_in_the_year_that_is_told():
    assert ("told year", "1956-11-01", "1956-11-01") in spans("He declared it on November 1.", memory=TOLD)


def test_two_days_later_counts_from_the_day_before_it():
    memory = DayMemory().after("They met on July 3, 2024.", DAY)
    assert ("step", "2024-07-05", "2024-07-05") in spans("Two days later they signed.", memory=memory)


def test_a_day_may_lie_in_any_year_that_was_told_and_not_only_the_last():
    found = spans("He declared it on November 1.", memory=DayMemory((1992, 1968)))
    assert {("told year", "1992-11-01", "1992-11-01"), ("earlier year", "1968-11-01", "1968-11-01")} <= found


def test_days_count_from_the_claim_before():
    memory = DayMemory(claimed=DateSpan(date(1982, 4, 2), date(1982, 4, 2)))
    assert ("step claimed", "1982-04-05", "1982-04-05") in spans("Three days later it sailed.", memory=memory)
    assert ("claimed year", "1982-05-02", "1982-05-02") in spans("On May 2 she sank.", memory=memory)


def test_a_heading_dates_what_stands_under_it_and_no_more(parsed):
    found = memories(parsed("Oct 18. The admirals met.\n\nA truce holds."), DAY)
    assert [m.heading is not None for m in found] == [False, True, False]


def test_may_and_march_are_months_only_with_their_capital():
    assert not {s for s in spans("They may march on.") if s[0].startswith("bare")}


def test_without_a_dateline_only_what_names_its_year_is_read():
    assert spans("They left on Friday, two years ago, in June and last week.", None) == set()
    assert ("past", "2024-06-01", "2024-06-30") in spans("They left in June 2024.", None)


@given(
    st.text(alphabet="0123456789 aegilnorstuy-JuneMayFri.,", max_size=120), st.dates(date(1815, 1, 2), date(2100, 1, 1))
)
def test_no_text_breaks_it_and_every_span_runs_forward(text, day):
    for reading in readings(text, day, DayMemory((1914,), None)):
        assert reading.span.start <= reading.span.end
        assert 0 <= reading.start < reading.end <= len(text)
