"""What the law engine says of a case whoever is on which side: facts, parties, places, the armed attack itself.

Everything is asked of the engine's own rooms, so that a stated fact, an open date or a disputed border means here what
it means there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.law.facts import armed_attack, fact, party
from foedus.law.scene import within
from foedus.law.situation import Situation
from foedus.terms.attacks import Attack
from foedus.terms.truth import all_of, negate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foedus.law.cases import Case
    from foedus.law.residue import Residue
    from foedus.terms.places import Place
    from foedus.terms.truth import Truth
    from foedus.world import World

__all__ = ["Grounds"]


class Grounds:
    """What does not depend on who is on which side.

    Args:
        world: the day.
        facts: facts stated by whoever asks.
        scenes: for every state that may be the target, the place where it is attacked.
        others: codes that may be involved though no treaty names them.

    Attributes:
        bit: a state or entity -> the bit that stands for it in a set.
        everyone: the set of all of them; `states`: of those that are states on the day.
    """

    def __init__(
        self, world: World, facts: Mapping[str, Truth], scenes: Mapping[str, Place], others: Iterable[str]
    ) -> None:
        self.world, self.scenes = world, scenes
        codes = dict.fromkeys(s for t in world.treaties for s in t.states)
        codes.update(dict.fromkeys(s for t in world.treaties for c in t.clauses for s in (*c.promisees, *c.promisors)))
        codes.update(dict.fromkeys((*scenes, *others)))
        self.codes = tuple(codes)
        self.bit = {code: 1 << n for n, code in enumerate(self.codes)}
        self.everyone = (1 << len(self.codes)) - 1
        self.it = self._situation(facts)
        self.it.war = None
        self.contested = self._situation(facts)
        self.contested.war = next(iter(world.atlas.wars), None)
        self.states = self.set_of(code for code in self.codes if self.it.is_state(code))
        self._outside: dict[tuple[str, str], tuple[int, tuple[tuple[str, Residue], ...]]] = {}
        self._no_place = next(iter(scenes.values()))

    def _situation(self, facts: Mapping[str, Truth]) -> Situation:
        target = next(iter(self.scenes))
        nobody = next((c for c in self.codes if c != target), target + "?")
        return Situation(self.world, Attack(nobody, target, None, dict(facts)), self.scenes[target])

    def set_of(self, codes: Iterable[str]) -> int:
        """These states as the bits of one number."""
        found = 0
        for code in codes:
            found |= self.bit.get(code, 0)
        return found

    def watched(self, case: Case) -> tuple[str, ...]:
        """Whose case it is."""
        return self.it.watched(case)

    def possible(self, case: Case) -> list[str]:
        """Who is or may be a party, sorted."""
        return sorted(self.it.parties(case.first.treaty).possible)

    def membership(self, code: str, case: Case) -> Residue:
        """Is this state a party?"""
        return party(code, case, self.it)

    def outsiders(self, case: Case) -> tuple[int, tuple[tuple[str, Residue], ...]]:
        """Who is no party for certain, as a set; and of whom that is open, each with what it turns on."""
        key = (case.first.treaty.id, case.first.promisee)
        if key not in self._outside:
            told = {code: party(code, case, self.it) for code in self.possible(case)}
            inside = self.set_of(told)
            open_ones = tuple((code, left) for code, left in told.items() if not isinstance(left, bool))
            out = self.set_of(code for code, left in told.items() if left is False)
            self._outside[key] = ((self.everyone & ~inside) | out, open_ones)
        return self._outside[key]

    def stated(self, name: str, case: Case, default: Truth = None) -> Residue:
        """A fact as stated, or by default."""
        return fact(name, case.first.treaty.id, "", self.it, default).left

    def armed(self, case: Case, *, contested: bool) -> Residue:
        """Is the attack an armed attack in law, if it may be self-defence and if not?"""
        it = self.contested if contested else self.it
        return armed_attack("", case.first.treaty.id, it).left

    def at_war_otherwise(self, code: str, case: Case) -> Residue:
        """Is a state that is on neither side at war through another war?"""
        truth, war = self.world.at_war(code)
        return True if war is not None and truth else self.stated("at_war", case, truth)

    def ongoing(self, key: str, case: Case) -> Residue:
        """Is that war going on?"""
        war, moment = self.world.atlas.war(key), self.world.horizon
        return self.stated(f"ongoing:{key}", case, all_of((war.begun(moment), negate(war.halted(moment)))))

    def lies_in(self, area: str, state: str, case: Case, *, told: bool) -> Residue:
        """Does the attack on this state lie in the area, where the question tells its place and where it does not?"""
        it = self.it
        kept = it.attackers_of, it.scenes
        it.attackers_of = {state: ()}
        it.scenes = {state: (self.scenes[state],)} if told else {}
        try:
            return within(area, case, it).left
        finally:
            it.attackers_of, it.scenes = kept
