"""The answer as a collection: look a promisor up, list, print as a frame, ask why somebody owes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.errors import FoedusError
from foedus.law.force import dead_bonds, known, standing
from foedus.law.situation import Situation
from foedus.law.verdict import judge
from foedus.terms.obligations import STATUSES, Conflict, Obligation
from foedus.terms.proofs import Proof

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from foedus.terms.attacks import Attack
    from foedus.terms.places import Place
    from foedus.world import World

__all__ = ["Absence", "Obligations"]

_COLUMNS = tuple(f for f in Obligation.__dataclass_fields__ if f != "proof")
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
        world, attack, place: the question as understood.
        found: every verdict on a bond that binds, may bind or waits, those that are not invoked among them.
        conflicts: pairs of duties that cannot both be kept.
        torn: states called to both sides in one wave.
        joined, joined_attackers: with closure, who entered on which side in which wave.
        caveats: what whoever reads the answer must know.
    """

    world: World
    attack: Attack
    place: Place
    found: tuple[Obligation, ...]
    conflicts: tuple[Conflict, ...]
    torn: tuple[str, ...]
    joined: tuple[tuple[str, int], ...]
    joined_attackers: tuple[tuple[str, int], ...]
    caveats: tuple[str, ...]

    def listed(self, *, every: bool = False) -> tuple[Obligation, ...]:
        """The duties worth listing, the strongest first; with `every` every clause between the states involved."""
        chosen = [*self.found, *self._dead()] if every else [o for o in self.found if o.status != "not_invoked"]
        return tuple(sorted(chosen, key=_rank))

    def of(self, state: str) -> tuple[Obligation, ...]:
        """Every verdict on this promisor, the strongest first, bonds that are over among them."""
        code = self.world.atlas.actor(state, self.world.on).code
        return tuple(sorted((o for o in (*self.found, *self._dead()) if o.promisor == code), key=_rank))

    def _dead(self) -> list[Obligation]:
        """Verdicts on bonds that do not bind: judged only when somebody asks."""
        situation = Situation(self.world, self.attack, self.place)
        unique = {
            (id(b.clause), b.promisor, b.promisee): b for s in situation.involved for b in dead_bonds(s, self.world)
        }
        return [judge(bond, situation) for bond in unique.values()]

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
        code = self.world.atlas.actor(state, self.world.on).code
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
        others = [t for t in bound if t.id not in reached]
        premises = tuple(
            Proof(
                f"{t.id} has no duty by {code} that an attack on {self.attack.target} could touch", True, "scope", t.id
            )
            for t in others
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

        rows = [{k: v for k, v in o.to_dict().items() if k != "proof"} for o in self.listed(every=every)]
        lists, numbers = ("against", "turns_on"), {"wave": pl.Int64, "verified": pl.Boolean, "binding": pl.Boolean}
        schema: dict[str, pl.DataType | type[pl.DataType]] = {
            name: pl.List(pl.String) if name in lists else numbers.get(name, pl.String) for name in _COLUMNS
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


def _rank(o: Obligation) -> tuple[int, int, int, str, str, str]:
    return (_KINDS.index(o.kind) > 1, STATUSES.index(o.status), _KINDS.index(o.kind), o.promisor, o.promisee, o.treaty)
