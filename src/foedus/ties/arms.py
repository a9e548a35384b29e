"""Deliveries of major arms, by SIPRI's trend-indicator values, and the holes of the file that is at hand.

A trend-indicator value says what a delivery is worth in war, not what was paid (Holtom, Bromley and Simmel 2012). The
file is a conversion to Correlates of War numbers in which names that did not match were lost: the Soviet Union, whose
years stand in it as zeros of Russia, Yugoslavia's successors, and some thirty receivers (Vietnam, the Emirates, East
Germany...). What was lost is unknown here, never zero; and where the Soviet Union is lost nobody's shares are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.sources.registry import source
from foedus.tables.read import read
from foedus.terms.flows import Flow
from foedus.terms.when import When
from foedus.ties.coverage import Coverage
from foedus.ties.numbers import numbers_of, whose

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas

__all__ = ["SOURCE", "UNIT", "WHOLE_FROM", "arms_from", "arms_to"]

SOURCE, UNIT = "sipri-transfers", "TIV million"

WHOLE_FROM = 1992
"""The first year in which the file has every large supplier: before it the Soviet Union's deliveries are not in it."""

_SOVIET = (365, "Russia's rows to 1991 are zeros that stand for the Soviet Union, which the file lost")
_HOLES = {
    "sender": {365: (1970, 1991, _SOVIET[1]), 345: (1992, 2014, "Serbia's deliveries are not in the file")},
    "receiver": {365: (1970, 1991, _SOVIET[1])},
}


def arms_to(atlas: Atlas, code: str) -> tuple[list[Flow], Coverage]:
    """What was delivered to this state, year by year, by everyone who ever delivered.

    Zero is inside the years of the source; nothing is said of a state that the file lost.

    Raises:
        SourceMissing: the file is not here and cannot be fetched.
    """
    return _deliveries(atlas, code, "receiver", "sender")


def arms_from(atlas: Atlas, code: str) -> tuple[list[Flow], Coverage]:
    """What this state delivered, year by year, to everyone who ever received."""
    return _deliveries(atlas, code, "sender", "receiver")


def _deliveries(atlas: Atlas, code: str, mine: str, other: str) -> tuple[list[Flow], Coverage]:
    what = f"arms {'to' if mine == 'receiver' else 'from'} {code}"
    column = {"sender": "ccode1", "receiver": "ccode2"}
    numbers = numbers_of(atlas, code)
    rows = read(SOURCE).filter(pl.col(column[mine]).is_in(numbers))
    if not rows.height:
        return [], Coverage(what, SOURCE, None, None, (_absent(code, mine, stated=bool(numbers)),))
    first, last = rows["year"].min(), rows["year"].max()
    dyads: dict[str, list[Flow]] = {}
    for year, partner, number, value in rows.select(
        "year", column[other], column[mine], pl.col("value").fill_null(-1)
    ).iter_rows():
        lost = _lost(mine, number, year) or _lost(other, partner, year) or value < 0
        who = whose(atlas, partner, year)
        sides = {mine: code, other: who}
        low, high = (None, None) if lost else _range(value)
        flow = Flow(
            "arms",
            sides["sender"],
            sides["receiver"],
            When.parse(str(year)),
            low,
            high,
            UNIT,
            "not covered" if lost else "registered",
            SOURCE,
        )
        dyads.setdefault(who, []).append(flow)
    ever = [flow for flows in dyads.values() if any(f.high for f in flows) for flow in flows]
    says = _says(code, numbers, mine)
    # min and max of a column of numbers that is not empty are numbers, which the checker cannot see.
    return sorted(ever, key=_order), Coverage(what, SOURCE, int(first), int(last), says)  # type: ignore[arg-type] # years


def _range(value: float) -> tuple[float, float]:
    """SIPRI rounds to whole millions; a half in the file stands for "less than half a million", and zero for none.

    >>> _range(50.0), _range(0.5), _range(0.0)
    ((49.5, 50.5), (0.0, 0.5), (0.0, 0.0))
    """
    if value < 1:
        return 0.0, value
    return value - 0.5, value + 0.5


def _lost(role: str, number: int, year: int) -> bool:
    first, last, _ = _HOLES[role].get(number, (1, 0, ""))
    return first <= year <= last


def _order(flow: Flow) -> tuple[str, str, int]:
    return flow.sender or "", flow.receiver or "", flow.year or 0


def _absent(code: str, mine: str, *, stated: bool) -> str:
    if not stated:
        return f"{code} is no state of the Correlates of War system, by whose numbers the file goes"
    does = "receives" if mine == "receiver" else "delivers"
    return (
        f"the file has no row in which {code} {does}: its name was lost in the conversion, or SIPRI registers nothing; "
        "which of the two is unknown, so it is no zero"
    )


def _says(code: str, numbers: tuple[int, ...], mine: str) -> tuple[str, ...]:
    holes = [
        f"{code} {first}-{last} is unknown: {why}"
        for number, (first, last, why) in _HOLES[mine].items()
        if number in numbers
    ]
    general = (
        "major conventional arms only: no ammunition, no small arms",
        f"the Soviet Union's deliveries to 1991 are not in the file, so shares of suppliers begin in {WHOLE_FROM}",
        "a few small suppliers and receivers whose names did not match are not in it at all",
        f"it ends in {source(SOURCE).last}: what came later is known from evidence only",
    )
    return (*holes, *general)
