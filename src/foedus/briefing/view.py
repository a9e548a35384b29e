"""What the brief's pages show: plain values and finished sentences; the templates only lay them out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.briefing.clauses import condition_in_words, leaves_open
from foedus.briefing.differences import Difference, differences
from foedus.briefing.sentences import (
    answer,
    article_in_words,
    asked,
    fact_in_words,
    groups,
    joined,
    long_day,
    owes_in_words,
    short,
    standing_in_words,
    together,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from foedus.briefing.brief import Brief, Scenario
    from foedus.law.owed import Obligations
    from foedus.terms.claims import Claim
    from foedus.terms.obligations import Obligation
    from foedus.terms.proofs import Proof
    from foedus.terms.treaties import Clause
    from foedus.world import World

__all__ = ["as_dict", "page"]


def as_dict(brief: Brief) -> dict[str, Any]:
    """The brief as plain data: the object of `foedus brief --format json`."""
    told: dict[str, Any] = {}
    reading = brief.reading
    if reading is None:
        told["question"] = brief.scenarios[0].answers[0].to_dict()["attack"]
    else:
        told["report"] = {
            "title": reading.title,
            "outlet": reading.outlet,
            "dateline": reading.dateline.isoformat() if reading.dateline else None,
            "dateline_from": reading.dateline_from or None,
            "reader": reading.reader,
            "states": reading.counts(),
        }
    claims = reading.claims if reading else ()
    told["answer"] = _lead(brief)
    told["claims"] = [c.to_dict("report", n) for n, c in enumerate(claims, start=1)]
    told["speakers"] = dict(reading.speakers) if reading else {}
    told["treaties"] = [
        {
            "id": t.treaty.id,
            "name": t.treaty.name,
            "why": t.why,
            "named": t.named,
            "standing": [{"on": w.on.isoformat(), "says": standing_in_words(t.treaty, w)} for w in brief.worlds],
        }
        for t in brief.touched
    ]
    told["scenarios"] = [
        {
            "attack": owed.to_dict()["attack"],
            "on": owed.world.on.isoformat(),
            "why": s.question.why,
            "answer": answer(owed),
            "obligations": [o.to_dict() for o in owed.listed()],
            "conflicts": [c.to_dict() for c in owed.conflicts],
            "torn": list(owed.torn),
            "caveats": list(owed.caveats),
        }
        for s in brief.scenarios
        for owed in s.answers
    ]
    told["differences"] = [
        {"attack": s.question.attack.attackers, "target": s.question.attack.target, **d.to_dict()}
        for s in brief.scenarios
        for d in differences(s)
    ]
    told["caveats"] = _caveats(brief)
    told["sources"] = _sources(brief)
    return told


def page(brief: Brief, form: str) -> str:
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


def _view(brief: Brief) -> dict[str, Any]:
    reading = brief.reading
    claims = reading.claims if reading else ()
    return {
        "title": reading.title if reading else _question_title(brief),
        "kind": "report" if reading else "question",
        "reading": reading,
        "days": [{"on": w.on.isoformat(), "long": long_day(w), "known_on": w.known_on} for w in brief.worlds],
        "lead": _lead(brief),
        "claims": _claims(claims, dict(reading.speakers) if reading else {}, brief.worlds[0]),
        "treaties": [
            {
                "id": t.treaty.id,
                "name": t.treaty.name,
                "why": t.why,
                "standing": [standing_in_words(t.treaty, w) for w in brief.worlds],
                "named": t.named,
                "clauses": [_clause(c, brief.worlds[0]) for c in t.treaty.clauses],
                "notes": t.treaty.notes,
            }
            for t in brief.touched
        ],
        "wars": _wars(brief),
        "scenarios": [_scenario(s) for s in brief.scenarios],
        "turns": _turns(brief),
        "caveats": _caveats(brief),
        "sources": _sources(brief),
    }


def _question_title(brief: Brief) -> str:
    owed = brief.scenarios[0].answers[0]
    text = asked(owed)
    return f"{text[0].upper()}{text[1:]}, {long_day(owed.world)}"


def _lead(brief: Brief) -> list[str]:
    """The answer first: what changed in law, then the foremost question on each day."""
    lines = []
    if len(brief.worlds) == 2:
        for t in brief.touched:
            then, now = (standing_in_words(t.treaty, w) for w in brief.worlds)
            if t.named and then != now:
                lines.append(f"On {long_day(brief.worlds[0])} the {short(t.treaty)} was {then}; today it is {now}.")
    for scenario in brief.scenarios[:2]:
        for owed in _distinct(scenario):
            start = f"{asked(owed)}, {long_day(owed.world)}"
            again = " Today the law is the same." if _same(scenario) else ""
            lines.append(f"{start[0].upper()}{start[1:]}: {' '.join(answer(owed))}{again}")
    if brief.reading is not None and not brief.scenarios:
        lines.append(
            "The report names no two states of which one could be asked to defend the other: no question arises."
        )
    return lines


def _same(scenario: Scenario) -> bool:
    """Is there a second answer, and does it say what the first says?"""
    return len(scenario.answers) == 2 and not differences(scenario)


def _distinct(scenario: Scenario) -> tuple[Obligations, ...]:
    """The answers that differ: one if both days have the same."""
    return scenario.answers[:1] if _same(scenario) else scenario.answers


def _scenario(scenario: Scenario) -> dict[str, Any]:
    first = scenario.answers[0]
    text = asked(first)
    return {
        "title": f"{text[0].upper()}{text[1:]}",
        "why": scenario.question.why,
        "answers": [_answer(owed) for owed in _distinct(scenario)],
        "same": long_day(scenario.answers[-1].world) if _same(scenario) else "",
        "differences": [_difference(d, first.world) for d in differences(scenario)],
    }


def _answer(owed: Obligations) -> dict[str, Any]:
    listed = owed.listed()
    helping = [o for o in listed if o.kind in ("defense", "offense")]
    others = [o for o in listed if o.kind not in ("defense", "offense")]
    return {
        "on": owed.world.on.isoformat(),
        "long": long_day(owed.world),
        "lines": answer(owed),
        "help": [_row(first, same, owed) for first, same in groups(helping)],
        "others": [_row(first, same, owed) for first, same in groups(others)],
        "conflicts": [
            f"{owed.world.atlas.name(c.state, owed.world.on)} owes "
            f"{owed.world.atlas.name(c.duty_promisee, owed.world.on)} {c.duty} ({c.duty_treaty}) and "
            f"{owed.world.atlas.name(c.against_promisee, owed.world.on)} {c.against_duty} ({c.against_treaty})."
            for c in owed.conflicts
        ],
    }


def _row(first: Obligation, same: list[Obligation], owed: Obligations) -> dict[str, Any]:
    world = owed.world
    treaty = world.treaty(first.treaty)
    return {
        "who": together(same, world),
        "everyone": joined([world.atlas.name(o.promisor, world.on) for o in same]),
        "to": world.atlas.name(first.promisee, world.on),
        "owes": owes_in_words(first),
        "kind": first.kind,
        "treaty": short(treaty),
        "id": treaty.id,
        "article": article_in_words(first.article, first.kind),
        "substance": first.substance,
        "process": first.process,
        "status": first.status,
        "turns_on": [fact_in_words(t) for t in first.turns_on],
        "verified": first.verified,
        "binding": first.binding,
        "proof": _proof(first.proof),
    }


def _proof(proof: Proof) -> dict[str, Any]:
    mark = {True: "true", False: "false", None: "unknown"}[proof.truth]
    return {"says": proof.says, "truth": mark, "source": proof.source, "premises": [_proof(p) for p in proof.premises]}


def _difference(d: Difference, world: World) -> str:
    names = [world.atlas.name(s, world.on) for s in d.promisors]
    who = joined(names) if len(names) < 5 else f"{len(names)} states"
    before, after = ("nothing" if told == "none" else told for told in (d.before, d.after))
    words = f"{short(world.treaty(d.treaty))}, {article_in_words(d.article, d.kind)}"
    return f"{who}, {d.kind} ({words}): {before} then, {after} today"


def _clause(clause: Clause, world: World) -> dict[str, Any]:
    return {
        "article": article_in_words(clause.article, clause.kind),
        "kind": clause.kind,
        "substance": clause.substance,
        "when": condition_in_words(clause.when, world.atlas),
        "open": joined(leaves_open(clause)),
    }


def _claims(claims: tuple[Claim, ...], speakers: dict[str, str], world: World) -> list[dict[str, Any]]:
    """The claims by sentence and source: what one sentence claims in several ways stands in one row."""
    rows: dict[tuple[str, int, str], list[Claim]] = {}
    for claim in claims:
        rows.setdefault((claim.sentence, claim.start, claim.source), []).append(claim)
    groups: dict[tuple[str, str], list[Claim]] = {}
    for same in rows.values():
        groups.setdefault((same[0].sentence, same[0].source), []).extend(same)
    return [_claim_row(same, speakers, world) for same in groups.values()]


def _claim_row(same: list[Claim], speakers: dict[str, str], world: World) -> dict[str, Any]:
    first = same[0]
    whose = "" if first.affiliation in (None, "NARRATOR") else _affiliation(str(first.affiliation), world)
    dates = [_span(str(c.date.start), str(c.date.end)) for c in same if c.date]
    return {
        "source": "the report itself" if first.source == "NARRATOR" else first.source,
        "affiliation": _with_commas(speakers.get(first.source, ""), whose),
        "through": joined(list(first.relayed_by)),
        "modality": joined(_unique(c.modality for c in same)),
        "event": joined(_unique(c.event_type.replace("_", " ") for c in same)),
        "sentence": first.sentence,
        "quantity": "; ".join(_unique(_quantity(c) for c in same)),
        "date": "; ".join(_unique(dates)),
        "actors": "; ".join(_unique(_roles(c, world) for c in same)),
    }


def _with_commas(*words: str) -> str:
    return ", ".join(filter(None, words))


def _unique(words: Iterable[str]) -> list[str]:
    return [w for w in dict.fromkeys(words) if w]


def _roles(claim: Claim, world: World) -> str:
    name = world.atlas.name
    return "; ".join(f"{role}: {joined([name(c, world.on) for c in codes])}" for role, codes in claim.actors if codes)


def _affiliation(text: str, world: World) -> str:
    kind, colon, rest = text.partition(":")
    if not colon:
        return joined([world.atlas.name(code, world.on) for code in text.split(",")])
    if kind == "thinktank":
        return f"think tank, {world.atlas.name(rest, world.on)}"
    return f"{kind}: {rest}"


def _quantity(claim: Claim) -> str:
    q = claim.quantity
    if q is None:
        return ""
    low, high = (None if v is None else f"{v:,.0f}" for v in (q.low, q.high))
    if low == high:
        return f"{low} {q.unit}"
    if high is None:
        return f"at least {low} {q.unit}"
    return f"up to {high} {q.unit}" if low is None else f"{low} to {high} {q.unit}"


def _span(start: str, end: str) -> str:
    return start if start == end else f"{start} to {end}"


def _wars(brief: Brief) -> list[str]:
    """Wars and armistices between states that the question is about."""
    lines: dict[str, None] = {}
    world = brief.worlds[0]
    named = set(brief.reading.counts()) if brief.reading else set()
    for scenario in brief.scenarios:
        named |= {*scenario.answers[0].attack.attackers, scenario.answers[0].attack.target}
    for ongoing in world.wars():
        war = ongoing.war
        sides = [
            {b.state for b in side if war.fights(b.state, side, world.horizon)} for side in (war.began, war.against)
        ]
        if not all(side & named for side in sides):
            continue
        who = " against ".join(joined([world.atlas.name(s, world.on) for s in sorted(side & named)]) for side in sides)
        if ongoing.halt:
            state = f"halted since {ongoing.halt.since} ({ongoing.halt.kind}), without a peace treaty"
        else:
            state = f"fought since {war.start}"
        lines[f"{war.name}: {who}; {state}"] = None
    return list(lines)


def _turns(brief: Brief) -> list[str]:
    """The facts that verdicts turn on, those that move most first."""
    counts: dict[str, int] = {}
    for scenario in brief.scenarios:
        for o in scenario.answers[-1].listed():
            if o.kind in ("defense", "offense"):
                for fact in o.turns_on:
                    counts[fact] = counts.get(fact, 0) + 1
    ranked = sorted(counts, key=lambda fact: (-counts[fact], fact))
    return [
        f"{fact_in_words(fact)} ({fact}): {counts[fact]} verdict{'s' if counts[fact] > 1 else ''}"
        for fact in ranked[:8]
    ]


def _caveats(brief: Brief) -> list[str]:
    found: dict[str, None] = {}
    reading = brief.reading
    if reading is not None and reading.dateline is None:
        found[
            "The report prints no dateline, and Foedus does not guess one: the answers are for today only. "
            "Give the day of the report with --dateline YYYY-MM-DD."
        ] = None
        signed = [t.treaty.signed.text for t in brief.touched if t.named and t.treaty.signed and t.treaty.signed.exact]
        if signed:
            found[f"It cannot be older than {max(signed)}, the signature of a treaty that it names."] = None
    for scenario in brief.scenarios:
        for owed in scenario.answers:
            found.update(dict.fromkeys(owed.caveats))
    found[
        "Law is not odds: this says who is bound, not who will come. Most allies bound by an invoked pact stay home."
    ] = None
    found["Claims are as the report gives them; that somebody says so does not make it so."] = None
    if reading is None:
        found.popitem()
    return list(found)


def _sources(brief: Brief) -> list[dict[str, object]]:
    """The sources of every treaty on which a verdict rests, and of those that the report touches."""
    world = brief.worlds[0]
    keys = dict.fromkeys(t.treaty.id for t in brief.touched)
    for scenario in brief.scenarios:
        for owed in scenario.answers:
            keys.update(dict.fromkeys(o.treaty for o in owed.listed()))
    return [
        {"treaty": key, "name": treaty.name, "where": [s.where for s in treaty.sources]}
        for key in keys
        if (treaty := world.treaty(key))
    ]
