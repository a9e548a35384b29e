"""Readings as one page: each report's text with its claims marked in it, and the claims beside it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from foedus.briefing.page import templates
from foedus.news.grades import grades_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.terms.claims import Claim, DateSpan, Quantity, Reading

__all__ = ["how_many", "how_surely", "reading_page", "when_in_words", "who_in_words"]


def reading_page(readings: Sequence[tuple[str, Reading]]) -> str:
    """One self-contained page of HTML.

    Args:
        readings: name and reading of each report.
    """
    shown = [_report(number, name, reading) for number, (name, reading) in enumerate(readings, 1)]
    return templates().get_template("reading.html").render(reports=shown)


def _report(number: int, name: str, reading: Reading) -> dict[str, Any]:
    claims = [
        {
            "id": f"r{number}c{n}",
            "number": n,
            "who": who_in_words(claim),
            "through": ", ".join(claim.relayed_by),
            "how": claim.modality,
            "cue": claim.cue,
            "band": str(claim.band or ""),
            "grade": grade,
            "what": claim.event_type.replace("_", " "),
            "status": claim.status or "",
            "actors": "; ".join(f"{role} {', '.join(codes)}" for role, codes in claim.actors),
            "many": how_many(claim.quantity),
            "when": when_in_words(claim.date),
            "place": claim.place or "",
            "words": " ".join(reading.text[claim.start : claim.end].split()),
        }
        for n, (claim, grade) in enumerate(zip(reading.claims, grades_of(reading, name), strict=True), 1)
    ]
    day = reading.dateline.isoformat() if reading.dateline else ""
    return {
        "id": f"r{number}",
        "title": reading.title or name,
        "outlet": reading.outlet,
        "dateline": day,
        "dateline_from": reading.dateline_from,
        "reader": reading.reader,
        "claims": claims,
        "paragraphs": _paragraphs(number, reading),
    }


def _paragraphs(number: int, reading: Reading) -> list[list[tuple[str, int, list[str]]]]:
    """Paragraphs as stretches of text, each with how many claims cover it, and those that end with it."""
    text = reading.text
    edges = {0, len(text), *(e for c in reading.claims for e in (c.start, c.end))}
    at = 0
    while (at := text.find("\n\n", at)) >= 0:
        edges |= {at, at + 2}
        at += 2
    places = sorted(edges)
    found: list[list[tuple[str, int, list[str]]]] = [[]]
    for start, end in itertools.pairwise(places):
        if text[start:end] == "\n\n":
            found.append([])
            continue
        covering = [(n, c.end) for n, c in enumerate(reading.claims, 1) if c.start <= start and end <= c.end]
        ending = [f"r{number}c{n}" for n, last in covering if last == end]
        found[-1].append((text[start:end], len(covering), ending))
    shown = [p for p in found if any(part.strip() for part, _, _ in p)]
    head = "".join(part for part, _, _ in shown[0]) if shown else ""
    return shown[1:] if head.strip("# \n") == reading.title else shown


def who_in_words(claim: Claim) -> str:
    """The source with the state or house that it speaks for."""
    if claim.source == "NARRATOR":
        return "the report itself"
    return f"{claim.source} ({claim.affiliation})" if claim.affiliation else claim.source


def how_surely(claim: Claim) -> str:
    """The modality, the word that gave it, and the band of probability where the words tell one."""
    cue, band = f" “{claim.cue}”" if claim.cue else "", claim.band
    if band is None:
        return f"{claim.modality}{cue}"
    term, _, odds = str(band).partition(" (")
    return f"{claim.modality}{cue} ({odds}" if term == claim.modality else f"{claim.modality}{cue}, {band}"


def how_many(quantity: Quantity | None) -> str:
    """A range in words.

    >>> from foedus.terms.claims import Quantity
    >>> how_many(Quantity(1000, None, "troops")), how_many(Quantity(1500, 1500, "troops"))
    ('at least 1,000 troops', '1,500 troops')
    """
    if quantity is None:
        return ""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        number = f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
    else:
        number = f"at least {low:,.0f}" if low is not None else f"up to {high or 0:,.0f}"
    return f"{number} {quantity.unit}"


def when_in_words(span: DateSpan | None) -> str:
    """A day, or the first and last day."""
    if span is None:
        return ""
    return span.start.isoformat() if span.start == span.end else f"{span.start.isoformat()} to {span.end.isoformat()}"
