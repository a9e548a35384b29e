"""Forces abroad and umbrellas of the states that a brief is about, on its first day: one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.answer import HELP
from foedus.briefing.sentences import in_words, joined
from foedus.briefing.summary import Sourced, claims_on

if TYPE_CHECKING:
    from foedus.briefing.answered import Answered
    from foedus.terms.forces import Figure, ForceAbroad
    from foedus.terms.umbrellas import UmbrellaOpen
    from foedus.terms.when import When
    from foedus.world import World

__all__ = ["abroad"]


def abroad(brief: Answered) -> list[Sourced]:
    """Who stands on the land of a state that is attacked or attacks, whose forces it has abroad, who deters for it."""
    world = brief.worlds[0]
    principals = {s for sc in brief.scenarios for s in (*sc.answers[0].attack.attackers, sc.answers[0].attack.target)}
    helpers = {o.promisor for sc in brief.scenarios for o in sc.answers[0].listed() if o.kind in HELP}
    others = set(brief.reading.counts()) if brief.reading else helpers
    lines = [
        Sourced(
            _force(f, world),
            tuple(s.where for s in f.force.sources),
            grounds=() if f.force.sources else claims_on("force", (f.force.sender, f.force.host), world),
        )
        for f in world.forces()
        if f.force.host in principals or (f.force.sender in principals and f.force.host in others)
    ]
    for umbrella in world.umbrellas():
        under = [s for s in (*umbrella.over, *umbrella.perhaps) if s in principals]
        if under:
            where = tuple(s.where for s in umbrella.umbrella.sources)
            lines.append(Sourced(_umbrella(umbrella, under, world), where))
    return lines


def _force(there: ForceAbroad, world: World) -> str:
    force = there.force
    who, where = (world.atlas.name(s, world.on) for s in (force.sender, force.host))
    begun = force.since or force.steps[0][1]
    how = there.stage if there.stage != "reported" else "reported, and not beyond doubt as known then"
    strength = f", {_figure(there.figure)}" if there.figure else ""
    if there.later:
        strength = f", no figure before {there.later.as_of.text[:4]}"
    contested = "; contested" if force.contested else ""
    since = f" since {_day(begun)}" if there.stage == "present" else ""
    return f"Forces: {who} in {where}, {how}{since}{strength}{_doubt(there, world)}{contested}."


def _doubt(there: ForceAbroad, world: World) -> str:
    """That today's knowledge is ahead of the day's: on the day itself it was only reported."""
    established = there.force.established
    if there.stage == "reported" or established is None or established.by(world.on) is True:
        return ""
    return f"; on the day only reported, beyond doubt since {_day(established)}"


def _day(when: When) -> str:
    return in_words(when).removeprefix("on ").removeprefix("in ")


def _figure(figure: Figure) -> str:
    count = f"{figure.low:,}" if figure.low == figure.high else f"{figure.low:,} to {figure.high:,}"
    stage = "" if figure.stage == "present" else f" {figure.stage}"
    by = f" ({figure.by})" if figure.by else ""
    return f"{count}{stage} as of {_day(figure.as_of)}{by}"


def _umbrella(there: UmbrellaOpen, under: list[str], world: World) -> str:
    umbrella = there.umbrella
    names = joined([world.atlas.name(s, world.on) for s in under])
    how = "stated in an official text" if there.explicit == "stated" else "implied by a treaty and by practice"
    unsure = "" if there.stands and not set(under) & set(there.perhaps) else "; whether it stood that day is not known"
    contested = "; contested" if umbrella.contested else ""
    guarantor = world.atlas.name(umbrella.guarantor, world.on)
    return f"{umbrella.kind.capitalize()} umbrella: {guarantor} over {names}, {how}{unsure}{contested}."
