"""The claims of a report so far, and which role each state or group had in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.news.local.features import Features

__all__ = ["Past"]

_NEAR, _LATEST = 3, 2


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
        claims: all of them.
        by_type: event type -> how many claims of it there were, and for each code and sort of role, in how many.
    """

    claims: list[_Claim] = field(default_factory=list)
    by_type: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))

    def settle(self, number: int, event: str, sorts: dict[str, str], nouns: frozenset[str]) -> None:
        """Remember a claim."""
        kept = {code: sort for code, sort in sorts.items() if sort != "none"}
        self.claims.append(_Claim(number, event, kept, nouns))
        for name in (event, "any"):
            self.by_type[name][("", "")] += 1
            self.by_type[name].update(kept.items())

    def codes(self) -> list[str]:
        """Who had a role in the last claims, in the last one of each type, or often."""
        latest = {c.event: c for c in self.claims}
        listed = [*reversed(self.claims[-_LATEST:]), *latest.values()]
        return list(dict.fromkeys(code for claim in listed for code in claim.sorts))

    def add(self, found: Features, number: int, event: str, code: str, where: str, nouns: frozenset[str]) -> None:
        """What the past tells of a code: its role in the last claims, in those like this one, and how often."""
        if not self.claims:
            found["first " + where] = 1.0
            return
        like = [c for c in self.claims if c.event == event][-1:]
        for name, claims in (("same type", like), ("last", self.claims[-1:]), ("second last", self.claims[-2:-1])):
            for claim in claims:
                sort = claim.sorts.get(code, "none")
                found[f"{name} {sort} {where}"] = 1.0
                found[f"{name} {sort} {where} {event}"] = 1.0
                found[f"{name} {sort} {where} back={min(3, number - claim.number)}"] = 1.0
                if name == "last" and claim.event != event:
                    found[f"{claim.event} {sort} then {event} {where}"] = 1.0
        for name in (event, "any"):
            self._add_shares(found, "type" if name == event else name, self.by_type[name], code, where)
        self._add_kin(found, code, where, nouns)

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

    def _add_kin(self, found: Features, code: str, where: str, nouns: frozenset[str]) -> None:
        """The claim that shares most nouns with this one: what is told of "the convoy" before."""
        best = max(self.claims, key=lambda c: (len(c.nouns & nouns), c.number))
        common = len(best.nouns & nouns)
        if common:
            sort = best.sorts.get(code, "none")
            found[f"kin {sort} {where}"] = found[f"kin {sort} {where} {min(3, common)}"] = 1.0
