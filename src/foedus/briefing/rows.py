"""Verdicts, clauses, claims and proofs as rows of finished words, for the templates."""

from __future__ import annotations

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
    together,
)
from foedus.briefing.summary import distinct, same_again

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.briefing.answered import Scenario
    from foedus.law.owed import Obligations
    from foedus.terms.claims import Claim
    from foedus.terms.obligations import Obligation
    from foedus.terms.proofs import Proof
    from foedus.terms.treaties import Clause
    from foedus.world import World

__all__ = ["claim_rows", "clause_row", "scenario_rows"]


def scenario_rows(scenario: Scenario) -> dict[str, Any]:
    """One attack with its answers, each verdict a row, and what differs between them."""
    first = scenario.answers[0]
    text = asked(first)
    return {
        "title": f"{text[0].upper()}{text[1:]}",
        "why": scenario.question.why,
        "answers": [_answer(owed) for owed in distinct(scenario)],
        "same": long_day(scenario.answers[-1].world) if same_again(scenario) else "",
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


def clause_row(clause: Clause, world: World) -> dict[str, Any]:
    """One clause: its substance, when it is due, what it leaves open."""
    return {
        "article": article_in_words(clause.article, clause.kind),
        "kind": clause.kind,
        "substance": clause.substance,
        "when": condition_in_words(clause.when, world.atlas),
        "open": joined(leaves_open(clause)),
    }


def claim_rows(claims: tuple[Claim, ...], speakers: dict[str, str], world: World) -> list[dict[str, Any]]:
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
