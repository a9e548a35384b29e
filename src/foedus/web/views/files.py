"""Files to take along: the brief of a question, and its duties as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from foedus.briefing.brief import brief as write_brief
from foedus.terms.obligations import COLUMNS
from foedus.web.asking import Asked
from foedus.web.tables import csv_file, file_name

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.briefing.brief import Brief
    from foedus.web.record import Record

__all__ = ["brief", "brief_of", "duties_table"]


def brief_of(record: Record, question: Asked) -> Brief:
    """The brief of a question, from the record that the page answers from, its ledger among it."""
    world = record.world(question.on, question.known_on, question.treaties)
    known = question.known_on or None
    return write_brief(attack=question.attack(), on=question.on or None, known_on=known, world=world)


def brief(request: Request, record: Record) -> Response:
    """The brief of a question as one file that needs nothing else."""
    question = Asked.of(request.query_params)
    made = brief_of(record, question)
    answer = HTMLResponse(made.render("html"))
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(question, "brief.html")}"'
    return answer


def duties_table(request: Request, record: Record) -> Response:
    """Every duty of an answer as CSV, the columns those of `foedus attack --json`."""
    question = Asked.of(request.query_params)
    rows = [o.row() for o in record.owed(question).listed()]
    return csv_file(rows, COLUMNS, file_name(question, "duties.csv"))
