"""What is written to the ledger from the page: a judgement by a click, with a name and a reason; a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from foedus.briefing.brief import example_report
from foedus.errors import BadQuestion
from foedus.web.views.ledger import casebook_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.web.forms import Form
    from foedus.web.record import Record

__all__ = ["add_report", "judge"]

VERDICTS = ("accept", "dispute", "retract")
"""Verdicts of one click; those about two entries are for the command line."""


def judge(_: Request, record: Record, form: Form) -> Response:
    """Record a verdict on a claim, then show it where it stands.

    Raises:
        BadQuestion: no such verdict, no name, no reason.
    """
    verdict, of = form.get("verdict", ""), form.get("of", "")
    if verdict not in VERDICTS:
        raise BadQuestion(f"verdict {verdict!r}: say accept, dispute or retract")
    author = _author(form)
    casebook_of(record).judge(verdict, of, reason=form.get("reason", ""), author=author)
    return _remembered(RedirectResponse(f"/ledger/entries/{of}", 303), author)


def add_report(_: Request, record: Record, form: Form) -> Response:
    """Read a report, record it with its claims, and show it.

    Raises:
        BadReport: it cannot be read as one.
        BadQuestion: no name.
    """
    from foedus.news.reading import read_report  # noqa: PLC0415 - heavy, and only where a report is read
    from foedus.terms.when import day  # noqa: PLC0415 - the same

    book, author = casebook_of(record), _author(form)
    example = form.get("example") == "yes"
    text = example_report() if example else form.get("text", "").replace("\r\n", "\n")
    if not text.strip():
        raise BadQuestion("there is no text: paste the report into the form")
    told = form.get("dateline", "").strip()
    corpus = record.treaties()
    reading = read_report(text, dateline=day(told) if told else None, atlas=record.world().atlas, treaties=corpus)
    name = "the example report" if example else form.get("name", "").strip() or reading.title or "a report"
    stored = book.add(name, reading, author=author)
    return _remembered(RedirectResponse(f"/ledger/reports/{stored.id}", 303), author)


def _author(form: Form) -> str:
    author = " ".join(form.get("author", "").split())
    if not author:
        raise BadQuestion("say who judges: an entry without a name helps nobody")
    return author


def _remembered(response: Response, author: str) -> Response:
    """The name stands in the next form as well."""
    if author.isascii() and author.replace(" ", "").replace(".", "").replace("-", "").isalnum():
        response.set_cookie("foedus-author", author.replace(" ", "+"), samesite="strict", httponly=True)
    return response
