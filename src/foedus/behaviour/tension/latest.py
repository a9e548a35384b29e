"""Tension on a day: the probability of a dispute of a pair, or of every pair, from the latest values and their age."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from foedus.atlas.load import shipped_atlas
from foedus.behaviour.age import aged
from foedus.behaviour.covariates import FIRST, covariates_of, of_states_alone
from foedus.behaviour.opportunities import Places
from foedus.behaviour.ridge import log_odds_by_draw
from foedus.behaviour.tension.overlay import overlaid
from foedus.behaviour.tension.pacts import CAVEAT, Change, changed
from foedus.behaviour.tension.record import LAST_DISPUTE, History, disputes_of_pairs
from foedus.behaviour.tension.tension import shipped_tension
from foedus.behaviour.tension.ties import LAST_PACT, ties
from foedus.behaviour.tension.variables import GROUPS, SOURCES, VARIABLES, pairs_of, values
from foedus.errors import BadQuestion
from foedus.law.asked import somebody
from foedus.tables.kept_arrays import kept_arrays
from foedus.tables.variables.disputes import DISPUTE_SOURCES
from foedus.world import World

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from foedus.behaviour.covariates import Covariates
    from foedus.behaviour.fitted import Fitted
    from foedus.behaviour.tension.tension import TensionModel
    from foedus.behaviour.tension.ties import Ties
    from foedus.behaviour.tension.variables import Pairs

    Rows = NDArray[np.float64]

__all__ = ["Tension", "tension"]


@dataclass(frozen=True, slots=True, eq=False)
class Tension:
    """How probably militarised disputes begin in the year of a day.

    Attributes:
        on: the day; what is told is of its year.
        frame: `state_1, state_2, p, low, high, rank, last_dispute`: the probability that a dispute begins (the mean
            over the draws), its interval of 95 per cent, its rank among all pairs, and the year of the last dispute of
            the record (null if there was none). One pair, or all of them, the likeliest first.
        changes: of one pair, for each pact made or ended: `change, p, low, high, ratio, ratio_low, ratio_high`, the
            probability with it, and that over the probability as it stands.
        parts: of one pair, by what each is about: what it multiplies the odds of the middle pair by; `by_group`: the
            same of every row of the frame.
        years: what the model takes its values from -> the year of those that stand for the day.
        pairs: how many pairs there are.
        caveats: what whoever reads it must know.
    """

    on: str
    frame: pl.DataFrame
    changes: pl.DataFrame
    parts: dict[str, float]
    by_group: Rows
    years: dict[str, int]
    pairs: int
    caveats: tuple[str, ...]

    def parts_of(self, one: str, two: str) -> dict[str, float]:
        """What each group of variables multiplies the odds of the middle pair by, for one pair of all."""
        both = [one, two]
        found = (self.frame["state_1"].is_in(both) & self.frame["state_2"].is_in(both)).arg_true()
        return dict(zip(GROUPS, map(float, self.by_group[found[0]]), strict=True)) if len(found) else {}

    def to_dict(self) -> dict[str, Any]:
        """The object that `foedus tension --json` prints."""
        return {
            "on": self.on,
            "year": int(self.on[:4]),
            "tension": self.frame.to_dicts(),
            "changes": self.changes.to_dicts(),
            "parts": self.parts,
            "years": self.years,
            "pairs": self.pairs,
            "caveats": list(self.caveats),
        }


def tension(
    one: str | None = None,
    two: str | None = None,
    *,
    on: str | date | None = None,
    known_on: str | date | None = None,
    with_pact: Sequence[str] = (),
    without_pact: Sequence[str] = (),
    model: TensionModel | None = None,
) -> Tension:
    """The probability that a militarised dispute begins between two states in the year of a day, or of every pair.

    From the latest values of the year before or earlier, carried forward from the last year of each source. What their
    age costs was measured on the past, and the interval is widened for it.

    Args:
        one: a state; left out, every pair.
        two: another.
        on: a day; left out, today.
        known_on: only values of years that were over by this day; left out, everything known today.
        with_pact: defence pacts that are to stand although they do not, as `PRK:RUS`; each is told by itself.
        without_pact: defence pacts that are not to stand although they do.
        model: a fitted model; left out, the one that ships.

    Raises:
        BadQuestion: one state, the same twice, one that is no member of the state system, a day before 1817, pacts
            of no pair, or one that is not written so.
        UnknownName, AmbiguousName: a name that nobody knows, or that means several.
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.

    >>> tension("KOR", "PRK", on="2026-11-01").frame["state_2"].to_list()  # doctest: +SKIP
    ['PRK']
    """
    world = World((), on or _today(), known_on)
    changes = [*(Change.read(t, made=True) for t in with_pact), *(Change.read(t, made=False) for t in without_pact)]
    if (one is None) != (two is None) or (changes and one is None):
        raise BadQuestion("tension is between two states: name both, or none for every pair (and then no pact)")
    before = world.horizon.year - 1
    if before < FIRST:
        raise BadQuestion(f"tension begins in {FIRST + 1}: the sources know nothing of the year before {before + 1}")
    asked = None if one is None or two is None else _two(world, one, two)
    model = model or shipped_tension()
    fitted = model.fitted
    assert fitted is not None  # noqa: S101 - a model that was read is fitted
    known = covariates_of(before)
    years = _years(known, before)
    bound, laid = overlaid(ties(), _places(), before, world.known_on)
    caveats = (*_caveats(fitted, years, world.on.year), *_laid(laid, before))
    if asked is None:
        everybody = _everybody(model, known, years, bound, before, world.on.year)
        frame = _frame(everybody)
        groups, frame = everybody["parts"][frame["row"].to_numpy()], frame.drop("row")
        nothing = pl.DataFrame(schema=_CHANGES)
        return Tension(world.on.isoformat(), frame, nothing, {}, groups, years, frame.height, caveats)
    history = History(known, disputes_of_pairs())
    history.up_to(before)
    pairs = pairs_of(known, world.on.year)
    take = [VARIABLES.index(c) for c in model.columns]
    rows = values(known, bound, history, before, pairs)[:, take]
    every = log_odds_by_draw(fitted.draws, rows)
    spread = aged(every, fitted, years, world.on.year - 1)
    drawn = _chances(spread)
    frame = _frame(_told(drawn, pairs, before))
    row = _row(pairs, asked)
    mine = frame.filter(pl.col("row") == row).drop("row").with_columns(**_named(world, one, two))
    told = []
    for change in changes:
        made, note = _with(change, world, bound, before)
        caveats = (*caveats, *note)
        again = values(known, made, history, before, pairs)[:, take]
        after = log_odds_by_draw(fitted.draws, again[row])
        after = _chances(after + spread[:, row] - every[:, row])  # what the age of the values does stays the same
        told.append({"change": str(change), **_compared(drawn[:, row], after)})
    if told:
        caveats = (*caveats, CAVEAT)
    groups = _parts(fitted, rows, model.columns)[[row]]
    parts = dict(zip(GROUPS, map(float, groups[0]), strict=True))
    table = pl.DataFrame(told, schema=_CHANGES)
    return Tension(world.on.isoformat(), mine, table, parts, groups, years, frame.height, caveats)


_CHANGES = {
    "change": pl.String,
    **dict.fromkeys(("p", "low", "high", "ratio", "ratio_low", "ratio_high"), pl.Float64),
}


@cache
def _places() -> Places:
    return Places(of_states_alone(), shipped_atlas())


def _two(world: World, one: str, two: str) -> tuple[int, int]:
    """The positions of two different states that are members of the system on the day."""
    codes = somebody(world, one), somebody(world, two)
    if codes[0] == codes[1]:
        raise BadQuestion(f"{one} and {two} are the same state ({codes[0]}); tension is between two")
    return _position(world, codes[0]), _position(world, codes[1])


def _position(world: World, code: str) -> int:
    found = _places().of(code, world.on.year)
    if found is None or not of_states_alone().in_system(world.on.year)[found]:
        raise BadQuestion(
            f"{code} is no member of the state system in {world.on.year}, and the model knows members only"
        )
    return found


def _named(world: World, one: str | None, two: str | None) -> dict[str, pl.Expr]:
    """The two in the order in which they were asked about."""
    return {f"state_{n}": pl.lit(somebody(world, name or "")) for n, name in enumerate((one, two), start=1)}


def _row(pairs: Pairs, asked: tuple[int, int]) -> int:
    low, high = min(asked), max(asked)
    return int(np.flatnonzero((pairs[0] == low) & (pairs[1] == high))[0])


def _years(known: Covariates, year: int) -> dict[str, int]:
    """What the variables are taken from, and the year of the values that stand for this one."""
    found = {"disputes": min(year, LAST_DISPUTE), "pacts": min(year, LAST_PACT)}
    rest = dict.fromkeys(source for source in SOURCES.values() if source not in found)
    return found | {name: known.year_of(name, year) for name in rest}


def _chances(log_odds: Rows) -> Rows:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -50, 50))))


def _everybody(
    model: TensionModel, known: Covariates, years: dict[str, int], bound: Ties, before: int, year: int
) -> dict[str, NDArray[Any]]:
    """Every pair of a year, from what was known at the end of `before`, kept.

    A brief tells of one pair, and must know its rank among all of them.
    """
    fitted = model.fitted
    assert fitted is not None  # noqa: S101 - a model that was read is fitted

    def made() -> dict[str, NDArray[Any]]:
        history = History(known, disputes_of_pairs())
        history.up_to(before)
        pairs = pairs_of(known, year)
        rows = values(known, bound, history, before, pairs)[:, [VARIABLES.index(c) for c in model.columns]]
        told = _told(_chances(aged(log_odds_by_draw(fitted.draws, rows), fitted, years, year - 1)), pairs, before)
        return told | {"parts": _parts(fitted, rows, model.columns)}

    rests = ("atop-alliance", DISPUTE_SOURCES["cow"]["dyad"])
    laid = (kind.encode() + np.packbits(pacts).tobytes() for kind, pacts in sorted((bound.later or {}).items()))
    return kept_arrays(f"tension-{year}-{before}", rests, made, also=b"".join((model.to_json().encode(), *laid)))


def _told(drawn: Rows, pairs: Pairs, year: int) -> dict[str, NDArray[Any]]:
    """What the draws say of each pair, and the year of its last dispute."""
    told = drawn.mean(axis=0)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    began = disputes_of_pairs().ongoing[: min(year, LAST_DISPUTE) - FIRST + 1, pairs[0], pairs[1]]
    latest = np.where(began.any(0), FIRST + len(began) - 1 - began[::-1].argmax(0), -1)
    return {
        "one": np.asarray(pairs[0]),
        "two": np.asarray(pairs[1]),
        "p": told,
        "low": np.minimum(low, told),
        "high": np.maximum(high, told),
        "last": latest,
    }


def _frame(told: dict[str, NDArray[Any]]) -> pl.DataFrame:
    names = np.array(_places().names)
    frame = pl.DataFrame(
        {
            "row": np.arange(len(told["p"])),
            "state_1": names[told["one"]],
            "state_2": names[told["two"]],
            "p": told["p"],
            "low": told["low"],
            "high": told["high"],
            "rank": np.argsort(np.argsort(-told["p"], kind="stable"), kind="stable") + 1,
            "last_dispute": told["last"],
        }
    )
    return frame.with_columns(pl.col("last_dispute").replace(-1, None)).sort("rank")


def _with(change: Change, world: World, bound: Ties, year: int) -> tuple[Ties, tuple[str, ...]]:
    """The pacts with the change, and what must be said of it."""
    one, two = _two(world, change.one, change.two)
    there = bool(bound.pact("defense", year)[[one, two], [two, one]].any())
    stands = min(year, LAST_PACT) if bound.later is None else year
    note = f"{change.one} and {change.two} {'have a' if there else 'have no'} defence pact in {stands}"
    nothing = (f"{note} already: nothing changes.",) if there == change.made else ()
    return changed(bound, year, one, two, made=change.made), nothing


def _compared(before: Rows, after: Rows) -> dict[str, float]:
    ratio = after / before
    told = {"p": after.mean(), "low": np.quantile(after, 0.025), "high": np.quantile(after, 0.975)}
    compared = {
        "ratio": after.mean() / before.mean(),
        "ratio_low": np.quantile(ratio, 0.025),
        "ratio_high": np.quantile(ratio, 0.975),
    }
    return {name: float(value) for name, value in (told | compared).items()}


def _parts(fitted: Fitted, rows: Rows, columns: tuple[str, ...]) -> Rows:
    """What each group of variables multiplies the odds of the middle pair of the year by: rows and groups."""
    ridge = fitted.ridge
    each = (rows - np.median(rows, axis=0)) / ridge.scale * ridge.coefficients
    at = {name: n for n, name in enumerate(columns)}
    groups = ([at[v] for v in those if v in at] for those in GROUPS.values())
    return np.asarray(np.exp(np.stack([each[:, those].sum(1) for those in groups], 1)))


def _caveats(fitted: Fitted, years: dict[str, int], year: int) -> tuple[str, ...]:
    trained = fitted.trained
    what = "a dispute is a threat, display or use of force, and seldom a war"
    span = f"{trained.conflicts:,} pairs of states, {trained.first} to {trained.last}"
    told = [f"Fitted on {trained.happened:,} disputes that began between {span}; {what}."]
    old = {name: known for name, known in years.items() if known < year - 1}
    if old:
        listed = ", ".join(f"{name} {known}" for name, known in sorted(old.items(), key=lambda item: item[1]))
        told.append(f"Latest values: {listed}; the intervals are widened for their age.")
    if year <= trained.last:
        told.append("The disputes of this year are among those that it was fitted on: this is no forecast.")
    return tuple(told)


def _laid(laid: tuple[str, ...], year: int) -> tuple[str, ...]:
    """What was laid over the record of pacts, in a sentence."""
    if not laid:
        return ()
    told = (
        f"Pacts are those of ATOP in {LAST_PACT}, with what treaties of the corpus brought or ended by the end of "
        f"{year} laid over them ({', '.join(laid)}). The corpus is a selection; likeness of portfolios stays the "
        "record's."
    )
    return (told,)


def _today() -> str:
    from datetime import UTC, datetime  # noqa: PLC0415 - for those who name no day

    return datetime.now(UTC).date().isoformat()
