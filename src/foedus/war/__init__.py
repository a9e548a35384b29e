"""War: who will probably come if an attack happens, and how far it spreads.

Rooms, in the order in which a question goes through them:

- `chances`, `models`: with which probability each state enters on each side, given by hand, by a file, or by a `Model`;
- `formulas`, `grounds`, `conditions`, `compiled`: the law engine's own cases, written once as formulas over who is on
  which side; `reach` and `reach_many`: how far an attack can reach;
- `coins`: the random numbers, keyed by seed, state and block, 64 draws in a word;
- `kernel`: the waves of the closure, all draws at once; `native`: the same compiled; `kernels`: which of them works;
- `tally`, `pairs`, `intervals`: counting, and how sure; `simulated` and `exact`: by draws, or every outcome in turn;
- `cascade`: one attack, the public question; `result` is its answer;
- `day`, `sweep`, `parts`, `cluster`, `ranks`: every ordered pair of states, over processes and machines, and what
  stands out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.war.chances import Model

__all__ = ["default_model"]


def default_model() -> Model | None:
    """The fitted model that answers where no probabilities are given: the one that ships.

    >>> hasattr(default_model(), "probabilities")
    True
    """
    from foedus.behaviour.joining import Joining  # noqa: PLC0415 - whoever gives probabilities needs no model

    return Joining()
