"""The brief as one page of HTML that needs nothing else, or as Markdown: the templates only lay out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.briefing.rows import claim_rows, clause_row, scenario_rows
from foedus.briefing.sentences import long_day, standing_in_words
from foedus.briefing.summary import caveats, lead, question_title, sources, turns, wars

if TYPE_CHECKING:
    from jinja2 import Environment

    from foedus.briefing.answered import Answered

__all__ = ["page"]


def page(brief: Answered, form: str) -> str:
    """The brief as one page of HTML, or as Markdown."""
    return _templates().get_template(f"brief.{form}").render(**_view(brief)).lstrip()


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape  # noqa: PLC0415 - heavy, and only here

    loader = PackageLoader("foedus", "briefing/templates")
    templates = Environment(
        loader=loader,
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["cell"] = _cell
    return templates


def _cell(text: object) -> str:
    """Text for a Markdown table or list: what would be markup is disarmed."""
    plain = " ".join(str(text).split())
    for mark in "\\`*_[]<>|#":
        plain = plain.replace(mark, f"\\{mark}")
    return plain


def _view(brief: Answered) -> dict[str, Any]:
    reading = brief.reading
    claims = reading.claims if reading else ()
    return {
        "title": reading.title if reading else question_title(brief),
        "kind": "report" if reading else "question",
        "reading": reading,
        "days": [{"on": w.on.isoformat(), "long": long_day(w), "known_on": w.known_on} for w in brief.worlds],
        "lead": lead(brief),
        "claims": claim_rows(claims, dict(reading.speakers) if reading else {}, brief.worlds[0]),
        "treaties": [
            {
                "id": t.treaty.id,
                "name": t.treaty.name,
                "why": t.why,
                "standing": [standing_in_words(t.treaty, w) for w in brief.worlds],
                "named": t.named,
                "clauses": [clause_row(c, brief.worlds[0]) for c in t.treaty.clauses],
                "notes": t.treaty.notes,
            }
            for t in brief.touched
        ],
        "wars": wars(brief),
        "scenarios": [scenario_rows(s) for s in brief.scenarios],
        "turns": turns(brief),
        "caveats": caveats(brief),
        "sources": sources(brief),
    }
