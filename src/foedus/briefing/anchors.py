"""Where in the file of a brief the thing stands on which words rest: a duty with its proof, a treaty, a claim, odds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.duties import anchor
from foedus.briefing.words import Claimed, InTreaty, Odds
from foedus.terms.obligations import Obligation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.briefing.answered import Answered
    from foedus.briefing.duties import Anchor
    from foedus.briefing.words import Ground

__all__ = ["Anchors"]


class Anchors:
    """The anchors of one brief; called with a ground it gives the address in the file, or an empty string.

    Args:
        brief: what is answered.
        scenarios: its questions as rows (`scenario_rows`).
    """

    def __init__(self, brief: Answered, scenarios: Iterable[dict[str, Any]]) -> None:
        self._duties: dict[Anchor, str] = {}
        for scenario in scenarios:
            self._duties |= scenario["anchors"]
        self._touched = {t.treaty.id for t in brief.touched}
        self._claims = set(range(1, len(brief.reading.claims) + 1)) if brief.reading else set[int]()

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
            case Odds(number):
                return f"#odds-{number + 1}"
