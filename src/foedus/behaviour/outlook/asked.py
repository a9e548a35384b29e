"""The outlook of a war: how it ends for whoever attacks, how long it lasts, and what a third state's entry changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from foedus.atlas.load import shipped_atlas
from foedus.behaviour.covariates import FIRST, covariates_of, of_states_alone
from foedus.behaviour.opportunities import Places
from foedus.behaviour.outlook.aging import Aging
from foedus.behaviour.outlook.outcomes import OUTCOMES
from foedus.behaviour.outlook.shipping import shipped_outlook
from foedus.behaviour.outlook.sides import SOURCES, of_sides
from foedus.behaviour.outlook.standing import standing, war_called
from foedus.errors import BadQuestion
from foedus.law.asked import somebody
from foedus.terms.when import day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from foedus.behaviour.outlook.fitted import FittedOutlook
    from foedus.behaviour.outlook.standing import Standing
    from foedus.terms.attacks import Attack
    from foedus.world import World

    Rows = NDArray[np.float64]

__all__ = ["Outlook", "outlook"]

_YEAR = 365.0
_SIDES = ("attacking", "defending")


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """How a war ends for whoever attacks, how long it lasts, and what a third state's entry changes.

    Attributes:
        on: the day.
        standing: both sides, and how long they have fought.
        outcome: `outcome, p, low, high, base`: the probability (the mean over the draws), its interval of 95 per cent,
            and the share of the wars of the record.
        days: `median, low, high`: after how many more days it is over with even odds; `year, year_low, year_high`: the
            probability that it is over a year later.
        joiners: `state, side, stands` (is it in already?), then `win, draw, lose`, what its being in the war adds to
            the probability of each, and `lasts`, by what it multiplies the days to come; each with `_low` and `_high`.
        years: what the models take their values from -> the year of those that stand for the day.
        caveats: what whoever reads it must know.
    """

    on: str
    standing: Standing
    outcome: pl.DataFrame
    days: dict[str, float]
    joiners: pl.DataFrame
    years: dict[str, int]
    caveats: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The object that `foedus outlook --json` prints."""
        return {
            "on": self.on,
            "war": self.standing.war,
            "attacking": list(self.standing.sides[0]),
            "defending": list(self.standing.sides[1]),
            "since_days": self.standing.since,
            "outcome": self.outcome.to_dicts(),
            "days": self.days,
            "joiners": self.joiners.to_dicts(),
            "years": self.years,
            "caveats": list(self.caveats),
        }


def outlook(
    world: World,
    attack: Attack | str,
    *,
    beside: Sequence[str] = (),
    against: Sequence[str] = (),
    since: str | date | None = None,
    models: FittedOutlook | None = None,
) -> Outlook:
    """How a war ends for whoever attacks, how long it lasts, and what a third state's entry changes.

    The record is 95 wars between states, 1823 to 2003. If the two fight on the day, the war of the record is taken as
    it stands, with everyone in it and the days that it has lasted; else a war that begins on the day between the two.

    Args:
        world: the day.
        attack: attackers and target, or the id of a war of the world file.
        beside: third states whose entry beside the attackers is asked about, each by itself. For one that is in the war
            already, the change is against a war without it.
        against: the same of entry beside the target.
        since: the day from which the war is counted; left out, that of the world file. The war of Ukraine is one since
            2014 there, and many count from 2022-02-24.
        models: fitted models; left out, those that ship.

    Raises:
        BadDate: `since` is no day.
        BadQuestion: a war counted from a day after the one asked about, or not fought; a side that is no member of the
            state system; a third state on the other side, or named twice; a day before 1817.
        UnknownName, AmbiguousName: a name that nobody knows, or that means several.
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="2026-07-31")
    >>> fd.outlook(world, fd.Attack("RUS", "UKR"), beside=["PRK"]).standing.war  # doctest: +SKIP
    'ukraine-2014'
    """
    models = models or shipped_outlook()
    if world.horizon.year - 1 < FIRST:
        raise BadQuestion(f"outlooks begin in {FIRST + 1}: the sources know nothing of the year before")
    stands = war_called(world, attack) if isinstance(attack, str) else standing(world, attack)
    if since is not None:
        lasted = (world.horizon - day(since)).days
        if lasted < 0:
            raise BadQuestion(f"a war that is counted from {since} has not begun on {world.horizon}")
        stands = replace(stands, since=lasted)
    thirds = _thirds(world, stands, beside, against)
    rows = _rows(world, stands.sides)
    known = covariates_of(world.horizon.year - 1)
    years = {name: known.year_of(name, world.horizon.year - 1) for name in dict.fromkeys(SOURCES.values())}
    aging, draws = Aging(models, years, world.on.year - 1), models.draws
    told = aging.outcome(np.stack([e.predict(rows)[0] for e, _ in draws]))
    longer = np.array([aging.lasting(n, la).median(rows, stands.since)[0] for n, (_, la) in enumerate(draws)])
    within = aging.over(np.array([1 - la.survival(rows, _YEAR, stands.since)[0] for _, la in draws]))
    shares = _shares(models)
    outcome = pl.DataFrame(
        [{"outcome": name, **_spread(told[:, n]), "base": shares[n]} for n, name in enumerate(OUTCOMES)]
    )
    low, high = np.quantile(longer, [0.025, 0.975])
    year = _spread(within)
    days = {
        "median": float(np.median(longer)),
        "low": float(low),
        "high": float(high),
        "year": year["p"],
        "year_low": year["low"],
        "year_high": year["high"],
    }
    table = [_change(world, models, stands, aging, state, side) for state, side in thirds]
    caveats = _caveats(models, stands, years, world.on.year, joined=bool(thirds))
    return Outlook(world.on.isoformat(), stands, outcome, days, pl.DataFrame(table), years, caveats)


