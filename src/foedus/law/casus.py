"""Does the casus foederis arise? One attack on one day: every duty that it touches, and, if asked, the closure.

**Closure.** Under the assumption that every invoked duty to fight, assist or act is honoured, states enter in
synchronous waves until nothing changes. A state decides once; a state called to both sides in one wave is torn, does
not enter, and is reported. Whoever enters beside the attackers attacks everyone who then defends; whoever enters
beside the target acts in collective self-defence, which is no armed attack and triggers nobody's defence pact.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.errors import BadQuestion, UnknownName
from foedus.law.owed import Obligations
from foedus.law.situation import FACTS, Situation
from foedus.law.verdict import judge_case
from foedus.terms.attacks import Attack
from foedus.terms.conditions import atoms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.law.force import Bond, Case
    from foedus.terms.obligations import Obligation
    from foedus.terms.places import Place
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
        BadQuestion: an attack on oneself, or another assumption.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="2026-11-01")
    >>> owed = fd.obligations(world, fd.Attack("KOR", "PRK"))
    >>> owed["RUS"].status, owed["RUS"].treaty
    ('invoked', '2024-russia-dprk')
    """
    if assume not in (None, "honoured"):
        raise BadQuestion(f"unknown assumption {assume!r}; leave it out, or say honoured")
    named, place = _named(world, attack)
    situation = Situation(world, named, place)
    found, torn = _wave_one(situation) if assume is None else _waves(situation)
    return Obligations(named, asked_where=attack.where, situation=situation, found=tuple(found), torn=tuple(torn))


def _named(world: World, attack: Attack) -> tuple[Attack, Place]:
    """The same attack with codes for names, and the place where it happens."""
    attackers = tuple(world.atlas.actor(a, world.on).code for a in attack.attackers)
    target = world.atlas.actor(attack.target, world.on).code
    place = world.atlas.place(attack.where, world.on) if attack.where else world.atlas.home(target)
    known, treaties = _fact_names(world), {t.id for t in world.treaties}
    for name, _ in attack.facts:
        base, at, treaty = name.partition("@")
        needs_treaty = base in ("in_force", "suspended")
        if base not in known or (at and treaty not in treaties) or (needs_treaty and not at):
            advice = f"the facts are {', '.join(FACTS)}, and those that a verdict turns on"
            raise UnknownName("fact", name, known, advice)
    where = place.id if attack.where else None
    return Attack(attackers, target, where, dict(attack.facts)), place


def _fact_names(world: World) -> frozenset[str]:
    if "facts" not in world.memo:
        names = {*FACTS, "in_force", "suspended"}
        names |= {f"within:{a.id}" for a in world.atlas.areas} | {f"ongoing:{w.id}" for w in world.atlas.wars}
        names |= {a.args[0] for t in world.treaties for c in t.clauses for a in atoms(c.when) if a.name == "uncoded"}
        world.memo["facts"] = frozenset(names)
    result: frozenset[str] = world.memo["facts"]
    return result


def _wave_one(situation: Situation) -> tuple[list[Obligation], list[str]]:
    """What the attack itself invokes."""
    cases = _cases(situation.involved, situation)
    return [verdict for case in cases for verdict in judge_case(case, situation, 1)], []


def _waves(situation: Situation) -> tuple[list[Obligation], list[str]]:
    """The closure: each wave judges those who have not decided, then lets them enter together."""
    found: dict[tuple[str, int, str, str], Obligation] = {}
    torn: list[str] = []
    decided: set[str] = set()
    news: tuple[str, ...] = situation.involved
    wave = 0
    while news:
        wave += 1
        called: dict[str, set[str]] = {}
        for case in _cases(news, situation):
            for bond, verdict in _judged(case, situation, wave, decided, found):
                if verdict.status == "invoked" and verdict.owes in _CALLS:
                    called.setdefault(bond.promisor, set()).add(_side(bond, situation))
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


def _judged(
    case: Case,
    situation: Situation,
    wave: int,
    decided: set[str],
    found: dict[tuple[str, int, str, str], Obligation],
) -> Iterator[tuple[Bond, Obligation]]:
    """The verdicts on a case as this wave leaves them; what stood before and stands no longer is struck out."""
    if case.promisors <= decided:
        return
    waiting = {bond.promisor: bond for bond in case.bonds if bond.promisor not in decided}
    before = {who: found.pop(bond.key) for who, bond in waiting.items() if bond.key in found}
    for verdict in judge_case(case, situation, wave, decided):
        bond, old = waiting[verdict.promisor], before.get(verdict.promisor)
        found[bond.key] = replace(verdict, wave=old.wave) if old and old.status == verdict.status else verdict
        yield bond, verdict


def _cases(states: tuple[str, ...], situation: Situation) -> list[Case]:
    """The cases that watch over any of these states and can arise, each once."""
    unique = {case.key: case for state in states for case in situation.cases(state)}
    return list(unique.values())


def _side(bond: Bond, situation: Situation) -> str:
    """The side that a promisor enters: its promisee's, or that of those whose case it is."""
    for state in (bond.promisee, *situation.watched(bond)):
        if state in situation.attacking:
            return "attacking"
        if state in situation.defending:
            return "defending"
    return "defending"
