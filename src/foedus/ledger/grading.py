"""Grades of the claims of one matter: by the rules of the reader, or by hand, and what counts as accepted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.errors import FoedusError
from foedus.news.grades import grade
from foedus.news.origins import origin, trace
from foedus.news.source_kinds import reliability
from foedus.news.weighing import weigh
from foedus.terms.evidence import Told
from foedus.terms.grades import CREDIBILITY, RELIABILITY, Grade
from foedus.terms.tellings import Group, Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.ledger.heard import Heard
    from foedus.ledger.judgements import Judged
    from foedus.news.grade_table import GradeTable
    from foedus.terms.tellings import Telling

__all__ = ["Grader", "group_of", "policy"]


def policy(believe: str | None) -> Grade | None:
    """The grade that a policy asks for.

    Raises:
        FoedusError: it is no grade, or one of which nothing can be judged.

    >>> print(policy("C3"))
    C3
    """
    if believe is None:
        return None
    letter, number = believe[:1].upper(), believe[1:]
    if letter not in RELIABILITY or not number.isdigit() or int(number) not in CREDIBILITY:
        raise FoedusError(f"--believe {believe!r} is no grade; write a letter A to E and a number 1 to 5, such as C3")
    if letter == "F" or number == "6":
        raise FoedusError(
            f"--believe {believe!r}: F and 6 mean that it cannot be judged, and nothing is as good as that"
        )
    return Grade(letter, int(number), ("a stated policy",))


def group_of(said: Sequence[Telling], denied: Sequence[Telling], measure: Measure, table: GradeTable) -> Group:
    """Those who say one thing and those who deny it, as a group by which the reader's rules grade."""
    traced = trace(said or denied, table)
    event = (said or denied)[0].claim.event_type
    return Group(event, measure, 0, tuple(said), tuple(denied), (), tuple(traced.origins), traced.relays)


@dataclass(frozen=True, slots=True)
class Grader:
    """Grades claims of one ledger by one table, one set of judgements and one policy."""

    table: GradeTable
    judged: Judged
    believe: Grade | None = None

    def disputed(self, heard: Heard) -> bool:
        """Has an analyst disputed it? Then it bears nothing out."""
        found = self.judged.verdicts.get(heard.entry)
        return found is not None and found.verdict == "dispute"

    def told(self, heard: Heard, computed: Grade, head: str = "") -> Told:
        """A claim with its grade and what was judged of it.

        Args:
            heard: the claim.
            computed: its grade by the rules.
            head: the claim with which an analyst holds it to be one, if that is another.
        """
        if head and head != heard.entry:
            letter, reasons = reliability(heard.telling, self.table)
            why = f"{computed.credibility}: held to be the same as {head}, so no origin of its own"
            computed = Grade(letter, computed.credibility, (*reasons, why))
        by_hand = self.judged.grades.get(heard.entry) or self.judged.grades.get(heard.report)
        final = by_hand.grade if by_hand else computed
        found = self.judged.verdicts.get(heard.entry)
        verdict = found.verdict if found else ""
        accepted = verdict == "accept" or (verdict != "dispute" and self._good_enough(final))
        return Told(
            heard.entry,
            heard.telling,
            origin(heard.telling, self.table),
            heard.as_of,
            final,
            by_hand.author if by_hand else "",
            verdict,
            found.author if found else "",
            accepted,
        )

    def _good_enough(self, grade_: Grade) -> bool:
        asked = self.believe
        return asked is not None and grade_.reliability <= asked.reliability and grade_.credibility <= asked.credibility

    def among(self, heard: Sequence[Heard], group: Group, *, figures: bool = True) -> list[Grade]:
        """The grade of each of these among those who say the same.

        The second half of a grade is the same for all who say the same and count alike, so it is worked out once for
        them; the first is each source's own.
        """
        memo: dict[tuple[object, ...], Grade] = {}
        free = frozenset() if figures else self._free(group)
        found = []
        for h in heard:
            told = h.telling if figures else bare(h.telling)
            own = origin(told, self.table)
            counts = own if figures else (own in free, own in group.relays)
            key = (told.claim.modality, told.claim.quantity, counts)
            if key not in memo:
                memo[key] = grade(told, group, self.table)
            same = memo[key]
            letter, reasons = reliability(told, self.table)
            found.append(Grade(letter, same.credibility, (*reasons, *same.reasons[len(reasons) :])))
        return found

    def _free(self, group: Group) -> frozenset[str]:
        """The origins without a stake, on either side."""
        relays = frozenset(group.relays)
        said = weigh(group.tellings, group.denials, self.table, relays)
        denied = weigh(group.denials, group.tellings, self.table, relays)
        return frozenset((*said.free, *denied.free))


def bare(told: Telling) -> Telling:
    """The same telling without its figure: that the thing is so, however many they are."""
    return told if told.claim.quantity is None else replace(told, claim=replace(told.claim, quantity=None))
