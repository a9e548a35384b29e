"""War: who will probably come, and how far it spreads.

Rooms of the cascade, in the order in which a question goes through them:

- `chances`: with which probability each state enters on each side, given by hand or by a fitted `Model`;
- `formulas`, `conditions`, `compiled`: the law engine's own cases, written once as formulas over who is on which side;
- `coins`: the random numbers, keyed by seed, state and block, 64 draws in a word;
- `kernel`: the waves of the closure, all draws at once; `fast` is the same, compiled;
- `tally`, `exact`, `intervals`: counting, enumeration in place of counting where few can be called, and how sure;
- `cascade`: one attack, the public question; `result` is its answer;
- `sweep`, `parts`, `cluster`, `ranks`: every ordered pair of states, over processes and machines, and what stands out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.war.chances import Model

__all__ = ["default_model"]


def default_model() -> Model | None:
    """The fitted model that answers where no probabilities are given; `None` until one ships.

    >>> default_model() is None
    True
    """
    return None
