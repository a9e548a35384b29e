"""Where a treaty file and ATOP's coding of the same instrument differ: parties, dates, kinds of obligation.

ATOP dates an alliance, and every accession, by signature; we date it by entry into force. So a day of ATOP's that is our
day of signature, or of that party's signature, is no difference. Nor is an exit that our imprecise date allows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.terms.treaties import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.terms.treaties import Party, Treaty
    from foedus.terms.when import When

__all__ = ["differences", "general", "unexplained"]

COVERED_TO = 2018
"""The last year of ATOP 5.1: later events are no differences."""


def differences(treaty: Treaty, phases: Iterable[Treaty]) -> dict[str, str]:
    """Fields that differ -> what we have and what ATOP has.

    Args:
        treaty: ours.
        phases: every phase of the alliance as read by `read_atop`.

    Returns:
        For example `{"kinds.consultation": "ours: no; ATOP: yes"}`; the field `parties.POL.entry` means the first entry.
    """
    theirs = list(phases)
    return dict([*_kinds(treaty, theirs), *_parties(treaty, theirs)])


def _kinds(treaty: Treaty, phases: list[Treaty]) -> Iterator[tuple[str, str]]:
    ours = {c.kind for c in treaty.clauses}
    atop = {c.kind for phase in phases for c in phase.clauses}
    for kind in KINDS:
        if (kind in ours) != (kind in atop):
            yield f"kinds.{kind}", f"ours: {_yes(kind in ours)}; ATOP: {_yes(kind in atop)}"


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _parties(treaty: Treaty, phases: list[Treaty]) -> Iterator[tuple[str, str]]:
    atop: dict[str, list[Party]] = {}
    for phase in phases:
        for party in phase.parties:
            atop.setdefault(party.state, []).append(party)
    ours: dict[str, list[Party]] = {}
    for party in treaty.parties:
        ours.setdefault(party.state, []).append(party)
    for state in sorted({*ours, *atop}):
        if state not in atop:
            first = ours[state][0].entry
            if not (first and first.earliest and first.earliest.year > COVERED_TO):
                yield f"parties.{state}", "ours: party; ATOP: no member"
        elif state not in ours:
            yield f"parties.{state}", "ours: no party; ATOP: member"
        else:
            yield from _dates(treaty, state, ours[state], atop[state])


def _dates(treaty: Treaty, state: str, ours: list[Party], atop: list[Party]) -> Iterator[tuple[str, str]]:
    theirs = min((p.entry for p in atop if p.entry and p.entry.earliest), key=_first, default=None)
    mine = [ours[0].entry or treaty.in_force, ours[0].signed or treaty.signed, treaty.in_force]
    if theirs is not None and not any(_meet(theirs, w) for w in mine):
        told = ours[0].entry or treaty.in_force
        yield f"parties.{state}.entry", f"ours: {told}, signed {ours[0].signed or treaty.signed}; ATOP: {theirs}"
    last = max(atop, key=lambda p: _first(p.entry) if p.entry else "")
    gone, left = ours[-1].exit or treaty.end, last.exit
    if gone is None and left is None:
        return
    if gone is not None and left is None and gone.earliest and gone.earliest.year > COVERED_TO - 1:
        return
    if gone is None or left is None or not _meet(left, gone, slack=1):
        yield f"parties.{state}.exit", f"ours: {gone or 'none'}; ATOP: {left or 'none'}"


def _first(when: When) -> str:
    return when.earliest.isoformat() if when.earliest else ""


def _meet(one: When, two: When | None, slack: int = 0) -> bool:
    """May they be the same day, give or take the day that we add to ATOP's exits?"""
    if two is None or one.earliest is None or one.latest is None or two.earliest is None:
        return False
    until = two.latest.toordinal() if two.latest else 10**9
    return one.earliest.toordinal() - slack <= until and two.earliest.toordinal() <= one.latest.toordinal() + slack


def unexplained(treaty: Treaty, phases: Iterable[Treaty]) -> tuple[dict[str, str], list[str]]:
    """Differences that the file does not explain, and explanations of differences that are none.

    In a file's `atop.differences` the fields `parties.entry` and `parties.exit` explain those of every party.
    """
    found = differences(treaty, phases)
    listed = {field for field, _ in treaty.atop_differences}
    missing = {field: told for field, told in found.items() if not listed & {field, general(field)}}
    covered = {name for field in found for name in (field, general(field))}
    return missing, sorted(listed - covered)


def general(field: str) -> str:
    """The field for every party: `parties.entry` for `parties.POL.entry`."""
    head, _, rest = field.partition(".")
    return f"{head}.{rest.rpartition('.')[2]}" if head == "parties" and "." in rest else field
