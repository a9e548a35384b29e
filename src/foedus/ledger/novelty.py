"""Is a claim that something is new ("first", "never before", "unprecedented") consistent with the record?

A record can show that a thing is not new, by an earlier case; it cannot show that it is, for it does not hold
everything. So the answer is no, with the cases, or unknown. What exactly is claimed to be new (ground troops, such a
number, for this purpose) stands in the words alone: whoever reads the answer must see whether a case falls under them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.ledger.kinds import ROLES
from foedus.ledger.words import told_in_words
from foedus.terms.truth import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedus.terms.evidence import Matter, Told
    from foedus.terms.truth import Truth
    from foedus.world import World

__all__ = ["Novelty", "Precedent", "novelties"]


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier case: what and since when, where it stands, and whether it is one for certain."""

    what: str
    since: str
    source: str
    certain: bool

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {"what": self.what, "since": self.since, "source": self.source, "certain": self.certain}


@dataclass(frozen=True, slots=True)
class Novelty:
    """A claim of novelty against the record: `consistent` is false where a certain case is earlier, else unknown."""

    entry: str
    matter: str
    sentence: str
    source: str
    consistent: Truth
    precedents: tuple[Precedent, ...]

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "entry": self.entry,
            "matter": self.matter,
            "sentence": self.sentence,
            "source": self.source,
            "consistent": self.consistent,
            "says": str(self),
            "precedents": [p.to_dict() for p in self.precedents],
        }

    def __str__(self) -> str:
        if not self.precedents:
            return "nothing in the record speaks against it; the record is not complete, so that proves nothing"
        listed = "; ".join(
            f"{p.what} ({p.since}; {p.source}{'' if p.certain else ', not certain'})" for p in self.precedents
        )
        return f"consistent with the record: {say(self.consistent)}. Earlier: {listed}"


def novelties(world: World, state: str | None = None, kind: str | None = None) -> tuple[Novelty, ...]:
    """The claims of novelty among the matters of a world with evidence, each held against the record and the ledger."""
    if world.evidence is None:
        return ()
    found: list[Novelty] = []
    for matter in world.evidence.matters(state, kind):
        new = [t for t in matter.claims if "NOVELTY" in told_in_words(t.telling.claim.sentence)]
        found += [_held_against(told, matter, world) for told in new]
    return tuple(sorted(found, key=lambda n: (n.matter, n.entry)))


def _held_against(told: Told, matter: Matter, world: World) -> Novelty:
    role = ROLES.get(matter.kind, ("", ""))[0]
    who = dict(matter.about).get(role, ())
    earlier = tuple(p for code in who for p in _earlier(code, role, matter, told.as_of, world))
    consistent = False if any(p.certain for p in earlier) else None
    claim = told.telling.claim
    return Novelty(told.entry, matter.key, claim.sentence, claim.source, consistent, earlier)


def _earlier(code: str, role: str, matter: Matter, before: date, world: World) -> Iterator[Precedent]:
    if matter.kind == "force":
        yield from _of_record(code, matter, before, world)
    evidence = world.evidence
    for other in evidence.matters(code, matter.kind) if evidence is not None else ():
        begun = min((t.as_of for t in other.claims), default=before)
        told = other.standing.word not in ("denied", "disputed", "contested")
        if (
            other.key != matter.key
            and code in dict(other.about).get(role, ())
            and begun < _first(matter, before)
            and told
        ):
            entries = ", ".join(t.entry for t in other.claims[:3])
            yield Precedent(
                f"{other.key}: {other.standing}", str(other.since or begun), f"ledger {entries}", other.standing.sure
            )


def _first(matter: Matter, before: date) -> date:
    days = [t.as_of for t in matter.claims]
    return min([*days, before])


def _of_record(code: str, matter: Matter, before: date, world: World) -> Iterator[Precedent]:
    for force in world.atlas.forces:
        begun = next((when for stage, when in force.steps if stage in ("present", "underway")), None)
        sends = code == force.sender or code in force.beside
        if not sends or force.id == matter.record or begun is None or force.public(world.known_on) is False:
            continue
        truth = begun.by(before)
        if truth is not False:
            certain = truth is True and force.beyond_doubt(world.known_on)
            yield Precedent(f"forces of {code} in {force.host}", str(begun), f"forces: {force.id}", certain)
    for war in world.atlas.wars:
        rows = [b for b in (*war.began, *war.against) if b.state == code]
        entered = next((b.entry or war.start for b in rows), None)
        if entered is not None and entered.by(before) is True:
            yield Precedent(
                f"fought in the {war.name}, where is not recorded", str(entered), f"war {war.id}", certain=False
            )
