"""Plain rows of forces.yaml and umbrellas.yaml -> records."""

from __future__ import annotations

from typing import Any

from foedus.terms.forces import Account, Basis, Figure, Force
from foedus.terms.treaties import Source
from foedus.terms.umbrellas import Umbrella
from foedus.terms.when import When

__all__ = ["force_of", "umbrella_of"]


def force_of(row: dict[str, Any]) -> Force:
    """A force abroad from a row that has passed the gate."""
    figures = [_figure(f) for f in row.get("strength") or ()]
    return Force(
        id=row["id"],
        sender=row["sender"],
        host=row["host"],
        since=_when(row.get("since")),
        until=_when(row.get("until")),
        planned=_when(row.get("planned")),
        ordered=_when(row.get("ordered")),
        underway=_when(row.get("underway")),
        where=row.get("where", ""),
        beside=tuple(row.get("beside", ())),
        figures=tuple(figures),
        purpose=row["purpose"],
        accounts=tuple(Account(When.parse(a["known"]), a["by"], a["says"]) for a in row.get("accounts", ())),
        established=_when(row.get("established")),
        **_common(row),
    )


def umbrella_of(row: dict[str, Any]) -> Umbrella:
    """An umbrella from a row that has passed the gate."""
    who = row["protected"]
    return Umbrella(
        id=row["id"],
        guarantor=row["guarantor"],
        kind=row["kind"],
        since=When.parse(row["start"]),
        until=_when(row.get("until")),
        stated=_when(row.get("stated")),
        substance=row["substance"],
        protected=() if isinstance(who, dict) else tuple(who),
        members_of=who["members_of"] if isinstance(who, dict) else "",
        excepted=tuple(who.get("excepted", ())) if isinstance(who, dict) else (),
        **_common(row),
    )


def _common(row: dict[str, Any]) -> dict[str, Any]:
    """What both kinds of rows have."""
    return {
        "basis": tuple(
            Basis(
                b.get("treaty", ""),
                b.get("article", ""),
                b.get("words", ""),
                *map(_when, (b.get("date"), b.get("known"))),
            )
            for b in row["basis"]
        ),
        "contested": row.get("contested", ""),
        "known": _when(row.get("known")),
        "note": row.get("note", ""),
        "sources": tuple(Source(s.get("url") or s.get("cite", ""), tuple(s["supports"])) for s in row["sources"]),
        "unverified": tuple(row.get("unverified", {}).items()),
    }


def _figure(row: dict[str, Any]) -> Figure:
    low, high = row["count"]
    as_of, known = When.parse(row["as_of"]), _when(row.get("known"))
    return Figure(low, high, as_of, row.get("status", "present"), known, row.get("by", ""))


def _when(text: str | None) -> When | None:
    return When.parse(text) if text else None
