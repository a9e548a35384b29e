"""The models of outcome and of duration that ship: from the sources with one seed, with their scores."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from foedus.behaviour.outlook.aging import drift_of
from foedus.behaviour.outlook.fitted import FittedOutlook, from_json
from foedus.behaviour.outlook.fitting import fit_models
from foedus.behaviour.outlook.moments import war_moments
from foedus.behaviour.outlook.scoring import score_outlook
from foedus.behaviour.shipped import shipped_text
from foedus.gate.seeds import checked_seed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["fit_outlook", "shipped_outlook"]


def fit_outlook(seed: int, draws: int, say: Callable[[str], None]) -> FittedOutlook:
    """The models that ship: every war of the record, fitted on all of them, scored out of sample.

    Raises:
        BadQuestion: a seed that is none.
    """
    checked_seed(seed)
    say("wars and their moments")
    fitted = fit_models(war_moments(), draws=draws, seed=seed)
    told = score_outlook(seed, 500, say)
    scores = {view: {name: [round(v, 4) for v in three] for name, three in m.items()} for view, m in told.items()}
    return replace(fitted, scores=scores, drift=drift_of(fitted))


@cache
def shipped_outlook() -> FittedOutlook:
    """The models of outcome and duration, fitted on wars between states from 1823 to 2003.

    Raises:
        FoedusError: it is missing or damaged.
    """
    return from_json(shipped_text("outlook"))
