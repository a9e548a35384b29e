"""A report in, its reading out: claims in order, who is named, which treaties, by which reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from foedus.news.document import take_apart
from foedus.news.inputs.opening import open_report
from foedus.news.inputs.report import Report
from foedus.news.introductions import introductions
from foedus.news.names import NameBook, as_mentions
from foedus.news.pacts import treaty_mentions
from foedus.news.readers import Reader, choose_reader
from foedus.news.reservations import reservations
from foedus.terms.claims import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from foedus.atlas.atlas import Atlas
    from foedus.news.document import Document
    from foedus.news.sieve import Sieve
    from foedus.terms.claims import Mention
    from foedus.terms.treaties import Treaty

__all__ = ["named_treaties", "read_report"]


def read_report(
    source: str | bytes | Path | Report,
    *,
    dateline: date | None,
    atlas: Atlas,
    treaties: Sequence[Treaty],
    reader: str | Reader = "auto",
    book: NameBook | None = None,
    sieve: Sieve | None = None,
) -> Reading:
    """Read a report.

    Args:
        source: the report's text, the path of its file, or a report that is open already.
        dateline: the day of the report, where it prints none or another is known; nobody guesses it.
        atlas: who is who.
        treaties: the corpus in which treaties are looked up.
        reader: who reads, by name or as such.
        book: the names of the day, where many reports of one day are read.
        sieve: what leaves out sentences that can hold no claim, where many reports are read.

    Raises:
        BadReport: the file cannot be read as an English report.
        MissingReader: the reader needs what is not installed.

    >>> from datetime import date
    >>> from foedus.atlas.load import shipped_atlas
    >>> text = "About 300 French soldiers have arrived in Chad, the ministry in Paris said on Friday."
    >>> reading = read_report(text, dateline=date(2024, 5, 19), atlas=shipped_atlas(), treaties=(), reader="plain")
    >>> [(c.event_type, c.actors, c.quantity.low) for c in reading.claims]
    [('troop_deployment', (('sender', ('FRA',)), ('host', ('TCD',))), 300.0)]
    """
    report = source if isinstance(source, Report) else open_report(source, dateline=dateline)
    by = choose_reader(reader) if isinstance(reader, str) else reader
    day = dateline or report.dateline
    document = _apart(report, day, atlas, book)
    told = by.claims(sieve.sifted(document) if sieve else document)
    read = tuple(sorted((replace(c, reader=by.name) for c in told), key=lambda c: (c.start, c.end)))
    unconfirmed, claims = reservations(document, read)
    return Reading(
        text=report.text,
        title=report.title,
        outlet=report.outlet,
        dateline=day,
        dateline_from="given" if dateline else report.dateline_from,
        claims=claims,
        actors=as_mentions(document.named),
        treaties=treaty_mentions(document, treaties),
        reader=by.name,
        speakers=introductions(report.text, (c.source for c in claims)),
        reservations=unconfirmed,
    )


def named_treaties(
    source: str | bytes | Path | Report, *, on: date, atlas: Atlas, treaties: Sequence[Treaty]
) -> tuple[Mention, ...]:
    """The treaties that a report would name if it were of this day; no claims are read."""
    report = source if isinstance(source, Report) else open_report(source)
    return treaty_mentions(_apart(report, on, atlas), treaties)


def _apart(report: Report, day: date | None, atlas: Atlas, book: NameBook | None = None) -> Document:
    names = book or NameBook(atlas, day or date.max)
    return take_apart(report.text, report.body, day, report.outlet, names, skipped=report.skipped)
