"""One attack with its duties as rows: each duty once, with its verdict on each day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import HELP, asked
from foedus.briefing.sentences import (
    STATUS_IN_WORDS,
    article_in_words,
    day_in_words,
    fact_in_words,
    in_prose,
    joined,
    long_day,
    owed_in_words,
    several,
    short,
    the,
)
from foedus.briefing.silent import nobody, silent
from foedus.briefing.words import InTreaty, Words, resting
from foedus.terms.obligations import STATUSES

if TYPE_CHECKING:
    from foedus.briefing.answered import Scenario
    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Conflict, Obligation
    from foedus.terms.proofs import Proof
    from foedus.world import World

__all__ = ["Anchor", "anchor", "meanings", "proof", "scenario_rows", "spared"]

Anchor = tuple[tuple[str, ...], str, str, str, str]

_Key = tuple[str, ...]
_ORDER = tuple(STATUS_IN_WORDS)


def scenario_rows(scenario: Scenario, watched: tuple[str, ...] = (), number: int = 0) -> dict[str, Any]:
    """One attack: duties to help, those of them that rest on unverified points apart, and the other duties.

    `watched` are treaties of which the reader must learn why they are silent, if they are; `number` is that of the
    question in its brief. Each row has an `anchor`, and under `duties` what stands in it, as `anchor` calls it.
    """
    first = scenario.answers[0]
    text = asked(first)
    rows = _rows(scenario.answers)
    for n, row in enumerate(rows):
        row["anchor"] = f"duty-{number + 1}-{n + 1}"
    helping = [row for row in rows if row["kind"] in HELP]
    doubtful = [row for row in helping if not row["verified"]]
    return {
        "title": f"{text[0].upper()}{text[1:]}",
        "why": scenario.question.why,
        "target": the(first.world.atlas.name(first.attack.target, first.world.on)),
        "days": [long_day(owed.world) for owed in scenario.answers],
        "anchors": {duty: row["anchor"] for row in reversed(rows) for duty in row["duties"]},
        "help": [row for row in helping if row["verified"]],
        "doubtful": doubtful,
        "doubtful_who": joined(list(dict.fromkeys(row["who"] for row in doubtful))),
        "others": [row for row in rows if row["kind"] not in HELP and (row["verified"] or row["changed"])],
        "doubtful_others": [
            row for row in rows if row["kind"] not in HELP and not row["verified"] and not row["changed"]
        ],
        "silent": silent(scenario.answers[-1], watched),
        "nobody": nobody(scenario.answers) if not helping else [],
        "conflicts": list({str(told): told for owed in scenario.answers for told in _conflicts(owed)}.values()),
    }


def meanings(scenarios: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The verdicts that stand in these rows, and what each means, the strongest first."""
    rows = [row for s in scenarios for part in ("help", "doubtful", "others", "doubtful_others") for row in s[part]]
    used = {verdict["status"] for row in rows for verdict in row["verdicts"]}
    return [(status, says) for status, says in STATUS_IN_WORDS.items() if status in used]


def _rows(answers: tuple[Obligations, ...]) -> list[dict[str, Any]]:
    """Every duty once, promisors with the same verdicts together: the surest first, what changes before the rest."""
    by_day = [_strongest(owed) for owed in answers]
    groups: dict[tuple[object, ...], list[_Key]] = {}
    for key in dict.fromkeys(key for found in by_day for key in found):
        told = tuple((o.status, o.turns_on, o.verified) if (o := found.get(key)) else None for found in by_day)
        groups.setdefault((key[1:], told), []).append(key)
    rows = [_row(keys, by_day, answers) for keys in groups.values()]
    return sorted(rows, key=_weight)


def _strongest(owed: Obligations) -> dict[_Key, Obligation]:
    """The verdicts of a day by promisor and clause; where one clause is judged twice, the stronger."""
    found: dict[_Key, Obligation] = {}
    for o in owed.listed():
        key = (o.promisor, o.treaty, o.article, o.kind, o.promisee, o.owes, o.discretion)
        if key not in found or STATUSES.index(o.status) < STATUSES.index(found[key].status):
            found[key] = o
    return found


