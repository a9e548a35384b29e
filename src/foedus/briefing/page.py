"""The brief as one page of HTML that needs nothing else, or as Markdown: the templates only lay out."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.briefing.abroad import abroad
from foedus.briefing.anchors import Anchors
from foedus.briefing.answer import heading
from foedus.briefing.briefly import briefly
from foedus.briefing.caveats import HONOUR, caveats, unverified
from foedus.briefing.clauses import clause_row
from foedus.briefing.coming import right_so_far, rows, told
from foedus.briefing.consequences import consequences
from foedus.briefing.data_sets import JOINER, data_sets, method_anchor, ways
from foedus.briefing.duties import meanings, proof, scenario_rows
from foedus.briefing.lead import FOREMOST, lead
from foedus.briefing.map import mapped
from foedus.briefing.record import record
from foedus.briefing.said import voices
from foedus.briefing.sentences import day_in_words, in_prose, joined, long_day, short, standing_in_words
from foedus.briefing.standing import SHOWN, heard, standing
from foedus.briefing.summary import sources, turns, wars
from foedus.briefing.waves import waves
from foedus.briefing.words import Claimed, Method, Odds, grounded, linked
from foedus.gate.kept import cache_folder
from foedus.pictures.svg import inline
from foedus.pictures.world_map import share_across

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import BytecodeCache, Environment

    from foedus.briefing.answered import Answered, Scenario
    from foedus.briefing.questions import Touched
    from foedus.briefing.standing import Group, Heard
    from foedus.briefing.statements import Statement
    from foedus.briefing.summary import Sourced
    from foedus.briefing.words import Line, Words
    from foedus.law.owed import Obligations

__all__ = ["page", "templates"]


def page(brief: Answered, form: str) -> str:
    """The brief as one page of HTML, or as Markdown."""
    return templates().get_template(f"brief.{form}").render(**_view(brief)).lstrip()


@cache
def templates() -> Environment:
    """The templates of every page, with escaping on."""
    from jinja2 import (  # noqa: PLC0415 - heavy, and only here
        ChoiceLoader,
        Environment,
        PackageLoader,
        StrictUndefined,
        select_autoescape,
    )

    loader = ChoiceLoader([PackageLoader("foedus", room) for room in ("briefing/templates", "pictures")])
    templates = Environment(
        loader=loader,
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_kept_code(),
    )
    templates.filters.update(
        plain=_plain_text,
        address=_address,
        in_file="#{}".format,
        capitalize_first=_capitalized,
        ended=_ended,
        method_anchor=method_anchor,
    )
    return templates


def _kept_code() -> BytecodeCache | None:
    """Where templates are kept once they are compiled; nowhere, if the cache folder cannot be written."""
    from jinja2 import FileSystemBytecodeCache  # noqa: PLC0415 - as above

    folder = cache_folder() / "templates"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _plain_text(text: object) -> str:
    r"""Text for Markdown: what would be markup is disarmed, and nothing else; an underscore inside a word is none.

    >>> print(_plain_text("self_defence is _open_, [see](here) <b>"))
    self_defence is \_open\_, \[see\](here) \<b>
    """
    plain = _MARKUP.sub(r"\\\g<0>", " ".join(str(text).split()))
    return _BLOCK.sub(r"\1\\\2", plain)


_MARKUP = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])")
_BLOCK = re.compile(r"\A(\d+(?=[.)]\s))?([#>+\-.)])")


def _capitalized(text: str) -> str:
    """Words as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    """Words as the end of a sentence: a quotation that has its own full stop needs no second."""
    return text if text.endswith((".”", "!”", "?”", "…”", ".")) else f"{text}."


def _address(text: object) -> str:
    """A source: an address as a link that needs no escaping, any other as text."""
    where = str(text)
    return f"<{where}>" if re.fullmatch(r"https?://[^\s<>]+", where) else _plain_text(where)


def _view(brief: Answered) -> dict[str, Any]:
    """What the templates lay out, worked out once for all of them; maps when they are drawn."""
    if "view" not in brief.kept:
        brief.kept["view"] = _made(brief)
    view: dict[str, Any] = brief.kept["view"]
    return view


