"""The claims of a report so far, and which role each state or group had in them."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.news.local.features import Features

    Kin = tuple[int, dict[str, str]]

__all__ = ["Past"]

_NEAR, _LATEST, _KEPT = 3, 2, 100


@dataclass(frozen=True, slots=True)
class _Claim:
    number: int
    event: str
    sorts: dict[str, str]
    nouns: frozenset[str]


@dataclass(slots=True)
class Past:
    """Claims in the order of the text.

    Attributes:
        claims: the last hundred.
        latest: event type -> its last claim.
        by_type: event type -> how many claims of it there were, and for each code and sort of role, in how many.
    """

    claims: deque[_Claim] = field(default_factory=lambda: deque(maxlen=_KEPT))
    latest: dict[str, _Claim] = field(default_factory=dict)
    by_type: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))

    def settle(self, number: int, event: str, sorts: dict[str, str], nouns: frozenset[str]) -> None:
        """Remember a claim."""
        kept = {code: sort for code, sort in sorts.items() if sort != "none"}
        self.latest[event] = _Claim(number, event, kept, nouns)
        self.claims.append(self.latest[event])
        for name in (event, "any"):
            self.by_type[name][("", "")] += 1
            self.by_type[name].update(kept.items())

    def codes(self) -> list[str]:
        """Who had a role in the last claims, in the last one of each type, or often."""
        listed = [*islice(reversed(self.claims), _LATEST), *self.latest.values()]
        return list(dict.fromkeys(code for claim in listed for code in claim.sorts))

    def add(self, found: Features, number: int, event: str, code: str, where: str, kin: Kin) -> None:
        """What the past tells of a code: its role in the last claims, in those like this one, and how often."""
        if not self.claims:
            found["first " + where] = 1.0
            return
        last = dict(zip(("last", "second last"), reversed(self.claims), strict=False))
        for name, claim in (("same type", self.latest.get(event)), *last.items()):
            if claim is not None:
                sort = claim.sorts.get(code, "none")
                found[f"{name} {sort} {where}"] = 1.0
                found[f"{name} {sort} {where} {event}"] = 1.0
                found[f"{name} {sort} {where} back={min(3, number - claim.number)}"] = 1.0
                if name == "last" and claim.event != event:
                    found[f"{claim.event} {sort} then {event} {where}"] = 1.0
        for name in (event, "any"):
            self._add_shares(found, "type" if name == event else name, self.by_type[name], code, where)
        common, sorts = kin
        if common:
            sort = sorts.get(code, "none")
            found[f"kin {sort} {where}"] = found[f"kin {sort} {where} {min(3, common)}"] = 1.0

    def _add_shares(self, found: Features, name: str, counts: Counter[tuple[str, str]], code: str, where: str) -> None:
        every = counts[("", "")]
        if not every:
            return
        size = "few" if every < _NEAR else "many"
        for sort in ("agent", "patient", "party"):
            share = counts[(code, sort)] / every
            if share:
                found[f"{name} {sort} {where}"] = share
                found[f"{name} {sort} {where} {size}"] = share

    def kin(self, nouns: frozenset[str]) -> Kin:
        """How many nouns the claim that shares most with this one shares, and its roles: the convoy told of before."""
        if not self.claims:
            return 0, {}
        best = max(self.claims, key=lambda c: (len(c.nouns & nouns), c.number))
        return len(best.nouns & nouns), best.sorts
