"""What a claim's figure measures."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from foedus.terms.tellings import Measure

if TYPE_CHECKING:
    from foedus.terms.claims import Claim

__all__ = ["PACES", "measure_of"]

PACES = {"a day": 1.0, "a week": 7.0, "a month": 365.25 / 12, "a year": 365.25}
"""Scope of a rate -> its days."""

_TOTAL = re.compile(
    r"\b(?:in (?:all|total)|altogether|so far|to date|a total of|total(?:s|led|ling)?|overall|cumulative(?:ly)?|"
    r"since (?:the )?(?:start|beginning|outbreak|\w+ (?:of )?(?:19|20)\d\d|(?:19|20)\d\d)|"
    r"bring(?:s|ing)? the (?:number|toll))\b",
    re.IGNORECASE,
)
_CASUALTIES = re.compile(r"\bcasualt(?:y|ies)\b|\bkilled (?:or|and) (?:wounded|injured)\b", re.IGNORECASE)
_PACE = re.compile(
    r"\b(?:(?:a|per|each|every)[ -](?P<one>day|week|month|year)(?!\w|,? (?:ago|earlier|later|before|after|old))|"
    r"(?P<day>daily)|(?P<week>weekly)|(?P<month>monthly)|(?P<year>yearly|annually))\b",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"\b(?:recruit(?:s|ed|ing|ment)?|enlist(?:s|ed|ing|ment)?|conscript(?:ed|ing|ion)|mobili[sz](?:e[sd]?|ing|ation)|"
    r"draft(?:s|ed|ing)?|call(?:s|ed|ing)? up|sign(?:s|ed|ing)? (?:up|contracts))\b",
    re.IGNORECASE,
)
_CAPTURED = re.compile(r"\b(?:captur(?:e[sd]?|ing)|prisoners?|surrender(?:s|ed|ing)?)\b", re.IGNORECASE)
_PLANNED = ("planned", "ordered")
_PARTS = re.compile(
    r"[,;:.]\s|\b(?:includ(?:ing|es?)|of (?:whom|them|which)|among them|with|while|but)\b", re.IGNORECASE
)
_FIGURES = re.compile(r"\d[\d,.]*\d|\d")
_WEAPONS = re.compile(
    r"\b(?P<containers>containers?)\b|"
    r"\b(?P<shells>(?:artillery |mortar )?shells|(?:artillery )?rounds|artillery ammunition)\b|"
    r"\b(?P<missiles>missiles)\b|\b(?P<rockets>rockets)\b|\b(?P<guns>howitzers|guns|artillery pieces)\b|"
    r"\b(?P<launchers>launchers|launch systems|batteries)\b|\b(?P<vehicles>vehicles)\b|\b(?P<bombs>bombs)\b",
    re.IGNORECASE,
)


def measure_of(claim: Claim) -> Measure:
    """Unit, status and scope of a claim's figure; for a claim without one only whether it is a plan.

    The unit is killed only where the dead are counted alone: killed and wounded together are casualties. Weapons are
    told apart by what the figure counts, shells, missiles, containers..., where the sentence names it once beside it.

    >>> from foedus.terms.claims import Claim, Quantity
    >>> told = Claim("X", None, (), "say", "asserted", "", "attack", "completed", (), Quantity(50, 50, "killed"), None,
    ...     None, "It has suffered 50 casualties so far.", 0, 36)
    >>> measure_of(told)
    Measure(unit='casualties', status='completed', scope='total')

    Soldiers who are recruited or mobilised are raised, and not there; "a month" is a scope: so many a month are no
    part of so many in all.

    >>> told = Claim("X", None, (), "say", "asserted", "", "troop_deployment", "unknown", (),
    ...     Quantity(30_000, 35_000, "troops"), None, None, "It recruits 30,000 to 35,000 soldiers a month.", 0, 46)
    >>> measure_of(told)
    Measure(unit='troops', status='raised', scope='a month')
    """
    if claim.quantity is None:
        plan = claim.status in _PLANNED and claim.modality != "denied"
        return Measure(status="planned" if plan else "")
    unit, beside = claim.quantity.unit, _beside(claim)
    if unit in ("killed", "wounded") and _CASUALTIES.search(beside):
        unit = "casualties"
    if unit == "weapons":
        counted = {str(found.lastgroup) for found in _WEAPONS.finditer(beside)}
        unit = counted.pop() if len(counted) == 1 else unit
    if claim.event_type == "attack" and unit == "troops" and _CAPTURED.search(beside):
        unit = "captured"
    status = claim.status or "unknown"
    if claim.event_type == "troop_withdrawal":  # so many gone are not so many there
        status = "to be withdrawn" if status in _PLANNED else "withdrawn"
    elif claim.event_type == "troop_deployment" and _RAISED.search(beside):  # nor are so many raised
        status = "to be raised" if status in _PLANNED else "raised"
    return Measure(unit, status, _pace(beside) or ("total" if _TOTAL.search(claim.sentence) else ""))


def _pace(beside: str) -> str:
    """In what time so many: "a month"; empty where the figure is no rate."""
    found = _PACE.search(beside)
    return f"a {(found['one'] or found.lastgroup or '').lower()}" if found else ""


def _beside(claim: Claim) -> str:
    """The words of the sentence that go with the figure: its part, as far as the next figure; else the whole sentence.

    "4,700 casualties, including 600 dead" counts 600 dead and no casualties.
    """
    sentence, quantity = claim.sentence, claim.quantity
    wanted = {side for side in (quantity.low, quantity.high) if side is not None} if quantity else set()
    cuts = [0, *(found.start() for found in _PARTS.finditer(sentence)), len(sentence)]
    for start, end in pairwise(cuts):
        part = sentence[start:end]
        figures = list(_FIGURES.finditer(part))
        for n, found in enumerate(figures):
            if _number(found[0]) in wanted:
                before = 0 if n == 0 else figures[n - 1].end()
                after = figures[n + 1].start() if n + 1 < len(figures) else len(part)
                alone = n + 1 < len(figures) and _number(figures[n + 1][0]) not in wanted
                return part[before if n == 0 else found.start() : after if alone else len(part)]
    return sentence


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return -1.0
