"""A day compiled once, and every attack on it asked: all attackers of one target together, each a row of words.

All attacks throw the same coins. So two attacks, or the same attack with and without a treaty, differ by what differs
between them and not by luck: the variance of a difference is a quarter of that with coins of their own. In turn, rows
of one sweep are not independent of one another.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.terms.attacks import Attack
from foedus.war.chances import SIDES, Chances, Model, chances_of
from foedus.war.coins import BLOCK, WORDS, Coins
from foedus.war.compiled import Compiled
from foedus.war.kernel import Start, run_waves
from foedus.war.planes import both, either, invert
from foedus.war.questions import Questions, Rowwise
from foedus.war.reach_many import reachable
from foedus.war.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.war.coins import Numbers
    from foedus.war.compiled import Circuit
    from foedus.war.native.attacks import Attacks
    from foedus.war.planes import Plane
    from foedus.world import World

    Run = Callable[[Circuit, Start, Callable[[str, str], Plane], Tally, Plane], int]
    _Counted = tuple[Mapping[tuple[str, str], NDArray[np.float64] | NDArray[np.int64]], NDArray[np.int64]]

__all__ = ["Against", "Day"]

_ONES, _NONE = np.uint64(0xFFFF_FFFF_FFFF_FFFF), np.uint64(0)
_AT_ONCE = 64
"""Words of each attack that are worked on together."""


@dataclass(frozen=True, slots=True)
class Against:
    """What comes of every attack on one target.

    Attributes:
        attackers: one for each row of what follows.
        p, called: state and side -> the probability that it enters, and how often it is called.
        widens: the probability that anybody enters.
    """

    target: str
    attackers: tuple[str, ...]
    p: Mapping[tuple[str, str], NDArray[np.float64]]
    called: Mapping[tuple[str, str], NDArray[np.float64]]
    widens: NDArray[np.float64]

    def size(self, side: str) -> NDArray[np.float64]:
        """How many states a side counts on average, the attacker or the target among them."""
        return 1.0 + sum((p for (_, s), p in self.p.items() if s == side), np.zeros(len(self.attackers)))


class Day:
    """Every attack of one state on another on a day.

    Args:
        world: the day.
        given: `{(state, side): p}`, or a model, which is asked about a day without the treaties left out.
        default: the probability of a state that is called and not among them.
        draws, seed: how often the dice are thrown, and with which seed.
        states: whose attacks; left out, the members of the state system on the day.
        without: treaties that are left out, to see what they carry.
        run: what runs the waves in numpy.
        compiled: let the compiled kernel work (`foedus.war.native`); nothing else changes.
    """

    def __init__(  # noqa: PLR0913 - each by its name
        self,
        world: World,
        given: Mapping[tuple[str, str], float] | Model,
        draws: int,
        seed: int,
        *,
        default: float = 0.0,
        states: Sequence[str] = (),
        without: Collection[str] = (),
        run: Run = run_waves,
        compiled: bool = False,
    ) -> None:
        self.world, self.given, self.default = world, given, default
        self.draws, self.seed, self.run, self.native = draws, seed, run, compiled
        self.states = tuple(states) or members(world)
        self.without = tuple(without)
        self._same: Chances | None = None
        if not isinstance(given, Model):
            there = {key: p for key, p in given.items() if _there(world, key[0])}
            self._same = chances_of(world, Attack(self.states[0], self.states[1]), there, default)
        self._tossed: dict[tuple[str, str], Plane] = {}
        self._numbers: dict[tuple[int, str], Numbers] = {}
        self.questions = Questions(world.less(self.without), given, default) if isinstance(given, Model) else None
        self._compile(members(world) if self._same is None else [state for state, _ in self._same.listed()])

    def _compile(self, others: Iterable[str]) -> None:
        """Write the cases of the day; `others` may be involved though no treaty names them."""
        homes = {state: self.world.atlas.home(state) for state in self.states}
        self.compiled = Compiled(self.world, {}, homes, others)
        self.compiled.watch(self.compiled.grounds.codes)
        self.circuit = self.compiled.circuit(without=self.without)
        self._members: dict[int, NDArray[np.bool_]] = {}
        self._attacks: tuple[Circuit, Attacks] | None = None

    def treaties(self) -> set[str]:
        """The treaties that may call somebody on the day."""
        return self.compiled.treaties() - set(self.without)

    def less(self, treaty: str) -> Day:
        """The same day, on the same coins, without one treaty more; a model is asked about a day without it."""
        other = copy(self)
        other.without = (*self.without, treaty)
        other.circuit = self.compiled.circuit(without=other.without)
        other.questions = None if self.questions is None else self.questions.less(treaty)
        return other

    def keep_answers(self) -> None:
        """Keep what a model says of each attack, for the same day less a treaty: 100 MB for all attacks of a day."""
        if self.questions is not None:
            self.questions.keep()

    def against(self, target: str) -> Against:
        """Every attack on this target."""
        attackers = tuple(s for s in self.states if s != target)
        chances = self._chances(attackers, target)
        strangers = {state for state, _ in chances.listed}.difference(self.compiled.grounds.bit)
        if strangers:  # a model may name whoever it likes
            self._compile((*self.compiled.grounds.codes, *sorted(strangers)))
        start = self._start(attackers, target)
        if chances.listed:
            start = self._with_bystanders(start, chances)
        called, widened = (self._run_compiled if self.native else self._run)(chances, start, len(attackers))
        frequency = {key: often / np.full(len(attackers), self.draws) for key, often in called.items()}
        return self._told(target, attackers, chances, start, frequency, widened / self.draws)

    def _run(self, chances: Rowwise, start: Start, count: int) -> _Counted:
        """How often each state is called in each attack, and in how many draws anybody enters."""
        tally = _Rows(count, frozenset(start.targets), start.attackers)
        words = -(-self.draws // 64)
        for first in range(0, words, _AT_ONCE):
            taken = min(_AT_ONCE, words - first)
            tally.take(taken, self.draws - first * 64)

            def coin(state: str, side: str, first: int = first, taken: int = taken) -> Plane:
                return self._coin(chances, state, side, first, taken)

            self.run(self.circuit, start, coin, tally, tally.real)
            tally.keep()
        return tally.often(), tally.widened

    def _run_compiled(self, chances: Rowwise, start: Start, count: int) -> _Counted:
        """The same by the compiled kernel."""
        from foedus.war.native.attacks import Attacks  # noqa: PLC0415 - numba takes half a second to load

        if self._attacks is None or self._attacks[0] is not self.circuit:
            shared = None if self._same is None else self._same.of
            listed = self.compiled.grounds.codes if shared is None else {s for s, _ in chances.listed}
            self._attacks = self.circuit, Attacks(self.circuit, listed, self.seed, self.draws, shared)
        return self._attacks[1].run(start, count, chances.p)

    def _told(
        self,
        target: str,
        attackers: tuple[str, ...],
        chances: Rowwise,
        start: Start,
        called: dict[tuple[str, str], NDArray[np.float64]],
        widens: NDArray[np.float64],
    ) -> Against:
        p = {key: chances.p(*key) * share for key, share in called.items()}
        none = np.zeros(len(attackers))
        for (state, side), where in sorted(start.bystanders.items()):
            across = (state, SIDES[1 - SIDES.index(side)])
            one = chances.p(state, side) * _rows(where, len(attackers))
            two = chances.p(*across) * _rows(start.bystanders.get(across, False), len(attackers))
            p[state, side] = p.get((state, side), none) + one - np.maximum(0.0, one + two - 1.0)
            called.setdefault((state, side), none)
        return Against(target, attackers, p, called, widens)

    def _chances(self, attackers: tuple[str, ...], target: str) -> Rowwise:
        if self.questions is not None:
            return self.questions.about(attackers, target)
        assert self._same is not None  # noqa: S101 - there is a model, or probabilities that hold for every attack
        return Rowwise([self._same.mean], self.default, same=True)

    def _coin(self, chances: Rowwise, state: str, side: str, first: int, taken: int) -> Plane:
        """The coins of a state in these words: the same for all attacks that give it the same probability."""
        if chances.same:
            known = self._tossed.get((state, side))
            if known is None:
                known = self._tossed[state, side] = self._toss(state, side, float(chances.p(state, side)[0]))
            return known if isinstance(known, bool) else known[first : first + taken]
        numbers = self._at(first // WORDS, state).part(first % WORDS, first % WORDS + taken)
        return numbers.enters(side, chances.p(state, side)[:, None])

    def _toss(self, state: str, side: str, p: float) -> Plane:
        blocks = range(-(-self.draws // BLOCK))
        return Coins(self.seed, blocks, -(-self.draws // 64)).toss(state, side, p)

    def _at(self, block: int, state: str) -> Numbers:
        """The random numbers of a state in a block; those of the block in hand are kept."""
        if (block, state) not in self._numbers:
            self._numbers = {key: kept for key, kept in self._numbers.items() if key[0] == block}
            self._numbers[block, state] = Coins(self.seed, (block,), WORDS).numbers(state)
        return self._numbers[block, state]

    def _start(self, attackers: tuple[str, ...], target: str) -> Start:
        """Row n is the attack of the n-th attacker."""
        count = len(attackers)
        own = np.zeros((count, count, 1), dtype=np.uint64)
        own[np.arange(count), np.arange(count)] = _ONES
        place = {code: n for n, code in enumerate(self.compiled.grounds.codes)}
        columns = np.array([place[a] for a in attackers])

        def any_attacker(among: int) -> Plane:
            if among not in self._members:
                bits = among.to_bytes(-(-len(place) // 8), "little")
                self._members[among] = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little").astype(bool)
            inside = self._members[among][columns]
            return bool(inside[0]) if inside.all() or not inside.any() else np.where(inside, _ONES, _NONE)[:, None]

        contested: Plane = False
        if self.world.wars_of(target):
            wars = [self.world.may_be_self_defence((a,), target) is not None for a in attackers]
            contested = np.where(wars, _ONES, _NONE)[:, None] if any(wars) else False
        return Start(dict(zip(attackers, own, strict=True)), {target: True}, any_attacker, contested)

    def _with_bystanders(self, start: Start, chances: Rowwise) -> Start:
        """Whoever has a chance of its own and cannot be called, attack by attack."""
        bound = reachable(self.circuit, start)
        found: dict[tuple[str, str], Plane] = {}
        for state, side in chances.listed:
            called = either(*(bound.get((state, one), False) for one in SIDES))
            where = invert(called)
            where = both(where, invert(either(start.attackers.get(state, False), start.targets.get(state, False))))
            where = both(where, chances.has(state, side))
            if where is not False:
                found[state, side] = where
        return Start(start.attackers, start.targets, start.any_attacker, start.contested, found)


def _there(world: World, state: str) -> bool:
    """Is it there on the day? What a file says of a state that is not counts for nothing."""
    actor = world.atlas.find(state)
    return actor is None or actor.exists(world.on)


def members(world: World) -> tuple[str, ...]:
    """The members of the state system on the day, in either list, that have land of their own."""
    return tuple(s.code for s in world.atlas.states if s.member(world.on))


class _Rows(Tally):
    """Counts for each attack."""

    def __init__(self, count: int, first: frozenset[str], own: Mapping[str, Plane]) -> None:
        super().__init__(self._weight)
        self.count, self.first, self.own = count, first, own
        self.widened = np.zeros(count, dtype=np.int64)

    def take(self, words: int, left: int) -> None:
        """The next words."""
        self.whole = np.full(words, _ONES)
        if left < words * 64:
            self.whole[-1] = np.uint64((1 << left % 64) - 1)
        self.real: Plane = self.whole if left < words * 64 else True

    def _weight(self, where: Plane) -> NDArray[np.int64]:
        words = self.whole if where is True else np.bitwise_and(where, self.whole)
        return np.broadcast_to(np.bitwise_count(words).sum(axis=-1, dtype=np.int64), (self.count,))

    def keep(self) -> None:
        """Count what the words just run have brought; that an attacker attacks brings nobody."""
        anybody: Plane = False
        for (state, side), where in self.joined.items():
            own = self.own.get(state, False) if side == "attacking" else False
            anybody = either(anybody, both(where, invert(own)))
        if anybody is not False:
            self.widened = self.widened + self._weight(anybody)


def _rows(where: Plane, count: int) -> NDArray[np.float64]:
    """1 in the rows where it is so, else 0."""
    if isinstance(where, bool):
        return np.full(count, float(where))
    told: NDArray[np.float64] = (where[:, 0] != 0).astype(np.float64)
    return told
