"""Claims as JSON lines: each checked at the gate, with its day, as what is to be recorded."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.errors import BadDate, BadEntry, Mistake, UnknownName
from foedus.ledger.bounds import LONGEST
from foedus.ledger.claim_shapes import Line
from foedus.ledger.known_names import Names
from foedus.ledger.recording import claim_said
from foedus.news.inputs.metadata import day_in
from foedus.terms.entries import Entry, canonical
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

__all__ = ["Draft", "Reader", "looks_like_claims"]

_DAYS = ("known", "dateline_date", "dateline")
"""Fields that tell since when a claim is public; the first that does so counts."""

_ASIDE = {*_DAYS, "dateline_from", "where", "outlet", "treaty", "report", "band", "grade"}
"""Fields that are no part of the claim itself."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d\Z")


class Draft(NamedTuple):
    """An entry that is to be recorded, what its body was made of, and the file and line that told it."""

    entry: Entry
    said: dict[str, Any]
    at: str = ""


def looks_like_claims(start: bytes) -> bool:
    """Is this the beginning of claims as JSON lines (and not of reports as such)?

    >>> looks_like_claims(b'{"doc_id": "d", "event_type": "attack", "modality": "denied"}')
    True
    >>> looks_like_claims(b'{"text": "It left."}')
    False
    """
    line = start.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return line.startswith(b"{") and b'"event_type":' in line and b'"modality":' in line and b'"text":' not in line


class Reader:
    """Reads lines of claims.

    Args:
        author: who records them.
        known: the day since which claims are public whose line tells none; left out, today.
        reason: why they are recorded.

    Attributes:
        undated: how many lines told no day.
    """

    def __init__(self, author: str, known: date | None = None, reason: str = "") -> None:
        self._author, self._known, self._reason = author, known, reason
        self.undated = 0
        self._names = Names()

    @property
    def unknown(self) -> dict[str, int]:
        """Codes that no state and no entity of ours has, and how many claims name each."""
        return self._names.unknown

    def read(self, stream: IO[bytes], where: str) -> Iterator[Draft | Mistake]:
        """Every line as a draft, or what is wrong with it; the rest goes on."""
        longest = LONGEST["claim"] + 100_000
        number = 0
        while raw := stream.readline(longest + 1):
            number += 1
            if len(raw) > longest:
                yield Mistake(
                    where, number, f"is longer than {longest:,} bytes: no line of claims; the rest is left out"
                )
                return
            if raw.strip():
                yield self._line(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw, where, number)

    def _line(self, raw: bytes, where: str, number: int) -> Draft | Mistake:
        from pydantic import ValidationError  # noqa: PLC0415 - heavy, and only where lines are read

        try:
            row = Line.model_validate_json(raw).model_dump()
            known = self._day(row)
            said = claim_said(
                {name: value for name, value in row.items() if name not in _ASIDE},
                report=row["report"],
                outlet=row["outlet"],
                treaty=row["treaty"],
            )
            _checked_span(row["date"])
            self._names.check(said)
            entry = Entry("claim", self._author, datetime.now(UTC), known, self._reason, canonical(said))
            return Draft(entry, said, f"{where}:{number}")
        except ValidationError as error:
            return Mistake(where, number, _in_words(error))
        except (BadEntry, BadDate, UnknownName, ValueError) as error:
            return Mistake(where, number, str(error))

    def _day(self, row: dict[str, Any]) -> date:
        for name in _DAYS:
            value = row[name]
            if not value:
                continue
            day = day_in(value) if name != "known" or _ISO.match(value) else None
            if day is not None:
                return day
            if name != "dateline":  # "SEOUL" is a dateline without a day
                raise BadEntry(f"`{name}` is no day: {value[:40]!r}; write it as 2024-10-19")
        self.undated += 1
        return self._known or datetime.now(UTC).date()


def _checked_span(span: dict[str, str] | None) -> None:
    if span is None:
        return
    if not (_ISO.match(span["start"]) and _ISO.match(span["end"])):
        raise BadEntry("`date` holds two days, start and end, each written as 2024-10-19")
    When.parse(f"{span['start']}/{span['end']}")


def _in_words(error: Any) -> str:
    """Every mistake of a line, in one."""
    told = []
    for e in error.errors(include_url=False, include_context=False)[:8]:
        field = ".".join(str(part) for part in e["loc"])
        if e["type"] == "missing":
            told.append(f"lacks `{field}`")
        elif e["type"] == "extra_forbidden":
            told.append(f"has a field `{field[:60]}`, which no claim has")
        elif e["type"] == "json_invalid":
            told.append(f"is no JSON ({e['msg'].partition(': ')[2] or e['msg']})")
        elif e["type"] == "string_pattern_mismatch" and field.startswith("actors."):
            code = str(e["input"])[:40]
            told.append(f"`{field}`: {code!r} is no code; write that of the state (PRK) or group in capitals")
        elif e["type"] == "string_pattern_mismatch":
            told.append(f"`{field}` is empty")
        else:
            what = e["msg"][0].lower() + e["msg"][1:]
            told.append(f"`{field}`: {what}" if field else what)
    return "; ".join(told)
