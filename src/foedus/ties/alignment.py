"""Alignment: how alike states ally and vote, over time, with the years in which it shifted: `foedus alignment`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from foedus.atlas.load import shipped_atlas
from foedus.errors import BadDate, BadQuestion, SourceAltered, SourceMissing
from foedus.sources.registry import source
from foedus.terms.when import FIRST_DAY, day
from foedus.ties import portfolios, votes
from foedus.ties.breaks import breaks
from foedus.ties.conclusion import concluded
from foedus.ties.coverage import Coverage
from foedus.ties.numbers import numbers_of
from foedus.ties.series import COLUMNS, Shift, Value, mean_over_pairs
from foedus.ties.steps import steps

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import polars as pl

    from foedus.atlas.atlas import Atlas

__all__ = ["UN_BEGINS", "Alignment", "alignment"]

UN_BEGINS = 1946
"""The first session of the General Assembly; series begin here unless another year is asked for."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How alike states ally and vote.

    Attributes:
        states: their codes, as asked.
        measured: one for each pair, measure and year: `distance` of ideal points with its interval of 90 per cent, and
            `s`, `kappa`, `pi` of alliance portfolios; for three states or more also their mean over all pairs.
        shifts: change points of each distance, with their tests; the largest steps of what is counted.
        coverage: what each source covers for these states, and what was left out for which reason.
        says: what can and what cannot be concluded, in sentences.
    """

    states: tuple[str, ...]
    since: int
    measured: tuple[Value, ...]
    shifts: tuple[Shift, ...]
    coverage: tuple[Coverage, ...]
    says: tuple[str, ...]

    @property
    def frame(self) -> pl.DataFrame:
        """The values as a plain polars frame: `pair, measure, year, value, low, high`."""
        import polars as pl  # noqa: PLC0415 - when a frame is asked for

        kinds = {"year": pl.Int64(), "value": pl.Float64(), "low": pl.Float64(), "high": pl.Float64()}
        schema = {name: kinds.get(name, pl.String()) for name in COLUMNS}
        return pl.DataFrame([v.to_dict() for v in self.measured], schema=schema)

    def series(self, pair: str, measure: str) -> tuple[Value, ...]:
        """The values of one pair ("PRK-RUS") and measure, by year."""
        return tuple(v for v in self.measured if (v.pair, v.measure) == (pair, measure))

    def plot(self, path: str | Path) -> None:
        """Draw every series with its interval and its shifts into a file (.svg, .png, .pdf).

        Raises:
            FoedusError: matplotlib is not installed, or the file cannot be written.
        """
        from foedus.ties.picture import plot_alignment  # noqa: PLC0415 - an extra

        plot_alignment(path, self.states, self.measured, self.shifts)

    def to_dict(self) -> dict[str, Any]:
        """The object that `foedus alignment --json` prints."""
        return {
            "states": list(self.states),
            "since": self.since,
            "values": [v.to_dict() for v in self.measured],
            "shifts": [s.to_dict() for s in self.shifts],
            "coverage": [c.to_dict() for c in self.coverage],
            "says": list(self.says),
        }


def alignment(
    *states: str,
    since: int = UN_BEGINS,
    atlas: Atlas | None = None,
    seed: int = 1914,
    known_on: str | date | None = None,
) -> Alignment:
    """How alike two or more states ally and vote, year by year, with change points and their uncertainty.

    Alliance portfolios are compared by Signorino and Ritter's S (1999) and by Cohen's kappa and Scott's pi with squared
    distances (Häge 2011), from ATOP; votes in the General Assembly by the distance of ideal points (Bailey, Strezhnev
    and Voeten 2017). Change points of distances: see `foedus.ties.breaks`; steps of portfolios, which are counted
    without noise: `foedus.ties.steps`. A source that is not at hand is left out with the reason.

    Args:
        states: two or more codes or names.
        since: the first year.
        atlas: the states; left out, those that ship.
        seed: of the bootstrap.
        known_on: only years that were over by this day; left out, all.

    Raises:
        UnknownName, AmbiguousName: nobody, or several, are called so.
        BadQuestion: fewer than two states, or one twice.
        BadDate: a year outside the record.

    >>> import foedus as fd
    >>> fd.alignment("PRK", "RUS", "CHN").says[-1]  # doctest: +SKIP
    'Votes in the Assembly are words on many matters and no alliance: ...'
    """
    last = source(votes.SOURCE).last or portfolios.LAST
    if not FIRST_DAY.year <= since <= last:
        raise BadDate(f"{since}: series of alignment lie between {FIRST_DAY.year} and {last}; name a year in them")
    atlas = atlas or shipped_atlas()
    codes = tuple(atlas.actor(state).code for state in states)
    if len(codes) < 2 or len(set(codes)) < len(codes):
        raise BadQuestion(f"alignment is between two or more different states, and {', '.join(codes) or 'none'} is not")
    numbers = {code: numbers_of(atlas, code) for code in codes}
    pairs = list(combinations(codes, 2))
    known = None if known_on is None else day(known_on)
    values, coverage = _distances(codes, numbers, since)
    alike, other = _portfolios(atlas, pairs, numbers, since)
    values, alike = ([v for v in told if known is None or v.year < known.year] for told in (values, alike))
    every = (*values, *alike)
    if len(codes) > 2:
        every = (*every, *mean_over_pairs(every, "-".join(codes), len(pairs)))
    shifts = tuple(_shifts((*values, *alike), seed))
    says = concluded(codes, every, shifts)
    return Alignment(codes, since, every, shifts, (coverage.by(known), other.by(known)), says)


def _distances(codes: tuple[str, ...], numbers: dict[str, tuple[int, ...]], since: int) -> tuple[list[Value], Coverage]:
    what = f"votes of {', '.join(codes)} in the General Assembly"
    try:
        points = {code: votes.ideal_points(code, numbers[code]) for code in codes}
    except (SourceMissing, SourceAltered) as error:
        return [], Coverage(what, votes.SOURCE, None, None, (f"left out: {error}",))
    found = []
    for one, two in combinations(codes, 2):
        for year in sorted(points[one].keys() & points[two].keys()):
            if year >= since:
                apart = votes.distance_range(points[one][year], points[two][year])
                found.append(Value(f"{one}-{two}", "distance", year, *apart))
    years = [v.year for v in found]
    says = [
        f"{code} has points from {min(told)} to {max(told)}" + _gaps(told.keys()) if told else f"{code} has none"
        for code, told in points.items()
    ]
    says.append("a session is named by the year in which it begins; 1964 had no votes")
    return found, Coverage(what, votes.SOURCE, min(years, default=None), max(years, default=None), tuple(says))


def _gaps(years: Any) -> str:
    missing = [year for year in range(min(years), max(years)) if year not in years]
    return f", without {', '.join(map(str, missing))}" if missing else ""


def _portfolios(
    atlas: Atlas, pairs: list[tuple[str, str]], numbers: dict[str, tuple[int, ...]], since: int
) -> tuple[list[Value], Coverage]:
    what = "alliance portfolios of " + ", ".join("-".join(pair) for pair in pairs)
    try:
        told = portfolios.portfolio_similarity(atlas, pairs, numbers, since)
    except (SourceMissing, SourceAltered) as error:
        return [], Coverage(what, portfolios.SOURCE, None, None, (f"left out: {error}",))
    found = [
        Value("-".join(pair), measure, year, value, None, None)
        for pair, rows in told.items()
        for year, measures in rows
        for measure, value in measures.items()
    ]
    years = [v.year for v in found]
    says = (f"ATOP ends in {portfolios.LAST}: what was signed or ended later is not in the portfolios",)
    return found, Coverage(what, portfolios.SOURCE, min(years, default=None), max(years, default=None), says)


def _shifts(values: tuple[Value, ...], seed: int) -> list[Shift]:
    groups: dict[tuple[str, str], list[Value]] = {}
    for value in values:
        groups.setdefault((value.pair, value.measure), []).append(value)
    found = []
    for (pair, measure), told in groups.items():
        years, numbers = [v.year for v in told], [v.value for v in told]
        shifted = breaks(years, numbers, seed=seed) if measure == "distance" else steps(years, numbers)
        found.append(Shift(pair, measure, shifted))
    return found
