"""Claims as rows of finished words, by who makes them; and the foremost of them, in the words of the report."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from foedus.briefing.sentences import day_in_words, joined
from foedus.briefing.words import Claimed, Words, listed, resting
from foedus.news.modality import declines
from foedus.news.quantities import quantities
from foedus.terms.claims import NARRATOR
from foedus.terms.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.terms.claims import Claim, DateSpan, Quantity, Reading
    from foedus.world import World

__all__ = ["reported", "voices"]

_DEEDS = (
    "troop_deployment",
    "troop_withdrawal",
    "treaty_signing",
    "treaty_ratification",
    "treaty_in_force",
    "treaty_termination",
    "assistance_request",
    "arms_transfer",
    "labour_transfer",
    "exercise",
    "attack",
    "threat",
)
"""What states do, as against what is thought of it: this leads."""

_VERBS = {
    "asserted": "says",
    "reported": "reports",
    "alleged": "alleges",
    "denied": "denies",
    "possible": "thinks possible",
    "likely": "expects",
    "conditional": "says, with a condition",
}
_STATE = re.compile(r"[A-Z]{3}\Z|cow:")
_MOST = 3
"""Claims that the lead quotes."""


def reported(reading: Reading, world: World) -> list[Words]:
    """The foremost claims in the report's words: deeds that somebody speaking for a state tells, figures first."""
    number = {id(claim): n for n, claim in enumerate(reading.claims, 1)}
    deeds = [c for c in reading.claims if c.event_type in _DEEDS]
    official = [c for c in deeds if _STATE.match(c.affiliation or "")]
    chosen: dict[str, Claim] = {}
    for claim in sorted(official or deeds, key=lambda c: c.quantity is None):
        if claim.sentence not in {c.sentence for c in chosen.values()}:
            chosen.setdefault(claim.source, claim)
    shown = list(chosen.values())[:_MOST]
    speakers = dict(reading.speakers)
    lines = [
        f"{_speaker(c, speakers, world)} {_VERBS.get(c.modality, 'says')}: "
        + resting(f"“{_clipped(c.sentence)}”", Claimed(number[id(c)]))
        for c in shown
    ]
    heard = {c.source for c in shown} | {NARRATOR}
    others = [c for c in _first_of_each(reading.claims) if c.source not in heard]
    if others:
        others.sort(key=lambda c: c.source[:1].islower())  # names before "experts"
        heard_too = [
            resting(_name(c), Claimed(number[id(c)])) + _speaker(c, speakers, world).removeprefix(_name(c))
            for c in others
        ]
        lines.append("Also heard: " + listed(heard_too) + ".")
    return lines


def _speaker(claim: Claim, speakers: dict[str, str], world: World) -> str:
    about = _about(claim, speakers, world)
    state = world.atlas.find(claim.affiliation or "")
    names = (state.name, *state.variants, *state.demonyms) if isinstance(state, State) else ()
    if any(claim.source.startswith(name) for name in names):  # "Philippine government (Philippines)"
        about = "" if state is not None and about in names else about
    return _name(claim) + (f" ({about})" if about else "")


def _name(claim: Claim) -> str:
    return "the report itself" if claim.source == NARRATOR else claim.source


def _about(claim: Claim, speakers: dict[str, str], world: World) -> str:
    """How the report introduces a speaker, and for whom it speaks."""
    told = speakers.get(claim.source, "")
    if told.startswith(claim.source):
        told = told.removeprefix(claim.source).strip(" ,()")
    whose = "" if claim.affiliation in (None, NARRATOR) else _affiliation(str(claim.affiliation), world)
    if told:
        whose = whose.removeprefix("think tank, ").removeprefix("academia")
    return ", ".join(filter(None, [told, whose]))


def _affiliation(text: str, world: World) -> str:
    kind, colon, rest = text.partition(":")
    if text.startswith("cow:") or (not colon and _STATE.match(text)):
        return joined([world.atlas.name(code, world.on) for code in text.split(",")])
    if kind == "thinktank":
        return f"think tank, {world.atlas.name(rest, world.on)}"
    return f"{kind}: {rest}" if colon else text


def _clipped(sentence: str) -> str:
    text = sentence.strip("“”\"' ")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


_LONGEST = 290
"""Letters that a sentence may have in the lead."""


