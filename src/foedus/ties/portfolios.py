"""How alike the alliance portfolios of two states are, year by year: S, kappa and pi, from the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.tables.systems import FIRST_YEAR
from foedus.tables.universe import dyad_years
from foedus.tables.variables.alliances import ATOP_YEARS
from foedus.tables.variables.similarity import similarity
from foedus.ties.numbers import whose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.atlas.atlas import Atlas

__all__ = ["LAST", "MEASURES", "SOURCE", "portfolio_similarity"]

SOURCE = "atop-alliance"
MEASURES = {"s_unweighted": "s", "kappa": "kappa", "pi": "pi"}
LAST = ATOP_YEARS[1]
"""The last year of the alliances on which it rests."""


def portfolio_similarity(
    atlas: Atlas, pairs: Iterable[tuple[str, str]], numbers: dict[str, tuple[int, ...]], since: int
) -> dict[tuple[str, str], list[tuple[int, dict[str, float]]]]:
    """For each pair the years and the measures of each, as far as they are defined.

    Raises:
        SourceMissing: a file is not here and cannot be fetched.
    """
    first = max(since, FIRST_YEAR)
    if first > LAST:
        return {}
    panel = dyad_years(first, LAST, directed=False)
    wanted = sorted({number for told in numbers.values() for number in told})
    panel.frame = panel.frame.filter(pl.col("ccode1").is_in(wanted) & pl.col("ccode2").is_in(wanted))
    rows = panel.add(similarity()).frame.select("ccode1", "ccode2", "year", *MEASURES).sort("year")
    found: dict[tuple[str, str], list[tuple[int, dict[str, float]]]] = {}
    for one, two, year, *values in rows.iter_rows():
        states = frozenset((whose(atlas, one, year), whose(atlas, two, year)))
        told = {name: float(v) for name, v in zip(MEASURES.values(), values, strict=True) if v is not None}
        for pair in pairs:
            if frozenset(pair) == states and told:
                found.setdefault(pair, []).append((year, told))
    return found
