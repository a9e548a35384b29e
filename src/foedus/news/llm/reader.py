"""The reader `llm`: a model that the user names is asked, and its claims are held against the report."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING

from foedus.errors import ReaderFailed
from foedus.news.llm.checks import Checks
from foedus.news.llm.pieces import pieces
from foedus.news.llm.prompt import messages
from foedus.news.llm.settings import Settings, settings_from
from foedus.news.llm.wire import Line

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Mapping

    from foedus.news.document import Document
    from foedus.news.llm.settings import Limits
    from foedus.terms.claims import Claim

__all__ = ["Account", "LlmReader"]


@dataclass(frozen=True, slots=True)
class Account:
    """What reading the last report took and gave.

    Attributes:
        calls: requests sent; `sent`: characters in them; `pieces`: into how many the report was cut.
        rows: claims that the model listed; `kept`: those that are claims of the report.
        dropped: reason -> number; reasons that end in "left out" are of single fields, the claim was kept.
    """

    pieces: int = 0
    calls: int = 0
    sent: int = 0
    rows: int = 0
    kept: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)


class LlmReader:
    """A language model behind any endpoint that speaks OpenAI's protocol.

    It is a stranger's view, checked: a claim is kept only when its evidence stands word for word in the report, its
    roles are of states and entities that the report names, its number stands in the sentence and its day exists. What
    the report says to the model changes nothing but claims about that report: the model has no tools, nothing that it
    writes is opened, run or asked, and no word of a claim is its own.

    The same question may be answered otherwise the next day: temperature 0 and a seed are asked for, and whether the
    endpoint keeps to them is its own affair.

    Attributes:
        name: `llm` and the model's name, which travel with each claim.
        account: what the last report took and gave; `dropped`: its reasons and numbers.
    """

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self.account = Account()
        self._sleep = sleep
        self._plainer = 0

    @classmethod
    def from_environment(cls, env: Mapping[str, str] | None = None, limits: Limits | None = None) -> LlmReader:
        """The reader that FOEDUS_LLM_URL, FOEDUS_LLM_MODEL and FOEDUS_LLM_KEY name.

        Raises:
            MissingReader: one of them is not set or cannot be used; says which, and what to do.

        >>> env = {"FOEDUS_LLM_URL": "http://localhost:8080/v1", "FOEDUS_LLM_MODEL": "small"}
        >>> LlmReader.from_environment(env).name
        'llm small'
        """
        return cls(settings_from(env, limits))

    @property
    def name(self) -> str:
        """Name and model."""
        return f"llm {self.settings.model}"

    @property
    def dropped(self) -> Mapping[str, int]:
        """Why rows of the last report's answers are no claims, and how many."""
        return self.account.dropped

    def claims(self, document: Document) -> list[Claim]:
        """The claims of a report that hold against its text.

        Raises:
            ReaderFailed: the report is longer than its calls allow (nothing is sent then), or the endpoint gave no
                usable answer; half a reading is not handed out.
        """
        limits = self.settings.limits
        parts = pieces(document.sentences, limits.piece, limits.overlap)
        if len(parts) > limits.calls:
            raise ReaderFailed(
                f"the report would take {len(parts)} calls of {self.settings.host}, and {limits.calls} are allowed; "
                "cut it into shorter reports, or take another reader"
            )
        checks = Checks(document, self.name)
        line = Line(self.settings, self._plainer, sleep=self._sleep)
        found: list[Claim] = []
        rows = 0
        try:
            for part in parts:
                piece = document.text[slice(*part)]
                listed = line.ask(messages(piece, _fence(piece), document.dateline, checks.named))
                rows += len(listed)
                checks.dropped["more rows than one answer may have"] += len(listed[limits.rows :])
                told = [c for raw in listed[: limits.rows] if (c := checks.claim(raw, part))]
                found += _new(told, found, checks.dropped)
        finally:
            self._plainer = line.plainer
            dropped = {why: number for why, number in sorted(checks.dropped.items()) if number}
            self.account = Account(len(parts), line.calls, line.sent, rows, len(found), dropped)
        return sorted(found, key=lambda c: (c.start, c.end, c.event_type))


def _fence(piece: str) -> str:
    """A number that does not stand in the piece."""
    while (fence := token_hex(16)) in piece:
        continue
    return fence


def _new(told: list[Claim], before: list[Claim], dropped: Counter[str]) -> list[Claim]:
    """Those that no earlier piece told, and none twice."""
    fresh: list[Claim] = []
    for claim in told:
        if any(_repeats(claim, old) for old in before) or claim in fresh:
            dropped["told twice"] += 1
        else:
            fresh.append(claim)
    return fresh


def _repeats(one: Claim, other: Claim) -> bool:
    """The same proposition in a stretch of text that two pieces share."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return (
        (one.event_type, one.source) == (other.event_type, other.source)
        and (one.modality == "denied") == (other.modality == "denied")
        and 2 * common >= min(one.end - one.start, other.end - other.start)
    )
