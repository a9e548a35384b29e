"""A picture of alignment: distances with their intervals, portfolios, and the shifts. Needs the extra `plot`."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from foedus.errors import BadQuestion, FoedusError
from foedus.ties.series import MEASURES

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.ties.alignment import Alignment

__all__ = ["plot_alignment"]

_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
_SHOWN = ("distance", "pi")


def plot_alignment(told: Alignment, path: str | Path) -> None:
    """Two panels: the distance of ideal points with its interval of 90 per cent, and pi of portfolios; shifts as lines.

    A year without a value is a gap in the line. The same answer gives the same bytes as SVG.

    Raises:
        BadQuestion: there is nothing to draw.
        FoedusError: matplotlib is not installed, or the file cannot be written.
    """
    if not told.values:
        raise BadQuestion(f"there is nothing to draw of {', '.join(told.states)} since {told.since}")
    try:
        from matplotlib import rc_context  # noqa: PLC0415 - an extra
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise FoedusError("a picture needs matplotlib: install foedus[plot]") from error
    with rc_context({"svg.hashsalt": "foedus", "svg.fonttype": "none"}):
        figure = Figure(figsize=(8, 6), layout="constrained")
        above, below = figure.subplots(2, 1, sharex=True)
        for axes, measure in zip((above, below), _SHOWN, strict=True):
            _panel(axes, told, measure)
        below.set_xlabel("year, and session of the Assembly that began in it")
        try:
            svg = str(path).lower().endswith(".svg")
            figure.savefig(path, metadata={"Date": None, "Creator": "Foedus"} if svg else None)
        except (OSError, ValueError) as error:
            raise FoedusError(f"{path}: the picture cannot be written ({error})") from error


def _panel(axes: Any, told: Alignment, measure: str) -> None:
    pairs = ["-".join(pair) for pair in combinations(told.states, 2)]
    for pair, colour in zip(pairs, _COLOURS * len(pairs), strict=False):
        series = {v.year: v for v in told.series(pair, measure)}
        if not series:
            continue
        years = range(min(series), max(series) + 1)
        nothing = float("nan")
        line = [series[y].value if y in series else nothing for y in years]
        axes.plot(years, line, color=colour, linewidth=1.4, label=pair)
        low, high = ([getattr(series[y], end) if y in series else None for y in years] for end in ("low", "high"))
        if any(x is not None for x in low):
            ends = [[nothing if x is None else x for x in end] for end in (low, high)]
            axes.fill_between(years, *ends, color=colour, alpha=0.2, linewidth=0)
        for shift in told.shifts:
            if (shift.pair, shift.measure) == (pair, measure):
                for b in shift.breaks.found:
                    axes.axvline(b.year - 0.5, color=colour, linewidth=0.8, linestyle=":")
    axes.set_ylabel(MEASURES[measure], fontsize=9)
    if axes.lines:
        axes.legend(fontsize=8, frameon=False)
    else:
        axes.text(0.5, 0.5, "no source at hand", ha="center", va="center", transform=axes.transAxes)
