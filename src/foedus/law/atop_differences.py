"""Where a treaty file and ATOP's coding of the same instrument differ: parties, dates, kinds of obligation.

ATOP dates an alliance, and every accession, by signature; we date it by entry into force. So a day of ATOP's that is
our day of signature, or of that party's signature, is no difference. Nor is an exit that our imprecise date allows.
An amended or renewed alliance stays one alliance in ATOP, with a phase for each text; only the phases that overlap the
life of our instrument are compared with it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from foedus.terms.treaties import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.terms.treaties import Party, Treaty
    from foedus.terms.when import When

__all__ = ["COVERED_TO", "differences", "general", "unexplained"]

COVERED_TO = 2018
"""The last year of ATOP 5.1: later events are no differences."""


def differences(treaty: Treaty, phases: Iterable[Treaty]) -> dict[str, tuple[str, str]]:
    """Fields that differ -> what we have, and what ATOP has.

    Args:
        treaty: ours.
        phases: every phase of the alliance as read by `read_atop`.

    Returns:
        For example `{"kinds.consultation": ("no", "yes")}`; the field `parties.POL.entry` means the first entry.
    """
    theirs = _overlapping(treaty, list(phases))
    return dict([*_kinds(treaty, theirs), *_parties(treaty, theirs)])


def _overlapping(treaty: Treaty, phases: list[Treaty]) -> list[Treaty]:
    """The phases that are neither over when ours is signed nor begun after it ended; all of them if none is left."""

    def over(phase: Treaty) -> bool:
        exits = [_last(p.exit) for p in phase.parties]
        return bool(treaty.signed) and all(exits) and max(exits) <= _first(treaty.signed)

    def later(phase: Treaty) -> bool:
        return bool(_first(treaty.end)) and _first(phase.signed) >= _first(treaty.end)

    return [p for p in phases if not over(p) and not later(p)] or phases


def _kinds(treaty: Treaty, phases: list[Treaty]) -> Iterator[tuple[str, tuple[str, str]]]:
    ours = {c.kind for c in treaty.clauses}
    atop = {c.kind for phase in phases for c in phase.clauses}
    for kind in KINDS:
        if (kind in ours) != (kind in atop):
            yield f"kinds.{kind}", (_yes(kind in ours), _yes(kind in atop))


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _parties(treaty: Treaty, phases: list[Treaty]) -> Iterator[tuple[str, tuple[str, str]]]:
    atop: dict[str, list[Party]] = {}
    for phase in phases:
        for party in phase.parties:
            atop.setdefault(party.state, []).append(party)
    ours: dict[str, list[Party]] = {}
    for party in treaty.parties:
        if not _after_cover(party.entry or treaty.in_force):
            ours.setdefault(party.state, []).append(party)
    for state in sorted({*ours, *atop}):
        if state not in atop:
            yield f"parties.{state}", ("a party", "no member")
        elif state not in ours:
            yield f"parties.{state}", ("no party", "a member")
        else:
            yield from _dates(treaty, state, ours[state], atop[state])


def _after_cover(when: When | None) -> bool:
    return bool(when and when.earliest and when.earliest.year > COVERED_TO)


def _dates(treaty: Treaty, state: str, ours: list[Party], atop: list[Party]) -> Iterator[tuple[str, tuple[str, str]]]:
    theirs = min((p.entry for p in atop if p.entry and p.entry.earliest), key=_first, default=None)
    bound = ours[0].entry or treaty.in_force
    signed = ours[0].signed or (None if ours[0].how in ("accession", "succession") else treaty.signed)
    if theirs is not None and not any(_meet(theirs, w) for w in (bound, signed)):
        yield f"parties.{state}.entry", (f"{bound}, signed {signed}" if signed else str(bound), str(theirs))
    left = max(atop, key=lambda p: _first(p.entry)).exit
    gone = ours[-1].exit or treaty.end
    if gone is None and left is None:
        return
    if gone is not None and left is None and gone.earliest and gone.earliest.year > COVERED_TO - 1:
        return
    if gone is None or left is None or not _meet(left, gone, slack=1):
        yield f"parties.{state}.exit", (f"free from {gone}" if gone else "none", _last_day(left))


def _last_day(left: When | None) -> str:
    """ATOP's own day of exit, the last of membership; the treaties of `read_atop` have the day after it."""
    if left is None:
        return f"none to {COVERED_TO}"
    return f"last day {left.latest - timedelta(days=1) if left.exact and left.latest else left}"


def _first(when: When | None) -> str:
    return when.earliest.isoformat() if when and when.earliest else ""


def _last(when: When | None) -> str:
    return when.latest.isoformat() if when and when.latest else ""


def _meet(one: When, two: When | None, slack: int = 0) -> bool:
    """May they be the same day, give or take the day that we add to ATOP's exits?"""
    if two is None or one.earliest is None or one.latest is None or two.earliest is None:
        return False
    until = two.latest.toordinal() if two.latest else 10**9
    return one.earliest.toordinal() - slack <= until and two.earliest.toordinal() <= one.latest.toordinal() + slack


def unexplained(treaty: Treaty, phases: Iterable[Treaty]) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Differences that the file does not explain, and explanations of differences that are none.

    In a file's `atop.differences` the fields `parties.entry` and `parties.exit` explain those of every party that the
    file does not name.
    """
    found = differences(treaty, phases)
    listed = {field for field, _ in treaty.atop_differences}
    missing = {field: told for field, told in found.items() if not listed & {field, general(field)}}
    covered = {field if field in listed else general(field) for field in found}
    return missing, sorted(listed - covered)


def general(field: str) -> str:
    """The field for every party: `parties.entry` for `parties.POL.entry`.

    >>> general("parties.POL.entry"), general("parties.POL"), general("kinds.defense")
    ('parties.entry', 'parties.POL', 'kinds.defense')
    """
    head, _, rest = field.partition(".")
    return f"{head}.{rest.rpartition('.')[2]}" if head == "parties" and "." in rest else field
