"""What the words of a clause mean, as numbers: static vectors of words, and what the parser makes of them.

Words that no training report holds stand near words that one does; names and numbers are left out, for they tell whose
war it is and not what happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.news.local.clauses import arguments, own_words, what_happens
from foedus.news.local.vectors import word_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Token

    from foedus.news.local.parsed import ParsedSentence

    Row = NDArray[np.float32]

__all__ = ["Meanings"]

_SPOKEN = 2.0
"""How much the vectors of words count beside named features, which have the length 3 together."""
_PARSED = 0.12
_OF_FIELD = ("NOUN", "VERB", "ADJ")
_WITHOUT = ("PUNCT", "NUM", "PROPN", "SPACE")


@dataclass(frozen=True, slots=True)
class Meanings:
    """The words of one sentence as vectors.

    Attributes:
        parsed: the sentence.
        words: for each token its vector, zeros where it has none.
        known: for each token, whether it has one.
    """

    parsed: ParsedSentence
    words: Row
    known: NDArray[np.bool_]

    @classmethod
    def of(cls, parsed: ParsedSentence) -> Meanings:
        """Look every word of a sentence up once."""
        book = word_vectors()
        rows = [
            -1 if t.pos_ in _WITHOUT or kind else book.row(t.lower_, t.lemma_)
            for t, kind in zip(parsed.doc, parsed.kinds, strict=True)
        ]
        places = np.array(rows, dtype=np.int64)
        known = places >= 0
        words = np.zeros((len(rows), book.table.shape[1]), dtype=np.float32)
        words[known] = book.table[places[known]]
        return cls(parsed, words, known)

    def clauses(self, heads: Sequence[Token]) -> Row:
        """One row for each head: its words by what they are to it, then the parser's vectors."""
        if not heads:
            return np.zeros((0, 0), dtype=np.float32)
        sentence = [t.i for t in self.parsed.doc if not t.is_stop and t.pos_ in _OF_FIELD]
        words, parsed = [], []
        for head in heads:
            own = [t.i for t in own_words(head) if t.i != head.i and not t.is_stop]
            words += [[p for p in part if self.known[p]] for part in self._words(head, own, sentence)]
            parsed += self._parse(head, own)
        spoken = _means(words, self.words).reshape(len(heads), -1) * np.float32(_SPOKEN)
        table: Row = np.asarray(self.parsed.doc.tensor, dtype=np.float32)
        return np.hstack([spoken, _means(parsed, table).reshape(len(heads), -1) * np.float32(_PARSED)])

    def _words(self, head: Token, own: list[int], sentence: list[int]) -> list[list[int]]:
        inner = what_happens(head)
        by_role: dict[str, list[int]] = {name: [] for name in ("subject", "object", "prep", "clause")}
        for word in (head,) if inner.i == head.i else (head, inner):
            for role, argument in arguments(word):
                by_role.setdefault(role, []).append(argument.i)
        parent = [head.head.i] if head.head.i != head.i else []
        by_place = [by_role[r] for r in ("subject", "object", "prep", "clause")]
        return [[head.i], [inner.i], *by_place, own, parent, sentence]

    def _parse(self, head: Token, own: list[int]) -> list[list[int]]:
        children = [c.i for c in head.children if not c.is_punct]
        own = [i for i in own if not self.parsed.doc[i].is_punct]
        parent = [head.head.i] if head.head.i != head.i else []
        return [[head.i], children, own, parent]


def _means(parts: Sequence[Sequence[int]], table: Row) -> Row:
    """The mean row of each part; zeros for an empty one."""
    shares = np.zeros((len(parts), len(table)), dtype=np.float32)
    for row, part in enumerate(parts):
        for place in part:
            shares[row, place] += 1 / len(part)
    found: Row = shares @ table
    return found
