"""Words of which some rest on something that can be looked up: a proof, a treaty, a claim, a model, the record.

A sentence of a brief is put together from such words, and may as a whole rest on things that none of its words names.
As text it is the plain sentence; a page makes of what it rests on the links that lead there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from foedus.terms.obligations import Obligation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "Case",
    "Claimed",
    "Fought",
    "Ground",
    "InTreaty",
    "Line",
    "Method",
    "Odds",
    "Part",
    "Words",
    "grounded",
    "linked",
    "listed",
    "resting",
    "strung",
]


@dataclass(frozen=True, slots=True)
class InTreaty:
    """A treaty, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of the report by its number, or of a ledger by the name of its entry."""

    key: int | str


@dataclass(frozen=True, slots=True)
class Case:
    """One question of the brief with its duties and proofs, by its number from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Odds:
    """The odds of one question of the brief, by its number from 0; of one state on one side, if these are given."""

    number: int
    state: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Fought:
    """A war of the record, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Method:
    """How something was measured, by the page of the documentation that explains it."""

    page: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the brief by its anchor: the record and where it ends, who says what, what stands how well."""

    anchor: str


Ground = Union[Obligation, InTreaty, Claimed, Case, Odds, Fought, Method, Part]  # noqa: UP007 - read when imported
"""What words may rest on; an obligation stands for its proof."""

_CALLED = {
    Obligation: "proof",
    InTreaty: "treaty",
    Claimed: "claim",
    Case: "proof",
    Odds: "odds",
    Fought: "war",
    Method: "method",
}
"""Ground -> what a link that leads there is called, where no word of the sentence does."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in their order, each with what it rests on, or with nothing.

    Attributes:
        pieces: the words.
        rests: what the sentence as a whole rests on, where none of its words says so.

    >>> told = "In force: " + resting("the treaty of 1961", InTreaty("1961-china-dprk")) + "."
    >>> str(told), [text for text, ground in told.pieces if ground]
    ('In force: the treaty of 1961.', ['the treaty of 1961'])
    """

    pieces: tuple[tuple[str, Ground | None], ...]
    rests: tuple[Ground, ...] = ()

    def __add__(self, other: Words | str) -> Words:
        return Words((*self.pieces, *_pieces(other)), (*self.rests, *_rests(other)))

    def __radd__(self, other: str) -> Words:
        return Words((*_pieces(other), *self.pieces), self.rests)

    @property
    def begun(self) -> Words:
        """The same as the beginning of a sentence."""
        (text, ground), *rest = self.pieces
        return Words(((f"{text[:1].upper()}{text[1:]}", ground), *rest), self.rests)

    def __str__(self) -> str:
        return "".join(text for text, _ in self.pieces)


def _pieces(words: Words | str) -> tuple[tuple[str, Ground | None], ...]:
    return words.pieces if isinstance(words, Words) else ((words, None),)


def _rests(words: Words | str) -> tuple[Ground, ...]:
    return words.rests if isinstance(words, Words) else ()


def resting(text: str, ground: Ground | None) -> Words:
    """Words that rest on this."""
    return Words(((text, ground),))


def grounded(words: Words | str, *grounds: Ground) -> Words:
    """A sentence that rests as a whole on these.

    >>> str(grounded("The law is the same today.", Case(0)))
    'The law is the same today.'
    """
    return Words(_pieces(words), (*_rests(words), *grounds))


def strung(parts: Iterable[Words | str], between: str) -> Words:
    """Parts one after the other with the same words between them."""
    found = Words(())
    for part in parts:
        found += between + (part if isinstance(part, Words) else Words(_pieces(part))) if found.pieces else part
    return found


def listed(parts: Sequence[Words | str]) -> Words:
    """Parts as a list in a sentence.

    >>> str(listed(["China", "Russia", "Cuba"]))
    'China, Russia and Cuba'
    """
    return strung([strung(parts[:-1], ", "), parts[-1]] if len(parts) > 1 else parts, " and ")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence for a page: what stands before its colon, the rest in pieces with addresses, and what it rests on.

    Attributes:
        rests: what each link is called, with its address; each address once.
    """

    head: str
    pieces: tuple[tuple[str, str], ...]
    rests: tuple[tuple[str, str], ...] = ()


def linked(words: Words | str, address: Callable[[Ground], str]) -> Line:
    """A sentence with addresses in place of what its words rest on; an empty one where there is none.

    >>> linked("Bound: " + resting("Article 4", InTreaty("2024-russia-dprk")), lambda ground: f"#{ground.id}")
    Line(head='Bound', pieces=(('Article 4', '#2024-russia-dprk'),), rests=())
    """
    pieces = [(text, address(ground) if ground else "") for text, ground in _pieces(words)]
    rests = {where: _CALLED.get(type(g), "record") for g in _rests(words) if (where := address(g))}
    led = tuple((name, where) for where, name in rests.items())
    text, where = pieces[0]
    head, colon, rest = text.partition(": ")
    if not colon or where:
        return Line("", tuple(pieces), led)
    return Line(head, tuple((text, where) for text, where in ((rest, ""), *pieces[1:]) if text), led)
