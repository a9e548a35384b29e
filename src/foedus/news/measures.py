"""What a claim's figure measures."""

from __future__ import annotations

import re
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


def measure_of(claim: Claim) -> Measure:
    """Unit, status and scope of a claim's figure; for a claim without one only whether it is a plan.

    The unit is killed only where the dead are counted alone: killed and wounded together are casualties.

    >>> from foedus.terms.claims import Claim, Quantity
    >>> told = Claim("X", None, (), "say", "asserted", "", "attack", "completed", (), Quantity(50, 50, "killed"), None,
    ...     None, "It has suffered 50 casualties so far.", 0, 36)
    >>> measure_of(told)
    Measure(unit='casualties', status='completed', scope='total')
    """
    if claim.quantity is None:
        plan = claim.status in _PLANNED and claim.modality != "denied"
        return Measure(status="planned" if plan else "")
    unit = claim.quantity.unit
    if unit in ("killed", "wounded") and _CASUALTIES.search(claim.sentence):
        unit = "casualties"
    return Measure(unit, claim.status or "unknown", "total" if _TOTAL.search(claim.sentence) else "")
