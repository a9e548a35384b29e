"""What series of alignment let one conclude, and what they do not, in sentences."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from foedus.ties.breaks import ALPHA
from foedus.ties.portfolios import LAST
from foedus.ties.series import MEASURES
from foedus.ties.steps import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.ties.series import Shift, Value

__all__ = ["concluded"]

_NOT = (
    "Votes in the Assembly are words on many matters and no alliance: states may vote alike without a promise between "
    "them, and fight beside each other while they vote apart. A shift says when the level changed, not why."
)


def concluded(states: Sequence[str], values: Sequence[Value], shifts: Iterable[Shift]) -> tuple[str, ...]:
    """Sentences: the last distance of each pair, the shifts that pass for more than noise, and the limits."""
    pairs = ["-".join(pair) for pair in combinations(states, 2)]
    apart = [v for v in values if v.measure == "distance"]
    says = [_now(pair, [v for v in apart if v.pair == pair]) for pair in pairs]
    says += [_shifted(shift) for shift in shifts if shift.measure == "distance"]
    says += [_stepped(shift) for shift in shifts if shift.measure == "pi"]
    if any(v.measure == "s" for v in values):
        says.append(
            f"Alliance portfolios end in {LAST}: no treaty signed since is in S, kappa and pi. They are counted from "
            "treaties that any number of others may have signed too, without an error of sampling."
        )
    if not values:
        says.append(f"No source at hand has a value for {', '.join(states)} in these years: nothing can be concluded.")
    return tuple([s for s in says if s] + [_NOT])


def _now(pair: str, series: list[Value]) -> str:
    if not series:
        return f"{pair}: no session in which both have an ideal point."
    last, first = series[-1], series[0].year
    nearer = sum(v.value < last.value for v in series)
    return (
        f"{pair}: in {last.year} their ideal points were {last.value:.2f} apart (90 per cent: {last.low:.2f} to "
        f"{last.high:.2f}), nearer in {nearer} of the {len(series)} sessions since {first}."
    )


def _shifted(shift: Shift) -> str:
    told, what = shift.breaks, f"{shift.pair}, {MEASURES[shift.measure]}"
    if told.says:
        return f"{what}: {told.says}."
    if not told.found:
        return f"{what}: no shift that noise would not make (p {told.tests[0]:.2f})."
    spans = [f" ({b.low} to {b.high})" if b.low != b.high else "" for b in told.found]
    each = [
        f"in {b.year}{span} from {b.before:.2f} to {b.after:.2f}" for b, span in zip(told.found, spans, strict=True)
    ]
    ended = len(told.tests) > 1 and told.tests[-1] > ALPHA
    tail = f"; no further shift (p {told.tests[-1]:.2f})" if ended else ""
    return f"{what}: the level shifted {', '.join(each)}{tail}."


def _stepped(shift: Shift) -> str:
    each = [f"in {b.year} from {b.before:.2f} to {b.after:.2f}" for b in shift.breaks.found]
    what = f"{shift.pair}, {MEASURES[shift.measure]}"
    return f"{what}: the largest steps are {', '.join(each)}." if each else f"{what}: no step of {LEAST} or more."
