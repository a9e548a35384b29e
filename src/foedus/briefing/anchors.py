"""Where in the file of a brief the thing stands on which words rest: a proof, a treaty, a claim, odds, a method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.coming import told
from foedus.briefing.data_sets import METHODS, method_anchor
from foedus.briefing.duties import anchor
from foedus.briefing.words import Case, Claimed, Fought, InTreaty, Method, Odds, Part
from foedus.terms.obligations import Obligation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.briefing.answered import Answered
    from foedus.briefing.duties import Anchor
    from foedus.briefing.summary import Sourced
    from foedus.briefing.words import Ground

__all__ = ["Anchors", "odds_anchor"]


class Anchors:
    """The anchors of one brief; called with a ground it gives the address in the file, or an empty string.

    Args:
        brief: what is answered.
        scenarios: its questions as rows (`scenario_rows`).
        wars: the wars that it tells of.
        parts: the parts that it has (`Part`).
    """

    def __init__(
        self,
        brief: Answered,
        scenarios: Iterable[dict[str, Any]],
        wars: Iterable[Sourced] = (),
        parts: Iterable[str] = (),
    ) -> None:
        self._duties: dict[Anchor, str] = {}
        for scenario in scenarios:
            self._duties |= scenario["anchors"]
        self._touched = {t.treaty.id for t in brief.touched}
        self._claims = set(range(1, len(brief.reading.claims) + 1)) if brief.reading else set[int]()
        self._wars = {war.id for war in wars}
        self._parts = set(parts)
        self._odds: dict[tuple[int, str, str], str] = {}
        for n, days in enumerate(told(s.odds) for s in brief.scenarios):
            if days:
                self._odds[n, "", ""] = f"odds-{n + 1}"
                self._odds |= {(n, c.state, c.side): odds_anchor(n, c.state, c.side) for c in days[-1].chances}

    def __call__(self, ground: Ground) -> str:
        """The address of what words rest on."""
        match ground:
            case Obligation():
                found = self._duties.get(anchor(ground), "")
                return f"#{found}" if found else ""
            case InTreaty(key):
                return f"#treaty-{key}" if key in self._touched else f"#source-{key}"
            case Claimed(key):
                return f"#claim-{key}" if key in self._claims else f"#entry-{key}"
            case Case(number):
                return f"#case-{number + 1}"
            case Odds(number, state, side):
                return f"#{self._odds.get((number, state, side), 'odds')}"
            case Fought(key):
                return f"#war-{key}" if key in self._wars else ""
            case Method(page):
                return f"#{method_anchor(page)}" if page in METHODS else ""
            case Part(name):
                return f"#{name}" if name in self._parts else ""


def odds_anchor(number: int, state: str, side: str) -> str:
    """What the odds of a state on a side are called in the file of a brief.

    >>> odds_anchor(0, "cow:AUH", "attacking side")
    'odds-1-cow-AUH-attacking'
    """
    return f"odds-{number + 1}-{state.replace(':', '-')}-{side.partition(' ')[0]}"
