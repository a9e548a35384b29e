"""Who stands under whose guarantee on a day, with the gaps and the overlaps: `foedus umbrella`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from foedus.law.asked import somebody
from foedus.terms.flows import who_says
from foedus.terms.states import State
from foedus.ties.exposure import Exposure, exposures, hostile_pairs, rivals_on
from foedus.ties.guarantees import COLUMNS, Guarantee, bound_pairs, guarantees

if TYPE_CHECKING:
    import polars as pl

    from foedus.terms.flows import Claims
    from foedus.terms.forces import ForceAbroad
    from foedus.terms.truth import Truth
    from foedus.ties.coverage import Coverage
    from foedus.world import World

__all__ = ["Cover", "Exercise", "Umbrella", "umbrella"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cover:
    """How one state is covered on the day.

    Attributes:
        nuclear, conventional: its guarantors by what is in force; `perhaps`: guarantors by what is open, suspended,
            pending or only claimed, and by nothing that is in force.
        exposures: why it is exposed.
        gap: a state that is exposed, and under no guarantee. Unknown if one may stand or the exposure is not certain.
        roofs: its guarantors, those together that are bound to defend one another, directly or by way of a third. It
            stands under several guarantors in the sense of an overlap if there are several roofs.
        rival: pairs of guarantors that are strategic rivals or on two sides of a war, and not bound to one another.
        hosts: whose forces are on its land.
    """

    state: str
    nuclear: tuple[str, ...]
    conventional: tuple[str, ...]
    perhaps: tuple[str, ...]
    exposures: tuple[Exposure, ...]
    gap: Truth
    roofs: tuple[tuple[str, ...], ...]
    rival: tuple[Pair, ...]
    hosts: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "state": self.state,
            "nuclear": list(self.nuclear),
            "conventional": list(self.conventional),
            "perhaps": list(self.perhaps),
            "exposures": [e.to_dict() for e in self.exposures],
            "gap": self.gap,
            "roofs": [list(roof) for roof in self.roofs],
            "rival": [list(pair) for pair in self.rival],
            "hosts": list(self.hosts),
        }


@dataclass(frozen=True, slots=True, order=True)
class Exercise:
    """States that exercised together, as claimed: by whom, and the latest day of which a claim tells."""

    participants: tuple[str, ...]
    last: str
    by: str
    standing: str
    source: str

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "participants": list(self.participants),
            "last": self.last,
            "by": self.by,
            "standing": self.standing,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Umbrella:
    """Deterrence coverage on a day.

    Attributes:
        on, known_on, state: what was asked.
        guarantees: every one, or those by and over the state that was asked about.
        covers: every state of the day, or that state.
        forces: who bases where; `exercised`: who exercises with whom, from evidence.
        coverage: what the sources cover, and what was left out for which reason.
        says: what is not known.
    """

    on: str
    known_on: str | None
    state: str | None
    guarantees: tuple[Guarantee, ...]
    covers: tuple[Cover, ...]
    forces: tuple[ForceAbroad, ...]
    exercised: tuple[Exercise, ...]
    coverage: tuple[Coverage, ...]
    says: tuple[str, ...]

    @property
    def exercises(self) -> tuple[tuple[str, ...], ...]:
        """Who exercised with whom: sets of participants, each once."""
        return tuple(sorted({e.participants for e in self.exercised}))

    @property
    def gaps(self) -> tuple[Cover, ...]:
        """Those exposed and under no guarantee."""
        return tuple(c for c in self.covers if c.gap is True)

    @property
    def overlaps(self) -> tuple[Cover, ...]:
        """Those under more than one roof, or under rival guarantors."""
        return tuple(c for c in self.covers if len(c.roofs) > 1 or c.rival)

    @property
    def frame(self) -> pl.DataFrame:
        """The guarantees as a plain polars frame."""
        import polars as pl  # noqa: PLC0415 - when a frame is asked for

        schema = {name: pl.Boolean() if name == "binding" else pl.String() for name in COLUMNS}
        return pl.DataFrame([g.to_dict() for g in self.guarantees], schema=schema)

    def to_dict(self) -> dict[str, Any]:
        """The object that `foedus umbrella --json` prints."""
        return {
            "on": self.on,
            "known_on": self.known_on,
            "state": self.state,
            "guarantees": [g.to_dict() for g in self.guarantees],
            "covers": [c.to_dict() for c in self.covers],
            "gaps": [c.state for c in self.gaps],
            "overlaps": [c.state for c in self.overlaps],
            "forces": [
                {"sender": f.force.sender, "host": f.force.host, "present": f.present, "id": f.force.id}
                for f in self.forces
            ],
            "exercises": [list(e) for e in self.exercises],
            "exercised": [e.to_dict() for e in self.exercised],
            "coverage": [c.to_dict() for c in self.coverage],
            "says": list(self.says),
        }


def umbrella(world: World, state: str | None = None, evidence: Claims | None = None) -> Umbrella:
    """Who stands under whose nuclear or conventional guarantee on the world's day, who is exposed without, who doubly.

    Nuclear cover is what the record of umbrellas says (an official text, or practice on which the field agrees);
    conventional cover also every clause of the corpus in force that owes help against an attack. A gap is a state that
    is at war, in a war that only rests, in a strategic rivalry (Thompson, Sakuwa and Suhas 2021), or threatened by the
    evidence, and under no guarantee of either kind. Extended deterrence: Huth (1988), Fuhrmann and Sechser (2014).

    Args:
        world: the day and its treaties.
        state: only this one, as protected and as guarantor.
        evidence: what a ledger tells of the day: guarantees, exercises and threats that are claimed.

    Raises:
        UnknownName, AmbiguousName, BadQuestion: nobody is called so, several are, or it did not exist on the day.

    >>> import foedus as fd
    >>> told = fd.umbrella(fd.World(fd.treaties(), on="2026-11-01"), "PRK")  # doctest: +SKIP
    >>> told.covers[0].nuclear, told.covers[0].roofs  # doctest: +SKIP
    ((), (('CHN',), ('CUB',), ('RUS',)))
    """
    code = somebody(world, state) if state else None
    every = guarantees(world, evidence, code)
    rivals, coverage = rivals_on(world)
    exposed = exposures(world, rivals, evidence, coverage.years)
    hostile = rivals | hostile_pairs(world)
    if code:
        bound = bound_pairs(world, {g.guarantor for g in every if g.holds and g.protected == code})
    else:
        bound = {frozenset((g.guarantor, g.protected)) for g in every if g.holds}
    forces = world.forces(code)
    there = [s.code for s in world.atlas.states if s.member(world.horizon)]
    over: dict[str, list[Guarantee]] = {}
    for g in every:
        over.setdefault(g.protected, []).append(g)
    states = [code] if code else sorted({*there, *over})
    covers = tuple(_cover(world, s, over.get(s, []), exposed.get(s, []), (bound, hostile)) for s in states)
    exercises = _exercised(evidence, code)
    return Umbrella(
        world.on.isoformat(),
        world.known_on.isoformat() if world.known_on else None,
        code,
        every,
        covers,
        forces,
        exercises,
        (coverage,),
        _says(evidence, coverage),
    )


def _cover(
    world: World,
    state: str,
    mine: list[Guarantee],
    exposed: list[Exposure],
    between: tuple[set[frozenset[str]], frozenset[frozenset[str]]],
) -> Cover:
    held = {kind: sorted({g.guarantor for g in mine if g.holds and g.kind == kind}) for kind in _KINDS}
    sure = sorted({*held["nuclear"], *held["conventional"]})
    perhaps = sorted({g.guarantor for g in mine if not g.holds} - set(sure))
    bound, hostile = between
    opposed = [p for p in combinations(sure, 2) if frozenset(p) in hostile and frozenset(p) not in bound]
    open_ = bool(perhaps) or not any(e.sure for e in exposed)
    is_state = isinstance(world.atlas.find(state), State)
    return Cover(
        state,
        tuple(held["nuclear"]),
        tuple(held["conventional"]),
        tuple(perhaps),
        tuple(exposed),
        False if sure or not exposed or not is_state else None if open_ else True,
        _roofs(sure, bound),
        tuple(opposed),
        tuple(sorted({f.force.sender for f in world.forces() if f.force.host == state and f.present is True})),
    )


def _roofs(guarantors: list[str], bound: set[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Guarantors, those together that are bound to one another, directly or by way of others among them.

    >>> _roofs(["A", "B", "C"], {frozenset("AC")})
    (('A', 'C'), ('B',))
    """
    left, roofs = list(guarantors), []
    while left:
        roof, ahead = [], [left.pop(0)]
        while ahead:
            one = ahead.pop()
            roof.append(one)
            met = [other for other in left if frozenset((one, other)) in bound]
            left = [other for other in left if other not in met]
            ahead += met
        roofs.append(tuple(sorted(roof)))
    return tuple(roofs)


_KINDS = ("nuclear", "conventional")


def _exercised(evidence: Claims | None, code: str | None) -> tuple[Exercise, ...]:
    """Who exercised with whom, as claimed; one state alone exercises with nobody."""
    matters = () if evidence is None else evidence.matters(code, "exercise")
    found = [
        Exercise(
            tuple(sorted(dict(m.about).get("participant", ()))),
            m.last.isoformat(),
            who_says(m),
            m.standing.word,
            m.key,
        )
        for m in matters
    ]
    return tuple(sorted(e for e in found if len(e.participants) > 1))


def _says(evidence: Claims | None, rivalries: Coverage) -> tuple[str, ...]:
    told = ["Treaties are those of the corpus at hand, a selection: no guarantee here is not proof of none."]
    if evidence is None:
        told.append("Who exercises with whom is known from evidence only, and none was given.")
    if rivalries.first is None:
        told.append("Rivalries are left out, so gaps are those of wars and evidence only.")
    told += [f"Rivalries: {said}." for said in rivalries.says if rivalries.first is not None]
    return tuple(told)
