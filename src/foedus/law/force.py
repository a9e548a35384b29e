"""Who is bound on a day: signature, entry into force, accession, suspension, denunciation, end.

Signed is not in force (Vienna Convention on the Law of Treaties, Articles 18 and 24); a party is bound from the later
of the treaty's entry into force and its own accession, and until its denunciation takes effect, not until its notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.terms.conditions import ROLES, WHO_ATOMS, All, Atom, atoms
from foedus.terms.proofs import Proof
from foedus.terms.truth import Truth, all_of, any_of, negate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedus.terms.treaties import Clause, Party, Suspension, Treaty
    from foedus.terms.when import When
    from foedus.world import World

__all__ = [
    "Bond",
    "Case",
    "Standing",
    "dead_bonds",
    "known",
    "live_bonds",
    "live_cases",
    "loose_cases",
    "parties_on",
    "standing",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one state stands to one treaty on the day.

    Attributes:
        in_force: is it bound?
        pending: has it signed, and is it not bound yet, and has nothing ended?
        proof: why.
        fields: the fields of the treaty file on which this rests.
    """

    in_force: Truth
    pending: bool
    proof: Proof
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """One clause between one promisor and one promisee on the day."""

    treaty: Treaty
    clause: Clause
    promisor: str
    promisee: str
    in_force: Truth
    pending: bool
    suspended: Truth
    proof: Proof
    verified: bool

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What makes it this bond and no other."""
        return self.treaty.id, id(self.clause), self.promisor, self.promisee


@dataclass(frozen=True, slots=True)
class Case:
    """The bonds that share one casus foederis: one clause, one promisee, every promisor.

    Where a clause looks at its promisor (nonaggression; a condition on the promisor), each promisor has its own.

    Attributes:
        key: what makes it this case and no other.
        needs_attack: nothing can arise unless the promisee is attacked; `needs_threat`: or stated to be threatened.
        only_by: for nonaggression, unless it is attacked by this promisor.
    """

    key: tuple[str, int, str, str]
    bonds: tuple[Bond, ...]
    promisors: frozenset[str]
    needs_attack: bool
    needs_threat: bool
    only_by: str | None

    @property
    def first(self) -> Bond:
        """Any of its bonds: the case is the same."""
        return self.bonds[0]


def known(treaty: Treaty, world: World) -> bool:
    """Was the treaty known on `known_on`? A secret one is not, until it became public."""
    if world.known_on is None or treaty.known is None:
        return True
    return treaty.known.by(world.known_on) is not False


def standing(treaty: Treaty, state: str, world: World) -> Standing:
    """How a state stands to a treaty; a beneficiary that is no party stands as the treaty does."""
    key = ("standing", treaty.id, state)
    if key not in world.memo:
        rows = [p for p in treaty.parties if p.state == state]
        found = [_standing(treaty, row, world) for row in rows] or [_standing(treaty, None, world)]
        world.memo[key] = max(found, key=lambda s: (s.in_force is True, s.in_force is None, s.pending))
    result: Standing = world.memo[key]
    return result


def parties_on(treaty: Treaty, world: World) -> frozenset[str]:
    """Everyone who is bound on the day, or may be."""
    key = ("parties", treaty.id)
    if key not in world.memo:
        world.memo[key] = frozenset(s for s in treaty.states if standing(treaty, s, world).in_force is not False)
    result: frozenset[str] = world.memo[key]
    return result


def live_cases(state: str, world: World) -> tuple[Case, ...]:
    """Every case that watches over this state and binds on the day, or may, or waits for entry into force.

    A case watches over its promisee, and over every state whose being attacked it is about.
    """
    key = ("live", state)
    if key not in world.memo:
        groups: dict[tuple[str, int, str, str], list[Bond]] = {}
        for bond in _bonds(state, world):
            if _lives(bond):
                groups.setdefault((bond.treaty.id, id(bond.clause), bond.promisee, _personal(bond)), []).append(bond)
        world.memo[key] = tuple(_case(which, bonds) for which, bonds in groups.items())
    result: tuple[Case, ...] = world.memo[key]
    return result


def loose_cases(state: str, world: World) -> tuple[Case, ...]:
    """Those of these cases that can arise though the state is not attacked, nor stated to be threatened."""
    key = ("loose", state)
    if key not in world.memo:
        cases = live_cases(state, world)
        world.memo[key] = tuple(c for c in cases if not c.needs_attack and not c.needs_threat)
    result: tuple[Case, ...] = world.memo[key]
    return result


def live_bonds(state: str, world: World) -> Iterator[Bond]:
    """The bonds of these cases, one by one."""
    return (bond for case in live_cases(state, world) for bond in case.bonds)


def dead_bonds(state: str, world: World) -> tuple[Bond, ...]:
    """Every bond that would watch over this state and does not bind: over, never signed, not yet born."""
    return tuple(bond for bond in _bonds(state, world, every=True) if not _lives(bond))


def _personal(bond: Bond) -> str:
    """The promisor, where the case depends on it."""
    clause = bond.clause
    if clause.kind == "nonaggression" or any("promisor" in a.args for a in atoms(clause.when)):
        return bond.promisor
    return ""


def _case(key: tuple[str, int, str, str], bonds: list[Bond]) -> Case:
    clause = bonds[0].clause
    top = clause.when.parts if isinstance(clause.when, All) else (clause.when,)
    needs = {p.name for p in top if isinstance(p, Atom) and p.args == ("promisee",)}
    only_by = bonds[0].promisor if clause.kind == "nonaggression" else None
    return Case(
        key, tuple(bonds), frozenset(b.promisor for b in bonds), "attacked" in needs, "threatened" in needs, only_by
    )


def _lives(bond: Bond) -> bool:
    return bond.pending or bond.in_force is not False


def _bonds(state: str, world: World, *, every: bool = False) -> Iterator[Bond]:
    for treaty, clause in _watching(world).get(state, ()):
        if not every and not _alive(treaty, world):
            continue
        if not known(treaty, world) or not _clause_known(clause, world):
            continue
        promisees = clause.promisees or treaty.states
        for promisee in (state,) if state in promisees else promisees:
            for promisor in clause.promisors or treaty.states:
                if promisor != promisee:
                    yield _bond(treaty, clause, promisor, promisee, world)


def _alive(treaty: Treaty, world: World) -> bool:
    """Can anybody be bound by it, or have signed it, on the day?"""
    key = ("alive", treaty.id)
    if key not in world.memo:
        moment = world.horizon
        begun = [treaty.in_force, treaty.signed, *(p.signed for p in treaty.parties)]
        world.memo[key] = (
            treaty.instrument != "draft"
            and _by(treaty.end, moment) is not True
            and any(when is not None and when.by(moment) is not False for when in begun)
        )
    return bool(world.memo[key])


def _watching(world: World) -> dict[str, list[tuple[Treaty, Clause]]]:
    """State -> the clauses that an attack on it, or by it, may touch."""
    if "watching" not in world.memo:
        index: dict[str, list[tuple[Treaty, Clause]]] = {}
        for treaty in world.treaties:
            for clause in treaty.clauses:
                watched = dict.fromkeys(clause.promisees or treaty.states)
                for atom in atoms(clause.when):
                    if atom.name in WHO_ATOMS:
                        watched.update(dict.fromkeys(a for a in atom.args if a not in ROLES))
                for state in watched:
                    index.setdefault(state, []).append((treaty, clause))
        world.memo["watching"] = index
    result: dict[str, list[tuple[Treaty, Clause]]] = world.memo["watching"]
    return result


def _clause_known(clause: Clause, world: World) -> bool:
    return world.known_on is None or clause.known is None or clause.known.by(world.known_on) is not False


def _bond(treaty: Treaty, clause: Clause, promisor: str, promisee: str, world: World) -> Bond:
    one, two = standing(treaty, promisor, world), standing(treaty, promisee, world)
    window = _window(clause, world.horizon)
    in_force = all_of((one.in_force, two.in_force, window))
    pending = in_force is False and window is not False and _waits(one) and _waits(two)
    premises: tuple[Proof, ...] = (one.proof, two.proof)
    if clause.start or clause.end:
        premises = (*premises, _window_proof(treaty, clause, window))
    verb = "binds" if in_force else "may bind" if in_force is None else "does not bind"
    if pending:
        verb = "is signed and not in force; it would bind"
    frozen, freeze = _suspension(treaty, promisor, promisee, world.horizon)
    if freeze is not None:
        premises = (*premises, _freeze_proof(treaty, freeze, frozen))
    proof = Proof(
        f"article {clause.article} of {treaty.id} {verb} {promisor} towards {promisee} on {world.on}",
        True if pending else in_force,
        "in force",
        treaty.id,
        premises,
    )
    fields = (*one.fields, *two.fields, f"articles.{clause.article}", f"articles.{clause.base_article}", "text")
    if freeze is not None:
        fields = (*fields, "suspensions")
    verified = not treaty.reason_unverified(*fields)
    return Bond(treaty, clause, promisor, promisee, in_force, pending, frozen, proof, verified)


def _waits(one: Standing) -> bool:
    return one.pending or one.in_force is not False


def _standing(treaty: Treaty, party: Party | None, world: World) -> Standing:
    moment = world.horizon
    who = party.state if party else "the treaty"
    fields = ["in_force", "end"]
    if party:
        fields += ["parties", f"parties.{who}", f"parties.{who}.entry", f"parties.{who}.exit"]
    if treaty.in_force is None or treaty.instrument == "draft":
        proof = Proof(f"{treaty.id} is a draft and binds nobody", False, "draft", treaty.id)
        return Standing(False, False, proof, tuple(fields))
    entered = all_of((treaty.in_force.by(moment), _by(party.entry if party else None, moment, default=True)))
    over = any_of((_by(treaty.end, moment), _by(party.exit if party else None, moment)))
    signed = _signed(treaty, party)
    signed_by = False if signed is None else signed.by(moment)
    in_force = all_of((entered, negate(over)))
    if in_force is None and signed is not None and signed_by is False:
        in_force = False  # an imprecise entry into force cannot lie before the signature
    pending = entered is False and signed_by is True and over is False
    premises = tuple(_events(treaty, party, moment))
    says = (
        f"{who} is bound by {treaty.id}"
        if in_force
        else f"{who} has signed {treaty.id}, which is not in force for it"
        if pending
        else f"whether {who} is bound by {treaty.id} is not known"
        if in_force is None
        else f"{who} is not bound by {treaty.id}"
    )
    return Standing(in_force, pending, Proof(says, True, "in force", treaty.id, premises), tuple(fields))


def _signed(treaty: Treaty, party: Party | None) -> When | None:
    """The day on which this party signed; one that acceded later did not."""
    if party is None or party.signed:
        return party.signed if party else treaty.signed
    if party.entry is None or treaty.in_force is None:
        return treaty.signed
    entry, force = party.entry.earliest, treaty.in_force.latest
    acceded = party.how in ("accession", "succession") or (entry is not None and force is not None and entry > force)
    return None if acceded else treaty.signed


def _by(when: When | None, moment: date, *, default: bool = False) -> Truth:
    return default if when is None else when.by(moment)


def _events(treaty: Treaty, party: Party | None, moment: date) -> Iterator[Proof]:
    """The dated events that decide, each as a premise."""
    signed = _signed(treaty, party)
    if signed:
        yield _event("signed", signed, moment, treaty.id)
    yield _event("entered into force", treaty.in_force, moment, treaty.id)
    if party and party.entry:
        yield _event(
            f"{party.state} became a party{f' by {party.how}' if party.how else ''}", party.entry, moment, treaty.id
        )
    if party and party.exit:
        yield _event(
            f"{party.state} left{f' by {party.exit_how}' if party.exit_how else ''}", party.exit, moment, treaty.id
        )
    if treaty.end:
        yield _event(f"ended ({treaty.end_how})", treaty.end, moment, treaty.id)


def _event(what: str, when: When | None, moment: date, source: str) -> Proof:
    if when is None:
        return Proof(f"{what}: no", False, "date", source)
    happened = when.by(moment)
    told = {True: "by then", False: "not yet", None: "perhaps by then"}[happened]
    return Proof(f"{what} {when}: {told}", happened, "date", source)


def _window(clause: Clause, moment: date) -> Truth:
    begun = _by(clause.start, moment, default=True)
    return all_of((begun, negate(_by(clause.end, moment))))


def _window_proof(treaty: Treaty, clause: Clause, window: Truth) -> Proof:
    span = f"{clause.start or 'the beginning'} to {clause.end or 'today'}"
    return Proof(f"article {clause.article} reads so from {span}", window, "date", treaty.id)


def _suspension(treaty: Treaty, promisor: str, promisee: str, moment: date) -> tuple[Truth, Suspension | None]:
    """The freeze that touches these two, a certain one before an uncertain one."""
    perhaps: tuple[Truth, Suspension | None] = (False, None)
    for freeze in treaty.suspensions:
        touched = {promisor, promisee} & set(freeze.states)
        if not touched or (freeze.between and len(touched) < 2):
            continue
        active = all_of((freeze.start.by(moment), negate(_by(freeze.end, moment))))
        if active:
            return True, freeze
        if active is None:
            perhaps = (None, freeze)
    return perhaps


def _freeze_proof(treaty: Treaty, freeze: Suspension, frozen: Truth) -> Proof:
    return Proof(f"performance suspended from {freeze.start}: {freeze.what}", frozen, "suspension", treaty.id)
