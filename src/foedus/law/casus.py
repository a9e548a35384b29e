"""Does the casus foederis arise? One attack on one day: every duty that it touches, and, if asked, the closure.

**Closure.** Under the assumption that every invoked duty to fight, assist or act is honoured, states enter in
synchronous waves until nothing changes. A state decides once; a state called to both sides in one wave is torn, does
not enter, and is reported. Whoever enters beside the attackers attacks everyone who then defends; whoever enters
beside the target acts in collective self-defence, which is no armed attack and triggers nobody's defence pact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.errors import BadQuestion
from foedus.law.asked import understood
from foedus.law.owed import Obligations
from foedus.law.situation import Situation
from foedus.law.verdict import judge_case

if TYPE_CHECKING:
    from foedus.law.bonds import Key
    from foedus.law.cases import Case
    from foedus.terms.attacks import Attack
    from foedus.terms.obligations import Obligation
    from foedus.world import World

__all__ = ["obligations"]

_CALLS = ("fight", "assist", "act")


def obligations(world: World, attack: Attack, assume: str | None = None) -> Obligations:
    """Who owes what to whom if this attack happens on the world's day.

    Args:
        world: the day.
        attack: attackers, target, place and stated facts; names of any kind.
        assume: `None` for what the attack itself invokes; `"honoured"` for the closure in waves.

    Returns:
        Every duty that the attack touches, with its proof; why the others do not arise is proved when asked.

    Raises:
        UnknownName: a state, place or fact that nobody knows.
        AmbiguousName: a name that means several.
        BadQuestion: an attack on oneself, a state that did not exist on the day, or another assumption.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="2026-11-01")
    >>> owed = fd.obligations(world, fd.Attack("KOR", "PRK"))
    >>> owed["RUS"].status, owed["RUS"].treaty
    ('invoked', '2024-russia-dprk')
    """
    if assume not in (None, "honoured"):
        raise BadQuestion(f"unknown assumption {assume!r}; leave it out, or say honoured")
    named, place = understood(world, attack)
    situation = Situation(world, named, place)
    found, torn = _wave_one(situation) if assume is None else _waves(situation)
    return Obligations(named, asked_where=attack.where, situation=situation, found=tuple(found), torn=tuple(torn))


def _wave_one(situation: Situation) -> tuple[list[Obligation], list[str]]:
    """What the attack itself invokes."""
    cases = _cases(situation.involved, situation)
    return [verdict for case in cases for _, verdict in judge_case(case, situation)], []


def _waves(situation: Situation) -> tuple[list[Obligation], list[str]]:
    """The closure: each wave judges those who have not decided, then lets them enter together."""
    found: dict[Key, Obligation] = {}
    torn: list[str] = []
    decided: set[str] = set()
    news: tuple[str, ...] = situation.involved
    wave = 0
    while news:
        wave += 1
        called: dict[str, set[str]] = {}
        for case in _cases(news, situation):
            if case.promisors <= decided:
                continue
            # What stood before and stands no longer is struck out.
            waiting = [bond.key for bond in case.bonds if bond.promisor not in decided]
            before = {key: found.pop(key) for key in waiting if key in found}
            for bond, verdict in judge_case(case, situation, wave, decided, before):
                found[bond.key] = verdict
                if verdict.status == "invoked" and verdict.owes in _CALLS:
                    called.setdefault(bond.promisor, set()).add(_side(case, situation))
        decided.update(situation.involved)
        called = {state: sides for state, sides in called.items() if state not in decided}
        torn += sorted(s for s, sides in called.items() if len(sides) > 1)
        decided.update(called)
        attacking = sorted(s for s, sides in called.items() if sides == {"attacking"})
        defending = sorted(s for s, sides in called.items() if sides == {"defending"})
        situation.join(attacking, defending, wave)
        # Whoever enters may change any case: an adversary more, a third state at war.
        news = situation.involved if attacking or defending else ()
    return list(found.values()), torn


def _cases(states: tuple[str, ...], situation: Situation) -> list[Case]:
    """The cases that watch over any of these states and can arise, each once."""
    unique = {case.key: case for state in states for case in situation.cases(state)}
    return list(unique.values())


def _side(case: Case, situation: Situation) -> str:
    """The side that a promisor enters: its promisee's, or that of those whose case it is."""
    for state in (case.first.promisee, *situation.watched(case)):
        if state in situation.attacking:
            return "attacking"
        if state in situation.defending:
            return "defending"
    return "defending"
