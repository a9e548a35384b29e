"""Reports and claims as bodies of entries."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from foedus.errors import BadEntry
from foedus.terms.entries import Entry, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from foedus.terms.claims import Claim, Reading

__all__ = ["claim_body", "claim_fields", "claim_said", "entries_of", "report_body", "treaty_of"]

_UNCONFIRMED = "the report says that it is not confirmed"

_LARGEST = 1e15
"""A quantity beyond it is none; below it a whole number is written as one."""


def report_body(name: str, reading: Reading) -> str:
    """What a report's entry says; `name` is what its claims are called after."""
    return canonical(
        {
            "name": name,
            "outlet": reading.outlet,
            "title": reading.title,
            "dateline": _iso(reading.dateline),
            "dateline_from": reading.dateline_from,
            "digest": hashlib.sha256(_bytes(reading.text)).hexdigest(),
            "text": reading.text,
            "reader": reading.reader,
        }
    )


def claim_fields(claim: Claim) -> dict[str, Any]:
    """The fields of a claim that a reader found; its report tells where it is from, so that doc_id stays empty."""
    told = {name: value for name, value in claim.to_dict().items() if name != "band"}  # it follows from the cue
    return {**told, "claim_id": "", "cue": claim.cue}


def claim_body(fields: Mapping[str, Any], *, report: str | None, outlet: str, treaty: str | None) -> str:
    """What a claim's entry says, as the body of it."""
    return canonical(claim_said(fields, report=report, outlet=outlet, treaty=treaty))


def claim_said(fields: Mapping[str, Any], *, report: str | None, outlet: str, treaty: str | None) -> dict[str, Any]:
    """What a claim's entry says: the fields of the scheme, its report, its outlet, the treaty that it names.

    Whole numbers are written as such, so that the same claim has the same id whoever wrote it.
    """
    said = {**fields, "report": report, "outlet": outlet, "treaty": treaty}
    said["cue"] = said.get("cue") or ""
    said.setdefault("reader", "")
    quantity = said.get("quantity")
    if quantity:
        said["quantity"] = {**quantity, "low": _number(quantity["low"]), "high": _number(quantity["high"])}
    return said


def entries_of(report: Entry, reading: Reading, author: str, recorded: datetime, reason: str = "") -> list[Entry]:
    """The entries of what a reader found in a report: its claims, and who does not confirm what.

    A refusal is recorded as of its report, so that the same report twice is one note too.
    """
    bodies = [
        claim_body(claim_fields(c), report=report.id, outlet=reading.outlet, treaty=treaty_of(reading, c))
        for c in reading.claims
    ]
    claims = [Entry("claim", author, recorded, report.known, reason, body) for body in bodies]
    ids = dict(zip(reading.claims, (c.id for c in claims), strict=True))
    notes = [
        Entry("note", report.author, report.recorded, report.known, _UNCONFIRMED, body)
        for body in unconfirmed(reading, ids, report.id)
    ]
    return [*claims, *notes]


def unconfirmed(reading: Reading, ids: Mapping[Claim, str], report: str) -> Iterator[str]:
    """The bodies of notes on who cannot or will not confirm what; of a proposition that nobody claims its own words."""
    for r in reading.reservations:
        about = [] if r.proposed else [ids[c] for c in r.about if c in ids]
        said: dict[str, Any] = {"form": "not_confirmed", "text": r.sentence, "about": about, "source": r.source}
        said["report"] = report
        if r.proposed:
            fields = r.about[0].to_dict()
            said["proposition"] = {"event_type": fields["event_type"], "actors": fields["actors"]}
        yield canonical(said)


def treaty_of(reading: Reading, claim: Claim) -> str | None:
    """The treaty that a claim is about: the one that its words name, else the only one that its sentence names."""
    if not claim.event_type.startswith("treaty_"):
        return None
    own = {m.code for m in reading.treaties if claim.start <= m.start < claim.end}
    if len(own) == 1:
        return own.pop()
    at = reading.text.find(claim.sentence, max(0, claim.start - len(claim.sentence))) if claim.sentence else -1
    if at < 0 or own:
        return None
    near = {m.code for m in reading.treaties if at <= m.start < at + len(claim.sentence)}
    return near.pop() if len(near) == 1 else None


def _number(value: float | None) -> float | None:
    if value is None:
        return None
    if not abs(value) < _LARGEST:
        raise BadEntry(f"{value!r} is no quantity")
    return int(value) if float(value).is_integer() else float(value)


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _bytes(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise BadEntry(f"the text of a report holds half a character at place {error.start}: no valid text") from None
