"""Pictures of a model: calibration, and effects; matplotlib is read only here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.errors import FoedusError

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

__all__ = ["plot_calibration", "plot_effects"]

_INK, _ACCENT = "#444444", "#0072b2"


def plot_calibration(bins: list[dict[str, float]], title: str, path: str | Path) -> None:
    """Told against happened, by tenths of what was told; on the line they agree.

    Raises:
        FoedusError: matplotlib is not installed.
    """
    figure, axes = _figure((4.6, 4.2))
    told = [max(b["told"], 1e-5) for b in bins]
    happened = [max(b["happened"], 1e-5) for b in bins]
    low, high = min(*told, *happened), max(*told, *happened)
    axes.plot([low, high], [low, high], color=_INK, linewidth=0.8)
    axes.plot(told, happened, "o", color=_ACCENT)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("probability told")
    axes.set_ylabel("share that happened")
    axes.set_title(title, fontsize=10)
    figure.savefig(path)


def plot_effects(summary: pl.DataFrame, title: str, path: str | Path) -> None:
    """Coefficients of the standardised variables with their intervals, the strongest on top.

    Raises:
        FoedusError: matplotlib is not installed.
    """
    rows = summary.reverse()
    figure, axes = _figure((6.2, 0.24 * rows.height + 1.2))
    places = range(rows.height)
    axes.hlines(places, rows["low"], rows["high"], color=_ACCENT, linewidth=1.2)
    axes.plot(rows["coefficient"], list(places), "o", color=_ACCENT, markersize=4)
    axes.axvline(0, color=_INK, linewidth=0.8)
    axes.set_yticks(list(places), [name.replace("_", " ") for name in rows["variable"]], fontsize=8)
    axes.set_xlabel("change of the log-odds with one standard deviation more")
    axes.set_title(title, fontsize=10)
    figure.savefig(path)


def _figure(size: tuple[float, float]) -> tuple[Any, Any]:
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - heavy, and only for a picture
    except ImportError:
        raise FoedusError("a picture needs matplotlib: install foedus[plot]") from None
    figure = Figure(figsize=size, layout="constrained", dpi=150)
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes
