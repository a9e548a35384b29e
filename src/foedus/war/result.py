"""The answer of a cascade: who enters with which probability, how large the sides grow, who comes together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from foedus.terms.attacks import Attack
    from foedus.war.pairs import Pairs

__all__ = ["Bloc", "Cascade", "Entrant", "Size"]


@dataclass(frozen=True, slots=True)
class Entrant:
    """One state on one side.

    Attributes:
        p: the probability that it enters; `low` and `high` bound it (95 per cent).
        p_called: how often a duty calls it to this side alone; 0 of a bystander.
        wave: the first wave in which it may be called; 0 of a bystander.
        bystander: it enters unbidden, for no chain of duties leads from the attack to it.
    """

    state: str
    side: str
    p: float
    low: float
    high: float
    p_called: float
    wave: int
    bystander: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """How many states a side counts, the attackers or the target among them.

    Attributes:
        mean: on average; 95 of 100 draws lie from `low` to `high`.
        distribution: number of states -> probability.
    """

    mean: float
    low: int
    high: int
    distribution: tuple[tuple[int, float], ...]

    def to_dict(self) -> dict[str, object]:
        """As JSON."""
        told = {str(count): p for count, p in self.distribution}
        return {"mean": self.mean, "low": self.low, "high": self.high, "distribution": told}


@dataclass(frozen=True, slots=True)
class Bloc:
    """States of one side that come together or not at all, nearly."""

    side: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """What may come of one attack.

    Attributes:
        attack: the question, with codes for names; `on` is the day.
        draws, seed: what it was asked with; `parameters` draws of the model's parameters were used.
        method: `exact` if every outcome was enumerated, or `simulated`.
        entrants: every state that a duty may call and every bystander with a chance, the likeliest first.
        sizes: of each side.
        torn: states that may be called to both sides in one wave, and how often.
        coalitions: who enters together with which probability, if everything was enumerated and they are few.
        pairs: who enters together, in the first 16,384 draws.
        model: which fitted model answered, in words; `None` if the probabilities were given.
        caveats: what whoever reads the answer must know, in sentences.
        years: variable of the model -> the year of the values that stand for the day.
        missing: what no source tells the model.
    """

    attack: Attack
    on: str
    draws: int
    seed: int
    method: str
    parameters: int
    entrants: tuple[Entrant, ...]
    sizes: tuple[tuple[str, Size], ...]
    torn: tuple[tuple[str, float], ...]
    coalitions: tuple[tuple[tuple[tuple[str, str], ...], float], ...]
    pairs: Pairs = field(repr=False, compare=False)
    model: str | None = None
    caveats: tuple[str, ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    missing: tuple[str, ...] = ()

    def __getitem__(self, key: tuple[str, str]) -> Entrant:
        """One state on one side: `run["RUS", "defending"]`."""
        for entrant in self.entrants:
            if (entrant.state, entrant.side) == key:
                return entrant
        raise KeyError(f"no duty calls {key[0]} to the {key[1]} side here, and it has no chance as a bystander")

    def joiners(self) -> pl.DataFrame:
        """Who may enter, one row for each state and side, the likeliest first."""
        import polars as pl  # noqa: PLC0415 - heavy, and only here

        names = ("state", "side", "p", "low", "high", "p_called", "wave", "bystander")
        kinds = (pl.String, pl.String, pl.Float64, pl.Float64, pl.Float64, pl.Float64, pl.Int64, pl.Boolean)
        schema: dict[str, type[pl.DataType]] = dict(zip(names, kinds, strict=True))
        return pl.DataFrame([{name: getattr(e, name) for name in names} for e in self.entrants], schema=schema)

    def blocs(self) -> tuple[Bloc, ...]:
        """Who comes together or not at all, nearly, the largest bloc first.

        On one side, two states are linked if both come in at least half of the draws in which either does; a bloc is
        what links connect.
        """
        return tuple(Bloc(side, states) for side in ("defending", "attacking") for states in self.pairs.blocs(side))

    def together(self) -> pl.DataFrame:
        """Who enters together: each pair of entries once, with the probability that both come."""
        import polars as pl  # noqa: PLC0415 - heavy, and only here

        entries, matrix = self.pairs.entries, self.pairs.matrix()
        rows = [
            (*one, *two, float(matrix[i, j])) for i, one in enumerate(entries) for j, two in enumerate(entries) if i < j
        ]
        columns = ("state1", "side1", "state2", "side2", "p")
        schema = dict(zip(columns, (pl.String, pl.String, pl.String, pl.String, pl.Float64), strict=True))
        return pl.DataFrame(rows, schema=schema, orient="row").sort("p", descending=True, maintain_order=True)

    def to_dict(self) -> dict[str, object]:
        """The object that `foedus cascade --json` prints."""
        names = ("state", "side", "p", "low", "high", "p_called", "wave", "bystander")
        return {
            "attack": {
                "attackers": list(self.attack.attackers),
                "target": self.attack.target,
                "on": self.on,
                "where": self.attack.where,
                "facts": dict(self.attack.facts),
            },
            "states": [{name: getattr(e, name) for name in names} for e in self.entrants],
            "size": {side: size.to_dict() for side, size in self.sizes},
            "torn": [{"state": state, "p": p} for state, p in self.torn],
            "blocs": [{"side": bloc.side, "states": list(bloc.states)} for bloc in self.blocs()],
            "coalitions": [
                {"p": p, "entrants": [{"state": s, "side": side} for s, side in members]}
                for members, p in self.coalitions
            ],
            "method": self.method,
            "parameters": self.parameters,
            "draws": self.draws,
            "seed": self.seed,
            "model": self.model,
            "caveats": list(self.caveats),
            "years": dict(self.years),
            "missing": list(self.missing),
        }