def _weight(row: dict[str, Any]) -> tuple[bool, bool, int, bool, str]:
    ranks = [_ORDER.index(verdict["status"]) for verdict in row["verdicts"]]
    return (not row["verified"], not row["binding"], min(ranks), not row["changed"], row["everyone"])


def _row(keys: list[_Key], by_day: list[dict[_Key, Obligation]], answers: tuple[Obligations, ...]) -> dict[str, Any]:
    told = [found.get(keys[0]) for found in by_day]
    first = next(o for o in told if o)
    world = next(owed.world for o, owed in zip(told, answers, strict=True) if o)  # the first day on which it is owed
    treaty = world.treaty(first.treaty)
    names = sorted(world.atlas.name(key[0], world.on) for key in keys)
    verdicts = [_verdict(o, owed.world) for o, owed in zip(told, answers, strict=True)]
    changed = len({v["status"] for v in verdicts}) > 1
    return {
        "duties": [anchor(o) for key in keys for found in by_day if (o := found.get(key))],
        "who": several([the(name) for name in names]),
        "everyone": joined([the(name) for name in names]),
        "to": the(world.atlas.name(first.promisee, world.on)),
        "owed": owed_in_words(first),
        "kind": first.kind,
        "treaty": short(treaty),
        "id": treaty.id,
        "article": article_in_words(first.article, first.kind),
        "substance": in_prose(first.substance),
        "process": in_prose(first.process),
        "verified": all(o.verified for o in told if o),
        "binding": first.binding,
        "changed": changed,
        "verdicts": verdicts if changed else verdicts[:1],
        "turns_on": list(dict.fromkeys(fact_in_words(t, world) for o in told if o for t in o.turns_on)),
        "proofs": _proofs(told, answers, changed=changed),
    }


def anchor(o: Obligation) -> Anchor:
    """What a duty is called in a brief: whom it is against, who owes it to whom, by which words."""
    return (o.against, o.promisor, o.promisee, o.treaty, o.article)


def _verdict(o: Obligation | None, world: World) -> dict[str, str]:
    return {"day": day_in_words(world.on), "status": o.status.replace("_", " ") if o else "no duty"}


def _proofs(
    told: list[Obligation | None], answers: tuple[Obligations, ...], *, changed: bool
) -> list[tuple[str, dict[str, Any]]]:
    """The proof of each verdict; one where both days have the same."""
    proofs = [(long_day(owed.world), proof(o.proof)) for o, owed in zip(told, answers, strict=True) if o]
    return proofs if changed else proofs[:1]


def proof(step: Proof) -> dict[str, Any]:
    """A proof as plain data, the truth of each step as a word."""
    mark = {True: "true", False: "false", None: "unknown"}[step.truth]
    premises = [proof(p) for p in step.premises]
    return {"says": in_prose(step.says), "truth": mark, "source": step.source, "premises": premises}


def spared(c: Conflict, world: World) -> str:
    """That help for the victim of an attack breaks no pledge of nonaggression, since the Charter of 1945."""
    if c.against_duty != "nonaggression" or c.duty != "defense" or world.on < _CHARTER:
        return ""
    return (
        " Help for a state under armed attack is collective self-defence and does not break the pledge "
        "(UN Charter, Article 51)."
    )


_CHARTER = date(1945, 10, 24)
"""The day on which the Charter of the United Nations entered into force."""


def _conflicts(owed: Obligations) -> list[Words]:
    def name(code: str) -> str:
        return the(owed.world.atlas.name(code, owed.world.on))

    duties = {(o.promisor, o.promisee, o.treaty, o.article, o.kind): o for o in owed.found}

    def words(state: str, promisee: str, key: str, article: str, kind: str) -> Words:
        told = f"{short(owed.world.treaty(key))}, {article_in_words(article, kind)}"
        return f"{kind} (" + resting(told, duties.get((state, promisee, key, article, kind), InTreaty(key))) + ")"

    return [
        f"{name(c.state)} owes {name(c.duty_promisee)} "
        + words(c.state, c.duty_promisee, c.duty_treaty, c.duty_article, c.duty)
        + f" and {name(c.against_promisee)} "
        + words(c.state, c.against_promisee, c.against_treaty, c.against_article, c.against_duty)
        + f".{spared(c, owed.world)}"
        for c in owed.conflicts
    ]
