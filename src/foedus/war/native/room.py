"""Working space for one group of words: made once, cleared where it was used.

Lists tell what there is to look at, so that a group in which little happens costs little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.war.coins import GROUP
from foedus.war.native.jit import quick

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.war.coins import Words
    from foedus.war.native.flat import Flat

    Flags = NDArray[np.bool_]
    Whole = NDArray[np.int64]

__all__ = ["CALLING", "ENTERING", "LATE", "LIVE", "NEWS", "PARTIES", "SEEN", "STANDING", "TRUE", "Room", "add", "room"]

LATE = 1 << 30
"""Later than any wave."""

TRUE, PARTIES, STANDING = 0, 1, 2
"""Lists of an attack: formulas true at the start; parties, with their side; bystanders."""

LIVE, SEEN, NEWS, CALLING, ENTERING = 3, 4, 5, 6, 7
"""Lists of a group: formulas that are so anywhere, states that were looked at. Of a wave: formulas that changed, states
called, and states that enter, with their side."""


class Room(NamedTuple):
    """What stands in one group of words. An entry is a state on a side, by number: side x states + state.

    Attributes:
        lists, counts: what there is to look at: formulas, states or entries; how many in each list.
        values: of every formula; `live` where it is so anywhere, `news` where it changed in the last wave, `stale`
            where something that it rests on did; `span`: the first and last number that may be stale.
        free: where a state has not decided; `open` if there is such a place, `seen` if it was looked at, `party` if it
            is a party of the attack.
        stands: by entry, who is a bystander and may come to that side.
        called, calling: by entry, where it is called in this wave, and whether it is.
        joined, in_war: where it has entered, and whether it has.
        entering: where it enters in this wave.
        was_called, since: where it was called so far, to that side alone, and the first wave of it.
        torn, rent: where a state was torn, and whether it was.
        strikes: of every set of states, where one of them enters beside the attackers.
        coins: by entry, where it would enter.
        real: which draws there are.
    """

    lists: Whole
    counts: Whole
    values: Words
    live: Flags
    news: Flags
    stale: Flags
    span: Whole
    free: Words
    open: Flags
    seen: Flags
    party: Flags
    stands: Flags
    called: Words
    calling: Flags
    joined: Words
    in_war: Flags
    entering: Words
    was_called: Words
    since: Whole
    torn: Words
    rent: Flags
    strikes: Words
    coins: Words
    real: Words


def room(flat: Flat) -> Room:
    """Working space for a circuit."""
    formulas, (sets, states) = flat.leaves + len(flat.ops), flat.among.shape

    def words(*shape: int) -> Words:
        return np.zeros((*shape, GROUP), dtype=np.uint64)

    def flags(size: int) -> Flags:
        return np.zeros(size, dtype=bool)

    return Room(
        lists=np.zeros((8, max(formulas, 2 * states)), dtype=np.int64),
        counts=np.zeros(8, dtype=np.int64),
        values=words(formulas),
        live=flags(formulas),
        news=flags(formulas),
        stale=flags(formulas),
        span=np.array([formulas, 0], dtype=np.int64),
        free=words(states),
        open=flags(states),
        seen=flags(states),
        party=flags(states),
        stands=flags(2 * states),
        called=words(2, states),
        calling=flags(2 * states),
        joined=words(2, states),
        in_war=flags(2 * states),
        entering=words(2, states),
        was_called=words(2, states),
        since=np.full(2 * states, LATE, dtype=np.int64),
        torn=words(states),
        rent=flags(states),
        strikes=words(sets),
        coins=words(2, states),
        real=np.zeros(GROUP, dtype=np.uint64),
    )


@quick
def add(at: Room, which: int, item: int) -> None:
    """Put something on a list."""
    at.lists[which, at.counts[which]] = item
    at.counts[which] += 1
