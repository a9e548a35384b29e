"""What a clause asks, in words, and what it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.sentences import article_in_words, fact_in_words, in_prose, joined
from foedus.terms.conditions import STATED_ATOMS, All, Any, Atom, Condition, Not, atoms

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas
    from foedus.terms.treaties import Clause
    from foedus.world import World

__all__ = ["clause_row", "condition_in_words", "leaves_open"]

_ROLES = {"promisee": "the ally", "promisor": "the promising state itself", "any_party": "a party"}
_EVENTS = {"attacked": "is under armed attack", "at_war": "is at war", "threatened": "is under threat of armed attack"}
_STATED = {
    "unprovoked": "the ally did not provoke it",
    "demands_unmet": "stated demands were refused",
    "on_request": "the ally asks for help",
    "internal_conflict": "it is an internal conflict, or one fed from outside",
}


def condition_in_words(condition: Condition, atlas: Atlas) -> str:
    """A casus foederis as a sentence.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="2026-11-01")
    >>> article = next(c for c in world.treaty("2024-russia-dprk").clauses if c.article == "4")
    >>> condition_in_words(article.when, world.atlas)
    'the ally is under armed attack, by a state, and the ally is at war'
    """
    match condition:
        case Atom(name, args):
            return _atom(name, args, atlas)
        case Not(part):
            return f"it is not so that {condition_in_words(part, atlas)}"
        case Any(parts):
            return " or ".join(condition_in_words(part, atlas) for part in parts)
        case All(parts):
            told = [_inner(part, atlas) for part in parts]
            return f"{', '.join(told[:-1])}, and {told[-1]}" if len(told) > 1 else told[0]


def _inner(part: Condition, atlas: Atlas) -> str:
    text = condition_in_words(part, atlas)
    return f"({text})" if isinstance(part, Any | All) else text


def _atom(name: str, args: tuple[str, ...], atlas: Atlas) -> str:
    if name in _EVENTS:
        return f"{joined([_ROLES.get(a) or atlas.name(a) for a in args])} {_EVENTS[name]}"
    match name:
        case "by":
            words = {"state": "a state", "any": "whomever", "non_member": "a state outside the treaty"}
            return f"by {' or '.join(words.get(a) or atlas.name(a) for a in args)}"
        case "allied_with":
            return f"by an ally of {joined([atlas.name(a) for a in args])}"
        case "adversaries_at_least":
            return f"by at least {args[0]} states"
        case "within":
            return f"within its limits of place ({atlas.area(args[0]).name})"
        case "ongoing":
            return f"the {atlas.war(args[0]).name} is going on"
        case "uncoded":
            return f"a condition holds that the record does not settle ({args[0].replace('_', ' ')})"
    return _STATED[name]


def leaves_open(clause: Clause) -> list[str]:
    """What a clause does not settle: facts that somebody must state, silences, and how much is owed."""
    found = atoms(clause.when)
    names = [a.args[0] if a.name == "uncoded" else a.name for a in found if a.name in (*STATED_ATOMS, "uncoded")]
    lines = [fact_in_words(name) for name in dict.fromkeys(names)]
    if clause.kind == "defense" and not any(a.name in ("by", "allied_with") for a in found):
        lines += [fact_in_words("between_members"), fact_in_words("non_state_attack")]
    if clause.kind in ("defense", "offense"):
        if not any(a.name == "within" for a in found):
            lines.append("it names no limit of place")
        if clause.owes != "fight":
            lines.append("it does not fix how much help, or of which kind")
    return lines


def clause_row(clause: Clause, world: World) -> dict[str, str]:
    """One clause: its substance, when it is due, what it leaves open."""
    return {
        "article": article_in_words(clause.article, clause.kind),
        "kind": clause.kind,
        "substance": in_prose(clause.substance),
        "when": condition_in_words(clause.when, world.atlas),
        "open": joined(leaves_open(clause)),
    }
