"""So many a month: arithmetic on ranges, and no model.

A range is its least and its greatest; `None` where a side is open. Bounds that are not known stay unknown: they are
never taken for zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

__all__ = ["MONTH", "Range", "months", "per_month", "risen", "share"]

Range = tuple[float | None, float | None]
"""The least and the greatest."""

MONTH = 365.25 / 12
"""Days of a month, on average."""


def months(since: tuple[date, date], until: date) -> tuple[float, float]:
    """The least and the greatest number of months from a beginning that is known between two days, its last day in.

    >>> from datetime import date
    >>> [round(n, 1) for n in months((date(2024, 11, 1), date(2024, 12, 31)), date(2025, 4, 30))]
    [4.0, 5.9]
    """
    early, late = since
    return ((until - late).days + 1) / MONTH, ((until - early).days + 1) / MONTH


def per_month(count: Range, over: tuple[float, float], *, whole: bool = True) -> Range:
    """So many over so many months, as a range per month.

    Args:
        count: how many in all.
        over: the least and the greatest number of months; above zero.
        whole: do they fill these months? If they may be of a part of them only, the greatest is unknown: a part of
            the months had more.

    >>> per_month((4700.0, 4700.0), (4.7, 9.4)), per_month((4700.0, 4700.0), (4.7, 9.4), whole=False)
    ((500.0, 1000.0), (500.0, None))
    """
    low, high = count
    return (
        None if low is None else low / over[1],
        None if high is None or not whole else high / over[0],
    )


def risen(before: Range, after: Range) -> Range | None:
    """By how much a total has risen; `None` if the later cannot contain the earlier: then they are not of one count.

    >>> risen((4700.0, 4700.0), (6000.0, None)), risen((4700.0, 4700.0), (4000.0, 4000.0))
    ((1300.0, None), None)
    """
    (low, high), (later_low, later_high) = before, after
    least = None if high is None or later_low is None else later_low - high
    most = None if low is None or later_high is None else later_high - low
    if most is not None and most < 0:
        return None
    return None if least is None else max(least, 0.0), most


def share(part: Range, rest: list[Range | None]) -> Range:
    """What share a part makes of itself and the rest.

    The least share is that of the least part with the greatest rest, the greatest the other way round. A rest that
    nobody tells (`None`) may be anything from nothing: it leaves the least share unknown. Where none of the rest is
    told, the share is unknown on both sides.

    >>> [round(s, 2) for s in share((100.0, 200.0), [(300.0, 400.0)])]
    [0.2, 0.4]
    >>> share((100.0, 200.0), [(300.0, 600.0), None]), share((100.0, 200.0), [None])
    ((None, 0.4), (None, None))
    """
    told = [each for each in rest if each is not None]
    if not told:
        return None, None
    least, most = 0.0, 0.0 if len(told) == len(rest) else float("inf")
    for low, high in told:
        least += low or 0.0
        most += float("inf") if high is None else high
    low, high = part
    return (
        None if low is None or most == float("inf") or low + most == 0 else low / (low + most),
        None if high is None or (least == 0 and most > 0) or high + least == 0 else high / (high + least),
    )
