"""Treaties: the list with its filters, and the reader, which sets each clause beside its coding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse

from foedus.atlas.names import folded
from foedus.briefing.clauses import clause_row
from foedus.briefing.sentences import article_in_words, field_in_words, in_prose, short, standing_in_words
from foedus.errors import BadQuestion, FoedusError
from foedus.law.asked import somebody
from foedus.law.catalogue import catalogue, find_treaty
from foedus.law.force import standing
from foedus.told.treaty import treaty_as_dict
from foedus.web.asking import line
from foedus.web.shown import show
from foedus.web.tables import csv_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.terms.treaties import Clause, Treaty
    from foedus.web.record import Record
    from foedus.world import World

__all__ = ["treaties", "treaties_table", "treaty"]

COLUMNS = ("id", "name", "instrument", "kinds", "signed", "in_force", "end", "standing", "parties")


def treaties(request: Request, record: Record) -> Response:
    """The list: every treaty, or those of a day, of parties, or with words in the name."""
    fields = dict.fromkeys(("on", "party", "words", "treaties"), "")
    try:
        fields |= {name: line(request.query_params, name) for name in fields}
        rows = _rows(fields, record)
    except FoedusError as error:
        values = {"title": "Treaties", "rows": [], "wrong": str(error), "query": "", **_shared(fields)}
        return show(request, "treaties.html", values, 400)
    values = {"title": "Treaties", "rows": rows, "wrong": "", "query": request.url.query, **_shared(fields)}
    return show(request, "treaties.html", values)


def treaties_table(request: Request, record: Record) -> Response:
    """The list as CSV, the columns those of `foedus treaties --csv`."""
    fields = {name: line(request.query_params, name) for name in ("on", "party", "words", "treaties")}
    return csv_file(_rows(fields, record), COLUMNS, "treaties.csv")


def _shared(fields: Mapping[str, str]) -> dict[str, Any]:
    return {"fields": fields, "source": _source(fields["treaties"], strict=False)}


def _source(name: str, *, strict: bool = True) -> str:
    if strict and name not in ("", "corpus", "atop"):
        raise BadQuestion(f"treaties={name}: the page reads corpus or atop")
    return "atop" if name == "atop" else "corpus"


def _rows(fields: Mapping[str, str], record: Record) -> list[dict[str, Any]]:
    world = record.world(fields["on"], source=_source(fields["treaties"]))
    dated = bool(fields["on"])
    names = [name.strip() for name in fields["party"].split(",") if name.strip()]
    codes = [somebody(world, n) if dated else world.atlas.actor(n, world.on).code for n in names]
    wanted = folded(fields["words"])
    return [
        {**row.to_dict(), "short": short(row.treaty)}
        for row in catalogue(world, codes, dated=dated)
        if wanted in folded(" ".join((row.treaty.id, row.treaty.name, *row.treaty.aka)))
    ]


def treaty(request: Request, record: Record) -> Response:
    """The reader of one treaty, on a day if one is given."""
    fields = {name: line(request.query_params, name) for name in ("on", "treaties")}
    world = record.world(fields["on"], source=_source(fields["treaties"]))
    name = request.path_params["name"]
    found = find_treaty(world.treaties, name)
    if found.id != name:
        rest = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/treaties/{found.id}{rest}", 303)
    return show(request, "treaty.html", _read(found, world, fields))


def _read(found: Treaty, world: World, fields: Mapping[str, str]) -> dict[str, Any]:
    told = treaty_as_dict(found, None)
    return {
        "title": short(found),
        "told": told,
        "fields": fields,
        "on": world.on.isoformat(),
        "standing": standing_in_words(found, world),
        "clauses": [_clause(c, world) for c in found.clauses],
        "parties": _parties(found, told, world),
        "unverified": [(field_in_words(field), reason) for field, reason in found.unverified],
        "notes": [in_prose(note) for note in found.notes],
    }


def _clause(clause: Clause, world: World) -> dict[str, Any]:
    """What a clause says, in our words, beside how it is coded."""
    row = clause_row(clause, world)

    def names(codes: tuple[str, ...], otherwise: str) -> str:
        return ", ".join(world.atlas.name(code, world.on) for code in codes) or otherwise

    coding = [
        ("kind", clause.kind),
        ("who promises", names(clause.promisors, "each party")),
        ("to whom", names(clause.promisees, "every other party")),
        ("casus foederis", str(clause.when)),
        ("act owed", clause.owes),
        ("discretion", clause.discretion),
        ("process", in_prose(clause.process)),
        ("reads so", f"{clause.start or 'from the beginning'} to {clause.end or 'today'}"),
        ("public since", str(clause.known or "")),
        ("taken at its words until", str(clause.known_until or "")),
    ]
    usual = {"reads so": "from the beginning to today"}
    return {
        "article": clause.article,
        "heading": article_in_words(clause.article, clause.kind),
        "kind": clause.kind,
        "substance": in_prose(clause.substance),
        "when": row["when"],
        "open": row["open"],
        "coding": [(name, value) for name, value in coding if value and usual.get(name) != value],
    }


def _parties(found: Treaty, told: dict[str, Any], world: World) -> list[dict[str, str]]:
    """Every spell of every party, and whether it is bound on the day."""
    said = {True: "bound", False: "not bound", None: "not known"}
    rows = []
    for party in told["parties"]:
        how = standing(found, party["state"], world)
        acceded = party["how"] in ("accession", "succession")
        since = party["entry"] or told["in_force"] or ""
        until = party["exit"] or told["end"] or ""
        rows.append(
            {
                "code": party["state"],
                "name": world.atlas.name(party["state"], world.on),
                "signed": party["signed"] or (None if acceded else told["signed"]) or "",
                "since": since,
                "how": party["how"] or "",
                "until": until,
                "until_how": party["exit_how"] or "",
                "note": party["note"] or "",
                "on_the_day": "signed, not in force" if how.pending else said[how.in_force],
            }
        )
    return rows
