"""What a treaty file says must make sense: dates in order, states that exist, every article accounted for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from foedus.terms.conditions import NAMED_ATOMS, ROLES, STATED_ATOMS, WHO_ATOMS
from foedus.terms.treaties import INSTRUMENTS, KINDS
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.atlas.atlas import Atlas
    from foedus.law.treaty_shape import ClauseShape, PartyShape, TreatyShape

__all__ = ["Path", "Vocabulary", "article_names", "mistakes_in_condition", "mistakes_of_sense", "vocabulary"]

Path = tuple[str | int, ...]


class Vocabulary:
    """The names that a treaty file may refer to."""

    def __init__(self, actors: frozenset[str], areas: frozenset[str], wars: frozenset[str]) -> None:
        self.actors, self.areas, self.wars = actors, areas, wars


def vocabulary(atlas: Atlas) -> Vocabulary:
    """The names that the atlas knows."""
    return Vocabulary(
        frozenset([s.code for s in atlas.states] + [e.code for e in atlas.entities]),
        frozenset(a.id for a in atlas.areas),
        frozenset(w.id for w in atlas.wars),
    )


_ACTS = {
    "defense": ("fight", "assist", "act"),
    "offense": ("fight", "assist", "act"),
    "neutrality": ("refrain",),
    "nonaggression": ("refrain",),
    "consultation": ("consult",),
}


def mistakes_of_sense(treaty: TreatyShape, words: Vocabulary, file: str) -> Iterator[tuple[Path, str]]:
    """Every mistake that a sound shape can still hold: where, and what is wrong with what to do about it."""
    yield from _head(treaty, file)
    yield from _parties(treaty, words)
    for n, clause in enumerate(treaty.clauses):
        yield from _clause(clause, ("clauses", n), words, treaty)
    yield from _coverage(treaty)
    yield from _unverified(treaty)
    yield from _atop_differences(treaty, words)


def _head(treaty: TreatyShape, file: str) -> Iterator[tuple[Path, str]]:
    stem = file.rpartition("/")[2].removesuffix(".yaml")
    if treaty.id != stem:
        yield ("id",), f"the id is `{treaty.id}` and the file is {stem}.yaml; make them equal"
    if not re.fullmatch(r"\d{4}-[a-z0-9-]+", treaty.id):
        yield ("id",), f"the id `{treaty.id}` should be the year of signature and a short name: 2024-russia-dprk"
    if treaty.instrument not in INSTRUMENTS:
        yield ("instrument",), f"unknown instrument `{treaty.instrument}`; one of {', '.join(INSTRUMENTS)}"
    if treaty.instrument == "draft":
        if treaty.in_force:
            yield ("in_force",), "a draft is not in force; leave `in_force` out or name another instrument"
        return
    for field in ("signed", "in_force"):
        if getattr(treaty, field) is None:
            yield (), f"`{field}` is missing; a day, or a span such as 2025-07-17/.. if nobody knows"
    if treaty.signed and treaty.in_force and _begins_unratified(treaty):
        yield (
            ("in_force",),
            f"every party ratifies, so it is not in force when signed ({treaty.signed}); begin the span later",
        )
    if _after(treaty.signed, treaty.in_force):
        yield ("in_force",), f"in force ({treaty.in_force}) before it was signed ({treaty.signed})"
    if _after(treaty.in_force, treaty.end):
        yield ("end",), f"it ended ({treaty.end}) before it was in force ({treaty.in_force})"
    if treaty.end and not treaty.end_how:
        yield ("end",), "say how it ended: `end_how:` denounced, expired, replaced, lapsed, violated, dissolved, ..."


def _begins_unratified(treaty: TreatyShape) -> bool:
    """Does an imprecise entry into force reach back to a signature that still had to be ratified?"""
    signed, force = When.parse(str(treaty.signed)), When.parse(str(treaty.in_force))
    ratified = all(p.how == "ratification" for p in treaty.parties if p.entry is None)
    return ratified and not force.exact and signed.exact and force.earliest == signed.earliest


def _parties(treaty: TreatyShape, words: Vocabulary) -> Iterator[tuple[Path, str]]:
    seen: dict[str, PartyShape] = {}
    for n, party in enumerate(treaty.parties):
        here = ("parties", n)
        if party.state not in words.actors:
            yield (*here, "state"), f"unknown state `{party.state}`; use a code of states.yaml or entities.yaml"
        entry = party.entry or treaty.in_force
        if _after(entry, party.exit):
            yield (*here, "exit"), f"{party.state} leaves ({party.exit}) before it enters ({entry})"
        if _after(party.notice, party.exit):
            yield (*here, "notice"), f"{party.state} gives notice ({party.notice}) after it left ({party.exit})"
        before = seen.get(party.state)
        if before is not None:
            if not before.exit:
                yield here, f"{party.state} is a party twice; give the first row an `exit`, or keep one row"
            elif _after(before.exit, party.entry):
                yield (*here, "entry"), f"{party.state} enters again ({party.entry}) before it left ({before.exit})"
        seen[party.state] = party
    for n, freeze in enumerate(treaty.suspensions):
        here = ("suspensions", n)
        if bool(freeze.states) == bool(freeze.between):
            yield here, "name either `states:` (all their duties) or `between:` (only those between them)"
        for state in (*freeze.states, *freeze.between):
            if state not in seen:
                yield here, f"{state} is suspended and no party"
        if _after(freeze.start, freeze.end):
            yield (*here, "to"), f"the suspension ends ({freeze.end}) before it begins ({freeze.start})"


def _clause(clause: ClauseShape, here: Path, words: Vocabulary, treaty: TreatyShape) -> Iterator[tuple[Path, str]]:
    if clause.owes not in _ACTS[clause.kind]:
        yield (*here, "owes"), f"a {clause.kind} clause owes {' or '.join(_ACTS[clause.kind])}, not `{clause.owes}`"
    parties = {p.state for p in treaty.parties}
    for field in ("promisor", "promisee"):
        value = getattr(clause, field)
        for state in value if isinstance(value, list) else []:
            if state not in words.actors:
                yield (*here, field), f"unknown state `{state}`"
            elif field == "promisor" and state not in parties:
                yield (*here, field), f"{state} promises and is no party; add it to `parties`"
    yield from _readings(clause, here, treaty)
    if clause.when is None:
        if clause.kind not in ("nonaggression", "neutrality"):
            yield here, f"a {clause.kind} clause needs `when:`, its casus foederis"
        return
    yield from mistakes_in_condition(clause.when, (*here, "when"), words)


def _readings(clause: ClauseShape, here: Path, treaty: TreatyShape) -> Iterator[tuple[Path, str]]:
    """Public words that hid a secret meaning give way to it on the day on which it became known."""
    if clause.known_until is None:
        return
    if clause.known is not None:
        yield (
            (*here, "known_until"),
            "a clause is public (`known_until:`) or was secret (`known:`), not both; write two",
        )
    elif not any(c.article == clause.article and c.known == clause.known_until for c in treaty.clauses):
        yield (
            (*here, "known_until"),
            f"nothing takes its place; a clause on article {clause.article} needs `known: {clause.known_until}`",
        )


def mistakes_in_condition(value: Any, here: Path, words: Vocabulary) -> Iterator[tuple[Path, str]]:
    """Every mistake in a casus foederis as a file has it."""
    if isinstance(value, str):
        if value not in STATED_ATOMS:
            known = ", ".join((*STATED_ATOMS, *WHO_ATOMS, *NAMED_ATOMS))
            yield here, f"unknown condition `{value}`; the conditions are {known}"
        return
    if not isinstance(value, dict) or len(value) != 1:
        yield here, "a condition is one of all, any, not, or one named condition; put several under `all:`"
        return
    [(name, arg)] = value.items()
    here = (*here, name)
    if name in ("all", "any"):
        if not isinstance(arg, list) or not arg:
            yield here, f"`{name}:` needs a list of conditions"
            return
        for n, part in enumerate(arg):
            yield from mistakes_in_condition(part, (*here, n), words)
    elif name == "not":
        yield from mistakes_in_condition(arg, here, words)
    elif name in (*WHO_ATOMS, *NAMED_ATOMS):
        yield from _argument(name, arg, here, words)
    else:
        yield (
            here,
            f"unknown condition `{name}`; the conditions are {', '.join((*STATED_ATOMS, *WHO_ATOMS, *NAMED_ATOMS))}",
        )


def _argument(name: str, arg: Any, here: Path, words: Vocabulary) -> Iterator[tuple[Path, str]]:
    if name == "adversaries_at_least":
        if not isinstance(arg, int) or arg < 2:
            yield here, "`adversaries_at_least:` needs a number from 2"
    elif name == "within":
        if arg not in words.areas:
            yield here, f"unknown area `{arg}`; areas.yaml defines them"
    elif name == "ongoing":
        if arg not in words.wars:
            yield here, f"unknown war `{arg}`; wars.yaml defines them"
    elif name == "uncoded":
        if not isinstance(arg, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", arg):
            yield here, "`uncoded:` needs a short name in lower case with underscores: text_unpublished"
    else:
        roles = {"by": ("state", "any", "non_member"), "allied_with": ()}.get(name, ROLES)
        for code in arg if isinstance(arg, list) else [arg]:
            if code not in roles and code not in words.actors:
                known = f"{', '.join(roles)} or state codes" if roles else "state codes"
                yield here, f"`{name}:` takes {known}, not `{code}`"


def article_names(articles: int | list[str]) -> list[str]:
    """The names of the operative articles; none where they are unknown."""
    if isinstance(articles, int):
        return [str(n) for n in range(1, articles + 1)]
    return [] if articles == ["unknown"] else articles


def _coverage(treaty: TreatyShape) -> Iterator[tuple[Path, str]]:
    names = article_names(treaty.articles)
    if not names:
        if "articles" not in treaty.unverified:
            yield ("articles",), "`articles: unknown` needs a reason under `unverified: {articles: ...}`"
        return
    accounted: set[str] = set()
    for n, clause in enumerate(treaty.clauses):
        base = clause.article.partition("(")[0].strip()
        if base not in names:
            yield ("clauses", n, "article"), f"article {base} is not among the articles {_span(names)}"
        accounted.add(base)
    for n, rest in enumerate(treaty.not_coded):
        for text in rest.articles:
            spread = _spread(text, names)
            if not spread:
                yield ("not_coded", n, "articles"), f"article {text} is not among the articles {_span(names)}"
            accounted.update(spread)
    missing = [name for name in names if name not in accounted]
    if missing:
        yield (
            ("articles",),
            f"articles {', '.join(missing)} are neither in a clause nor under `not_coded`; account for them",
        )


def _spread(text: str, names: list[str]) -> list[str]:
    """The articles that "6-11" or "III-V" means."""
    base = text.partition("(")[0].strip()
    if base in names:
        return [base]
    first, dash, last = (part.strip() for part in text.partition("-"))
    if dash and first in names and last in names and names.index(first) <= names.index(last):
        return names[names.index(first) : names.index(last) + 1]
    return []


def _span(names: list[str]) -> str:
    return f"{names[0]} to {names[-1]}" if len(names) > 3 else ", ".join(names)


_FIELDS = ("name", "signed", "in_force", "end", "parties", "articles", "suspensions", "text", "sources", "known")


def _unverified(treaty: TreatyShape) -> Iterator[tuple[Path, str]]:
    states = {p.state for p in treaty.parties}
    articles = {c.article for c in treaty.clauses} | {c.article.partition("(")[0].strip() for c in treaty.clauses}
    articles |= set(article_names(treaty.articles))
    for path in treaty.unverified:
        head, _, rest = path.partition(".")
        if head == "parties" and rest:
            state, _, field = rest.partition(".")
            good = state in states and field in ("", "entry", "exit", "signed", "notice", "how")
        elif head == "articles" and rest:
            good = rest in articles
        else:
            good = path in _FIELDS
        if not good:
            yield (
                ("unverified", path),
                (
                    f"`{path}` names nothing in this file; use {', '.join(_FIELDS)}, parties.STATE, "
                    "parties.STATE.entry or articles.NUMBER"
                ),
            )


def _atop_differences(treaty: TreatyShape, words: Vocabulary) -> Iterator[tuple[Path, str]]:
    """The names of fields are those of `foedus.law.atop_differences`, so that explanations meet differences."""
    states = {p.state for p in treaty.parties}
    seen: set[str] = set()
    for n, entry in enumerate(treaty.atop.differences if treaty.atop else ()):
        here = ("atop", "differences", n, "field")
        head, _, rest = entry.field.partition(".")
        state, _, date = rest.partition(".")
        if head == "kinds":
            good = rest in KINDS
        elif head == "parties" and date:
            good = state in states and date in ("entry", "exit")
        else:
            good = head == "parties" and (rest in ("entry", "exit") or rest in words.actors)
        if not good:
            yield (
                here,
                (
                    f"`{entry.field}` is no field of a difference; use kinds.KIND ({', '.join(KINDS)}), parties.STATE, "
                    "parties.STATE.entry or parties.STATE.exit of a party of this file, or, if one reason holds for "
                    "every party, parties.entry or parties.exit"
                ),
            )
        if entry.field in seen:
            yield here, f"`{entry.field}` is explained twice; keep one entry"
        seen.add(entry.field)


def _after(first: str | None, second: str | None) -> bool:
    """Is the first date certainly later than the second?"""
    if not first or not second:
        return False
    one, two = When.parse(first), When.parse(second)
    return one.earliest is not None and two.latest is not None and one.earliest > two.latest
