"""Entries of the evidence ledger: what was recorded, by whom, when, known since when, and why.

An entry is never changed or taken away; a later entry may judge it. What an entry says is its body; its id is made of
that, so that the same report and the same claim have the same id in every ledger.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

__all__ = ["KINDS", "ON_ONE", "ON_TWO", "RATINGS", "VERDICTS", "Entry", "canonical"]

KINDS = ("report", "claim", "judgement", "grade", "note", "import")
"""What can be recorded.

report      the bytes of a report, its digest, outlet, title and day
claim       one claim, in the fields of the annotation scheme, and the id of its report
judgement   an analyst's verdict on an entry, see `VERDICTS`
grade       an Admiralty grade given by hand, with its reasons
note        words about entries: a remark, a refusal to confirm, a hypothesis
import      that entries came from another ledger, and its last hash
"""

ON_ONE = ("accept", "dispute", "retract", "supersede")
"""Verdicts on one entry, of which the last counts; a supersession names the entry `by` that stands in its place."""

ON_TWO = ("same-as", "different-quantity")
"""Verdicts on how two claims go together."""

RATINGS = ("consistent", "inconsistent", "neutral")
"""Verdicts on a claim against a hypothesis, the entry `by`."""

VERDICTS = (*ON_ONE, *ON_TWO, *RATINGS, "known-since")
"""What a judgement can say of the entry `of`; the last says since which `day` it was public."""

_CONTENT_ALONE = ("report", "claim")
"""Kinds whose id is that of their content, whoever records it and when: the same report twice is one report."""


def canonical(value: object) -> str:
    """A value as JSON with one spelling: sorted keys, no blanks, no escapes; what hashes are taken of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Attributes:
        kind: see `KINDS`.
        author: who recorded it.
        recorded: when, in UTC.
        known: since which day what it says was public: the dateline of a report, the day of a judgement.
        reason: why; for reports and claims it may be empty.
        body: what it says, as canonical JSON.

    >>> from datetime import date
    >>> said = {"text": "NIS declined to confirm", "about": []}
    >>> entry = Entry("note", "Ann Lee", datetime(2026, 11, 1, tzinfo=UTC), date(2024, 10, 19), "", canonical(said))
    >>> entry.id[:1], len(entry.id), entry.said["text"]
    ('n', 17, 'NIS declined to confirm')
    """

    kind: str
    author: str
    recorded: datetime
    known: date
    reason: str
    body: str

    @property
    def id(self) -> str:
        """The letter of its kind and sixteen digits of the hash of what it says."""
        text = self.body if self.kind in _CONTENT_ALONE else canonical([*self._head(), self.body])
        return self.kind[0] + hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def said(self) -> dict[str, Any]:
        """The body as plain data."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    def link(self, before: str) -> str:
        """The hash of this entry after one whose hash is `before` (empty for the first): the chain."""
        return hashlib.sha256(canonical([before, *self._head(), self.body]).encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "id": self.id,
            "kind": self.kind,
            "author": self.author,
            "recorded": self.recorded.astimezone(UTC).isoformat(),
            "known": self.known.isoformat(),
            "reason": self.reason,
            "body": self.said,
        }

    def _head(self) -> tuple[str, ...]:
        moment = self.recorded.astimezone(UTC).isoformat()
        return (self.kind, self.author, moment, self.known.isoformat(), self.reason)
