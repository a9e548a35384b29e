"""Odds: who will probably come, apart from the law, and a cascade with chance in place of certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import heading
from foedus.briefing.coming import right_so_far
from foedus.briefing.sentences import the
from foedus.errors import FoedusError
from foedus.web.asking import Asked
from foedus.web.shown import show
from foedus.web.sources import ODDS, not_here
from foedus.web.tables import csv_file, file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.behaviour.today import Odds
    from foedus.war.result import Cascade
    from foedus.web.record import Record

__all__ = ["cascade", "cascade_of", "odds", "odds_of", "odds_table"]

DRAWS = 12_800
"""Throws of the page's cascade: enough to reach every draw of the model's parameters."""

_COLUMNS = ("state", "side", "p", "low", "high", "p_called", "bystander")

SHOWN = 30
"""States that are shown before the rest is folded away."""


def odds_of(record: Record, question: Asked) -> Odds:
    """The odds of a question.

    Raises:
        FoedusError: a source is not here, or there are no odds for this day.
    """
    from foedus.behaviour.today import odds as told  # noqa: PLC0415 - heavy, and only where odds are asked for

    missing = not_here(ODDS)
    if missing:
        raise FoedusError(f"odds need data sets of others: {missing}")
    return told(record.world(question.on, question.known_on, question.treaties), question.attack())


def cascade_of(record: Record, question: Asked, draws: int = DRAWS, seed: int = 1914) -> Cascade:
    """What may come of an attack, with the fitted model.

    Raises:
        FoedusError: as `odds_of`.
    """
    from foedus.war.cascade import cascade as run  # noqa: PLC0415 - heavy, and only where it is asked for

    missing = not_here(ODDS)
    if missing:
        raise FoedusError(f"a cascade needs data sets of others: {missing}")
    return run(record.world(question.on, question.known_on, question.treaties), question.attack(), None, draws, seed)


def odds(request: Request, record: Record) -> Response:
    """Each state and side with its probability and interval."""
    question = Asked()
    values: dict[str, Any] = {"title": "Odds", "wrong": "", "rows": [], "honour": [], "caveats": [], "right": ""}
    try:
        question = Asked.of(request.query_params)
        found = odds_of(record, question)
        world = record.world(question.on, question.known_on, question.treaties)
        names = {code: world.atlas.name(code, world.on) for code in found.frame["state"].unique()}
        values |= {
            "title": heading(record.owed(question)),
            "rows": _named(found.frame.to_dicts(), names),
            "honour": _named(found.honour.to_dicts(), names),
            "caveats": found.caveats,
            "right": right_so_far(),
        }
    except FoedusError as error:
        values["wrong"] = str(error)
    values |= {"question": question, "query": question.query(), "shown": SHOWN}
    return show(request, "odds.html", values, 400 if values["wrong"] else 200)


def odds_table(request: Request, record: Record) -> Response:
    """The odds as CSV."""
    question = Asked.of(request.query_params)
    rows = odds_of(record, question).frame.to_dicts()
    return csv_file(rows, ("state", "side", "p", "low", "high", "help"), file_name(question, "odds.csv"))


def cascade(request: Request, record: Record) -> Response:
    """A cascade with chance: who enters how often, and how large the sides grow."""
    question = Asked()
    values: dict[str, Any] = {"title": "A cascade", "wrong": "", "rows": [], "sizes": [], "caveats": [], "blocs": []}
    try:
        question = Asked.of(request.query_params)
        found = cascade_of(record, question)
        world = record.world(question.on, question.known_on, question.treaties)
        names = {e.state: world.atlas.name(e.state, world.on) for e in found.entrants}
        entrants = [{name: getattr(e, name) for name in _COLUMNS} for e in found.entrants]
        values |= {
            "title": heading(record.owed(question)),
            "rows": _named(entrants, names)[:SHOWN],
            "sizes": [(side, size.mean, size.low, size.high) for side, size in found.sizes],
            "blocs": [(b.side, [names[s] for s in b.states]) for b in found.blocs()],
            "caveats": found.caveats,
        }
    except FoedusError as error:
        values["wrong"] = str(error)
    values |= {"question": question, "query": question.query(), "draws": DRAWS}
    return show(request, "cascade.html", values, 400 if values["wrong"] else 200)


def _named(rows: Iterable[dict[str, Any]], names: dict[str, str]) -> list[dict[str, Any]]:
    return [{**row, "name": the(names.get(row["state"], row["state"]))} for row in rows]
