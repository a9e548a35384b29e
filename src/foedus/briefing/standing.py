"""What is established, probable, contested, claimed or denied: the evidence by how well it stands, with who says so.

The evidence is that of a ledger where one is given, else that of the report alone: then nearly all is only claimed,
for one report bears nothing out. A claim that the report makes changes no law here; a ledger's may (`foedus.ledger`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from foedus.briefing.evidence import dissents, figure_in_words, speakers, thing
from foedus.briefing.sentences import in_words, joined
from foedus.briefing.words import Claimed
from foedus.terms.claims import NARRATOR
from foedus.terms.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from foedus.briefing.answered import Answered
    from foedus.terms.claims import Reading
    from foedus.terms.evidence import Evidence, Matter, Told
    from foedus.world import World

__all__ = ["LASTING", "SHOWN", "Group", "Heard", "Stands", "evidence_of", "heard", "standing"]

_KINDS = ("force", "war", "casualties", "arms", "labour", "aid", "exercise", "treaty", "guarantee", "request", "threat")
"""Deeds and bonds, the weightiest first; what is thought of them is told with who says what."""

_WORDS = {
    "accepted": "Accepted by the analyst",
    "established": "Established",
    "probable": "Probable",
    "possible": "Possible",
    "claimed": "Claimed, and not to be judged",
    "contested": "Contested",
    "denied": "Denied",
    "disputed": "Disputed by the analyst",
}
LASTING = ("force", "labour")
"""Matters that last from a day on; others happen."""

SHOWN = 9
"""Letters of an entry's name that are shown."""

_MOST = 8
"""Rows under each word."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One claim that stands behind a row: for it or against it.

    Attributes:
        on: the claim of the report by its number, or of the ledger by its entry.
        who: the source; `says`: the sentence; `day`: when it was told.
    """

    on: Claimed
    who: str
    says: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Stands:
    """One thing of which claims tell, in words, with who says it and who does not.

    Attributes:
        what: the thing; `standing`: how well it stands; `grade`: the best of those that say it.
        figures: each in words; `by`: who says it; `against`: who denies it, does not confirm it, or says otherwise.
        entries: the claims, as a ledger calls them; `heard`: the first of them, each with its words.
    """

    what: str
    standing: str
    grade: str
    figures: tuple[str, ...]
    by: str
    against: tuple[str, ...]
    entries: tuple[str, ...]
    heard: tuple[Heard, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "what": self.what,
            "standing": self.standing,
            "grade": self.grade,
            "figures": list(self.figures),
            "by": self.by,
            "against": list(self.against),
            "entries": list(self.entries),
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that stands equally well."""

    word: str
    rows: tuple[Stands, ...]
    more: int

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {"word": self.word, "rows": [r.to_dict() for r in self.rows], "not_shown": self.more}


def standing(brief: Answered) -> tuple[Group, ...]:
    """The evidence on the brief's day by how well it stands, the best first; empty without report or ledger."""
    world = brief.worlds[0]
    evidence, numbers = world.evidence, dict[str, int]()
    if evidence is None:
        evidence, numbers = evidence_of(brief.reading, world)
    if evidence is None:
        return ()
    dated = world.evidence is not None or (brief.reading is not None and brief.reading.dateline is not None)
    found: dict[str, Matter] = {}
    for state in _about(brief):
        for kind in _KINDS:
            found |= {m.key: m for m in evidence.matters(state, kind)}
    groups = []
    for word, title in _WORDS.items():
        mine = sorted((m for m in found.values() if m.standing.word == word), key=_weight)
        if mine:
            rows = tuple(_row(m, world, numbers, dated=dated) for m in mine[:_MOST])
            groups.append(Group(title, rows, max(0, len(mine) - _MOST)))
    return tuple(groups)


def evidence_of(reading: Reading | None, world: World) -> tuple[Evidence | None, dict[str, int]]:
    """What a report tells by itself, as if it alone stood in a ledger, and the number of each claim by its entry."""
    if reading is None or not reading.claims:
        return None, {}
    from foedus.ledger.fold import fold  # noqa: PLC0415 - heavy, and only where there is evidence
    from foedus.ledger.recording import entries_of, report_body  # noqa: PLC0415 - the same

    day = reading.dateline or world.on
    moment = datetime.combine(day, time(), UTC)
    report = Entry("report", "Foedus", moment, day, "", report_body("report", reading))
    told = list(entries_of(report, reading, "Foedus", moment))
    numbers = {entry.id: n for n, entry in enumerate((e for e in told if e.kind == "claim"), 1)}
    return fold([report, *told], world.on, world.known_on, base=world).evidence, numbers


def _about(brief: Answered) -> list[str]:
    """The states that the question is about, and those that the report names most."""
    asked = [code for s in brief.scenarios for o in s.answers for code in (*o.attack.attackers, o.attack.target)]
    named = list(brief.reading.counts())[:_STATES] if brief.reading else []
    return list(dict.fromkeys([*asked, *named]))[:_STATES]


_STATES = 6


def _weight(m: Matter) -> tuple[int, int, int, str]:
    return _KINDS.index(m.kind), -len(m.origins), -m.last.toordinal(), m.key


def _row(m: Matter, world: World, numbers: Mapping[str, int], *, dated: bool) -> Stands:
    return Stands(
        what=_as_it_stands(m, world),
        standing=str(m.standing),
        grade=str(m.grade) if m.grade else "",
        figures=tuple(figure_in_words(s, dated=dated) for s in m.strands),
        by=joined(speakers(m, world)),
        against=dissents(m, dated=dated),
        entries=tuple(t.entry[:SHOWN] for t in m.claims),
        heard=tuple(heard(t, numbers) for t in (*m.claims[:_CLAIMS], *m.denials[:_CLAIMS])),
    )


_CLAIMS = 6
"""Claims for it that a row leads to, and as many against it."""


def heard(told: Told, numbers: Mapping[str, int]) -> Heard:
    """One claim with who makes it, in what words and when."""
    claim = told.telling.claim
    who = (told.telling.outlet or "the report itself") if claim.source == NARRATOR else claim.source
    on = Claimed(numbers.get(told.entry, told.entry[:SHOWN]))
    return Heard(on, who, " ".join(claim.sentence.split()), told.telling.day)


def _as_it_stands(m: Matter, world: World) -> str:
    """The thing with how far it has come, and since when."""
    stage = m.stage.replace("_", " ")
    since = f" since {in_words(m.since).removeprefix('on ')}" if m.since and m.kind in LASTING else ""
    return f"{thing(m, world)}{f', {stage}' if stage else ''}{since}"
