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

    from foedus.web.record import Record

__all__ = ["brief", "duties_table"]


def brief(request: Request, record: Record) -> Response:
    """The brief of a question as one file that needs nothing else."""
    question = Asked.of(request.query_params)
    made = write_brief(
        attack=question.attack(),
        on=question.on or None,
        known_on=question.known_on or None,
        treaties=record.treaties(question.treaties),
    )
    answer = HTMLResponse(made.render("html"))
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(question, "brief.html")}"'
    return answer


def duties_table(request: Request, record: Record) -> Response:
    """Every duty of an answer as CSV, the columns those of `foedus attack --json`."""
    question = Asked.of(request.query_params)
    rows = [o.row() for o in record.owed(question).listed()]
    return csv_file(rows, COLUMNS, file_name(question, "duties.csv"))
