"""Opportunities to join: one row for each conflict, each state not yet in it, and each side."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.atlas.load import shipped_atlas
from foedus.behaviour.calls import calls
from foedus.behaviour.conflicts import conflicts
from foedus.behaviour.covariates import FIRST, covariates
from foedus.behaviour.features import VARIABLES, features, outsiders
from foedus.behaviour.past import Entry, Past
from foedus.errors import BadQuestion
from foedus.law.atop import read_atop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from foedus.atlas.atlas import Atlas
    from foedus.behaviour.calls import Calls
    from foedus.behaviour.conflicts import Conflict, Definition, Unit
    from foedus.behaviour.covariates import Covariates
    from foedus.terms.treaties import Treaty

__all__ = ["KEYS", "Places", "entries", "joining_opportunities", "opportunities_of"]

KEYS = ("conflict", "stage", "on", "year", "ccode", "state", "side", "outside", "joined", "entered")
"""The columns that are no variables: which conflict at which stage and day, who, which side (0 attacks, 1 is attacked),
how many states stand outside, whether it joined, and the day on which it did."""


def joining_opportunities(
    first: int = 1816,
    last: int = 2010,
    *,
    unit: Unit = "war",
    definition: Definition = "strict",
    progress: Callable[[int, int], None] | None = None,
) -> pl.DataFrame:
    """Who could have joined which conflict on which side, with what was known at that moment, and who did.

    Wars are those of the Correlates of War project 4.0, disputes those of Gibler, Miller and Little (2016). Variables
    are known at the moment only: those of states and pairs from the year before, what outsiders owe from the law engine
    over ATOP on the day before, past behaviour from earlier conflicts. `foedus.behaviour.features` says what each
    means.

    Args:
        first: the first year in which a conflict, or its stage, began.
        last: the last.
        unit: `war` or `dispute`.
        definition: `strict`, `broad` or `sequential`: see `foedus.behaviour.conflicts`.
        progress: told how many of how many conflicts are done.

    Returns:
        A plain polars frame, the columns of `KEYS` before those of `foedus.behaviour.features.VARIABLES`; null where a
        source is silent.

    Raises:
        BadQuestion: another unit or definition, or years that run backwards.
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    if last < first:
        raise BadQuestion(f"years {first} to {last} run backwards; name the earlier one first")
    atlas = shipped_atlas()
    every = conflicts(unit, definition, atlas)
    return opportunities_of(every, (first, last), covariates(), read_atop(atlas), atlas, progress)


def opportunities_of(
    every: tuple[Conflict, ...],
    years: tuple[int, int],
    known: Covariates,
    treaties: tuple[Treaty, ...],
    atlas: Atlas,
    progress: Callable[[int, int], None] | None = None,
    lag: int = 1,
) -> pl.DataFrame:
    """The same from given conflicts, covariates and treaties: the past is what lies before each conflict among them.

    Variables of states and pairs are taken `lag` years before the conflict, and the record of wars ends as much
    earlier: more than one tells what old values cost.
    """
    place = Places(known, atlas)
    past = Past(entries(every, place), known)
    wanted = [c for c in every if years[0] <= c.on.year <= years[1]]
    parts = []
    for n, conflict in enumerate(wanted):
        past.up_to(conflict.on - timedelta(days=366 * (lag - 1)))
        part = _rows(conflict, known, place, calls(conflict, treaties, atlas), past, lag)
        if part is not None:
            parts.append(part)
        if progress is not None:
            progress(n + 1, len(wanted))
    if not parts:
        raise BadQuestion(f"no conflict of the record began in {years[0]} to {years[1]}")
    return pl.concat(parts)


class Places:
    """Codes of the atlas and positions among the covariates; a state may have had several numbers (Germany)."""

    def __init__(self, known: Covariates, atlas: Atlas) -> None:
        self._known = known
        self.names = [_code(int(number), atlas) for number in known.codes]
        self._positions: dict[str, list[int]] = {}
        for position, name in enumerate(self.names):
            self._positions.setdefault(name, []).append(position)

    def of(self, code: str, year: int) -> int | None:
        """The position of this state in this year; `None` if the system never had it."""
        found = self._positions.get(code, [])
        members = self._known.in_system(year)
        return next((p for p in found if members[p]), found[0] if found else None)

    def all_of(self, codes: Iterable[str], year: int) -> NDArray[np.int64]:
        """The positions of those among them that the system ever had."""
        return np.array([p for code in codes if (p := self.of(code, year)) is not None], np.int64)


def _code(number: int, atlas: Atlas) -> str:
    state = atlas.find(str(number))
    return state.code if state else f"cow:{number}"


def entries(every: Iterable[Conflict], place: Places) -> Iterator[Entry]:
    """Who entered what, from the conflicts themselves: principals on its day, joiners on the day when they joined.

    Each finds those there who were in before it, so that two of a conflict meet once.
    """
    stages: dict[str, list[Conflict]] = {}
    for conflict in every:
        stages.setdefault(conflict.id, []).append(conflict)
    for own in stages.values():
        came = [(own[0].on, False, s, n) for n, states in enumerate(own[0].sides) for s in states]
        came += [(c.days.get(s, c.on), True, s, n) for c in own for s, n in c.joined.items()]
        here: list[tuple[int, int]] = []
        for day, joined, state, side in sorted(came):
            one = place.of(state, day.year)
            if one is not None:
                beside = tuple(p for p, n in here if n == side)
                against = tuple(p for p, n in here if n != side)
                yield Entry(day, one, beside, against, joined)
                here.append((one, side))


def _rows(
    conflict: Conflict, known: Covariates, place: Places, owed: Calls, past: Past, lag: int
) -> pl.DataFrame | None:
    year = conflict.on.year
    sides = (place.all_of(conflict.sides[0], year), place.all_of(conflict.sides[1], year))
    if not sides[0].size or not sides[1].size or year - lag < FIRST:  # of the year before nothing is known
        return None
    states = outsiders(known, year, sides)
    codes = known.codes[states]
    names = [place.names[int(n)] for n in states]
    values = features(known, year - lag, sides, states, names, owed, past)
    joined = np.array([[float(conflict.joined.get(name) == n) for n in (0, 1)] for name in names])
    rows = len(states) * 2
    entered = [conflict.days.get(name) if conflict.joined.get(name) == n else None for name in names for n in (0, 1)]
    return pl.DataFrame(
        {
            "conflict": [conflict.id] * rows,
            "stage": np.full(rows, conflict.stage, np.int32),
            "on": [conflict.on] * rows,
            "year": np.full(rows, year, np.int32),
            "ccode": np.repeat(codes, 2),
            "state": [name for name in names for _ in (0, 1)],
            "side": np.tile(np.array([0, 1], np.int8), len(states)),
            "outside": np.full(rows, len(states), np.int32),
            "joined": joined.ravel().astype(np.int8),
            "entered": pl.Series(entered, dtype=pl.Date),
            **{name: values[:, :, n].ravel() for n, name in enumerate(VARIABLES)},
        },
        nan_to_null=True,
    )
