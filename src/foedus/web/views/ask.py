"""Ask: a question in a form, and the answer at once, the sentences before the duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import answer, heading
from foedus.briefing.answered import Answered, Scenario
from foedus.briefing.caveats import caveats, unverified
from foedus.briefing.questions import Question
from foedus.briefing.sentences import STATUS_IN_WORDS, joined, the
from foedus.briefing.summary import sources, wars
from foedus.briefing.words import linked
from foedus.errors import FoedusError
from foedus.web.asking import Asked
from foedus.web.conflicts import in_sentences
from foedus.web.duties import duties, facts_turned_on, proof_of
from foedus.web.shown import show

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.law.owed import Obligations
    from foedus.web.record import Record

__all__ = ["ask"]

EXAMPLES = (
    Asked("KOR", "PRK", on="2026-11-01"),
    Asked("RUS", "EST", on="2024-06-01"),
    Asked("Austria-Hungary", "Serbia", on="1914-07-28"),
    Asked("ARG", "GBR", where="Falkland Islands", on="1982-04-02"),
    Asked("KOR", "PRK", on="2024-10-19", known_on="2024-10-19"),
)
"""Questions to begin with."""


EVIDENCE = 8
"""Matters of the ledger that an answer shows."""


def ask(request: Request, record: Record) -> Response:
    """The form; with a question in the address, the answer under it, or what is wrong with it."""
    question = Asked()
    try:
        question = Asked.of(request.query_params)
        told = {} if question.empty else answered(record.owed(question), question)
    except FoedusError as error:
        return show(request, "ask.html", _form(question) | {"wrong": str(error), "told": {}}, 400)
    return show(request, "ask.html", _form(question) | {"wrong": "", "told": told})


def _form(question: Asked) -> dict[str, Any]:
    examples = [(_in_short(e), f"/?{e.query()}") for e in EXAMPLES]
    return {"question": question, "examples": examples, "query": question.query()}


def _in_short(question: Asked) -> str:
    place = f", {question.where}" if question.where else ""
    known = ", as known then" if question.known_on else ""
    return f"{question.attackers} on {question.target}{place}, {question.on}{known}"


def _evidence(owed: Obligations) -> list[dict[str, Any]]:
    """What the ledger tells of the attackers and the target, if there is one, the best borne out first."""
    world = owed.world
    if world.evidence is None:
        return []
    from foedus.web.said import matter_in_words  # noqa: PLC0415 - a page without a ledger needs none of it

    sides = (*owed.attack.attackers, owed.attack.target)
    found = {m.key: m for side in sides for m in world.evidence.matters(side)}
    return [matter_in_words(m, world) for m in sorted(found.values(), key=lambda m: m.standing.rank)[:EVIDENCE]]


def answered(owed: Obligations, question: Asked) -> dict[str, Any]:
    """Everything that the answer shows."""
    world = owed.world
    whole = Answered(None, world, None, (), (Scenario(Question(owed.attack, "asked"), owed, None),))
    rows = duties(owed, question)
    used = {row.status for row in rows}
    return {
        "title": heading(owed),
        "lines": [linked(line, lambda ground: proof_of(ground, question)) for line in answer(owed)],
        "meanings": [(status, says) for status, says in STATUS_IN_WORDS.items() if status in used],
        "help": [row for row in rows if row.helps],
        "others": [row for row in rows if not row.helps],
        "conflicts": in_sentences(owed),
        "torn": [the(world.atlas.name(code, world.on)) for code in owed.torn],
        "joined": joined([the(world.atlas.name(code, world.on)) for code, _ in owed.joined]),
        "moved": facts_turned_on(owed, question),
        "wars": wars(whole),
        "caveats": caveats(whole),
        "unverified": unverified(whole),
        "sources": sources(whole),
        "evidence": _evidence(owed),
    }
