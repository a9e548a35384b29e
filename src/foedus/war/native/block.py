"""A block of draws, and the attacks of a sweep: group after group, in compiled loops."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.war.coins import GROUP, WORDS
from foedus.war.native.coins import begin, toss
from foedus.war.native.counts import count, number_entering
from foedus.war.native.jit import entrance, quick
from foedus.war.native.room import LATE, SEEN
from foedus.war.native.start import begin_attack
from foedus.war.native.vector import get, number
from foedus.war.native.waves import run

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.war.coins import Words
    from foedus.war.native.coins import Odds, Streams
    from foedus.war.native.counts import Counts
    from foedus.war.native.flat import Flat
    from foedus.war.native.room import Flags, Room

    Whole = NDArray[np.int64]

__all__ = ["Begins", "Often", "Tossed", "run_block", "run_rows", "toss_block"]

_NONE, _ONES, _ONE = np.uint64(0), np.uint64(0xFFFF_FFFF_FFFF_FFFF), np.uint64(1)


class Begins(NamedTuple):
    """How attacks begin, one row for each: true leaves; parties and bystanders, by side and state."""

    leaves: Flags
    parties: Flags
    standing: Flags


class Often(NamedTuple):
    """In each attack: by side and state, how often it was called to that side alone; how often anybody entered."""

    called: Whole
    widened: Whole


class Tossed(NamedTuple):
    """The coins: streams with their probabilities, and the words that all attacks share, or none."""

    streams: Streams
    p: Odds
    shared: Words


@quick
def _real(real: Words, draws: int) -> None:
    """The words of a group of which so many draws are left."""
    for w in range(GROUP):
        left = draws - 64 * w
        if left >= 64:
            real[w] = _ONES
        else:
            real[w] = (_ONE << np.uint64(left)) - _ONE if left > 0 else _NONE


@entrance
def run_block(flat: Flat, at: Room, begins: Begins, tossed: Tossed, block: int, draws: int, told: Counts) -> int:
    """Run the first draws of a block of one attack, and return the number of waves."""
    real = at.real
    begin(tossed.streams, block)
    begin_attack(flat, at, begins.leaves[0], begins.parties[0], begins.standing[0])
    longest = 0
    for word in range(0, -(-draws // 64), GROUP):
        _real(real, draws - word * 64)
        first = (block * WORDS + word) % len(tossed.p.top)
        toss(tossed.streams, tossed.p, first, 1, at.coins)
        longest = max(longest, run(flat, at, real, at.coins))
        count(at, told, first, draws - word * 64)
        if block == 0 and word < told.kept.shape[2]:
            _keep(at, told.kept, real, word)
    return longest


@quick
def _keep(at: Room, kept: Words, real: Words, word: int) -> None:
    states = len(at.open)
    for k in range(at.counts[SEEN]):
        s = at.lists[SEEN, k]
        for side in range(2):
            if at.in_war[side * states + s] and not at.party[s]:
                for w in range(min(GROUP, kept.shape[2] - word)):
                    kept[side, s, word + w] = at.joined[side, s, w] & real[w]


@entrance
def toss_block(streams: Streams, p: Odds, block: int, coins: Words) -> None:
    """The coins of the first groups of a block, for all attacks that share them."""
    begin(streams, block)
    for group in range(len(coins)):
        toss(streams, p, 0, 0, coins[group])


@entrance
def run_rows(flat: Flat, at: Room, begins: Begins, tossed: Tossed, block: int, draws: int, often: Often) -> None:
    """Run the first draws of a block of many attacks, each a row; coins that are not shared are each row's own."""
    real, states = at.real, len(at.open)
    for row in range(len(begins.leaves)):
        begin_attack(flat, at, begins.leaves[row], begins.parties[row], begins.standing[row])
        if not len(tossed.shared):
            begin(tossed.streams, block)
        for group in range(-(-draws // (64 * GROUP))):
            _real(real, draws - group * 64 * GROUP)
            if len(tossed.shared):
                run(flat, at, real, tossed.shared[group])
            else:
                toss(tossed.streams, tossed.p, row, 0, at.coins)
                run(flat, at, real, at.coins)
            often.widened[row] += number_entering(at, real)
            for k in range(at.counts[SEEN]):
                s = at.lists[SEEN, k]
                for side in range(2):
                    if at.since[side * states + s] != LATE:
                        often.called[row, side, s] += number(get(at.was_called, side * states + s))
