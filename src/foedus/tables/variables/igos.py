"""Intergovernmental organizations: how many a state belongs to, and how many two states share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.tables.align import dyadic, either_way, monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    import polars as pl

    from foedus.tables.rows import Rows

__all__ = ["igos"]

_SUMS = ("sum_igo_full", "sum_igo_associate", "sum_igo_observer", "sum_igo_anytype")
_YEARS = (1816, 2014)
_FILES = {"dyad": "cow-igo-ndy", "state": "cow-igo-sy"}


def igos() -> Variable:
    """Membership in intergovernmental organizations (IGOs), counted.

    Correlates of War IGO 3.0 (Pevehouse, Nordstrom, McManus and Jamison 2020). For dyads `dyadigos`, the organizations
    to which both states belong in the year, in whatever form. For states the organizations in which the state is a
    full member (`sum_igo_full`), an associate member, an observer, or any of the three (`sum_igo_anytype`).

    Coverage: 1816 to 2014; null outside. A zero here is the source's own. Where the source has no row (both Germanies
    and both Yemens in 1990, the year of their unification) the count is null, not zero: it was not made.
    """
    made = Variable(
        name="igos()",
        units=("dyad", "state"),
        systems=("cow",),
        sources={"cow": tuple(_FILES.values())},
        columns={"dyad": ("dyadigos",), "state": _SUMS},
        build=_build,
        prefix="igo",
    )
    return replace(made, bind=lambda panel: replace(made, sources={"cow": (_FILES[panel.unit],)}))


def _build(rows: Rows) -> list[pl.Series]:
    if rows.unit == "state":
        return monadic(rows, read(_FILES["state"]).rename({"ccode": "code"}), _SUMS, _YEARS)
    joint = read(_FILES["dyad"]).rename({"ccode1": "code1", "ccode2": "code2"})
    return dyadic(rows, either_way(joint, rows), ["dyadigos"], _YEARS)
