"""The brief as plain data: the object of `foedus brief --format json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import answer
from foedus.briefing.briefly import briefly
from foedus.briefing.caveats import caveats, unverified
from foedus.briefing.consequences import consequences
from foedus.briefing.differences import differences
from foedus.briefing.lead import lead
from foedus.briefing.sentences import standing_in_words
from foedus.briefing.standing import standing
from foedus.briefing.summary import sources
from foedus.briefing.waves import waves

if TYPE_CHECKING:
    from foedus.briefing.answered import Answered

__all__ = ["as_dict"]


def as_dict(brief: Answered) -> dict[str, Any]:
    """The brief as plain data: the object of `foedus brief --format json`."""
    told: dict[str, Any] = {}
    reading = brief.reading
    if reading is None:
        told["question"] = brief.scenarios[0].answers[0].to_dict()["attack"]
    else:
        told["report"] = {
            "title": reading.title,
            "outlet": reading.outlet,
            "dateline": reading.dateline.isoformat() if reading.dateline else None,
            "dateline_from": reading.dateline_from or None,
            "reader": reading.reader,
            "states": reading.counts(),
        }
    claims = reading.claims if reading else ()
    told["briefly"] = [str(line) for line in briefly(brief)]
    told["answer"] = [*told["briefly"], *(str(point) for point in lead(brief))]
    told["claims"] = [c.to_dict("report", n) for n, c in enumerate(claims, start=1)]
    told["speakers"] = dict(reading.speakers) if reading else {}
    told["treaties"] = [
        {
            "id": t.treaty.id,
            "name": t.treaty.name,
            "why": t.why,
            "named": t.named,
            "standing": [{"on": w.on.isoformat(), "says": standing_in_words(t.treaty, w)} for w in brief.worlds],
        }
        for t in brief.touched
    ]
    told["scenarios"] = [
        {
            "attack": owed.to_dict()["attack"],
            "on": owed.world.on.isoformat(),
            "why": str(s.question.why),
            "answer": [str(line) for line in answer(owed)],
            "obligations": [o.to_dict() for o in owed.listed()],
            "conflicts": [c.to_dict() for c in owed.conflicts],
            "torn": list(owed.torn),
            "caveats": list(owed.caveats),
        }
        for s in brief.scenarios
        for owed in s.answers
    ]
    told["standing"] = [group.to_dict() for group in standing(brief)]
    told["odds"] = [day.to_dict() for s in brief.scenarios for day in s.odds]
    told["if_honoured"] = [
        {"attack": s.question.attack.attackers, "target": s.question.attack.target, **waves(owed).to_dict()}
        for s in brief.scenarios
        for owed in s.answers
    ]
    told["consequences"] = [statement.to_dict() for statement in consequences(brief)]
    told["differences"] = [
        {"attack": s.question.attack.attackers, "target": s.question.attack.target, **d.to_dict()}
        for s in brief.scenarios
        for d in differences(s)
    ]
    told["caveats"] = [str(line) for line in caveats(brief)]
    told["unverified"] = unverified(brief)
    told["sources"] = [{k: s[k] for k in ("treaty", "name", "where")} for s in sources(brief)]
    return told