def _made(brief: Answered) -> dict[str, Any]:
    reading = brief.reading
    watched = tuple(t.treaty.id for t in brief.touched)
    scenarios = [scenario_rows(s, watched, n) for n, s in enumerate(brief.scenarios)]
    stands, changes, found_abroad, fought = standing(brief), consequences(brief), abroad(brief), wars(brief)
    kept, pages = record(brief), [HONOUR, *(c.page for c in changes)]
    parts = [*(name for name, _ in kept), *(["report", "claims"] if reading else []), *(["stands"] if stands else [])]
    where = Anchors(brief, scenarios, fought, parts)

    def line(words: Words | str) -> Line:
        return linked(words, where)

    for row in scenarios:
        because = "" if str(row["why"]) == "asked" else str(row["why"])
        row["because"], row["why"] = because, line(row["why"]) if because else None
        row["silent"] = [(line(told), told) for told in row["silent"]]
        row["conflicts"] = [(line(told), told) for told in row["conflicts"]]
    return {
        "title": reading.title if reading else heading(brief.scenarios[0].answers[0]),
        "kind": "report" if reading else "question",
        "reading": reading,
        "dateline": day_in_words(reading.dateline) if reading and reading.dateline else "",
        "both": any(len(s.answers) > 1 for s in brief.scenarios),
        "days": [long_day(w) for w in brief.worlds],
        "briefly": [(line(told), told) for told in briefly(brief)],
        "lead": [(p.label, [line(told) for told in p.lines], p.lines) for p in lead(brief)],
        "voices": voices(reading, brief.worlds[0]) if reading else [],
        "treaties": [_treaty(t, brief) for t in brief.touched],
        "wars": [(w, line(grounded(str(w), *w.grounds))) for w in fought],
        "abroad": [(a, line(grounded(str(a), *a.grounds))) for a in found_abroad],
        "scenarios": scenarios,
        "meanings": meanings(scenarios),
        "odds": [_odds(n, s, row, where) for n, (s, row) in enumerate(zip(brief.scenarios, scenarios, strict=True))],
        "no_odds": _no_odds(brief),
        "honour": HONOUR,
        "joiner": JOINER,
        "odds_notes": [(line(note), note) for note in _notes(brief)],
        "standing": [(g, [(r, [where(h.on) for h in r.heard]) for r in g.rows]) for g in stands],
        "standing_note": _FROM_LEDGER if brief.worlds[0].evidence is not None else _FROM_REPORT,
        "maps": lambda: [_map(s, row, where) for s, row in zip(brief.scenarios[:FOREMOST], scenarios, strict=False)],
        "heard": _heard(stands, [*changes, *fought, *found_abroad], brief),
        "waves": [
            {"title": row["title"], "case": f"#case-{n}", **_waves(s.answers[-1])}
            for n, (s, row) in enumerate(zip(brief.scenarios, scenarios, strict=True), 1)
        ],
        "consequences": [(c, line(c.words)) for c in changes],
        "record": kept,
        "ways": ways(brief, pages),
        "data_sets": data_sets(brief, pages),
        "turns": [(t, list(dict.fromkeys(filter(None, map(where, t.duties))))) for t in turns(brief)],
        "caveats": [(line(told), told) for told in caveats(brief)],
        "unverified": unverified(brief),
        "sources": sources(brief),
    }


_GRADED = (
    "That somebody says a thing is not that it is so. Grades are those of the Admiralty code: the source from A to F, "
    "the information from 1 (confirmed by others) to 6 (cannot be judged)."
)
_FROM_LEDGER = f"By the ledger of evidence, as known on the day. {_GRADED}"
_FROM_REPORT = f"By this report alone, which bears nothing out by itself; a ledger holds many. {_GRADED}"


