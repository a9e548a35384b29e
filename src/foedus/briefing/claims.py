"""The public way to read a report: claims with their sources, by the readers and the corpus that ship."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.atlas.load import shipped_atlas
from foedus.errors import BadReport
from foedus.law.reading import treaties
from foedus.news.inputs.opening import open_report
from foedus.news.reading import read_report
from foedus.terms.when import day

if TYPE_CHECKING:
    from datetime import date

    from foedus.news.readers import Reader
    from foedus.terms.claims import Reading

__all__ = ["read"]


def read(
    report: str | Path | bytes,
    *,
    dateline: str | date | None = None,
    reader: str | Reader = "auto",
    force: bool = False,
) -> Reading:
    """The claims of a report: who says what, how surely, about whom, how many and when, each with its words.

    A claim is one proposition from one source in one sentence; that it is made is not that it is true. Iterating over
    the reading gives its claims in the order of the text.

    Args:
        report: a file's path (text, HTML or PDF); or a report's text, as bytes or with a line break in it.
        dateline: the day of the report, where it prints none; nobody guesses it.
        reader: "auto", "local" (trained models, extra `nlp`), "plain" (word lists) or "llm" (`FOEDUS_LLM_URL`).
        force: read what does not seem to be English too.

    Raises:
        BadReport: the file cannot be read as a report.
        MissingReader: the reader needs what is not installed or not set.
        BadDate: no such day.

    >>> import foedus as fd
    >>> text = b"SEOUL, Oct 20, 2024 (Wire) - About 1,500 North Korean soldiers are in Russia, Seoul's army said."
    >>> reading = fd.read(text, reader="plain")
    >>> [(c.source, c.modality, c.event_type, c.quantity.low) for c in reading]
    [("Seoul's army", 'asserted', 'troop_deployment', 1500.0)]
    """
    moment = day(dateline) if isinstance(dateline, str) else dateline
    path = Path(report) if isinstance(report, str) and "\n" not in report else report
    if isinstance(path, Path) and str(path) != "-" and not path.exists():
        raise BadReport(f"no file {path}; check the path, or give the report's text as bytes")
    opened = open_report(path, dateline=moment, force=force)
    return read_report(opened, dateline=moment, atlas=shipped_atlas(), treaties=treaties(), reader=reader)
