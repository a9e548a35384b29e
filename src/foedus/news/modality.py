"""How surely it is said: the first of the scheme's rows that fits, with the word that gave it.

Denied, conditional, alleged, possible, likely, reported, asserted. The cue must stand in the evidence, or be the verb
of the attribution itself.
"""

from __future__ import annotations

import re
from functools import cache

from foedus.news.lists import triggers_list
from foedus.news.words import word_set

__all__ = ["declines", "is_future", "modality", "stages", "status"]

_BY_VERB = {
    "denied": word_set("deny reject dismiss refute"),
    "alleged": word_set("accuse allege claim purport"),
    "possible": word_set("fear hope hint propose speculate"),
    "likely": word_set("expect believe think estimate predict reckon"),
}
_NOT = re.compile(r"\bnot (?:just|only|least|merely)\b|\bno (?:fewer|less|more|later|longer than)\b", re.IGNORECASE)
_NEAR = 45
"""A negation bears on a trigger that follows within so many characters."""


@cache
def _cue(kind: str) -> re.Pattern[str]:
    return re.compile(
        r"(?:\b|(?=n['\u2019]t))(?:" + "|".join(triggers_list()["cues"][kind]) + r")(?!\w)", re.IGNORECASE
    )


def modality(evidence: str, trigger: tuple[int, int], verb: str | None, event: str) -> tuple[str, str]:
    """The modality of a claim and its cue.

    Args:
        evidence: the words of the claim.
        trigger: where in them the trigger stands.
        verb: lemma of the attributing verb.
        event: a position (`policy_statement`) is asserted even where it wants or refuses; a treaty's own condition is
            no condition of the claim; what somebody wishes is uncertain as an event, and not as a motive.

    >>> modality("no soldiers were sent", (3, 21), "say", "troop_deployment")
    ('denied', 'no')
    """
    text = _NOT.sub(lambda m: "x" * len(m.group()), evidence)
    text = re.sub(r"\bMay\b", "xxx", text)
    for kind in ("denied", "conditional", "alleged", "possible", "likely", "reported"):
        if event in ("policy_statement", "threat") and kind in ("denied", "possible"):
            if kind == "denied" and verb in _BY_VERB["denied"]:
                return "denied", verb or ""
            continue
        if verb in _BY_VERB.get(kind, ()):
            return kind, verb or ""
        if kind == "conditional" and event == "treaty_clause":
            continue
        found = _negated(text, trigger) if kind == "denied" else None
        found = found or _cue(kind).search(text, 0, _reach(text, trigger[1]))
        if not found and kind == "possible" and event != "motive_assessment":
            found = _cue("wished").search(text, 0, _reach(text, trigger[1]))
        if found:
            return kind, found.group().strip()
    return "asserted", ""


def _reach(text: str, stop: int) -> int:
    """A hedge bears on what it precedes, or follows in the same stretch between commas."""
    comma = text.find(", ", stop)
    return (
        comma
        if comma >= 0 and not re.match(r", (?:if|unless|should|perhaps|possibly)", text[comma : comma + 12])
        else len(text)
    )


def _negated(text: str, trigger: tuple[int, int]) -> re.Match[str] | None:
    start = max(0, trigger[0] - _NEAR)
    cut = max(text.rfind(mark, start, trigger[0]) for mark in (",", ";", ":", " and "))
    return _cue("negation").search(text, max(start, cut + 1), trigger[1])


def declines(evidence: str) -> bool:
    """Does a speaker decline to comment? That is a position, and tells nothing about the matter.

    >>> declines("it declined to comment on the video"), declines("it commented on the video")
    (True, False)
    """
    return bool(_cue("declined").search(evidence))


def is_future(evidence: str) -> bool:
    """Does it speak of what is to come?"""
    return bool(_cue("future").search(evidence))


def stages(evidence: str) -> tuple[str, ...]:
    """The stages of which the words have a cue, in the order in which they count.

    >>> stages("they were ordered to leave and will go")
    ('planned', 'ordered', 'done')
    """
    told = {
        "planned": _cue("planned").search(evidence),
        "ordered": _ORDERED.search(evidence),
        "present": _PRESENT.search(evidence),
        "done": _cue("done").search(evidence),
    }
    return tuple(name for name, found in told.items() if found)


_ORDERED = re.compile(r"\border(?:s|ed|ing)?\b")
_PRESENT = re.compile(r"\b(?:are|is|remain|already|still|stationed|based)\b")


def status(evidence: str, event: str, mode: str) -> str | None:
    """How far the event has come; `None` where that means nothing."""
    if event in ("policy_statement", "motive_assessment", "relation_state", "treaty_clause", "threat"):
        return None
    told = stages(evidence)
    if mode in ("possible", "conditional") or "planned" in told:
        return "planned"
    if "ordered" in told:
        return "ordered"
    if event == "troop_deployment" and "present" in told:
        return "present"
    return "completed" if "done" in told else "unknown"
