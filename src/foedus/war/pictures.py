"""A picture of what stands out in a sweep. Needs the extra `plot`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from foedus.errors import BadQuestion, FoedusError

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

__all__ = ["checked_picture", "plot_ranks"]

_SUFFIXES = (".png", ".svg", ".pdf")


def checked_picture(path: Path) -> None:
    """Refuse, before the work, a picture that could not be written after it.

    Raises:
        BadQuestion: another suffix, a folder, or one in a folder that is not there.
        FoedusError: matplotlib is not installed.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise BadQuestion(f"{path}: the picture cannot be written; name a file that ends with .png, .svg or .pdf")
    if path.is_dir() or not path.parent.is_dir():
        where = "it is a folder" if path.is_dir() else f"there is no folder {path.parent}"
        raise BadQuestion(f"{path}: the picture cannot be written ({where}); name another file")
    if find_spec("matplotlib") is None:
        raise FoedusError("--plot needs matplotlib: install foedus[plot]")


def plot_ranks(path: Path, pairs: pl.DataFrame, called: pl.DataFrame, keys: pl.DataFrame | None = None) -> None:
    """Bars: the most dangerous pairs, the states called most and, if they were worked out, the keystone treaties.

    Args:
        path: .png, .svg or .pdf.
        pairs: of `dangerous_pairs`.
        called: of `called_most`.
        keys: of `keystones`.

    Raises:
        FoedusError: matplotlib is not installed, or the file cannot be written.
    """
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise FoedusError("--plot needs matplotlib: install foedus[plot]") from error
    panels = [
        ("Most dangerous pairs", "states drawn in, on average", _pairs(pairs), pairs["entering"].to_list()),
        (
            "Called most",
            "attacks that would call it, in the mean",
            called["state"].to_list(),
            called["called"].to_list(),
        ),
    ]
    if keys is not None and keys.height:
        top = keys.head(20)
        lost = [-change for change in top["change"].to_list()]
        panels.append(("Keystone treaties", "states fewer drawn in without it", top["treaty"].to_list(), lost))
    longest = max(len(names) for _, _, names, _ in panels)
    figure = Figure(figsize=(5 * len(panels), 1.2 + 0.25 * longest), layout="constrained")
    for place, (title, unit, names, values) in enumerate(panels, 1):
        axes = figure.add_subplot(1, len(panels), place)
        axes.barh(range(len(names)), values, color="#44668a")
        axes.set_yticks(range(len(names)), names, fontsize=8)
        axes.invert_yaxis()
        axes.set_title(title, fontsize=10)
        axes.set_xlabel(unit, fontsize=8)
        axes.spines[["top", "right"]].set_visible(False)
    try:
        figure.savefig(path)
    except (OSError, ValueError) as error:
        raise FoedusError(f"{path}: the picture cannot be written ({error}); write .png, .svg or .pdf") from error


def _pairs(pairs: pl.DataFrame) -> list[str]:
    return [f"{one} → {two}" for one, two in pairs.select("attacker", "target").iter_rows()]
