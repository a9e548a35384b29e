"""Every ordered pair of states: what comes of each attack, on one day or on the same day of many years.

The work is cut into parts that do not depend on who does them. A part that is finished is kept beside the output, so a
run that was killed goes on where it stopped, in as many processes as it then has, and gives the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from foedus.atlas.load import shipped_atlas
from foedus.errors import BadDate, BadQuestion
from foedus.gate.kept import digest
from foedus.terms.attacks import Attack
from foedus.terms.when import day as day_of
from foedus.war.cascade import checked_draws, checked_seed
from foedus.war.chances import Model, chances_of
from foedus.war.day import Day, members
from foedus.war.kernels import pays, use_compiled
from foedus.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    import polars as pl

    from foedus.atlas.atlas import Atlas
    from foedus.terms.treaties import Treaty
    from foedus.war.day import Against

__all__ = ["COLUMNS", "MOST_DRAWS", "Part", "Plan", "planned", "rows_of", "worked"]

COLUMNS = (
    "on",
    "attacker",
    "target",
    "state",
    "side",
    "p",
    "p_called",
    "p_widens",
    "size_defending",
    "size_attacking",
)
"""One row for each attack and each state that may enter; a row without a state where nobody may."""

MOST_DRAWS = 1_000_000
"""More draws than this of every attack are refused."""

_PARTS, _PARTS_OF_A_MODEL = 8, 40
"""One day is cut into so many parts: more where a model is asked, which takes its time. Where all days are quick, a day
among many is a part of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some targets on one day."""

    on: date
    number: int
    targets: tuple[str, ...]

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.on.isoformat()}-{self.number:02}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sweep is asked: everything that its rows depend on.

    Attributes:
        treaties, atlas, known_on: the record, and as known when.
        given, default: the probabilities.
        days: which days.
        draws, seed: how often the dice are thrown for each attack, and with which seed.
        without: treaties left out.
        kernel: which kernel works; no row depends on it.
    """

    treaties: tuple[Treaty, ...] = field(repr=False)
    given: Mapping[tuple[str, str], float] | Model
    days: tuple[date, ...]
    draws: int = 1024
    seed: int = 1914
    default: float = 0.0
    known_on: date | None = None
    without: tuple[str, ...] = ()
    atlas: Atlas | None = field(default=None, repr=False)
    kernel: str = "auto"

    def world(self, on: date) -> World:
        """One of its days."""
        return World(self.treaties, on, self.known_on, self.atlas)

    def parts(self) -> list[Part]:
        """How the work is cut, whoever does it."""
        found = []
        for on in self.days:
            states = members(self.world(on))
            pieces = _PARTS if len(self.days) == 1 else 1
            pieces = _PARTS_OF_A_MODEL if isinstance(self.given, Model) else pieces
            step = -(-len(states) // pieces)
            found += [Part(on, n, states[n * step : (n + 1) * step]) for n in range(pieces) if states[n * step :]]
        return found

    def day(self, on: date) -> Day:
        """One of its days, compiled."""
        world = self.world(on)
        compiled = use_compiled(self.kernel, pays=pays(self.draws, len(self.days) * len(members(world)) ** 2))
        return Day(
            world, self.given, self.draws, self.seed, default=self.default, without=self.without, compiled=compiled
        )

    def asked(self) -> dict[str, object]:
        """What was asked, to know it again: parts of another question are not taken for parts of this one.

        Raises:
            BadQuestion: a model of one's own that cannot be told from another.
        """
        return {
            "version": version("foedus"),
            "record": digest(repr((self.treaties, self.atlas or shipped_atlas())).encode()),
            "probabilities": self._given(),
            "days": [on.isoformat() for on in self.days],
            "draws": self.draws,
            "seed": self.seed,
            "default": self.default,
            "known_on": self.known_on.isoformat() if self.known_on else None,
            "without": sorted(self.without),
        }

    def _given(self) -> str:
        if not isinstance(self.given, Model):
            return digest(repr(sorted(self.given.items())).encode())
        from foedus.war.models import identity_of  # noqa: PLC0415 - whoever gives probabilities needs no model

        return identity_of(self.given)


def planned(  # noqa: PLR0913 - each by its name
    treaties: Sequence[Treaty],
    on: str | date,
    given: Mapping[tuple[str, str], float] | Model,
    *,
    years: tuple[int, int] | None = None,
    draws: int = 1024,
    seed: int = 1914,
    default: float = 0.0,
    known_on: str | date | None = None,
    without: Sequence[str] = (),
    atlas: Atlas | None = None,
    kernel: str = "auto",
) -> Plan:
    """A sweep, checked before anything is worked out.

    Args:
        treaties: the corpus to read.
        on: the day; with `years`, its month and day in each of them.
        given: `{(state, side): p}`, or a model.
        years: first and last.
        draws: how often the dice are thrown for each attack.
        seed: with which seed.
        default: the probability of whoever is called and not among those given.
        known_on: only what was public by this day.
        without: treaties left out, by id.
        atlas: states, places, wars; left out, those that ship.
        kernel: `"numpy"`, `"compiled"` or `"auto"`, as for `cascade`.

    Raises:
        BadDate, BadQuestion, UnknownName: what cannot be asked.
        FoedusError: the compiled kernel is asked for and numba is missing.
    """
    checked_draws(draws)
    checked_seed(seed)
    use_compiled(kernel, pays=False)
    if draws > MOST_DRAWS:
        raise BadQuestion(f"{draws:,} draws of every pair of states are too many: at most {MOST_DRAWS:,}")
    moment = day_of(on)
    days: tuple[date, ...] = (moment,)
    if years is not None:
        if years[0] > years[1]:
            raise BadDate(f"--years {years[0]} {years[1]}: the first year comes after the last")
        days = tuple(_same_day(moment, year) for year in range(years[0], years[1] + 1))
    known = None if known_on is None else day_of(known_on)
    plan = Plan(tuple(treaties), given, days, draws, seed, default, known, tuple(without), atlas, kernel)
    for one in days:
        world = plan.world(one)
        states = members(world)
        if len(states) < 2:
            raise BadDate(f"fewer than two states were members of the state system on {one}")
        if one == days[0]:
            for key in without:
                world.treaty(key)
            if not isinstance(given, Model):
                chances_of(world, Attack(states[0], states[1]), given, default)
    return plan


def _same_day(moment: date, year: int) -> date:
    try:
        return moment.replace(year=year)
    except ValueError as error:
        raise BadDate(f"{moment:%d %B} is no day of {year}; name another day with --on") from error


def worked(
    plan: Plan, parts: Sequence[Part], progress: Callable[[int], None] | None = None
) -> Iterator[tuple[Part, pl.DataFrame]]:
    """The rows of each part, in order; each day is compiled once.

    Args:
        plan: what is asked.
        parts: which parts of it.
        progress: told after each target how many are done.
    """
    day, done = None, 0
    for part in parts:
        if day is None or day.world.on != part.on:
            day = plan.day(part.on)
        attacks = []
        for target in part.targets:
            attacks.append(day.against(target))
            done += 1
            if progress is not None:
                progress(done)
        yield part, rows_of(part.on, attacks)


def rows_of(on: date, attacks: Sequence[Against]) -> pl.DataFrame:
    """As rows: each attack in the order of the states, the likeliest to enter first."""
    import polars as pl  # noqa: PLC0415 - heavy, and only here

    rows: list[tuple[object, ...]] = []
    for attack in attacks:
        sizes = [attack.size(side).tolist() for side in ("defending", "attacking")]
        told = [(key, p.tolist(), attack.called[key].tolist()) for key, p in attack.p.items()]
        for n, attacker in enumerate(attack.attackers):
            about = (float(attack.widens[n]), sizes[0][n], sizes[1][n])
            here = [(key, p[n], called[n]) for key, p, called in told if p[n] > 0 or called[n] > 0]
            here.sort(key=lambda row: (-row[1], -row[2], row[0]))
            rows += [(on, attacker, attack.target, *key, p, called, *about) for key, p, called in here]
            if not here:
                rows.append((on, attacker, attack.target, None, None, None, None, *about))
    kinds: list[type[pl.DataType]] = [pl.Date, *[pl.String] * 4, *[pl.Float64] * 5]
    return pl.DataFrame(rows, schema=dict(zip(COLUMNS, kinds, strict=True)), orient="row")
