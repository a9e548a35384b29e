"""The field's terms as words that a minister can read: days, articles, acts owed, facts, how a treaty stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedus.terms.obligations import Obligation
    from foedus.terms.treaties import Treaty
    from foedus.terms.wars import Halt
    from foedus.terms.when import When
    from foedus.world import World

__all__ = [
    "STATUS_IN_WORDS",
    "article_in_words",
    "day_in_words",
    "fact_in_words",
    "field_in_words",
    "halted_in_words",
    "in_prose",
    "in_words",
    "joined",
    "long_day",
    "owed_in_words",
    "several",
    "short",
    "standing_in_words",
    "the",
]

STATUS_IN_WORDS = {
    "invoked": "in force, and every condition is met",
    "arguable": "in force, and some condition is unknown: it turns on the facts named",
    "suspended": "in force, and its performance is suspended or frozen",
    "pending": "signed and not yet in force: it does not bind",
    "no duty": "no such duty on that day",
}
"""What each verdict on a duty means."""


def joined(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> joined(["China", "Russia", "Cuba"])
    'China, Russia and Cuba'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def several(names: Sequence[str]) -> str:
    """Up to four names in full, else how many: a count says more than a long list."""
    return joined(names) if len(names) < 5 else f"{len(names)} states"


def day_in_words(day: date) -> str:
    """19 October 2024."""
    return f"{day.day} {day:%B} {day.year}"


def long_day(world: World) -> str:
    """The world's day in words, with what was known by when if that is narrower."""
    known = f", as known on {day_in_words(world.known_on)}" if world.known_on and world.known_on < world.on else ""
    return day_in_words(world.on) + known


def owed_in_words(o: Obligation) -> str:
    """What is owed and how freely: military and other help, after a constitutional process."""
    act = {
        "fight": "to fight at its side",
        "assist": "military and other help",
        "act": "such action as it deems necessary",
        "consult": "consultation",
        "refrain": "neutrality" if o.kind == "neutrality" else "no attack on it",
    }[o.owes]
    how = {"none": "", "process": ", after its constitutional or joint process", "full": ", entirely at its discretion"}
    return act + how[o.discretion]


def article_in_words(article: str, kind: str) -> str:
    """Article 5; or what stands in place of a number.

    >>> article_in_words("42(7)", "defense"), article_in_words("defense", "defense")
    ('Article 42(7)', 'clause on defense')
    """
    if _NUMBERED.match(article):
        return f"Article {article}"
    return f"clause on {kind}" if article in (kind, "unseen") else article


_NUMBERED = re.compile(r"(\d+|[IVXLC]+)([a-z]|bis|ter)?\s*(\(.*)?\Z")

_FACTS = {
    "self_defence": "whether the act is self-defence",
    "armed_attack": "whether it is an armed attack",
    "on_request": "whether the ally asks for help",
    "unprovoked": "whether the ally provoked the attack",
    "demands_unmet": "whether stated demands were refused",
    "between_members": "whether the treaty covers an attack by one of its members",
    "non_state_attack": "whether the treaty covers an attack by an armed group",
    "internal_conflict": "whether it is an internal conflict",
    "where": "where the attack falls",
    "text_unpublished": "what an unpublished text says",
    "unread_text_binds": "what a text that we could not read says",
    "text_not_seen": "what a text that we could not read says",
}


def the(name: str) -> str:
    """A state's name as it stands in a sentence.

    >>> the("Philippines"), the("United Kingdom"), the("France")
    ('the Philippines', 'the United Kingdom', 'France')
    """
    return f"the {name}" if _WITH_ARTICLE.match(name) else name


_WITH_ARTICLE = re.compile(
    r"(United |Netherlands\Z|Philippines\Z|Soviet Union|Bahamas\Z|Gambia\Z|Maldives\Z|Comoros\Z|Seychelles\Z|"
    r"Marshall Islands|Solomon Islands|Central African Republic|Dominican Republic|Czech Republic|Ottoman Empire|"
    r"Russian Empire|German Empire|Democratic Republic)"
)


def fact_in_words(fact: str, world: World | None = None) -> str:
    """A fact that a verdict turns on, in words; a treaty by its usual name where the world that knows it is given.

    >>> fact_in_words("on_request"), fact_in_words("in_force@2025-kensington")
    ('whether the ally asks for help', 'whether 2025-kensington is in force')
    """
    name, _, treaty = fact.partition("@")
    if treaty and world is not None:
        treaty = f"the {short(world.treaty(treaty))}"
    if name.startswith("party:") and treaty and world is not None:
        return f"whether {the(world.atlas.name(name.removeprefix('party:'), world.on))} is a party to {treaty}"
    if name.startswith("within:") and world is not None:
        return f"whether the place lies within its limits ({world.atlas.area(name.removeprefix('within:')).name})"
    if treaty and name in ("in_force", "suspended"):
        return f"whether {treaty} is {name.replace('_', ' ')}"
    if name in _FACTS:
        return _FACTS[name]
    if ":" in name:
        kind, _, what = name.partition(":")
        return f"whether the place lies {kind} {what}" if kind == "within" else f"whether {what} is {kind}"
    return f"a condition of the treaty that the record does not settle (“{name.replace('_', ' ')}”)"