def _odds(number: int, scenario: Scenario, row: dict[str, Any], where: Anchors) -> dict[str, Any]:
    shown = told(scenario.odds)
    helping = [(duty, r["anchor"]) for r in (*row["help"], *row["doubtful"]) for duty in r["duties"]]
    owing = {(duty[1], duty[2]): f"#{address}" for duty, address in reversed(helping)}
    attack = scenario.answers[0].attack
    sides = {"defending side": (attack.target,), "attacking side": attack.attackers}
    return {
        "title": row["title"],
        "days": [day.day for day in shown],
        "rows": [
            (c, days, where(Odds(number, c.state, c.side)), _duty(owing, c.state, sides[c.side]))
            for c, days in rows(shown)
        ],
        "parts": [name for c in (shown[-1].chances[:1] if shown else ()) for name, _ in c.parts],
        "others": shown[-1].others if shown else 0,
        "missing": list(dict.fromkeys(day.missing for day in scenario.odds if day.missing)),
    }


def _duty(owing: dict[tuple[str, str], str], state: str, side: tuple[str, ...]) -> str:
    """Where the duty of a state to one of a side stands; nothing where it has none."""
    return next((owing[state, ally] for ally in side if (state, ally) in owing), "")


def _notes(brief: Answered) -> list[Words]:
    """How often such odds were right, and what whoever reads them must know."""
    days = [day for s in brief.scenarios for day in s.odds]
    if not any(day.chances for day in days):
        return []
    notes = dict.fromkeys(c for day in days for c in day.caveats)
    return [grounded(note, Method(JOINER)) for note in (right_so_far(), *notes)]


def _no_odds(brief: Answered) -> str:
    """Why there are no odds at all, where one reason stands for every scenario: it is said once."""
    days = [day for s in brief.scenarios for day in s.odds]
    reasons = {day.missing for day in days}
    return reasons.pop() if len(reasons) == 1 else ""


def _waves(owed: Obligations) -> dict[str, Any]:
    called = waves(owed)
    steps = [[(c, proof(c.proof) if c.proof else None) for c in step] for step in called.steps]
    return {"day": called.day, "steps": steps, "torn": joined(list(called.torn))}


def _map(scenario: Scenario, row: dict[str, Any], where: Anchors) -> dict[str, Any]:
    """The map of one question on the brief's own day, with the same as a table."""
    drawn = mapped(scenario.answers[0])
    picture = drawn.drawn(still=True)
    return {
        "title": row["title"],
        "day": long_day(drawn.owed.world),
        "picture": inline(picture) if drawn.rows else "",
        "at": f"{share_across(picture, drawn.spots, 'target'):.2f}",
        "rows": [(r, where(r.duty)) for r in drawn.rows],
        "statuses": drawn.statuses,
        "says": drawn.says,
    }


def _heard(stands: tuple[Group, ...], others: Sequence[Statement | Sourced], brief: Answered) -> list[Heard]:
    """The claims of a ledger on which sentences rest, each once; those of a report stand with who says what."""
    every = {h.on.key: h for group in stands for row in group.rows for h in row.heard}
    found = {key: one for key, one in every.items() if isinstance(key, str)}
    wanted = {g.key for o in others for g in o.grounds if isinstance(g, Claimed) and isinstance(g.key, str)} - {*found}
    for world in brief.worlds if wanted else ():
        matters = world.evidence.matters() if world.evidence else ()
        for claim in (t for m in matters for t in (*m.claims, *m.denials) if t.entry[:SHOWN] in wanted):
            found.setdefault(claim.entry[:SHOWN], heard(claim, {}))
    return list(found.values())


def _treaty(touched: Touched, brief: Answered) -> dict[str, Any]:
    treaty = touched.treaty
    how = [standing_in_words(treaty, w) for w in brief.worlds]
    return {
        "id": treaty.id,
        "name": treaty.name,
        "short": short(treaty),
        "why": touched.why,
        "named": touched.named,
        "binding": treaty.binding,
        "standing": how if len(set(how)) > 1 else how[:1],
        "kinds": joined(list(dict.fromkeys(c.kind for c in treaty.clauses))),
        "clauses": [clause_row(c, brief.worlds[0]) for c in treaty.clauses],
        "notes": [in_prose(note) for note in treaty.notes],
    }
