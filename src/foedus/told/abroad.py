"""Forces abroad and umbrellas as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.terms.forces import Basis, Figure, ForceAbroad
    from foedus.terms.umbrellas import UmbrellaOpen

__all__ = ["force_as_dict", "umbrella_as_dict"]


def force_as_dict(abroad: ForceAbroad) -> dict[str, Any]:
    """A force abroad on a day as plain data."""
    force = abroad.force
    return {
        "id": force.id,
        "sender": force.sender,
        "host": force.host,
        "where": force.where or None,
        "beside": list(force.beside),
        "status": abroad.stage,
        "present": abroad.present,
        "since": str(force.since) if force.since else None,
        "steps": {stage: str(when) for stage, when in reversed(force.steps) if stage not in ("present", "ended")},
        "strength": _figure(abroad.figure) if abroad.figure else None,
        "figures": [_figure(f) for f in abroad.figures],
        "purpose": force.purpose,
        "basis": _basis(abroad.basis),
        "contested": force.contested,
        "accounts": [{"known": str(a.known), "by": a.by, "says": a.says} for a in abroad.accounts],
        "note": force.note,
        "unverified": dict(force.unverified),
        "sources": [{"where": s.where, "supports": list(s.supports)} for s in force.sources],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "low": figure.low,
        "high": figure.high,
        "as_of": str(figure.as_of),
        "status": figure.stage,
        "by": figure.by or None,
    }


def umbrella_as_dict(open_: UmbrellaOpen) -> dict[str, Any]:
    """An umbrella on a day as plain data."""
    umbrella = open_.umbrella
    return {
        "id": umbrella.id,
        "guarantor": umbrella.guarantor,
        "protected": list(open_.over),
        "perhaps": list(open_.perhaps),
        "members_of": umbrella.members_of or None,
        "kind": umbrella.kind,
        "stands": open_.stands,
        "explicit": open_.explicit,
        "since": str(umbrella.since),
        "stated": str(umbrella.stated) if umbrella.stated and open_.explicit == "stated" else None,
        "substance": umbrella.substance,
        "basis": _basis(open_.basis),
        "contested": umbrella.contested,
        "note": umbrella.note,
        "unverified": dict(umbrella.unverified),
        "sources": [{"where": s.where, "supports": list(s.supports)} for s in umbrella.sources],
    }


def _basis(basis: tuple[Basis, ...]) -> list[dict[str, str | None]]:
    return [
        {
            "treaty": b.treaty or None,
            "article": b.article or None,
            "words": b.words or None,
            "date": str(b.day) if b.day else None,
        }
        for b in basis
    ]