def in_prose(text: str) -> str:
    """One spelling on a page: prose is British, "defense" is only a kind of duty or part of a name.

    >>> in_prose("self-defense under Article 51"), in_prose("Mutual Defense Treaty")
    ('self-defence under Article 51', 'Mutual Defense Treaty')
    """
    return _DEFENSE.sub(r"\1defence", text)


_DEFENSE = re.compile(r"\b(self-|collective |joint |common )defense\b")


def field_in_words(field: str) -> str:
    """A field of a treaty file in words.

    >>> field_in_words("in_force"), field_in_words("articles.2"), field_in_words("parties.MDA.exit")
    ('entry into force', 'Article 2', 'exit of MDA')
    """
    start, *rest = field.split(".")
    if start == "parties" and len(rest) > 1:
        return f"{rest[1]} of {rest[0]}"
    if rest == ["unseen"]:
        return "a clause that was not seen"
    if rest:
        return article_in_words(rest[0], rest[0])
    return {"in_force": "entry into force", "signed": "signature"}.get(start, start.replace("_", " "))


def short(treaty: Treaty) -> str:
    """A treaty's usual name: its own if that is short, else the first other one that is, with the year of signature."""
    names = [n for n in (treaty.name, *treaty.aka) if 6 < len(n) <= _SHORT]
    name = names[0] if names else treaty.name
    year = str(treaty.signed)[:4] if treaty.signed else ""
    return name if year in name else f"{name} of {year}"


_SHORT = 44
"""Letters that a name may have in a sentence."""


def in_words(when: When) -> str:
    """A date as precise as its source, in words.

    >>> from foedus.terms.when import When
    >>> [in_words(When.parse(text)) for text in ("2024-12-04", "1914-08", "1914")]
    ['on 4 December 2024', 'in August 1914', 'in 1914']
    >>> in_words(When.parse("2000-02-09/2000-12-31")), in_words(When.parse("2025-07-17/.."))
    ('some day between 9 February 2000 and 31 December 2000', 'on 17 July 2025 at the earliest, if at all')
    """
    if when.exact and when.earliest:
        return f"on {day_in_words(when.earliest)}"
    if "/" not in when.text:
        return f"in {when.text}" if len(when.text) == len("1914") else f"in {when.earliest:%B} {when.text[:4]}"
    if when.earliest is None or when.latest is None:
        known = when.earliest or when.latest
        return (
            f"on {day_in_words(known)} at the {'earliest, if at all' if when.earliest else 'latest'}" if known else ""
        )
    return f"some day between {day_in_words(when.earliest)} and {day_in_words(when.latest)}"


def halted_in_words(halt: Halt) -> str:
    """How a war is suspended: halted by armistice on a day; a lull is nobody's act.

    >>> from foedus.terms.wars import Halt
    >>> from foedus.terms.when import When
    >>> halted_in_words(Halt(When.parse("1953-07-27"), "armistice")), halted_in_words(Halt(When.parse("1994"), "lull"))
    ('halted by armistice on 27 July 1953', 'in a lull that began in 1994')
    """
    if halt.kind in ("lull", "pause"):
        return f"in a {halt.kind} that began {in_words(halt.since)}"
    return f"halted by {halt.kind} {in_words(halt.since)}"


def standing_in_words(treaty: Treaty, world: World) -> str:
    """How a treaty stands on the world's day: in force since, signed and not in force, ended."""
    moment = world.horizon
    if treaty.in_force is None:
        return "a draft that nobody has signed"
    begun = treaty.in_force.by(moment)
    over = treaty.end.by(moment) if treaty.end else False
    since = f"in force since {in_words(treaty.in_force).removeprefix('on ').removeprefix('in ')}"
    if not treaty.in_force.exact:
        since = f"in force (it entered into force {in_words(treaty.in_force)})"
    if treaty.end and over:
        return f"ended {in_words(treaty.end)} ({treaty.end_how})"
    if begun and treaty.end and over is None:
        return f"{since}; whether it had ended is not known (it ended {in_words(treaty.end)})"
    if begun:
        return since
    signed = f"signed {in_words(treaty.signed)}" if treaty.signed else "signed"
    if treaty.signed is not None and treaty.signed.by(moment) is False:
        return f"not yet signed ({signed})"
    if begun is None:
        return f"{signed}; whether it was in force is not known (it entered into force {in_words(treaty.in_force)})"
    if world.known_on is not None and treaty.in_force.by(world.known_on) is False:
        return f"{signed} and not in force"  # on which day it would be was not known then
    return f"{signed} and not in force (it entered into force {in_words(treaty.in_force)})"
