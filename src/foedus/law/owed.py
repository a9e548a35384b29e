"""The answer as a collection: look a promisor up, list, print as a frame, ask why somebody owes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.errors import FoedusError
from foedus.law.asked import somebody
from foedus.law.cases import dead_cases, live_cases
from foedus.law.caveats import caveats
from foedus.law.conflicts import conflicts
from foedus.law.force import known, standing
from foedus.law.verdict import judge
from foedus.terms.obligations import COLUMNS, STATUSES, Conflict, Obligation
from foedus.terms.proofs import Proof

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from foedus.law.situation import Situation
    from foedus.terms.attacks import Attack
    from foedus.terms.places import Place
    from foedus.world import World

__all__ = ["Absence", "Obligations"]

_KINDS = ("defense", "offense", "consultation", "neutrality", "nonaggression")


@dataclass(frozen=True, slots=True)
class Absence:
    """That a state owes no help in a case, with the proof."""

    state: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Obligations:
    """Every duty that one attack touches.

    Attributes:
        attack: the question as understood, with codes for names; `asked_where` is the place in the asker's words.
        situation: the facts as they stand in the end, after the last wave if there was a closure.
        found: every verdict but those that do not arise; these are derived, with their proofs, when somebody asks.
        torn: states called to both sides in one wave.
    """

    attack: Attack
    asked_where: str | None
    situation: Situation
    found: tuple[Obligation, ...]
    torn: tuple[str, ...]

    @property
    def world(self) -> World:
        """The day."""
        return self.situation.world

    @property
    def place(self) -> Place:
        """Where the target is attacked."""
        return self.situation.place

    @property
    def joined(self) -> tuple[tuple[str, int], ...]:
        """With closure, who entered beside the target, in which wave."""
        return tuple((s, w) for s, w in self.situation.defending.items() if w)

    @property
    def joined_attackers(self) -> tuple[tuple[str, int], ...]:
        """With closure, who entered beside the attackers, in which wave."""
        return tuple((s, w) for s, w in self.situation.attacking.items() if w)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of duties that cannot both be kept."""
        return conflicts(self.found, self.situation)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What whoever reads the answer must know."""
        return caveats(self.asked_where, self.situation, self.found)

    def listed(self, *, every: bool = False) -> tuple[Obligation, ...]:
        """The duties worth listing, the strongest first; with `every` every clause between the states involved."""
        return tuple(sorted([*self.found, *self._rest()] if every else self.found, key=_rank))

    def of(self, state: str) -> tuple[Obligation, ...]:
        """Every verdict on this promisor, the strongest first, those that do not arise among them."""
        code = somebody(self.world, state)
        rest = [o for o in self._rest(code) if o.status == "not_invoked"]
        return tuple(sorted([*(o for o in self.found if o.promisor == code), *rest], key=_rank))

    def _rest(self, promisor: str | None = None) -> list[Obligation]:
        """Verdicts on the bonds that are not among those found, over and dead ones too."""
        known_keys = {_key(o) for o in self.found}
        unique = {
            bond.key: bond
            for state in self.situation.involved
            for case in (*live_cases(state, self.world), *dead_cases(state, self.world))
            for bond in case.bonds
            if promisor in (None, bond.promisor)
        }
        verdicts = (judge(bond, self.situation) for bond in unique.values())
        return [o for o in verdicts if _key(o) not in known_keys]

    def __getitem__(self, state: str) -> Obligation:
        """The strongest duty of this promisor: help before consultation, invoked before arguable."""
        found = [o for o in self.of(state) if o.status != "not_invoked"]
        if not found:
            raise KeyError(f"{state} owes nothing in this case; ask .missing({state!r}).proof why")
        helping = [o for o in found if o.kind in ("defense", "offense")]
        return (helping or found)[0]

    def __iter__(self) -> Iterator[Obligation]:
        return iter(self.listed())

    def __len__(self) -> int:
        return len(self.listed())

    def missing(self, state: str) -> Absence:
        """Why this state owes no help: the proof of absence.

        Raises:
            FoedusError: it does owe help; then there is nothing to prove.
        """
        code = somebody(self.world, state)
        helping = [o for o in self.of(code) if o.kind in ("defense", "offense")]
        live = [o for o in helping if o.status != "not_invoked"]
        if live:
            raise FoedusError(f"{code} does owe help here: {live[0].treaty}, {live[0].status}; ask for its proof")
        others = [o for o in self.of(code) if o.kind not in ("defense", "offense") and o.status != "not_invoked"]
        premises = [o.proof for o in helping]
        premises += [
            Proof(
                f"{o.treaty}, article {o.article} asks only for {o.kind}: {o.substance}", True, "kind of duty", o.treaty
            )
            for o in others
        ]
        premises.append(self._survey(code))
        says = f"{code} owes no help to {self.attack.target} if {self.attack} on {self.world.on}"
        return Absence(code, Proof(says, True, "no duty", "the corpus", tuple(premises)))

    def _survey(self, code: str) -> Proof:
        """Every treaty that binds the state on the day was looked at: that is what makes absence a proof."""
        bound = [
            t
            for t in self.world.treaties
            if known(t, self.world) and standing(t, code, self.world).in_force and code in t.states
        ]
        reached = {o.treaty for o in self.of(code)}
        premises = tuple(
            Proof(f"{t.id}: its duties were judged, none is a duty to help that arises", True, "scope", t.id)
            if t.id in reached
            else Proof(
                f"{t.id} has no duty by {code} that an attack on {self.attack.target} could touch", True, "scope", t.id
            )
            for t in bound
        )
        count = (
            f"{len(bound)} treat{'y' if len(bound) == 1 else 'ies'} of the corpus bind{'s' if len(bound) == 1 else ''}"
        )
        return Proof(
            f"{count} {code} on {self.world.on}, and every one was looked at",
            True,
            "closed world",
            "the corpus",
            premises,
        )

    def frame(self, *, every: bool = False) -> pl.DataFrame:
        """The listed duties as a polars frame, one row each, without the proofs."""
        import polars as pl  # noqa: PLC0415 - heavy, and only here

        rows = [o.row() for o in self.listed(every=every)]
        lists, numbers = ("against", "turns_on"), {"wave": pl.Int64, "verified": pl.Boolean, "binding": pl.Boolean}
        schema: dict[str, pl.DataType | type[pl.DataType]] = {
            name: pl.List(pl.String) if name in lists else numbers.get(name, pl.String) for name in COLUMNS
        }
        return pl.DataFrame(rows, schema=schema)

    def to_dict(self, *, every: bool = False) -> dict[str, object]:
        """The object that `foedus attack --json` prints."""
        return {
            "attack": {
                "attackers": list(self.attack.attackers),
                "target": self.attack.target,
                "on": self.world.on.isoformat(),
                "where": self.attack.where,
                "facts": dict(self.attack.facts),
            },
            "known_on": self.world.known_on.isoformat() if self.world.known_on else None,
            "obligations": [o.to_dict() for o in self.listed(every=every)],
            "conflicts": [c.to_dict() for c in self.conflicts],
            "torn": list(self.torn),
            "joined": {
                "defending": [{"state": s, "wave": w} for s, w in self.joined],
                "attacking": [{"state": s, "wave": w} for s, w in self.joined_attackers],
            },
            "caveats": list(self.caveats),
        }


def _key(o: Obligation) -> tuple[str, ...]:
    return (o.treaty, o.article, o.kind, o.substance, o.promisor, o.promisee)


def _rank(o: Obligation) -> tuple[int, int, int, str, str, str]:
    return (_KINDS.index(o.kind) > 1, STATUSES.index(o.status), _KINDS.index(o.kind), o.promisor, o.promisee, o.treaty)
