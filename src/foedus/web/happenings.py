"""What happened to treaties: signature, entry into force, accession, suspension, denunciation, end, with its day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.briefing.sentences import short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedus.terms.treaties import Treaty
    from foedus.terms.when import When
    from foedus.world import World

__all__ = ["Happening", "happenings"]


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated event of one treaty: `when` as precise as the source, `day` its first possible day."""

    day: date
    when: str
    what: str
    kind: str
    treaty: str
    name: str
    states: tuple[str, ...]


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