@cache
def _places() -> Places:
    return Places(of_states_alone(), shipped_atlas())


def _thirds(world: World, stands: Standing, beside: Sequence[str], against: Sequence[str]) -> list[tuple[str, int]]:
    """Codes of the third states with the side that each is asked about."""
    found: list[tuple[str, int]] = []
    for names, side in ((beside, 0), (against, 1)):
        for name in names:
            code = somebody(world, name)
            if code in (stands.sides[0][0], stands.sides[1][0]):
                raise BadQuestion(f"{name} is one of the two whose war it is; name a third state")
            if code in stands.sides[1 - side]:
                raise BadQuestion(f"{name} fights on the other side; ask about it there")
            if any(code == other for other, _ in found):
                raise BadQuestion(f"{name} is named twice; a state enters once, on one side")
            _position(world, code)
            found.append((code, side))
    return found


def _position(world: World, code: str) -> int:
    year = world.horizon.year
    found = _places().of(code, year)
    if found is None or not of_states_alone().in_system(year)[found]:
        raise BadQuestion(f"{code} is no member of the state system in {year}, and the models know members only")
    return found


def _rows(world: World, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> Rows:
    """The one row of a war between these: whoever is no member of the state system counts as not there."""
    first = [_position(world, side[0]) for side in sides]
    every = [_places().all_of(side, world.horizon.year) for side in sides]
    attacking, attacked = (np.unique(np.r_[one, rest]) for one, rest in zip(first, every, strict=True))
    return of_sides(covariates_of(world.horizon.year - 1), attacking, attacked, world.horizon)[None, :]


def _change(
    world: World, models: FittedOutlook, stands: Standing, aging: Aging, state: str, side: int
) -> dict[str, Any]:
    """What it changes that this state is in the war on this side, against the same war without it."""
    there = state in stands.sides[side]
    other = tuple(s for s in stands.sides[side] if s != state) if there else (*stands.sides[side], state)
    pair = (other, stands.sides[1]) if side == 0 else (stands.sides[0], other)
    rows = [_rows(world, stands.sides), _rows(world, pair)]
    without, with_it = rows[::-1] if there else rows
    told: dict[str, Any] = {"state": state, "side": _SIDES[side], "stands": there}
    plain = [np.stack([e.predict(r)[0] for e, _ in models.draws]) for r in (with_it, without)]
    spread = [aging.outcome(each) for each in plain]
    gained = spread[0] - spread[1], plain[0] - plain[1]
    for n, name in enumerate(OUTCOMES):
        aged, change = (_spread(each[:, n]) for each in gained)
        told |= {
            name: change["p"],
            f"{name}_low": min(aged["low"], change["low"]),  # age makes nothing surer
            f"{name}_high": max(aged["high"], change["high"]),
        }
    moved = [aging.lasting(n, la) for n, (_, la) in enumerate(models.draws)]
    by = np.array([la.median(with_it, stands.since)[0] / la.median(without, stands.since)[0] for la in moved])
    low, high = np.quantile(by, [0.025, 0.975])
    return told | {"lasts": float(np.median(by)), "lasts_low": float(low), "lasts_high": float(high)}


def _spread(drawn: Rows) -> dict[str, float]:
    low, high = np.quantile(drawn, [0.025, 0.975])
    mean = float(drawn.mean())
    return {"p": mean, "low": min(float(low), mean), "high": max(float(high), mean)}


def _shares(models: FittedOutlook) -> Rows:
    count = np.array([models.counts[name] for name in OUTCOMES], float)
    return np.asarray(count / count.sum())


def _caveats(
    models: FittedOutlook, stands: Standing, years: dict[str, int], year: int, *, joined: bool
) -> tuple[str, ...]:
    counts, trained = models.counts, models.trained
    decided = sum(counts[name] for name in OUTCOMES)
    thin = (
        f"The record is thin: {trained.conflicts} wars between states, {trained.first} to {trained.last}, of which "
        f"{decided} ended in an outcome for whoever attacked."
    )
    told = [thin, *(_worth(models.scores) if models.scores else ())]
    if joined:
        told.append(
            f"Somebody entered later beside those who attacked in {counts['joined_attacking']} wars, and beside the "
            f"attacked in {counts['joined_attacked']}: what a joiner changes can hardly be told from that. Who joins "
            "is not drawn by lot either, and a contingent counts here as the whole state."
        )
    if stands.since > 2190:
        told.append("Few wars of the record lasted so long; what is told of the days to come rests on those few.")
    if stands.note:
        told.append(f"Disputed: {stands.note}")
    old = {name: known for name, known in years.items() if known < year - 1}
    if old:
        listed = ", ".join(f"{name} {known}" for name, known in sorted(old.items(), key=lambda item: item[1]))
        told.append(f"Latest values: {listed}; the intervals are widened for their age.")
    if year <= trained.last:
        told.append("Wars of this year are among those that it was fitted on: this is no forecast.")
    return tuple(told)


def _worth(scores: dict[str, Any]) -> tuple[str, ...]:
    """What the models are worth by their own scores, in a sentence."""
    view, measures = next((v, m) for v, m in scores.items() if v.startswith("rolling"))
    (skill, low, high), (c, c_low, c_high) = measures["skill"], measures["c_index"]
    verdict = "no better than the shares of the past" if low <= 0 else "better than the shares of the past"
    ordered = "no better than chance" if c_low <= 0.5 else "better than chance"
    told = f"Asked forward in time ({view}), the outcome is told {verdict} (log loss saved: {skill:.0%}, {low:.0%} to "
    told += f"{high:.0%}), and the order of lengths {ordered} (C-index {c:.2f}, {c_low:.2f} to {c_high:.2f})."
    return (told,)
