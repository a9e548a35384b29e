"""What happened to treaties: signature, entry into force, accession, suspension, denunciation, end, with its day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.briefing.sentences import short
from foedus.web.said import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedus.terms.treaties import Treaty
    from foedus.terms.when import When
    from foedus.web.casebook import Casebook
    from foedus.world import World

__all__ = ["Happening", "claimed", "happenings"]


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated event of one treaty, or a claim of the ledger on the day since which it is known.

    Attributes:
        day: the first day that it can have been; `when` is as precise as the source.
        entry: of a claim, the id of its entry.
    """

    day: date
    when: str
    what: str
    kind: str
    treaty: str
    name: str
    states: tuple[str, ...]
    entry: str = ""


def happenings(treaty: Treaty, world: World) -> Iterator[Happening]:
    """What happened to a treaty and its parties, where a day is told."""

    def one(when: When | None, what: str, kind: str, states: tuple[str, ...]) -> Iterator[Happening]:
        moment = when and (when.earliest or when.latest)
        if when and moment:
            yield Happening(moment, str(when), what, kind, treaty.id, short(treaty), states)

    yield from one(treaty.signed, "signed", "signed", treaty.states)
    yield from one(treaty.in_force, "entered into force", "in force", treaty.states)
    for p in treaty.parties:
        name = world.atlas.name(p.state)
        if p.entry and str(p.entry) != str(treaty.in_force):
            yield from one(p.entry, f"{name} became a party{f' by {p.how}' if p.how else ''}", "joined", (p.state,))
        yield from one(p.notice, f"{name} gave notice", "left", (p.state,))
        yield from one(p.exit, f"{name} left{f' by {p.exit_how}' if p.exit_how else ''}", "left", (p.state,))
    for s in treaty.suspensions:
        yield from one(s.start, f"suspended: {s.what}", "suspended", s.states)
        yield from one(s.end, "suspension ended", "joined", s.states)
    yield from one(treaty.end, f"ended ({treaty.end_how})" if treaty.end_how else "ended", "ended", treaty.states)
    yield from one(treaty.known, "became public", "signed", treaty.states)


MOST_CLAIMS = 5000
"""Claims of a ledger that a timeline holds, the latest of them."""


def claimed(book: Casebook) -> Iterator[Happening]:
    """The claims of a ledger, each on the day since which it is known."""
    with book.read() as opened:
        for stored in opened.entries(kinds=("claim",), newest=True, limit=MOST_CLAIMS):
            said, known = stored.entry.said, stored.entry.known
            states = tuple(dict.fromkeys(code for codes in (said.get("actors") or {}).values() for code in codes))
            what = f"{said['event_type'].replace('_', ' ')}, {said['modality']}: {' '.join(said['sentence'].split())}"
            yield Happening(known, known.isoformat(), what, "claimed", "", speaker(said["source"]), states, stored.id)
