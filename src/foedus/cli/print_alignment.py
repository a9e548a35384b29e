"""How alignment looks on a terminal."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from foedus.cli.output import console, print_table
from foedus.cli.print_flows import print_coverage
from foedus.ties.series import MEASURES

if TYPE_CHECKING:
    from foedus.ties.alignment import Alignment
    from foedus.ties.series import Value

__all__ = ["print_alignment"]

_STEP = 10


def print_alignment(told: Alignment) -> None:
    """A table for each measure with a row for every tenth year and the last, then what can be concluded."""
    pairs = ["-".join(pair) for pair in combinations(told.states, 2)]
    pairs += ["-".join(told.states)] if len(told.states) > 2 else []
    heads = [*pairs[:-1], "mean of pairs"] if len(told.states) > 2 else pairs
    for measure, called in MEASURES.items():
        series = {pair: {v.year: v for v in told.series(pair, measure)} for pair in pairs}
        years = sorted({year for values in series.values() for year in values})
        shown = [year for year in years if year % _STEP == 0 or year == years[-1]]
        if shown:
            rows = [(str(y), *(_cell(series[pair].get(y)) for pair in pairs)) for y in shown]
            print_table(called[0].upper() + called[1:], ("year", *heads), rows)
    for said in told.says:
        console().print(said)
    print_coverage(told.coverage)


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    interval = "" if value.low is None or value.high is None else f" ({value.low:.2f} to {value.high:.2f})"
    return f"{value.value:.2f}{interval}"
