"""A picture of alignment: distances with their intervals, portfolios, and the shifts. Needs the extra `plot`."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from foedus.errors import BadQuestion, FoedusError
from foedus.ties.series import MEASURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from foedus.ties.series import Shift, Value

__all__ = ["plot_alignment"]

_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
_SHOWN = ("distance", "pi")


def plot_alignment(path: str | Path, states: Sequence[str], values: Sequence[Value], shifts: Sequence[Shift]) -> None:
    """Two panels: the distance of ideal points with its interval of 90 per cent, and pi of portfolios; shifts as lines.

    A year without a value is a gap in the line. The same answer gives the same bytes as SVG.

    Raises:
        BadQuestion: there is nothing to draw.
        FoedusError: matplotlib is not installed, or the file cannot be written.
    """
    if not values:
        raise BadQuestion(f"there is nothing to draw of {', '.join(states)}: no source at hand has a value")
    try:
        from matplotlib import rc_context  # noqa: PLC0415 - an extra
        from matplotlib.figure import Figure  # noqa: PLC0415 - an extra, and only where a picture is drawn
    except ImportError as error:
        raise FoedusError("a picture needs matplotlib: install foedus[plot]") from error
    with rc_context({"svg.hashsalt": "foedus", "svg.fonttype": "none"}):
        figure = Figure(figsize=(8, 6), layout="constrained")
        above, below = figure.subplots(2, 1, sharex=True)
        for axes, measure in zip((above, below), _SHOWN, strict=True):
            drawn = [v for v in values if v.measure == measure]
            _panel(axes, states, drawn, [s for s in shifts if s.measure == measure])
            axes.set_ylabel(MEASURES[measure], fontsize=9)
        below.set_xlabel("year, and session of the Assembly that began in it")
        try:
            svg = str(path).lower().endswith(".svg")
            figure.savefig(path, metadata={"Date": None, "Creator": "Foedus"} if svg else None)
        except (OSError, ValueError) as error:
            raise FoedusError(f"{path}: the picture cannot be written ({error})") from error


def _panel(axes: Any, states: Sequence[str], values: Sequence[Value], shifts: Sequence[Shift]) -> None:
    pairs = ["-".join(pair) for pair in combinations(states, 2)]
    nothing = float("nan")
    for pair, colour in zip(pairs, _COLOURS * len(pairs), strict=False):
        series = {v.year: v for v in values if v.pair == pair}
        if not series:
            continue
        years = range(min(series), max(series) + 1)
        axes.plot(years, [series[y].value if y in series else nothing for y in years], color=colour, label=pair)
        told = [(series[y].low, series[y].high) if y in series else (None, None) for y in years]
        ends = [[nothing if x is None else x for x in end] for end in zip(*told, strict=True)]
        axes.fill_between(years, *ends, color=colour, alpha=0.2, linewidth=0)
        for shift in (b for s in shifts if s.pair == pair for b in s.breaks.found):
            axes.axvline(shift.year - 0.5, color=colour, linewidth=0.8, linestyle=":")
    if axes.lines:
        axes.legend(fontsize=8, frameon=False)
    else:
        axes.text(0.5, 0.5, "no source at hand", ha="center", va="center", transform=axes.transAxes)
