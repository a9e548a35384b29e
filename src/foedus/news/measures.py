"""What a claim's figure measures."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from foedus.terms.tellings import Measure

if TYPE_CHECKING:
    from foedus.terms.claims import Claim

__all__ = ["measure_of"]

_TOTAL = re.compile(
    r"\b(?:in (?:all|total)|altogether|so far|to date|a total of|total(?:s|led|ling)?|overall|cumulative(?:ly)?|"
    r"since (?:the )?(?:start|beginning|outbreak|\w+ (?:of )?(?:19|20)\d\d|(?:19|20)\d\d)|"
    r"bring(?:s|ing)? the (?:number|toll))\b",
    re.IGNORECASE,
)
_CASUALTIES = re.compile(r"\bcasualt(?:y|ies)\b|\bkilled (?:or|and) (?:wounded|injured)\b", re.IGNORECASE)
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
    status = claim.status or "unknown"
    if claim.event_type == "troop_withdrawal":  # so many gone are not so many there
        status = "to be withdrawn" if status in _PLANNED else "withdrawn"
    return Measure(unit, status, "total" if _TOTAL.search(claim.sentence) else "")


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
