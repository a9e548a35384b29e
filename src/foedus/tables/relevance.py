"""Politically relevant dyads: those that could fight if they wanted to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from foedus.errors import BadPanel
from foedus.tables.keys import check_table
from foedus.tables.variables.contiguity import contiguity
from foedus.tables.variables.majors import majors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.tables.panel import Panel
    from foedus.tables.variable import Variable

__all__ = ["lacking", "politically_relevant"]

_RELEVANT = (pl.col("conttype") >= 1) | (pl.col("cowmaj1") == 1) | (pl.col("cowmaj2") == 1)


def politically_relevant(panel: Panel) -> Panel:
    """Only the dyad-years that touch, by land or across at most 400 miles of water, or hold a major power.

    Most pairs of states have neither reason nor means to fight, and counting them makes every cause of war look small
    (Maoz and Russett 1993; Lemke and Reed 2001). What stands in the panel counts: `contiguity()` and `majors()` are
    added unless it holds them already, with the slice that was chosen.

    Args:
        panel: of dyads, with COW codes.

    Returns:
        The panel with `conttype, cowmaj1, cowmaj2` and `prd`: 1 if relevant, null where the sources do not say (after
        2016, or a state without a COW code), which is kept and noted. Irrelevant dyad-years are gone.

    Raises:
        BadPanel: a panel of states; a panel that was filtered so already; G-W codes without `crosswalk()`; columns of
            contiguity or of major powers that were dropped after they had been added.
    """
    if panel.unit != "dyad":
        raise BadPanel("politically_relevant() is about dyads, and this is a panel of state-years; use fd.dyad_years")
    check_table(panel.frame)
    if "prd" in panel.frame.columns:
        raise BadPanel("this panel has a column prd already; filter on it, or rename it first")
    panel = panel.add(*lacking(panel.variables))
    gone = [name for v in lacking(()) for name in v.columns["dyad"] if name not in panel.frame.columns]
    if gone:
        raise BadPanel(f"politically_relevant() needs the columns {', '.join(gone)}, and this panel has lost them")
    marked = panel.frame.with_columns(_RELEVANT.cast(pl.Int32).alias("prd"))
    kept = marked.filter(pl.col("prd").is_null() | (pl.col("prd") == 1))
    unknown = kept["prd"].null_count()
    note = f"politically_relevant(): {kept.height:,} of {panel.frame.height:,} dyad-years are kept" + (
        f", {unknown:,} of them with prd null: no source says whether they are relevant." if unknown else "."
    )
    return replace(panel, frame=kept, notes=(*panel.notes, note))


def lacking(held: Iterable[Variable]) -> list[Variable]:
    """Of the variables by which relevance is judged, those whose columns none of these brings."""
    here = {name for variable in held for name in variable.columns.get("dyad", ())}
    return [v for v in (contiguity(), majors()) if not here.issuperset(v.columns["dyad"])]
