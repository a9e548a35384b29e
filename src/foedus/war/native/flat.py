"""A circuit as rows of whole numbers: one compiled kernel reads every world, and nothing is compiled anew."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.war.compiled import Circuit

    Whole = NDArray[np.int64]

__all__ = ["AND", "GROWING", "NOT", "OR", "Flat", "Lists", "flattened", "leaf_rows"]

AND, OR, NOT, GROWING = 0, 1, 2, 3
"""What a formula is made with; the last is an `or` that never becomes false again."""


class Lists(NamedTuple):
    """Many lists in one: the n-th is `of[at[n]:at[n + 1]]`."""

    at: Whole
    of: Whole


class Flat(NamedTuple):
    """The circuit.

    Attributes:
        leaves: formulas below this number are leaves (or false, 0, and true, 1).
        ops, parts: of every formula from there on, what it is made with and of.
        above: of every formula, those made of it.
        promisors: of every bundle, whom it calls.
        calls: of every formula, pairs of a bundle that is called by it and the side to which.
        stands: side and state -> the leaf that says so, or 0.
        anybody: side and set of states -> the leaf that says that one of them is on it, or 0.
        among: set and state -> does it belong?
        hits: of every set, pairs of a leaf and the state that one of the set attacks.
    """

    leaves: int
    ops: Whole
    parts: Lists
    above: Lists
    promisors: Lists
    calls: Lists
    stands: Whole
    anybody: Whole
    among: NDArray[np.bool_]
    hits: Lists


def flattened(circuit: Circuit, states: Sequence[str]) -> tuple[Flat, dict[int, int]]:
    """The circuit for these states, and the number of each of its leaves in it."""
    place = {state: n for n, state in enumerate(states)}
    number = {0: 0, 1: 1}
    for n in (*circuit.leaves, *(n for n, _, _ in circuit.plan)):
        number[n] = len(number)
    first = 2 + len(circuit.leaves)
    above: list[list[int]] = [[] for _ in number]
    ops, parts = [], []
    for n, op, args in circuit.plan:
        ops.append(GROWING if op == "or" and n in circuit.grows else {"and": AND, "or": OR, "not": NOT}[op])
        parts.append([number[a] for a in args])
        for a in args:
            above[number[a]].append(number[n])
    says = {n: (str(leaf[0]), leaf[-1]) for n, leaf in circuit.leaves.items()}
    sets = sorted(
        {int(last) for kind, last in says.values() if kind in ("defs", "atts")}
        | {int(leaf[1]) for leaf in circuit.leaves.values() if leaf[0] == "hit"}
    )
    stands, anybody = np.zeros((2, len(states)), dtype=np.int64), np.zeros((2, len(sets)), dtype=np.int64)
    hits: list[list[int]] = [[] for _ in sets]
    for n, (kind, last) in says.items():
        if kind in ("def", "att") and last in place:
            stands[int(kind == "att"), place[str(last)]] = number[n]
        elif kind in ("defs", "atts"):
            anybody[int(kind == "atts"), sets.index(int(last))] = number[n]
        elif kind == "hit" and last in place:
            hits[sets.index(int(circuit.leaves[n][1]))] += [number[n], place[str(last)]]
    calls: list[list[int]] = [[] for _ in number]
    for n, bundle in enumerate(circuit.bundles):
        for side, formula in enumerate((bundle.defending, bundle.attacking)):
            calls[number[formula]] += [n, side] if formula else []
    among = np.array([[bool(circuit.bit[s] & one) for s in states] for one in sets], dtype=bool)
    flat = Flat(
        first,
        np.array(ops, dtype=np.int64),
        _lists(parts),
        _lists(above),
        _lists([place[s] for s in bundle.promisors if s in place] for bundle in circuit.bundles),
        _lists(calls),
        stands,
        anybody,
        among.reshape(len(sets), len(states)),
        _lists(hits),
    )
    return flat, {n: number[n] for n in circuit.leaves}


def _lists(lists: Iterable[Sequence[int]]) -> Lists:
    every = list(lists)
    ends = [0, *accumulate(len(one) for one in every)]
    return Lists(np.array(ends, dtype=np.int64), np.array([n for one in every for n in one], dtype=np.int64))


def leaf_rows(values: Sequence[object], numbers: Mapping[int, int], size: int, rows: int) -> NDArray[np.bool_]:
    """Which leaves are true at the start, in each row."""
    found = np.zeros((rows, size), dtype=bool)
    found[:, 1] = True
    for n, at in numbers.items():
        value = values[n]
        found[:, at] = value if isinstance(value, bool) else np.asarray(value)[..., 0] != 0
    return found
