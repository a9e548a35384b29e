"""The facts of an attack, wave by wave: who is on which side, who attacks whom, what whoever asks has stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.law.cases import focus, live_cases, loose_cases
from foedus.law.force import Parties, parties_on
from foedus.terms.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.law.cases import Case
    from foedus.law.findings import Finding
    from foedus.terms.attacks import Attack
    from foedus.terms.places import Place
    from foedus.terms.treaties import Treaty
    from foedus.terms.truth import Truth
    from foedus.terms.wars import War
    from foedus.world import World

__all__ = ["FACTS", "Situation"]

FACTS = (
    "armed_attack",
    "at_war",
    "between_members",
    "demands_unmet",
    "internal_conflict",
    "non_state_attack",
    "on_request",
    "self_defence",
    "threatened",
    "unprovoked",
    "where",
)
"""Names of facts that whoever asks may state; also `NAME@TREATY`, `in_force@TREATY`, `suspended@TREATY`,
`party:STATE@TREATY`, `within:AREA`, `ongoing:WAR` and the names of uncoded conditions."""


@dataclass(slots=True)
class _Page:
    """What has been worked out about one world."""

    states: dict[str, bool] = field(default_factory=dict)


class Situation:
    """One wave of one attack: who attacks whom, who is on which side, what is stated.

    Args:
        world: the day.
        attack: the question, with codes for names.
        place: where the target is attacked.

    Attributes:
        attacking, defending: the two sides, with the wave in which each entered.
        attackers_of: who attacks whom.
        scenes: the places where each is attacked, as far as that is told.
        war: the war on account of which the attack may be self-defence.
        disputed: of those attacked, those whom nobody attacked beyond dispute.
    """

    event = "this attack"
    """What the facts are facts of, in the words of a proof."""

    def __init__(self, world: World, attack: Attack, place: Place) -> None:
        self.world, self.attack, self.place = world, attack, place
        self.facts: dict[str, Truth] = dict(attack.facts)
        self.attacking: dict[str, int] = dict.fromkeys(attack.attackers, 0)
        self.defending: dict[str, int] = {attack.target: 0}
        self.attackers_of: dict[str, tuple[str, ...]] = {attack.target: attack.attackers}
        self.scenes: dict[str, tuple[Place, ...]] = {attack.target: (place,)}
        self.war: War | None = world.may_be_self_defence(attack.attackers, attack.target)
        self.disputed: frozenset[str] = frozenset()
        self.armed: dict[tuple[bool, str], Finding] = {}
        self._threat_stated = any(name.partition("@")[0] == "threatened" for name in self.facts)
        self.parties_stated = any(name.startswith("party:") for name in self.facts)

    @property
    def involved(self) -> tuple[str, ...]:
        """Everyone on either side, the defenders first."""
        return (*self.defending, *self.attacking)

    def join(self, attacking: list[str], defending: list[str], wave: int) -> None:
        """Let states enter together: whoever enters beside the attackers attacks everyone who defends."""
        self.defending.update(dict.fromkeys(defending, wave))
        self.attacking.update(dict.fromkeys(attacking, wave))
        for defender in self.defending if attacking else ():
            self.attackers_of[defender] = (*self.attackers_of.get(defender, ()), *attacking)

    def source_of_attack(self, state: str) -> str:  # noqa: ARG002 - who replays a war has a source for each
        """Who says that this state is attacked."""
        return "the question"

    def adversaries(self, state: str) -> tuple[str, ...]:
        """Whoever attacks this state; else the other side."""
        if state in self.attackers_of:
            return self.attackers_of[state]
        if state in self.attacking:
            return tuple(self.defending)
        return tuple(self.attacking) if state in self.defending else ()

    def watched(self, case: Case) -> tuple[str, ...]:
        """Whose case it is: the promisee, or the states that the condition names."""
        if not self.parties_stated:
            return case.focus
        return focus(case.first, self.parties(case.first.treaty).possible)

    def against(self, case: Case) -> tuple[str, ...]:
        """The adversaries that a case is about."""
        watched = self.watched(case)
        if len(watched) == 1:
            return self.adversaries(watched[0])
        return tuple(dict.fromkeys(a for state in watched for a in self.adversaries(state)))

    def cases(self, state: str) -> Iterator[Case]:
        """The cases that watch over a state and can arise: a quick look before the conditions are gone through."""
        if state not in self.attackers_of and not self._threat_stated:
            yield from loose_cases(state, self.world)
            return
        for case in live_cases(state, self.world):
            attackers = self.attackers_of.get(case.first.promisee)
            if attackers is None and case.needs_attack:
                continue
            if attackers is None or case.only_by is None or case.only_by in attackers:
                yield case

    def stated(self, name: str, treaty: str, default: Truth) -> Truth:
        """A fact as stated for this treaty, as stated at all, or by default."""
        if not self.facts:
            return default
        if f"{name}@{treaty}" in self.facts:
            return self.facts[f"{name}@{treaty}"]
        return self.facts.get(name, default)

    def is_stated(self, name: str, treaty: str) -> bool:
        """Is this fact stated, for this treaty or at all?"""
        return bool(self.facts) and (name in self.facts or f"{name}@{treaty}" in self.facts)

    def parties(self, treaty: Treaty) -> Parties:
        """Who is a party, and who may be, as the record has it or as stated (`party:FIN@1949-north-atlantic`)."""
        found = parties_on(treaty, self.world)
        if not self.parties_stated:
            return found
        certain, possible = set(found.certain), set(found.possible)
        for name, truth in self.facts.items():
            base, _, key = name.partition("@")
            if key == treaty.id and base.startswith("party:"):
                state = base.removeprefix("party:")
                (certain.add if truth else certain.discard)(state)
                (possible.discard if truth is False else possible.add)(state)
        return Parties(frozenset(certain), frozenset(possible))

    def is_state(self, code: str) -> bool:
        """Is this a state, and was it one already on the day? A liberation front that became a state was none."""
        known = self.world.notes.page(_Page).states
        if code not in known:
            found = self.world.atlas.find(code)
            known[code] = isinstance(found, State) and (found.first_day is None or found.first_day <= self.world.on)
        return known[code]
