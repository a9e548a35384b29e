"""Evidence in words, for the brief, the terminal and the page: the thing, its figures, who says it, who does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.sentences import day_in_words, joined, the
from foedus.terms.claims import NARRATOR
from foedus.terms.evidence import MATTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.terms.evidence import Dissent, Matter, Strand
    from foedus.world import World

__all__ = ["dissents", "figure_in_words", "speakers", "thing"]

_DEEDS = {
    "force": "forces of {0} in {1}",
    "war": "attacks by {0} on {1}",
    "casualties": "losses of {0}",
    "arms": "arms from {0} for {1}",
    "labour": "workers of {0} in {1}",
    "aid": "money from {0} for {1}",
}
_SIDES = {
    "force": ("sender", "host"),
    "war": ("attacker", "target"),
    "casualties": ("target", "target"),
    "arms": ("supplier", "recipient"),
    "labour": ("sender", "host"),
    "aid": ("supplier", "recipient"),
}
_NAMES = {
    "exercise": "exercise of {0}",
    "treaty": "treaty of {0}",
    "guarantee": "guarantee: {0}",
    "request": "request for help: {0}",
    "threat": "threat: {0}",
}


def thing(m: Matter, world: World) -> str:
    """What claims tell of, without how far it has come: forces of North Korea in Russia."""
    roles = dict(m.about)
    if m.kind in _DEEDS:
        return _DEEDS[m.kind].format(*(_named(roles.get(role, ()), world) for role in _SIDES[m.kind]))
    pattern = _NAMES.get(m.kind, f"{MATTERS[m.kind]}: {{0}}")
    return pattern.format(_named([c for codes in roles.values() for c in codes], world))


def _named(codes: Iterable[str], world: World) -> str:
    return joined([the(world.atlas.name(code, world.on)) for code in dict.fromkeys(codes)]) or "somebody unnamed"


def speakers(m: Matter, world: World) -> list[str]:
    """Who says it, each independent origin once: a government by its state, others by the name that the claim has."""
    named = {t.origin: t.telling.claim.source for t in reversed(m.claims)}
    return list(dict.fromkeys(_speaker(key, named.get(key, ""), world) for key in m.origins))


def _speaker(origin: str, source: str, world: World) -> str:
    kind, _, key = origin.partition(" ")
    if kind == "state":
        return joined([the(world.atlas.name(code, world.on)) for code in key.split(",")])
    return "the report itself" if source == NARRATOR else source or key


def figure_in_words(s: Strand, *, dated: bool = True) -> str:
    """A figure with its measure, and the day as of which it holds if whoever tells it was `dated`."""
    from foedus.ledger.strands import in_words  # noqa: PLC0415 - the ledger's words, where there is evidence

    words = " ".join(filter(None, (s.measure.unit, s.measure.status, s.measure.scope)))
    return f"{in_words(s.low, s.high)} {words}" + (f", as of {day_in_words(s.as_of)}" if dated else "")


def dissents(m: Matter, *, dated: bool = True, quoted: bool = False) -> tuple[str, ...]:
    """Who denies it, does not confirm it, or gives another figure; each once, with its words if `quoted`."""
    against = [*m.dissent, *(d for s in m.strands for d in s.dissent if d.kind in ("figure", "not_confirmed"))]
    return tuple(
        dict.fromkeys(_dissent(d, dated=dated) + (f": {d.says}" if quoted and d.says else "") for d in against)
    )


def _dissent(d: Dissent, *, dated: bool) -> str:
    verb = {
        "denial": "denied by",
        "not_confirmed": "not confirmed by",
        "figure": "another figure by",
        "disputed": "disputed by",
        "record": "the record says otherwise:",
        "ended": "ended, by",
    }[d.kind]
    day = f", {day_in_words(d.day)}" if d.day and dated else ""
    return f"{verb} {d.by}{day}{'' if d.live else ', who has since said the contrary'}"
