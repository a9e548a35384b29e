"""Words of which some rest on something that can be looked up: a proof, a treaty, a claim.

A sentence of a brief is put together from such words. As text it is the plain sentence; a page makes of what a word
rests on the link that leads there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from foedus.terms.obligations import Obligation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Claimed", "Ground", "InTreaty", "Odds", "Words", "linked", "listed", "resting", "strung"]


@dataclass(frozen=True, slots=True)
class InTreaty:
    """A treaty, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of the report by its number, or of a ledger by the name of its entry."""

    key: int | str


@dataclass(frozen=True, slots=True)
class Odds:
    """The odds of one question of the brief, by its number from 0."""

    number: int


Ground = Union[Obligation, InTreaty, Claimed, Odds]  # noqa: UP007 - read when it is imported
"""What words may rest on; an obligation stands for its proof."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in their order, each with what it rests on, or with nothing.

    >>> told = "In force: " + resting("the treaty of 1961", InTreaty("1961-china-dprk")) + "."
    >>> str(told), [text for text, ground in told.pieces if ground]
    ('In force: the treaty of 1961.', ['the treaty of 1961'])
    """

    pieces: tuple[tuple[str, Ground | None], ...]

    def __add__(self, other: Words | str) -> Words:
        return Words((*self.pieces, *_pieces(other)))

    def __radd__(self, other: str) -> Words:
        return Words((*_pieces(other), *self.pieces))

    @property
    def begun(self) -> Words:
        """The same as the beginning of a sentence."""
        (text, ground), *rest = self.pieces
        return Words(((f"{text[:1].upper()}{text[1:]}", ground), *rest))

    def __str__(self) -> str:
        return "".join(text for text, _ in self.pieces)


def _pieces(words: Words | str) -> tuple[tuple[str, Ground | None], ...]:
    return words.pieces if isinstance(words, Words) else ((words, None),)


def resting(text: str, ground: Ground | None) -> Words:
    """Words that rest on this."""
    return Words(((text, ground),))


def strung(parts: Iterable[Words | str], between: str) -> Words:
    """Parts one after the other with the same words between them."""
    pieces: list[tuple[str, Ground | None]] = []
    for part in parts:
        pieces += [(between, None)] if pieces else []
        pieces += _pieces(part)
    return Words(tuple(pieces))


def listed(parts: Sequence[Words | str]) -> Words:
    """Parts as a list in a sentence.

    >>> str(listed(["China", "Russia", "Cuba"]))
    'China, Russia and Cuba'
    """
    return strung([strung(parts[:-1], ", "), parts[-1]] if len(parts) > 1 else parts, " and ")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence for a page: what stands before its colon, and the rest in pieces, each with its address."""

    head: str
    pieces: tuple[tuple[str, str], ...]


def linked(words: Words | str, address: Callable[[Ground], str]) -> Line:
    """A sentence with addresses in place of what its words rest on; an empty one where there is none.

    >>> linked("Bound: " + resting("Article 4", InTreaty("2024-russia-dprk")), lambda ground: f"#{ground.id}")
    Line(head='Bound', pieces=(('Article 4', '#2024-russia-dprk'),))
    """
    pieces = [(text, address(ground) if ground else "") for text, ground in _pieces(words)]
    text, where = pieces[0]
    head, colon, rest = text.partition(": ")
    if not colon or where:
        return Line("", tuple(pieces))
    return Line(head, tuple((text, where) for text, where in ((rest, ""), *pieces[1:]) if text))
