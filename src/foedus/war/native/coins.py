"""The coins of all states, group by group: the streams of `foedus.war.coins`, side by side.

SFC64 is a few additions, shifts and exclusive ors, which a vector unit does for eight states at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.war.coins import DIGITS, GROUP, key_of, split
from foedus.war.native.jit import quick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.war.coins import Words

__all__ = ["Odds", "Streams", "begin", "odds", "streams", "toss"]

_ONE, _TWELVE = np.uint64(1), 12
_R, _L, _A, _B = np.uint64(11), np.uint64(3), np.uint64(24), np.uint64(40)
_NONE = np.uint64(0)
_SURE = np.uint64(DIGITS)


class Streams(NamedTuple):
    """Where the stream of each state stands.

    Attributes:
        keys: the key of each state: three rows.
        now: the three words of each, and at last those just told.
        counter: the counter, the same for all.
        found: working space.
    """

    keys: Words
    now: Words
    counter: Words
    found: Words


class Odds(NamedTuple):
    """The probabilities, for each draw of the parameters (or each row), side and state: digits, and the rest."""

    top: Words
    rest: Words


def streams(seed: int, states: Sequence[str]) -> Streams:
    """The streams of these states."""
    size = len(states)
    keys = np.array([key_of(seed, state) for state in states], dtype=np.uint64).reshape(size, 3).T.copy()
    empty = np.zeros((4, size), dtype=np.uint64)
    return Streams(keys, empty, np.zeros(1, dtype=np.uint64), np.zeros((2, GROUP, size), dtype=np.uint64))


def odds(defending: NDArray[np.float64], attacking: NDArray[np.float64]) -> Odds:
    """From the probabilities on either side, one row for each draw of the parameters."""
    top, rest = split(np.stack((defending, 1.0 - attacking), axis=1))
    return Odds(np.ascontiguousarray(top), np.ascontiguousarray(rest))  # one form, so that it is compiled once


@quick
def _step(at: Streams) -> None:
    """The next word of every stream."""
    a, b, c, out, count = at.now[0], at.now[1], at.now[2], at.now[3], at.counter[0]
    for s in range(len(a)):
        told = a[s] + b[s] + count
        a[s] = b[s] ^ (b[s] >> _R)
        b[s] = c[s] + (c[s] << _L)
        c[s] = ((c[s] << _A) | (c[s] >> _B)) + told
        out[s] = told
    at.counter[0] = count + _ONE


@quick
def begin(at: Streams, block: int) -> None:
    """Go to the start of a block."""
    for s in range(at.now.shape[1]):
        at.now[0, s], at.now[1, s] = at.keys[0, s], at.keys[1, s]
        at.now[2, s] = at.keys[2, s] + np.uint64(block)
    at.counter[0] = _ONE
    for _ in range(_TWELVE):
        _step(at)


@quick
def toss(at: Streams, p: Odds, first: int, step: int, coins: Words) -> None:
    """The coins of the next group of words: the first has these probabilities, each other those so many further on."""
    size, parameters, out = at.now.shape[1], p.top.shape[0], at.now[3]
    for w in range(GROUP):
        row = (first + step * w) % parameters
        _step(at)
        for side in range(2):
            found, rest = at.found[side, w], p.rest[row, side]
            for s in range(size):
                found[s] = _NONE - np.uint64(out[s] < rest[s])
    for n in range(DIGITS):
        digit = np.uint64(n)
        for w in range(GROUP):
            row = (first + step * w) % parameters
            _step(at)
            one, two, top, low = at.found[0, w], at.found[1, w], p.top[row, 0], p.top[row, 1]
            for s in range(size):
                yes = _NONE - ((top[s] >> digit) & _ONE)
                one[s] = (out[s] & one[s]) | (yes & (out[s] | one[s]))
                yes = _NONE - ((low[s] >> digit) & _ONE)
                two[s] = (out[s] & two[s]) | (yes & (out[s] | two[s]))
    for w in range(GROUP):
        row = (first + step * w) % parameters
        for s in range(size):
            coins[0, s, w] = at.found[0, w, s] | (_NONE - (p.top[row, 0, s] >> _SURE))
            coins[1, s, w] = ~(at.found[1, w, s] | (_NONE - (p.top[row, 1, s] >> _SURE)))
