"""Odds for a question: who would probably enter if this attack happened on this day, with the age of what is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from foedus.atlas.load import shipped_atlas
from foedus.behaviour.age import aged, years_of
from foedus.behaviour.calls import ARGUABLE, INVOKED, UNMET, Call, calls_of
from foedus.behaviour.conflicts import conflicts
from foedus.behaviour.covariates import FIRST, covariates_of, of_states_alone
from foedus.behaviour.features import GROUPS, MEANING, VARIABLES, features, outsiders
from foedus.behaviour.keeping import SIDE_NAMES, kept_odds
from foedus.behaviour.opportunities import Places, entries
from foedus.behaviour.past import Entry, Past
from foedus.behaviour.ridge import log_odds_by_draw
from foedus.behaviour.shipped import shipped_honour, shipped_joiner
from foedus.behaviour.thinning import crowd_from
from foedus.errors import BadQuestion
from foedus.law.asked import understood
from foedus.law.situation import Situation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.behaviour.conflicts import Definition
    from foedus.behaviour.covariates import Covariates
    from foedus.behaviour.honour import HonourModel
    from foedus.behaviour.joiners import JoinerModel
    from foedus.terms.attacks import Attack
    from foedus.world import World

__all__ = ["SIDE_NAMES", "Odds", "odds"]

_WORD = {0: "", UNMET: "not met", ARGUABLE: "arguable", INVOKED: "invoked"}


@dataclass(frozen=True, slots=True)
class Odds:
    """Who would probably enter.

    Attributes:
        attack: the question, with codes.
        frame: `state, side, p, low, high, help`: the probability that the state enters on the side (the mean over the
            draws, as in a cascade and a sweep), its interval of 95 per cent, and how its strongest promise of help to
            that side stands.
        honour: `state, side, p, low, high`: of each state with an invoked duty to help, the probability that it keeps
            its word, by the model of honour.
        draws: (state, side) -> its probability under each draw of the parameters.
        pushes: (state, side) -> what each group of variables adds to the log-odds of an average row of the record.
        rare: (state, side) -> why what is told of it may be far too sure.
        years: what the model takes its values from -> the year of those that stand for the day.
        missing: states of the system whose capabilities no source tells, and who of the question is no state of it.
        caveats: what whoever reads it must know.
    """

    attack: Attack
    on: str
    frame: pl.DataFrame
    honour: pl.DataFrame
    draws: dict[tuple[str, str], NDArray[np.float64]]
    pushes: dict[tuple[str, str], NDArray[np.float64]]
    rare: dict[tuple[str, str], str]
    years: dict[str, int]
    missing: tuple[str, ...]
    caveats: tuple[str, ...]

    @property
    def mean(self) -> dict[tuple[str, str], float]:
        """(state, side) -> probability: what a cascade asks for."""
        return {(row["state"], row["side"]): row["p"] for row in self.frame.to_dicts()}

    def parts(self, state: str, side: str) -> dict[str, float]:
        """By what each group of variables is about: what it multiplies the odds of an average row of the record by."""
        return dict(zip(GROUPS, map(float, np.exp(self.pushes[state, side])), strict=True))

    def to_dict(self) -> dict[str, Any]:
        """The object that `foedus odds --json` prints."""
        return {
            "attack": {"attackers": list(self.attack.attackers), "target": self.attack.target, "on": self.on},
            "odds": self.frame.to_dicts(),
            "honour": self.honour.to_dicts(),
            "years": self.years,
            "missing": list(self.missing),
            "caveats": list(self.caveats),
        }


def odds(world: World, attack: Attack, model: JoinerModel | None = None, honour: HonourModel | None = None) -> Odds:
    """The probability that each state outside enters on each side, from the latest values that the sources have.

    Values are those of the year before the earlier of the world's two clocks, carried forward from the last year of
    each source. What their age costs was measured on the past, and the interval is widened for it. Treaties are those
    of the world; what is stated about the attack counts for the law.

    Args:
        world: the day and its treaties.
        attack: attackers, target, place and stated facts.
        model: a fitted model of joining; left out, the one that ships.
        honour: a fitted model of honour, for those whose duty to help is invoked; left out, the one that ships.

    Raises:
        BadQuestion: a side that no source knows, or a day before 1817.
        UnknownName, AmbiguousName: see `foedus.obligations`.
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    model, honour = model or shipped_joiner(), honour or shipped_honour()
    fitted = model.fitted
    assert fitted is not None  # noqa: S101 - a model that was read is fitted
    named, place = understood(world, attack)
    year, before = world.on.year, world.horizon.year - 1
    if before < FIRST:
        raise BadQuestion(f"odds begin in {FIRST + 1}: the sources know nothing of the year before {before + 1}")
    known = covariates_of(before)
    where = Places(known, shipped_atlas())
    codes = (named.attackers, (named.target,))
    sides = (where.all_of(codes[0], year), where.all_of(codes[1], year))
    for side, found in zip(codes, sides, strict=True):
        if not found.size:
            raise BadQuestion(f"{', '.join(side)} is no member of the state system, and the model knows of states only")
    states = outsiders(known, year, sides)
    names = [where.names[int(n)] for n in states]
    past = Past(_record("broad"), known)
    past.up_to(world.horizon)
    calls = calls_of(Situation(world, named, place), world, codes)
    values = features(known, before, sides, states, names, calls, past)
    rows = np.nan_to_num(values[:, :, [VARIABLES.index(c) for c in model.columns]])
    crowd = crowd_from(len(states))
    every = log_odds_by_draw(fitted.draws, rows, crowd)
    years = years_of(known, model.columns, before)
    drawn = _exclusive(aged(every, fitted, years, before))
    told = drawn.mean(axis=0)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    table = [
        {
            "state": name,
            "side": SIDE_NAMES[n],
            "p": float(told[row, n]),
            "low": float(min(low[row, n], told[row, n])),
            "high": float(max(high[row, n], told[row, n])),
            "help": _WORD[_help(calls.get((name, n)))],
        }
        for row, name in enumerate(names)
        for n in (0, 1)
    ]
    at = [((name, SIDE_NAMES[n]), row, n) for row, name in enumerate(names) for n in (0, 1)]
    draws = {key: drawn[:, row, n] for key, row, n in at}
    pushed = _pushes(model, rows)
    pushes = {key: pushed[row, n] for key, row, n in at}
    strangers = [code for side in codes for code in side if where.of(code, year) is None]
    missing = (
        *(f"{code}: no member of the state system, left out" for code in strangers),
        *_missing(known, states, names, before),
    )
    frame = pl.DataFrame(table).sort("p", descending=True)
    wars = Past(_record("strict"), known)
    wars.up_to(world.horizon)
    kept = kept_odds(honour, known, world.horizon, sides, states=states, names=names, calls=calls, past=wars)
    rare = _rare(model, rows, told, names)
    doubts = (f"{world.atlas.name(s, world.on)} ({side}): what is told {why}" for (s, side), why in rare.items())
    caveats = (*_caveats(model, years, world.horizon.year), *doubts)
    return Odds(named, world.on.isoformat(), frame, kept, draws, pushes, rare, years, missing, caveats)


