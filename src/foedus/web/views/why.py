"""Why: the proof of what a state owes, or that it owes nothing, as a tree that opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import HELP, heading
from foedus.briefing.duties import proof
from foedus.briefing.sentences import the
from foedus.errors import BadQuestion, FoedusError
from foedus.web.asking import Asked, line
from foedus.web.duties import duties
from foedus.web.shown import show

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.law.owed import Obligations
    from foedus.terms.proofs import Proof
    from foedus.web.record import Record

__all__ = ["proofs_of", "why"]


def why(request: Request, record: Record) -> Response:
    """The proofs of one state, or, with none named, a list of those who owe something."""
    question = Asked()
    try:
        question = Asked.of(request.query_params)
        owed = record.owed(question)
        state = line(request.query_params, "state")
        words = (line(request.query_params, "treaty"), line(request.query_params, "article"))
        told = _proved(owed, state, words) if state else {"title": heading(owed), "proofs": [], "state": ""}
        rows = [] if state else duties(owed, question)
    except FoedusError as error:
        values = {"title": "Proofs", "question": question, "query": question.query(), "wrong": str(error), "state": ""}
        return show(request, "why.html", values | {"proofs": [], "rows": []}, 400)
    values = told | {"question": question, "query": question.query(), "wrong": "", "rows": rows}
    return show(request, "why.html", values)


def proofs_of(owed: Obligations, name: str) -> tuple[str, bool, list[Proof]]:
    """The code of a state, whether it owes help, and the proofs: of each duty, or of the absence of any.

    Raises:
        BadQuestion: the state is a side of the attack itself.
        UnknownName, AmbiguousName: nobody, or several, are called so.
    """
    code = owed.world.atlas.actor(name, owed.world.on).code
    if code in (*owed.attack.attackers, owed.attack.target):
        part = "the target" if code == owed.attack.target else "an attacker"
        raise BadQuestion(f"{name} is {part} here; a proof is about a third state")
    helping = [o for o in owed.of(code) if o.kind in HELP and o.status != "not_invoked"]
    return code, bool(helping), [o.proof for o in helping] or [owed.missing(code).proof]


def _proved(owed: Obligations, name: str, words: tuple[str, str]) -> dict[str, Any]:
    """Every proof of a state, those of help first; only that of one clause, if its treaty and article are given."""
    code, owes, proofs = proofs_of(owed, name)
    others = [o.proof for o in owed.of(code) if o.kind not in HELP and o.status != "not_invoked"] if owes else []
    one = [o.proof for o in owed.of(code) if (o.treaty, o.article) == words and o.status != "not_invoked"]
    if one:
        proofs, others = one, []
    who = the(owed.world.atlas.name(code, owed.world.on))
    return {
        "title": f"Why {who} {'owes help' if owes else 'owes no help'}",
        "about": heading(owed),
        "state": code,
        "proofs": [proof(p) for p in (*proofs, *others)],
    }
