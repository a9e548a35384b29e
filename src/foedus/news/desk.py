"""One worker's desk: the reader, the names of a day and the sieve, loaded once; parts of the work in, lines out."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.errors import BadReport, FoedusError
from foedus.news.inputs.folders import Piece, open_piece
from foedus.news.inputs.naming import Named, named
from foedus.news.journal import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.atlas.atlas import Atlas
    from foedus.news.inputs.report import Report
    from foedus.news.names import NameBook
    from foedus.news.readers import Reader
    from foedus.news.sieve import Sieve

__all__ = ["Order", "Part", "Worked", "work"]

_BOOKS = 256


class Order(NamedTuple):
    """How to read: by whom, on which day, whatever the language, with the sieve or without; `folder`: see `named`."""

    reader: str
    dateline: date | None
    force: bool
    sieve: bool
    folder: str = ""


class Part(NamedTuple):
    """A part of the work: pieces, what they hold where it is sent along, and what could not be listed."""

    pieces: tuple[Piece | BadReport, ...]
    raws: tuple[bytes | None, ...] = ()


class Worked(NamedTuple):
    """Lines of claims and of errors, how many, and how the reports that claims come from ask to be called."""

    claims: bytes
    errors: bytes
    counts: Counts
    asked: tuple[Named, ...] = ()


def work(order: Order, part: Part) -> Worked:
    """Read a part."""
    desk = _desk(order)
    claims: list[dict[str, Any]] = []
    errors: list[dict[str, str]] = []
    asked: list[Named] = []
    reports = skipped = 0
    raws = part.raws or (None,) * len(part.pieces)
    for piece, raw in zip(part.pieces, raws, strict=True):
        opened = (
            [piece]
            if isinstance(piece, BadReport)
            else open_piece(piece, force=order.force, dateline=order.dateline, raw=raw)
        )
        for report in opened:
            if isinstance(report, BadReport):
                errors.append({"where": report.where, "error": str(report)})
                continue
            reports += 1
            try:
                name = named(report, order.folder)
                found = desk.read(report, name.name)
            except Exception as error:  # noqa: BLE001 - one report that breaks the reader must not end the reading
                what = str(error) if isinstance(error, FoedusError) else f"the reader failed: {error!r}"
                errors.append({"where": report.where, "error": what})
                continue
            if found is None:
                skipped += 1
            elif found:
                claims += found
                asked.append(name)
    return Worked(_lines(claims), _lines(errors), Counts(reports, skipped, len(claims), len(errors)), tuple(asked))


def _lines(rows: Sequence[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n" for row in rows)


class _Desk:
    """What a process loads once."""

    def __init__(self, order: Order) -> None:
        from foedus.atlas.load import shipped_atlas  # noqa: PLC0415 - loaded where the work is done
        from foedus.news.readers import choose_reader  # noqa: PLC0415 - a reader is heavy; the worker loads it once
        from foedus.news.sieve import make_sieve  # noqa: PLC0415 - the same

        self.atlas: Atlas = shipped_atlas()
        self.reader: Reader = choose_reader(order.reader)
        wide = not self.reader.name.startswith("plain")
        self.sieve: Sieve | None = make_sieve(self.atlas, wide=wide) if order.sieve else None
        self.books: dict[date, NameBook] = {}

    def read(self, report: Report, name: str) -> list[dict[str, Any]] | None:
        """The claims of a report as plain data, or `None` where it can hold none."""
        from foedus.news.reading import read_report  # noqa: PLC0415 - the same

        if self.sieve and self.sieve.empty(report.text):
            return None
        reading = read_report(
            report,
            dateline=None,
            atlas=self.atlas,
            treaties=(),
            reader=self.reader,
            book=self._book(report.dateline or date.max),
            sieve=self.sieve,
        )
        about = {"where": report.where, "dateline": str(reading.dateline or "") or None, "dateline_from": report.dated}
        return [claim.to_dict(name, number) | about for number, claim in enumerate(reading.claims, 1)]

    def _book(self, day: date) -> NameBook:
        from foedus.news.names import NameBook  # noqa: PLC0415 - the same

        if day not in self.books:
            if len(self.books) >= _BOOKS:
                self.books.clear()
            self.books[day] = NameBook(self.atlas, day)
        return self.books[day]


@cache
def _desk(order: Order) -> _Desk:
    return _Desk(order)