@cache
def _record(definition: Definition) -> tuple[Entry, ...]:
    """Who entered which war, worked out once: many attacks may be asked about."""
    atlas = shipped_atlas()
    return tuple(entries(conflicts("war", definition, atlas), Places(of_states_alone(), atlas)))


def _exclusive(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities from log-odds whose last axis is the side: a state enters on one side, or stays out."""
    chances = np.exp(np.clip(log_odds, -50, 50))
    return np.asarray(chances / (1 + chances.sum(axis=-1, keepdims=True)))


def _help(call: Call | None) -> int:
    return max(call.level["defense"], call.level["offense"]) if call else 0


def _pushes(model: JoinerModel, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each group of variables adds to the log-odds, for every row: states, sides, groups."""
    fitted = model.fitted
    assert fitted is not None  # noqa: S101 - who calls has read it
    each = (rows - fitted.ridge.mean) / fitted.ridge.scale * fitted.ridge.coefficients
    at = {name: n for n, name in enumerate(model.columns)}
    groups = ([at[v] for v in those if v in at] for those in GROUPS.values())
    return np.stack([each[..., those].sum(-1) for those in groups], -1)


FEW = 20
"""With fewer rows of the record in which a thing held, what is told where it holds rests on next to nothing."""


def _rare(
    model: JoinerModel, rows: NDArray[np.float64], told: NDArray[np.float64], names: list[str]
) -> dict[tuple[str, str], str]:
    """Who is told likely where something holds that hardly ever held: all that did so may have joined by chance."""
    fitted = model.fitted
    assert fitted is not None  # noqa: S101 - who calls has read it
    mean, scale = fitted.ridge.mean, fitted.ridge.scale
    held = np.rint(mean * fitted.trained.rows)
    yes_or_no = np.isclose(scale**2, mean * (1 - mean), rtol=1e-2)
    few = np.flatnonzero(yes_or_no & (held < FEW))
    found = {}
    for row, side in zip(*np.nonzero(told >= _LIKELY), strict=True):
        because = [f"{MEANING[model.columns[n]]} ({held[n]:.0f} rows)" for n in few if rows[row, side, n] == 1]
        if because:
            found[names[row], SIDE_NAMES[side]] = (
                f"rests on what hardly ever was in the record: {'; '.join(because)}. It may be far too sure, and the "
                "interval does not show it."
            )
    return found


_LIKELY = 0.1


def _missing(known: Covariates, states: NDArray[np.int64], names: list[str], year: int) -> tuple[str, ...]:
    """States whose capabilities or distances no source tells; they count as the weakest, and as far as the middle."""
    strength = known.of_states("capabilities", year)[states]
    return tuple(f"{name}: capabilities" for name, value in zip(names, strength, strict=True) if np.isnan(value))


def _caveats(model: JoinerModel, years: dict[str, int], year: int) -> tuple[str, ...]:
    assert model.fitted is not None  # noqa: S101 - who calls has read it
    trained = model.fitted.trained
    told = [
        f"Fitted on {trained.happened} entries into {trained.conflicts} wars, {trained.first} to {trained.last}.",
        "Whether a war widens at all can hardly be forecast.",
        "Law is not odds: most who joined wars were not bound, and most who were bound stayed out.",
    ]
    old = {name: known for name, known in years.items() if known < year - 1}
    if old:
        listed = ", ".join(f"{name} {known}" for name, known in sorted(old.items(), key=lambda item: item[1]))
        told.append(f"Latest values: {listed}; the intervals are widened for their age.")
    if year <= trained.last:
        told.append("The wars of this year are among those that it was fitted on: these are no forecasts.")
    return tuple(told)