def _first_of_each(claims: Iterable[Claim]) -> list[Claim]:
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.source, claim)
    return list(first.values())


def voices(reading: Reading, world: World) -> list[dict[str, Any]]:
    """Every source with what it claims, the report's own voice last; what one sentence claims stands in one row."""
    speakers = dict(reading.speakers)
    found: dict[str, dict[str, list[Claim]]] = {}
    for claim in reading.claims:
        found.setdefault(claim.source, {}).setdefault(claim.sentence, []).append(claim)
    ranked = sorted(found, key=lambda source: source == NARRATOR)
    heard = Counter(sentence for said in found.values() for sentence in said)
    shared = {sentence for sentence, times in heard.items() if times > 1}
    return [_voice(list(found[source].values()), speakers, world, reading, shared) for source in ranked]


def _voice(
    sentences: list[list[Claim]], speakers: dict[str, str], world: World, reading: Reading, shared: set[str]
) -> dict[str, Any]:
    name = _name(sentences[0][0])
    return {
        "source": f"{name[0].upper()}{name[1:]}",
        "about": _about(sentences[0][0], speakers, world),
        "claims": [_row(same, world, reading, clipped=same[0].sentence in shared) for same in sentences],
    }


def _row(same: list[Claim], world: World, reading: Reading, *, clipped: bool) -> dict[str, Any]:
    """One sentence of a speaker; where several speak in it, only the part that is this speaker's."""
    number = {id(claim): n for n, claim in enumerate(reading.claims, 1)}
    refusal = all(c.event_type == "policy_statement" and declines(c.sentence) for c in same)
    own = reading.text[min(c.start for c in same) : max(c.end for c in same)]
    return {
        "modality": "declined to comment" if refusal else joined(_unique(c.modality for c in same)),
        "event": "" if refusal else joined(_unique(c.event_type.replace("_", " ") for c in same)),
        "numbers": [number[id(c)] for c in same],
        "sentence": own.strip(" ,") if clipped else same[0].sentence,
        "through": joined(_unique(name for c in same for name in c.relayed_by)),
        "quantity": "; ".join(_unique(_figure(c, reading) for c in same)),
        "date": "; ".join(_unique(_span(c.date) for c in same)),
        "actors": "; ".join(_unique(_roles(c, world) for c in same)),
    }


def _unique(words: Iterable[str]) -> list[str]:
    return [w for w in dict.fromkeys(words) if w]


def _roles(claim: Claim, world: World) -> str:
    name = world.atlas.name
    return "; ".join(f"{role}: {joined([name(c, world.on) for c in codes])}" for role, codes in claim.actors if codes)


def _figure(claim: Claim, reading: Reading) -> str:
    """A figure with what the report says of its exactness, and how far the event has come: about 1,500 (present)."""
    told = _quantity(claim.quantity)
    if not told:
        return ""
    counted = quantities(reading.text[claim.start : claim.end])
    match = next((c for c in counted if c.quantity == claim.quantity), None)
    exact = claim.quantity is not None and claim.quantity.low == claim.quantity.high
    if match and exact and _ABOUT.search(reading.text[claim.start : claim.start + match.start]):
        told = f"about {told}"
    return f"{told} ({claim.status})" if claim.status and claim.status != "unknown" else told


_ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|approximately|an estimated|close to)\s*\Z", re.IGNORECASE
)


def _quantity(q: Quantity | None) -> str:
    """A figure as the report tells it: "thousands" is no count, though it is kept as 1,000 to 9,999."""
    if q is None:
        return ""
    if (q.low, q.high) in _ROUGH:
        return f"{_ROUGH[q.low, q.high]} of {q.unit}"
    low, high = (None if v is None else f"{v:,.0f}" for v in (q.low, q.high))
    if low == high:
        return f"{low} {q.unit}"
    if high is None:
        return f"at least {low} {q.unit}"
    return f"up to {high} {q.unit}" if low is None else f"{low} to {high} {q.unit}"


_ROUGH: dict[tuple[float | None, float | None], str] = {
    (100, 999): "hundreds",
    (1_000, 9_999): "thousands",
    (10_000, 99_999): "tens of thousands",
}


def _span(date: DateSpan | None) -> str:
    if date is None:
        return ""
    start, end = day_in_words(date.start), day_in_words(date.end)
    return start if start == end else f"{start} to {end}"
