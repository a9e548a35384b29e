"""What differs between two answers to the same question on two days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.terms.obligations import STATUSES

if TYPE_CHECKING:
    from foedus.briefing.answered import Scenario
    from foedus.law.owed import Obligations

__all__ = ["Difference", "differences"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One article that stands otherwise on the second day, with everyone for whom it does."""

    treaty: str
    article: str
    kind: str
    promisee: str
    promisors: tuple[str, ...]
    before: str
    after: str

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "treaty": self.treaty,
            "article": self.article,
            "kind": self.kind,
            "promisee": self.promisee,
            "promisors": list(self.promisors),
            "before": self.before,
            "after": self.after,
        }


def differences(scenario: Scenario) -> tuple[Difference, ...]:
    """The articles whose verdict is not the same on both days; help first."""
    if scenario.then is None or scenario.now is None:
        return ()
    before, after = _verdicts(scenario.then), _verdicts(scenario.now)
    found: dict[tuple[str, ...], list[str]] = {}
    for key in sorted({*before, *after}):
        one, two = before.get(key, "none"), after.get(key, "none")
        if one != two:
            treaty, article, kind, promisee, promisor = key
            found.setdefault((treaty, article, kind, promisee, one, two), []).append(promisor)
    rows = [Difference(t, a, k, p, tuple(who), b, c) for (t, a, k, p, b, c), who in found.items()]
    return tuple(sorted(rows, key=lambda d: (d.kind not in ("defense", "offense"), d.treaty, d.article)))


def _verdicts(owed: Obligations) -> dict[tuple[str, str, str, str, str], str]:
    found: dict[tuple[str, str, str, str, str], str] = {}
    for o in owed.listed():
        key = (o.treaty, o.article, o.kind, o.promisee, o.promisor)
        found[key] = min(found.get(key, o.status), o.status, key=STATUSES.index)
    return found
