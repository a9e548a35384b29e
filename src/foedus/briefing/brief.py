"""The brief: a question or a report answered for its day and for today, with what differs between the two."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.briefing.age import misfit
from foedus.briefing.answered import Answered, Scenario
from foedus.briefing.coming import coming
from foedus.briefing.page import page
from foedus.briefing.plain import as_dict
from foedus.briefing.questions import MOST, Question, questions, touched
from foedus.errors import BadQuestion, FoedusError
from foedus.law.asked import can_be_asked
from foedus.law.casus import obligations
from foedus.law.reading import treaties as read_treaties
from foedus.terms.when import day
from foedus.world import World

if TYPE_CHECKING:
    from foedus.terms.attacks import Attack
    from foedus.terms.claims import Reading
    from foedus.terms.treaties import Treaty

__all__ = ["Brief", "brief", "check_output", "example_report"]


class Brief(Answered):
    """One question answered, and its ways out: a page, Markdown, plain data."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The object of `foedus brief --format json`."""
        return as_dict(self)

    def render(self, form: str) -> str:
        """The brief as `html` (one page that needs nothing else), `md` or `json`.

        Raises:
            FoedusError: another form.
        """
        if form == "json":
            return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"
        if form not in ("html", "md"):
            raise FoedusError(f"unknown format {form!r}; the formats are html, md and json")
        return page(self, form)

    def save(self, path: str | Path) -> Path:
        """Write the brief; the ending of the name (.html, .md, .json) gives the form. All or nothing."""
        path = check_output(path)
        text = self.render(path.suffix.lstrip(".") or "html")
        part = path.with_name(path.name + ".part")
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise FoedusError(f"cannot write {path}: {error.strerror}; name a file in a folder of yours") from None
        return path

    def __str__(self) -> str:
        return self.render("md")


def check_output(path: str | Path) -> Path:
    """Can a brief be written there? Asked before any work.

    Raises:
        FoedusError: an ending that is no form, no such folder, a folder or a device in place of a file.
    """
    path = Path(path)
    if path.is_dir():
        raise FoedusError(f"cannot write {path}: it is a folder; name a file in it, such as {path / 'brief.html'}")
    if path.exists() and not path.is_file():
        raise FoedusError(f"cannot write {path}: it is no ordinary file; to print the brief use --format html")
    if not path.parent.is_dir():
        raise FoedusError(f"cannot write {path}: there is no folder {path.parent}; make it or name another")
    if path.suffix not in (".html", ".md", ".json", ""):
        raise FoedusError(f"cannot write {path}: unknown format {path.suffix[1:]!r}; the formats are html, md and json")
    return path


def example_report() -> str:
    """The report that ships: our own words on the events of October 2024."""
    return (files("foedus") / "data" / "example-report.txt").read_text(encoding="utf-8")


def brief(  # noqa: PLR0913 - a report or a question, two clocks, and what answers
    report: str | Path | None = None,
    *,
    attack: Attack | None = None,
    on: str | date | None = None,
    dateline: str | date | None = None,
    known_on: str | date | None = None,
    today: str | date | None = None,
    treaties: tuple[Treaty, ...] | None = None,
    world: World | None = None,
) -> Brief:
    """Answer a report or a question.

    Args:
        report: a file's path; left out without an attack, the example that ships.
        attack: a question in place of a report.
        on: the question's day; left out, today.
        dateline: the report's day, where the report does not print it. Nobody guesses it.
        known_on: answer with what was public by this day.
        today: the day to compare with; left out, today's date.
        treaties: the corpus; left out, the one that ships.
        world: in place of treaties, a world whose record and ledger answer (`Ledger.revise`); its days do not matter.

    Raises:
        BadReport: the file cannot be read as a report.
        BadQuestion: a report and an attack at once.
        BadDate: no such day.

    >>> import foedus as fd
    >>> answer = fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2026-11-01")
    >>> [o.status for o in answer.scenarios[0].then.of("RUS")][:1]
    ['pending']
    """
    if attack is not None and report is not None:
        raise BadQuestion("give a report or an attack, not both")
    moment = today or datetime.now(UTC).date()
    now = world.at(moment) if world is not None else World(treaties or read_treaties(), moment)
    corpus = now.treaties
    if attack is not None:
        then = now.at(on or now.on, known_on)
        question = Question(attack, "asked")
        return Brief(None, then, _other(now, then), (), (_scenario(question, then, _other(now, then)),))
    from foedus.news.reading import named_treaties, read_report  # noqa: PLC0415 - a question needs no reader

    text = example_report() if report is None else Path(report)
    reading = read_report(text, dateline=day(dateline) if dateline else None, atlas=now.atlas, treaties=corpus)
    if isinstance(text, Path) and not reading.title:
        reading = replace(reading, title=text.name)
    dated = now.at(reading.dateline, known_on) if reading.dateline else None
    answering = dated or now
    found = touched(reading, answering)
    asked = [q for q in _asked(reading, answering, now) if can_be_asked(answering, q.attack)]
    scenarios = tuple(_scenario(q, dated, _other(now, dated)) for q in asked)
    later = named_treaties(text, on=now.on, atlas=now.atlas, treaties=corpus) if dated else ()
    return Brief(reading, dated, _other(now, dated), found, scenarios, misfit(reading, later, now))


def _asked(reading: Reading, world: World, now: World) -> tuple[Question, ...]:
    """The questions of the report's day, then those that only today's wars raise."""
    first = questions(reading, world)
    known = {q.attack for q in first}
    later = () if now.on == world.on else questions(reading, now)
    more = (replace(q, why="today " + q.why) for q in later if q.attack not in known)
    return (*first, *more)[:MOST]


def _other(now: World, then: World | None) -> World | None:
    """Today, unless it is the day of the question already."""
    return None if then is not None and then.on == now.on else now


def _scenario(question: Question, then: World | None, now: World | None) -> Scenario:
    first = None if then is None else obligations(then, question.attack)
    attack = question.attack if first is None else first.attack
    second = obligations(now, attack) if now is not None and can_be_asked(now, attack) else None
    return Scenario(question, first, second, coming(*(owed for owed in (first, second) if owed is not None)))
