"""Treaties as claims leave them: in force, ended, left, suspended, acceded to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.ledger.pact_matters import recorded_day
from foedus.ledger.pacts import Happened, event_day, events_of
from foedus.terms.treaties import Party, Suspension
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from foedus.ledger.revision import Revision, Weighing
    from foedus.terms.evidence import Matter
    from foedus.terms.treaties import Treaty

__all__ = ["revised_treaties"]

_FIELDS = {"denounced": "end", "ended": "end", "suspended": "suspensions", "acceded": "entry", "ratified": "in_force"}
"""The fact of a treaty to which an event speaks; the others have their own name."""


def revised_treaties(
    treaties: Sequence[Treaty],
    weighing: Weighing,
    revision: Revision,
    matters: Callable[[Happened, NDArray[Any]], tuple[Matter, ...]],
    known_on: date | None = None,
) -> tuple[Treaty, ...]:
    """The treaties of the record with what claims change in them; those that nothing touches are the same records.

    Args:
        treaties: of the record.
        weighing: tells what is sure and what only claimed.
        revision: takes down on which entries that rests.
        matters: the matters of an event, made when they are needed.
        known_on: the record's days beyond this one are not known, and keep nothing from being changed.
    """
    found: dict[str, Treaty] = {t.id: t for t in treaties}
    for happened, places in events_of(weighing.found, treaties).items():
        if happened.treaty:
            treaty = found[happened.treaty]
            known = recorded_day(treaty, happened, known_on)
            found[treaty.id] = _revised(treaty, happened, known, places, weighing, revision, matters)
    return tuple(found.values())


def _revised(
    treaty: Treaty,
    happened: Happened,
    known: When | None,
    places: NDArray[Any],
    weighing: Weighing,
    revision: Revision,
    matters: Callable[[Happened, NDArray[Any]], tuple[Matter, ...]],
) -> Treaty:
    said, name = weighing.happened(places), _FIELDS.get(happened.event, happened.event)
    days = event_day(known)
    early, late = weighing.days(said)
    agree = (early <= days[1].toordinal()) & (late >= days[0].toordinal()) if days else early > 0
    revision.ground(treaty.id, name, said[agree])
    revision.oppose(treaty.id, name, said[~agree])
    if happened.event in ("signed", "ratified") or not len(said) or (days and known and known.exact and agree.all()):
        return treaty
    if days and not _may_overrule(said[~agree], weighing) and known and known.exact:
        return treaty
    how, when = weighing.weigh(places, lambda: matters(happened, places))
    if when is None or (days is not None and how != "accepted" and not _within(when, days)):
        return treaty
    if known is not None and how == "claimed":
        return treaty  # the record has it, exactly or open as well
    return _written(treaty, happened, when)


def _may_overrule(said: NDArray[Any], weighing: Weighing) -> bool:
    """Does an analyst or the policy accept one of them, or may they?"""
    if weighing.grader.believe is not None:
        return bool(len(said))
    accepted = {k for k, v in weighing.grader.judged.verdicts.items() if v.verdict == "accept"}
    columns = weighing.found.columns
    return bool(accepted) and any(columns.key(int(row)) in accepted for row in weighing.found.rows[said])


def _within(when: When, days: tuple[Any, Any]) -> bool:
    told = event_day(when)
    return told is not None and days[0] <= told[0] and told[1] <= days[1]


def _written(treaty: Treaty, happened: Happened, when: When) -> Treaty:
    """The treaty with the event in it. A denunciation ends nothing by itself: when it takes effect is left open."""
    if happened.event == "in_force":
        return replace(treaty, in_force=when)
    if happened.event == "suspended":
        states = happened.by or treaty.states
        freeze = Suspension(
            states, when, None, f"suspended, {'as claimed, ' if when.latest is None else ''}by {', '.join(states)}"
        )
        return replace(treaty, suspensions=(*treaty.suspensions, freeze))
    if happened.event == "acceded":
        joined = tuple(Party(state, entry=when, how="accession") for state in happened.by)
        return replace(treaty, parties=(*(p for p in treaty.parties if p.state not in happened.by), *joined))
    over = when if happened.event == "ended" else When(when.earliest, None, f"{when.earliest}/..")
    how = "denunciation" if happened.event == "denounced" or happened.by else "as claimed"
    leaving = set(happened.by)
    if leaving and len(treaty.states) > 2:
        parties = tuple(
            replace(p, exit=over, exit_how=how, notice=when if happened.event == "denounced" else p.notice)
            if p.state in leaving
            else p
            for p in treaty.parties
        )
        return replace(treaty, parties=parties)
    return replace(treaty, end=over, end_how=how)
