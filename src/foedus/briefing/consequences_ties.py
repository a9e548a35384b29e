"""Ties in the brief: suppliers of arms that are by-passed, and how far apart states vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.about_whom import named, triangle
from foedus.briefing.percent import points
from foedus.briefing.sentences import joined, the
from foedus.briefing.statements import AT_HAND, FLOWS, Statement, absent, covers, gone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.briefing.answered import Answered
    from foedus.ties.bypassing import Bypassing
    from foedus.ties.series import Value
    from foedus.world import World

__all__ = ["aligned", "by_passed"]

_CHANCE = 0.05
_ARMS, _VOTES = "sipri-transfers", "unga-ideal-points"


def by_passed(brief: Answered, world: World) -> Iterator[Statement]:
    """Whether a supplier of arms of those named first was by-passed, as far as the shares tell."""
    from foedus.ties.flows import bypassed  # noqa: PLC0415 - heavy, and only where it is told

    for state in named(brief)[:2]:
        found, why, coverage = bypassed(state, 1992, world.atlas, world.known_on)
        if coverage.missing:
            yield Statement("suppliers", gone(_ARMS), measured=False, grounds=AT_HAND)
            return
        name = the(world.atlas.name(state, world.on))
        passed = [t for t in found if t.p_adjusted <= _CHANCE]
        covered = covers([coverage])
        if not found:
            why = why or "no source at hand tells its suppliers year by year"
            says = f"By-passing among the suppliers of {name} is not tested: {why}."
            yield Statement("suppliers", says, page=FLOWS, measured=False, because=covered)
        elif not passed:
            says = f"Among the suppliers of {name} no share fell while another rose more than chance makes it."
            yield Statement("suppliers", says, page=FLOWS, because=covered)
        for told in passed:
            because = (_tested(told), *covered)
            yield Statement("dependence", _passed(told, world), f"{told.first} to {told.last}", FLOWS, because=because)


def _tested(told: Bypassing) -> str:
    how = "every order of them was tried" if told.exact else "orders of them were drawn"
    return (
        f"Yearly shares of {told.years} years, {told.first} to {told.last}, in {told.blocks} blocks of {told.block}; "
        f"{how}. For this pair alone p = {told.p:.3f}; with every pair of suppliers looked at, {told.p_adjusted:.3f}."
    )


def _passed(told: Bypassing, world: World) -> str:
    names = [the(world.atlas.name(c, world.on)) for c in (told.receiver, told.falling, told.rising)]
    return (
        f"Of the arms of {names[0]}, the share of {names[1]} changed by {points(*told.fall)} in ten years and that of "
        f"{names[2]} by {points(*told.rise)} (p = {told.p_adjusted:.3f} that chance does as much)."
    )


def aligned(brief: Answered, world: World) -> Iterator[Statement]:
    """How far apart the parties of the treaty, and who guarantees one, vote."""
    from foedus.ties.alignment import alignment  # noqa: PLC0415 - heavy, and only where it is told

    states = triangle(brief, world)
    if len(states) < 2:
        return
    told = alignment(*states, since=1992, atlas=world.atlas, known_on=world.known_on)
    apart = [v for v in told.measured if v.measure == "distance" and v.low is not None]
    if not apart:
        why = gone(_VOTES) if absent(told.coverage, _VOTES) else "they never voted in one session of the Assembly"
        yield Statement("alignment", why, measured=False, grounds=AT_HAND)
    covered = covers(c for c in told.coverage if c.source == _VOTES)
    for pair in dict.fromkeys(v.pair for v in apart):
        series = sorted((v for v in apart if v.pair == pair), key=lambda v: v.year)
        first, last = series[0], series[-1]
        names = joined([the(world.atlas.name(code, world.on)) for code in pair.split("-")])
        says = (
            f"In the votes of the General Assembly {names} were {last.value:.2f} apart in {last.year} (90 per cent: "
            f"{last.low:.2f} to {last.high:.2f}), after {first.value:.2f} in {first.year}."
        )
        because = (*_steps_of(series), *covered)
        yield Statement("alignment", says, f"to {last.year}", "reference/alignment.md", because=because)


def _steps_of(series: Sequence[Value]) -> tuple[str, ...]:
    """The distances of a pair every tenth year and in the last one, with their intervals."""
    shown = [v for v in series if v.year % 10 == 0 or v is series[-1]]
    each = "; ".join(f"{v.year} {v.value:.2f} ({v.low:.2f} to {v.high:.2f})" for v in shown)
    return (f"Their distance on the line of ideal points, with its interval of 90%: {each}.",)
