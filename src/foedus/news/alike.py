"""Near-identical texts: word shingles, compared in pairs, or found by MinHash where there are many.

A wire story is printed by a hundred papers with a word changed here and there; it is one origin. Two texts are alike
when they share enough of their stretches of three words (Broder 1997).
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["alike", "likeness", "shingles"]

LEAST = 0.6
"""So much of their stretches two texts share that are alike."""

SHORT = 8
"""A text of fewer words is alike to none: short sentences are equal by chance."""

_MANY = 60
_BANDS, _ROWS = 32, 3


@lru_cache(maxsize=16_384)
def shingles(text: str, size: int = 3) -> frozenset[int]:
    """Stretches of words as numbers, the same on every machine; none for a short text.

    >>> len(shingles("One two three four five six seven eight nine"))
    7
    """
    words = re.findall(r"\w+", text.casefold())
    if len(words) < SHORT:
        return frozenset()
    parts = (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    return frozenset(int.from_bytes(hashlib.blake2b(p.encode(), digest_size=7).digest(), "little") for p in parts)


def likeness(one: frozenset[int], two: frozenset[int]) -> float:
    """The share of stretches that two texts have in common (Jaccard's index)."""
    return len(one & two) / len(one | two) if one and two else 0.0


def alike(texts: Sequence[str], least: float = LEAST) -> list[int]:
    """For each text the number of its kind: alike texts, and those alike to them, have the same.

    >>> alike(["a b c d e f g h i j", "z y x w v u t s r q", "a b c d e f g h i k"])
    [0, 1, 0]
    """
    cut = [shingles(text) for text in texts]
    head = list(range(len(texts)))

    def root(n: int) -> int:
        while head[n] != n:
            head[n] = head[head[n]]
            n = head[n]
        return n

    for one, two in _pairs(cut):
        if root(one) != root(two) and likeness(cut[one], cut[two]) >= least:
            head[max(root(one), root(two))] = min(root(one), root(two))
    return [root(n) for n in range(len(texts))]


def _pairs(cut: Sequence[frozenset[int]]) -> Iterable[tuple[int, int]]:
    """Pairs that may be alike: all of few, of many those that MinHash finds."""
    full = [n for n, found in enumerate(cut) if found]
    if len(full) <= _MANY:
        return combinations(full, 2)
    return sorted(_candidates(cut, full))


def _candidates(cut: Sequence[frozenset[int]], full: list[int]) -> set[tuple[int, int]]:
    import numpy as np  # noqa: PLC0415 - only for many texts

    rng = np.random.default_rng(1997)
    mixers = rng.integers(1, 1 << 63, size=(2, _BANDS * _ROWS), dtype=np.uint64)
    buckets: dict[tuple[int, bytes], list[int]] = {}
    for n in full:
        hashes = np.fromiter(cut[n], dtype=np.uint64, count=len(cut[n]))
        mixed = (hashes[:, None] ^ mixers[0]) * (mixers[1] | np.uint64(1))  # modulo 2 ** 64, on purpose
        least = (mixed ^ (mixed >> np.uint64(29))).min(axis=0)
        for band in range(_BANDS):
            buckets.setdefault((band, least[band * _ROWS : (band + 1) * _ROWS].tobytes()), []).append(n)
    return {(first, n) for found in buckets.values() for first, n in _chain(found)}


def _chain(found: list[int]) -> Iterable[tuple[int, int]]:
    """Every pair of a small bucket; of a large one each with its first and its neighbours, which joins copies."""
    if len(found) <= _MANY:
        return combinations(found, 2)
    return [(found[0], n) for n in found[1:]] + list(pairwise(found))
