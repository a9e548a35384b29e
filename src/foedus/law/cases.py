"""Cases: the bonds that share one casus foederis, and which cases watch over a state on the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.law.bonds import bond_between
from foedus.law.force import happened, known, parties_on, standing
from foedus.terms.conditions import ROLES, WHO_ATOMS, All, Atom, atoms
from foedus.terms.treaties import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.law.bonds import Bond, Key
    from foedus.terms.treaties import Clause, Treaty
    from foedus.world import World

__all__ = [
    "Case",
    "case_of",
    "dead_cases",
    "focus",
    "live_bonds",
    "live_cases",
    "loose_cases",
    "named",
    "restraining_cases",
]


@dataclass(frozen=True, slots=True)
class Case:
    """The bonds that share one casus foederis: one clause, one promisee, every promisor.

    Where a clause looks at its promisor (nonaggression; a condition on the promisor), each promisor has its own.

    Attributes:
        key: what makes it this case and no other.
        first: any of its bonds: the case is the same.
        focus: whose case it is: the promisee, or the states that the condition names.
        says_by_whom: the clause tells whose attack it covers.
        needs_attack: nothing can arise unless the promisee is attacked; `needs_threat`: or stated to be threatened.
        only_by: for nonaggression, unless it is attacked by this promisor.
    """

    key: Key
    first: Bond
    bonds: tuple[Bond, ...]
    promisors: frozenset[str]
    focus: tuple[str, ...]
    says_by_whom: bool
    needs_attack: bool
    needs_threat: bool
    only_by: str | None


@dataclass(slots=True)
class _Page:
    """What has been worked out about one world."""

    live: dict[str, tuple[Case, ...]] = field(default_factory=dict)
    loose: dict[str, tuple[Case, ...]] = field(default_factory=dict)
    restraining: dict[str, tuple[Case, ...]] = field(default_factory=dict)
    alive: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Watch:
    """One clause by its number: who promises it, to whom, and whether it waits for an attack or a threat."""

    treaty: Treaty
    number: int
    promisors: tuple[str, ...]
    promisees: tuple[str, ...]
    waits: bool


@dataclass(slots=True)
class _Lasting:
    """What has been worked out about the treaties, whatever the day."""

    watching: dict[str, list[_Watch]] | None = None


def live_cases(state: str, world: World) -> tuple[Case, ...]:
    """Every case that watches over this state and binds on the day, or may, or waits for entry into force.

    A case watches over its promisee, and over every state whose being attacked it is about.
    """
    page = world.notes.page(_Page).live
    if state not in page:
        page[state] = _grouped(_bonds(state, world), world)
    return page[state]


def loose_cases(state: str, world: World) -> tuple[Case, ...]:
    """Those of these cases that can arise though the state is not attacked, nor stated to be threatened."""
    page = world.notes.page(_Page)
    if state not in page.loose:
        if state in page.live:
            page.loose[state] = tuple(c for c in page.live[state] if not c.needs_attack and not c.needs_threat)
        else:  # most clauses wait for an attack, and none of their bonds need be looked at
            page.loose[state] = _grouped(_bonds(state, world, loose=True), world)
    return page.loose[state]


def restraining_cases(state: str, world: World) -> tuple[Case, ...]:
    """Those of these cases that forbid force against the state, or help to its enemies."""
    page = world.notes.page(_Page)
    if state not in page.restraining:
        if state in page.live:
            page.restraining[state] = tuple(c for c in page.live[state] if c.first.clause.kind in _RESTRAINTS)
        else:
            page.restraining[state] = _grouped(_bonds(state, world, kinds=_RESTRAINTS), world)
    return page.restraining[state]


_RESTRAINTS = ("nonaggression", "neutrality")


def _grouped(bonds: Iterable[Bond], world: World) -> tuple[Case, ...]:
    """The bonds that live, by their cases."""
    groups: dict[Key, list[Bond]] = {}
    for bond in bonds:
        if bond.lives:
            groups.setdefault(_case_key(bond), []).append(bond)
    return tuple(_case(key, some, world) for key, some in groups.items())


def live_bonds(state: str, world: World) -> Iterator[Bond]:
    """The bonds of these cases, one by one."""
    return (bond for case in live_cases(state, world) for bond in case.bonds)


def dead_cases(state: str, world: World) -> Iterator[Case]:
    """Every bond that would watch over this state and does not bind, as a case of its own."""
    return (case_of(bond, world) for bond in _bonds(state, world, every=True) if not bond.lives)


def case_of(bond: Bond, world: World) -> Case:
    """The case of one bond alone."""
    return _case(_case_key(bond), [bond], world)


def named(args: tuple[str, ...], bond: Bond, parties: frozenset[str]) -> tuple[str, ...]:
    """The states that the arguments of a condition mean, each once."""
    states: list[str] = []
    for arg in args:
        match arg:
            case "promisee":
                states.append(bond.promisee)
            case "promisor":
                states.append(bond.promisor)
            case "any_party":
                states += sorted(parties)
            case _:
                states.append(arg)
    return tuple(dict.fromkeys(states))


def focus(bond: Bond, parties: frozenset[str]) -> tuple[str, ...]:
    """Whose case it is: the promisee, or the states that the condition names."""
    if bond.clause.kind == "nonaggression":
        return (bond.promisee,)
    states = [s for a in atoms(bond.clause.when) if a.name in WHO_ATOMS for s in named(a.args, bond, parties)]
    return tuple(dict.fromkeys(states)) or (bond.promisee,)


def _case_key(bond: Bond) -> Key:
    """The promisor stands in it where the case depends on it."""
    clause = bond.clause
    personal = clause.kind == "nonaggression" or any("promisor" in a.args for a in atoms(clause.when))
    return (*bond.key[:2], bond.promisee, bond.promisor if personal else "")


def _case(key: Key, bonds: list[Bond], world: World) -> Case:
    first, clause = bonds[0], bonds[0].clause
    needs = _needs(clause)
    return Case(
        key,
        first,
        tuple(bonds),
        frozenset(b.promisor for b in bonds),
        focus(first, parties_on(first.treaty, world).possible),
        any(a.name in ("by", "allied_with") for a in atoms(clause.when)),
        "attacked" in needs,
        "threatened" in needs,
        first.promisor if clause.kind == "nonaggression" else None,
    )


def _needs(clause: Clause) -> set[str]:
    """What must happen to the promisee, whatever else the condition asks for."""
    top = clause.when.parts if isinstance(clause.when, All) else (clause.when,)
    return {p.name for p in top if isinstance(p, Atom) and p.args == ("promisee",)}


def _bonds(
    state: str, world: World, *, every: bool = False, loose: bool = False, kinds: tuple[str, ...] = KINDS
) -> Iterator[Bond]:
    for watch in _watching(world).get(state, ()):
        treaty = watch.treaty
        if (loose and watch.waits) or treaty.clauses[watch.number].kind not in kinds:
            continue
        if not every and not _alive(treaty, world):
            continue
        if not known(treaty, world) or not _clause_known(treaty.clauses[watch.number], world):
            continue
        promisors = watch.promisors if every else [p for p in watch.promisors if standing(treaty, p, world).lives]
        for promisee in (state,) if state in watch.promisees else watch.promisees:
            if every or standing(treaty, promisee, world).lives:
                for promisor in promisors:
                    if promisor != promisee:
                        yield bond_between(treaty, watch.number, promisor, promisee, world)


def _alive(treaty: Treaty, world: World) -> bool:
    """Can anybody be bound by it, or have signed it, on the day?"""
    page = world.notes.page(_Page).alive
    if treaty.id not in page:
        moment = world.horizon
        begun = [treaty.in_force, treaty.signed, *(p.signed for p in treaty.parties)]
        page[treaty.id] = (
            treaty.instrument != "draft"
            and happened(treaty.end, moment) is not True
            and any(when is not None and when.by(moment) is not False for when in begun)
        )
    return page[treaty.id]


def _watching(world: World) -> dict[str, list[_Watch]]:
    """State -> the clauses that an attack on it, or by it, may touch; the same on every day."""
    page = world.lasting.page(_Lasting)
    if page.watching is None:
        page.watching = {}
        for treaty in world.treaties:
            for number, clause in enumerate(treaty.clauses):
                watch = _Watch(
                    treaty,
                    number,
                    clause.promisors or treaty.states,
                    clause.promisees or treaty.states,
                    not _needs(clause).isdisjoint(("attacked", "threatened")),
                )
                watched = dict.fromkeys(watch.promisees)
                for atom in atoms(clause.when):
                    if atom.name in WHO_ATOMS:
                        watched.update(dict.fromkeys(a for a in atom.args if a not in ROLES))
                for state in watched:
                    page.watching.setdefault(state, []).append(watch)
    return page.watching


def _clause_known(clause: Clause, world: World) -> bool:
    """Is it how the treaty was read with what was known? Open words hold until their secret meaning came out."""
    if clause.known_until is not None:
        return world.known_on is not None and clause.known_until.by(world.known_on) is False
    return world.known_on is None or clause.known is None or clause.known.by(world.known_on) is not False
