"""Numbers of a sentence with what they count, by the tree: "180 of the tanks", "some sixty had ended up there"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from foedus.news.local.classes import classes_of, lemma
from foedus.news.quantities import numbers, quantities
from foedus.terms.claims import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.news.local.features import Features
    from foedus.news.local.parsed import ParsedSentence

__all__ = ["Numbered", "number_features", "numbered"]

_UNIT_OF = {"TROOPS": "troops", "WORKER": "workers", "CASUALTY": "killed", "WEAPON": "weapons"}
_UNIT_FOR = {
    "troop_deployment": "troops",
    "troop_withdrawal": "troops",
    "exercise": "troops",
    "labour_transfer": "workers",
    "arms_transfer": "weapons",
    "attack": "killed",
}
_PEOPLE = ("", "troops", "fighters", "police", "workers")
_KILLED = frozenset({"kill", "die", "fall", "perish", "slay", "dead", "lose"})
_WOUNDED = frozenset({"wound", "injure", "hurt", "maim"})
_PART = re.compile(r"\s*(?:thirds?|quarters?|fifths?|tenths?|halves)\b")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")


class Numbered(NamedTuple):
    """A number, its place in the sentence, the unit that the text names or "", and the word that it counts."""

    low: float | None
    high: float | None
    unit: str
    start: int
    end: int
    word: Token | None

    def quantity(self, event: str) -> Quantity:
        """As a quantity of an event of this type: soldiers where an unnamed number is deployed, losses in an attack."""
        lost = _lost(self.word) if event == "attack" and self.unit in _PEOPLE else ""
        return Quantity(self.low, self.high, lost or self.unit or _UNIT_FOR.get(event, "troops"))


_ONE_OF = re.compile(r"\s*one of (?:the|these|those|them|his|her|its|their)\b", re.IGNORECASE)


def numbered(parsed: ParsedSentence) -> list[Numbered]:
    """Every number that may count something."""
    text = parsed.sentence.text
    units = {c.start: c.quantity.unit for c in quantities(text)}
    found = []
    for number in numbers(text):
        if _YEAR.match(text[number.start : number.end].strip()) and number.start not in units:
            continue
        if _PART.match(text, number.end):  # "two thirds of them" tells no number of its own
            continue
        if _ONE_OF.match(text, number.start):  # "one of the soldiers" is somebody, and no count
            continue
        span = parsed.doc.char_span(number.start, number.end, alignment_mode="expand")
        word = _counted(span.root) if span else None
        unit = number.money or units.get(number.start, "")
        if not unit and word is not None:
            unit = next((_UNIT_OF[c] for c in classes_of(word) if c in _UNIT_OF), "")
        found.append(Numbered(number.low, number.high, unit, number.start, number.end, word))
    return found


def _counted(number: Token) -> Token:
    """The noun that a number counts; the number itself where none is told."""
    at = number
    while at.dep_ in ("nummod", "quantmod", "compound", "amod", "npadvmod") and at.head.i != at.i:
        at = at.head
    for child in at.children:
        if child.lower_ == "of":
            return next((g for g in child.children if g.dep_ == "pobj"), at)
    return at


def _lost(counted: Token | None) -> str:
    """Were those whom a number counts killed, or wounded? By the verb over them, or the participle at them."""
    if counted is None:
        return ""
    over = counted.head if counted.dep_ in ("nsubj", "nsubjpass", "dobj") else None
    near = [*([over] if over is not None else []), *(c for c in counted.children if c.dep_ in ("amod", "acl", "relcl"))]
    told = {lemma(w) for w in near}
    if over is not None and lemma(over) == "be":
        told |= {lemma(c) for c in over.children if c.dep_ in ("acomp", "attr")}
    if told & _KILLED:
        return "killed"
    return "wounded" if told & _WOUNDED else ""


def number_features(parsed: ParsedSentence, number: Numbered, event: str) -> Features:
    """What a number is, besides where it stands."""
    text = parsed.sentence.text
    before = text[max(0, number.start - 1) : number.start]
    found: Features = {
        f"unit={number.unit} {event}": 1.0,
        "unit=" + number.unit: 1.0,
        "glued": float(bool(before.strip()) and before not in '($€“"'),
        "small": float((number.low or number.high or 0) <= 3),
        "behind=" + _word(text[number.end : number.end + 20]): 1.0,
        "front=" + _word(text[max(0, number.start - 20) : number.start], last=True): 1.0,
        "range": float(number.low != number.high),
    }
    if number.word is not None:
        found["counts=" + lemma(number.word)] = 1.0
        found[f"counts dep={number.word.dep_}"] = 1.0
        kind = parsed.kinds[number.word.i]
        found[f"counts kind={kind}"] = found[f"counts kind={kind} {event}"] = 1.0
        for name in classes_of(number.word):
            found[f"counts class={name}"] = found[f"counts class={name} {event}"] = 1.0
    return found


def _word(text: str, *, last: bool = False) -> str:
    words = re.findall(r"[a-z%$]+|[A-Z]\w*|[:;,.-]", text)
    word = (words[-1] if last else words[0]) if words else ""
    return word if word.islower() or not word[:1].isalpha() else "Name"
