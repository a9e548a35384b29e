"""Forces on foreign land by the dated record (`forces.yaml`): every figure with its day, and who stood there when.

The record is a selection, so its figures stand beside those of a source that counts, never among them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foedus.terms.flows import Flow
from foedus.terms.when import When
from foedus.ties.coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.atlas.atlas import Atlas
    from foedus.terms.forces import Force

__all__ = ["SOURCE", "standing_in", "stationed"]

SOURCE = "forces.yaml"


def stationed(atlas: Atlas, code: str, known_on: date | None = None) -> tuple[list[Flow], Coverage]:
    """The forces sent or hosted by this state: a flow for each figure, one without a range where there is none.

    >>> from foedus.atlas.load import shipped_atlas
    >>> flows, coverage = stationed(shipped_atlas(), "PRK")
    >>> sorted({(f.sender, f.receiver) for f in flows})[:2]
    [('CHN', 'PRK'), ('PRK', 'RUS')]
    """
    mine = [f for f in atlas.forces if code in (f.sender, f.host) and f.public(known_on) is not False]
    found = [flow for force in mine for flow in _figures(force, known_on)]
    years = [f.span.earliest.year for f in found if f.span.earliest]
    says = ("a selection: the forces that made, tested or ended alliances since 1945; rounded",)
    if not found:
        return [], Coverage(f"forces of or in {code} by the record", SOURCE, None, None, (*says, "none is listed"))
    first, last = min(years, default=None), max(years, default=None)
    return found, Coverage(f"forces of or in {code} by the record", SOURCE, first, last, says)


def _figures(force: Force, known_on: date | None) -> Iterator[Flow]:
    source = f"{SOURCE}: {force.id}"
    figures = force.told(known_on)
    for figure in figures:
        low, high = float(figure.low), float(figure.high)
        yield Flow(
            "troops", force.sender, force.host, figure.as_of, low, high, "troops", figure.stage, source, by=figure.by
        )
    if not figures:
        span = force.since or (force.steps[0][1] if force.steps else When(None, None, ".."))
        yield Flow(
            "troops", force.sender, force.host, span, None, None, "troops", force.stage(known_on or date.max), source
        )


def standing_in(atlas: Atlas, host: str, year: int, known_on: date | None = None) -> list[Flow]:
    """Who certainly stood on this land at the end of the year, each with the last figure given by then.

    A force that nobody had counted by then stands there without a range.

    >>> from foedus.atlas.load import shipped_atlas
    >>> [(f.sender, f.low, f.high) for f in standing_in(shipped_atlas(), "KOR", 2000)]
    [('USA', 40000.0, 42000.0)]
    """
    moment = date(year, 12, 31)
    found = []
    for force in atlas.forces:
        if force.host != host or force.present(moment) is not True or not force.beyond_doubt(known_on):
            continue
        figure = force.figure(moment, known_on)
        told = figure is not None and figure.stage == "present"
        low, high = (float(figure.low), float(figure.high)) if figure and told else (None, None)
        source = f"{SOURCE}: {force.id}"
        found.append(Flow("troops", force.sender, host, When.on(moment), low, high, "troops", "present", source))
    return found
