"""How far a long reading is, told on a stream: one line that is written over, or a line now and then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from foedus.news.journal import Counts

    Progress = Callable[[Counts, float], None]

__all__ = ["told_on"]

_SEEN, _LOGGED = 0.2, 30.0
"""Seconds between two lines: where somebody looks, and where they go into a file."""


def told_on(stream: TextIO) -> Progress:
    """Tells how far a reading is, with the seconds so far.

    On a terminal one line is written over; elsewhere there is a line every 30 seconds and no more, so that a log of a
    short reading stays empty.

    >>> import sys
    >>> from foedus.news.journal import Counts
    >>> tell = told_on(sys.stdout)
    >>> for second in range(0, 62, 2):
    ...     tell(Counts(reports=10 * second), second)
    foedus: 300 reports, 0 claims, 0 errors; 10 reports/s
    foedus: 600 reports, 0 claims, 0 errors; 10 reports/s
    """
    looked_at, last = stream.isatty(), 0.0

    def tell(counts: Counts, seconds: float) -> None:
        nonlocal last
        if seconds - last < (_SEEN if looked_at else _LOGGED):
            return
        last = seconds
        line = (
            f"foedus: {counts.reports:,} reports, {counts.claims:,} claims, {counts.errors:,} errors; "
            f"{counts.reports / seconds:,.0f} reports/s"
        )
        stream.write(f"\r{line} " if looked_at else f"{line}\n")
        stream.flush()

    return tell
