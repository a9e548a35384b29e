"""Matters about events of treaties, with what the corpus has of the same event beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.ledger.heard import spells
from foedus.ledger.ongoing import matter_of
from foedus.ledger.pacts import event_day
from foedus.terms.evidence import Dissent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from foedus.ledger.grading import Grader
    from foedus.ledger.heard import Heard
    from foedus.ledger.pacts import Happened
    from foedus.terms.evidence import Matter
    from foedus.terms.treaties import Treaty
    from foedus.terms.when import When

__all__ = ["pact_matters", "recorded_day"]


def pact_matters(
    happened: Happened,
    heard: Sequence[Heard],
    grader: Grader,
    treaties: Sequence[Treaty],
    known_on: date | None = None,
) -> Iterator[Matter]:
    """The matters of one event: one, unless a long silence parts the claims.

    Args:
        happened: the event.
        heard: the claims about it.
        grader: grades them.
        treaties: of the record.
        known_on: the record's days beyond this one are not known.
    """
    treaty = next((t for t in treaties if t.id == happened.treaty), None)
    parties = happened.parties or (treaty.states if treaty else ())
    about = tuple((role, codes) for role, codes in (("party", parties), ("by", happened.by)) if codes)
    for n, spell in enumerate(spells(heard)):
        key = happened.key if n == 0 else f"{happened.key}:{spell[0].as_of.year}"
        matter = matter_of(key, "treaty", about, spell, grader, happened.treaty)
        planned = all(h.plans for h in spell if not h.denies)
        stage = "planned" if planned and matter.claims else happened.event
        known = recorded_day(treaty, happened, known_on) if treaty else None
        against = _against_record(matter, known, happened) if known is not None and not planned else ()
        yield replace(matter, stage=stage, dissent=(*matter.dissent, *against))


def recorded_day(treaty: Treaty, happened: Happened, known_on: date | None) -> When | None:
    """The day that the corpus has of the same event, if it can have been known by this day."""
    when = _day_of(treaty, happened)
    beyond = when is not None and when.earliest is not None and known_on is not None and when.earliest > known_on
    return None if beyond else when


def _day_of(treaty: Treaty, happened: Happened) -> When | None:
    if happened.event == "signed":
        return treaty.signed
    if happened.event == "in_force":
        return treaty.in_force
    rows = [p for p in treaty.parties if p.state in happened.by]
    if happened.event == "acceded":
        return next((p.entry for p in rows if p.entry), None)
    if happened.event == "suspended":
        return next((s.start for s in treaty.suspensions if not happened.by or set(happened.by) & set(s.states)), None)
    if happened.event in ("ended", "denounced"):
        left = next((p.exit for p in rows if p.exit), None)
        return left or treaty.end
    return None


def _against_record(matter: Matter, known: When, happened: Happened) -> tuple[Dissent, ...]:
    days = event_day(known)
    if matter.since is None or days is None or matter.since.earliest is None or matter.since.latest is None:
        return ()
    if matter.since.earliest <= days[1] and days[0] <= matter.since.latest:
        return ()
    says = f"{happened.treaty}: {happened.event.replace('_', ' ')} {known}, not {matter.since}"
    return (Dissent("record", "the corpus", says),)
