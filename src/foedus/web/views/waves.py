"""Waves: who enters if every invoked duty is kept, step by step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import HELP, heading
from foedus.briefing.sentences import article_in_words, short, the
from foedus.briefing.waves import waves as told_waves
from foedus.errors import FoedusError
from foedus.web.asking import Asked
from foedus.web.pictures.drawing import inline, picture_file
from foedus.web.pictures.waves import Entering, waves_picture
from foedus.web.shown import show
from foedus.web.tables import csv_file, file_name

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.law.owed import Obligations
    from foedus.web.record import Record

__all__ = ["waves", "waves_file", "waves_table"]


def waves(request: Request, record: Record) -> Response:
    """The waves of an attack, drawn, and the same as a list."""
    question = Asked()
    try:
        question = Asked.of(request.query_params)
        owed = _kept(record, question)
    except FoedusError as error:
        values = {"title": "Waves", "question": question, "query": question.query(), "wrong": str(error), "told": {}}
        return show(request, "waves.html", values, 400)
    told: dict[str, Any] = {"waves": told_waves(record.owed(question)), "picture": inline(_picture(owed))}
    title = heading(owed)
    values = {"title": title, "question": question, "query": question.query(), "wrong": "", "told": told}
    return show(request, "waves.html", values)


def waves_file(request: Request, record: Record) -> Response:
    """The picture as a file."""
    question = Asked.of(request.query_params)
    return picture_file(_picture(_kept(record, question)), file_name(question, "waves.svg"))


def waves_table(request: Request, record: Record) -> Response:
    """Who enters when, as CSV."""
    question = Asked.of(request.query_params)
    rows = [
        {"wave": e.wave, "state": e.code, "name": e.name, "side": e.side, "for": e.helps, "why": e.says}
        for e in _entering(_kept(record, question))
    ]
    return csv_file(rows, ("wave", "state", "name", "side", "for", "why"), file_name(question, "waves.csv"))


def _kept(record: Record, question: Asked) -> Obligations:
    return record.owed(replace(question, honoured=True))


def _picture(owed: Obligations) -> Any:
    entering = _entering(owed)
    count = sum(e.wave > 0 for e in entering)
    return waves_picture(entering, title=f"{heading(owed)}: {count} enter, wave after wave; the list holds the same")


def _entering(owed: Obligations) -> list[Entering]:
    """Everyone in it, the attackers and the target first."""
    world, attack = owed.world, owed.attack

    def name(code: str) -> str:
        return world.atlas.name(code, world.on)

    first = [Entering(attack.target, name(attack.target), 0, "defending", (), f"{name(attack.target)} is attacked")]
    first += [
        Entering(a, name(a), 0, "attacking", (attack.target,), f"{name(a)} attacks {name(attack.target)}")
        for a in attack.attackers
    ]
    for entered, side in ((owed.joined, "defending"), (owed.joined_attackers, "attacking")):
        for state, wave in sorted(entered, key=lambda pair: (pair[1], name(pair[0]))):
            calls = [
                o
                for o in owed.listed()
                if o.promisor == state and o.wave == wave and o.status == "invoked" and o.kind in HELP
            ]
            by = dict.fromkeys(f"{short(world.treaty(o.treaty))}, {article_in_words(o.article, o.kind)}" for o in calls)
            says = f"{the(name(state))} enters in wave {wave}: {'; '.join(by)}"
            helps = tuple(dict.fromkeys(o.promisee for o in calls))
            first.append(Entering(state, name(state), wave, side, helps, says[:1].upper() + says[1:]))
    return first
