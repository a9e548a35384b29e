"""The ledger: what it tells of a day, its reports, its latest entries; and one report with its claims marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.errors import BadQuestion, FoedusError
from foedus.terms.evidence import MATTERS
from foedus.web.asking import line
from foedus.web.forms import token_for, with_token
from foedus.web.marked import paragraphs
from foedus.web.said import claim_in_words, matter_in_words
from foedus.web.shown import show
from foedus.web.tables import csv_file

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.ledger.stored import Stored
    from foedus.web.casebook import Casebook
    from foedus.web.record import Record

__all__ = ["casebook_of", "ledger", "ledger_entry", "ledger_table", "report"]

LATEST = 40
"""Entries that are shown; the table has all."""


def casebook_of(record: Record) -> Casebook:
    """The ledger that the page serves.

    Raises:
        BadQuestion: it serves none.
    """
    if record.casebook is None:
        raise BadQuestion("no ledger is served; begin with: foedus serve --ledger DB")
    return record.casebook


def ledger(request: Request, record: Record) -> Response:
    """What the ledger tells of a day."""
    book = casebook_of(record)
    fields = dict.fromkeys(("on", "known_on", "state", "kind"), "")
    values: dict[str, Any] = {"title": "The ledger", "wrong": "", "matters": [], "kinds": MATTERS, "caveats": ()}
    with book.read() as opened:
        reports = [
            (e.id, e.entry.said, e.entry.known) for e in opened.entries(kinds=("report",), newest=True, limit=200)
        ]
        latest = list(opened.entries(newest=True, limit=LATEST))
        values |= {"count": len(opened), "reports": reports}
    values["latest"] = [_entry(e) for e in latest]
    try:
        fields |= {name: line(request.query_params, name) for name in fields}
        if fields["kind"] and fields["kind"] not in MATTERS:
            raise BadQuestion(f"kind={fields['kind']}: a matter is one of {', '.join(MATTERS)}")
        world = record.world(fields["on"], fields["known_on"])
        state = world.atlas.actor(fields["state"], world.on).code if fields["state"] else None
        assert world.evidence is not None  # noqa: S101 - a world of a ledger has evidence
        found = world.evidence.matters(state, fields["kind"] or None)
        values["matters"] = [matter_in_words(m, world) for m in sorted(found, key=lambda m: m.standing.rank)]
        values["caveats"] = world.evidence.caveats
    except FoedusError as error:
        values["wrong"] = str(error)
    cookie, token = token_for(request)
    values |= {"fields": fields, "token": token, "query": request.url.query}
    return with_token(show(request, "ledger.html", values, 400 if values["wrong"] else 200), cookie)


def ledger_table(_: Request, record: Record) -> Response:
    """Every entry as CSV."""
    with casebook_of(record).read() as opened:
        rows = [_entry(e) for e in opened.entries()]
    return csv_file(rows, ("number", "id", "kind", "known", "recorded", "author", "says", "reason"), "ledger.csv")


def _entry(stored: Stored) -> dict[str, Any]:
    entry = stored.entry
    return {
        "number": stored.number,
        "id": stored.id,
        "kind": entry.kind,
        "known": entry.known.isoformat(),
        "recorded": f"{entry.recorded:%Y-%m-%d %H:%M}",
        "author": entry.author,
        "says": _says(entry.kind, entry.said),
        "reason": entry.reason,
    }


def _says(kind: str, said: dict[str, Any]) -> str:
    if kind == "report":
        return str(said.get("title") or said.get("name") or "a report")
    if kind == "claim":
        return " ".join(str(said.get("sentence", "")).split())
    if kind == "judgement":
        return f"{said['verdict']} {said['of']}" + (f" by {said['by']}" if said.get("by") else "")
    if kind == "grade":
        return f"{said['reliability']}{said['credibility']} for {said['of']}"
    return str(said.get("text", ""))


def ledger_entry(request: Request, record: Record) -> Response:
    """Any entry by its number or id: the report in which it stands, or the report itself."""
    from starlette.responses import RedirectResponse  # noqa: PLC0415 - only here

    with casebook_of(record).read() as opened:
        found = opened.find(request.path_params["name"])
        if found.entry.kind in ("judgement", "grade"):
            found = opened.find(found.entry.said["of"])
    home = found.entry.said.get("report") if found.entry.kind == "claim" else found.id
    anchor = f"#{found.id}" if found.entry.kind == "claim" else ""
    if found.entry.kind not in ("claim", "report") or not home:
        return RedirectResponse("/ledger#latest", 303)
    return RedirectResponse(f"/ledger/reports/{home}{anchor}", 303)


def report(request: Request, record: Record) -> Response:
    """One report with its claims marked, each with what analysts said of it and a form to judge it."""
    book = casebook_of(record)
    with book.read() as opened:
        found = opened.find(request.path_params["name"])
        if found.entry.kind != "report":
            raise BadQuestion(f"{found.id} is a {found.entry.kind} and no report")
        claims = opened.about(found.number, kinds=("claim",))
        judged = {c.id: opened.about(c.number, kinds=("judgement", "grade", "note")) for c in claims}
    world = record.world()
    said = found.entry.said
    told = [claim_in_words(c, world) | {"judged": [_entry(j) for j in judged[c.id]]} for c in claims]
    cookie, token = token_for(request)
    values = {
        "title": said.get("title") or said.get("name") or "A report",
        "said": said,
        "id": found.id,
        "paragraphs": paragraphs(said.get("text") or "", [(c["id"], c["start"], c["end"]) for c in told]),
        "claims": told,
        "numbers": {c["id"]: n for n, c in enumerate(told, 1)},
        "token": token,
        "author": request.cookies.get("foedus-author", ""),
        "done": line(request.query_params, "done"),
    }
    return with_token(show(request, "report.html", values), cookie)
