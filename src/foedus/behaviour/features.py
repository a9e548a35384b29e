"""The variables of an opportunity: what was known of a state, a side and the other side when the conflict stood so.

Continuous variables are taken as ranks among all states outside the conflict, from 0 to 1: distances, capabilities and
shared institutions grow with the system, ranks do not, and a model that is trained on one century is asked about the
next. Where a source is silent for a pair, the pair stands in the middle of the ranks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.behaviour.calls import ARGUABLE, INVOKED, UNMET, Call
from foedus.behaviour.covariates import UNITED_STATES
from foedus.terms.treaties import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.behaviour.calls import Calls
    from foedus.behaviour.covariates import Covariates
    from foedus.behaviour.past import Past

__all__ = [
    "ALLIANCE",
    "FEATURES",
    "GROUPS",
    "MEANING",
    "OTHERS",
    "SOURCES",
    "TRIED",
    "VARIABLES",
    "features",
    "outsiders",
]

OTHERS = {
    "major": "a major power",
    "capabilities": "rank of its capabilities (CINC)",
    "capabilities_top": "the same, bent towards the top: exp(5(rank - 1))",
    "regime": "how democratic it is (polyarchy, 0 to 1)",
    "near_side": "contiguous by land or sea to one of the side",
    "near_other": "contiguous to one of the other side",
    "distance_side": "rank of its distance to the nearest of the side",
    "distance_other": "rank of its distance to the nearest of the other side",
    "rival_side": "a strategic rival of one of the side",
    "rival_other": "a strategic rival of one of the other side",
    "similarity_side": "rank of the likeness of its alliance portfolio to that of the side (S)",
    "similarity_other": "the same with the other side",
    "institutions_side": "rank of the organisations that it shares with the side",
    "joins_before": "wars that it joined before (log of 1 + number)",
    "beside_before": "wars fought beside one of the side before (log)",
    "against_before": "wars fought against one of the other side before (log)",
    "attacked_side": "the side is the one attacked",
}
"""Variables that know nothing of alliances, and what they mean."""

ALLIANCE = {
    **{f"{kind}_invoked": f"owes the side {kind}, invoked" for kind in ("defense", "offense")},
    **{f"{kind}_arguable": f"owes the side {kind}, arguable" for kind in ("defense", "offense")},
    "defense_unmet": "has promised the side defense, and the case does not arise",
    "help_other": "owes the other side defense or offense, invoked or arguable",
    "neutrality_other": "owes the other side neutrality, invoked or arguable",
    "nonaggression_other": "has promised the other side nonaggression",
    "bilateral": "the help owed to the side stands in a treaty between two",
    "small": "one over the number of members of the smallest treaty by which it owes the side help",
    "named": "the promise of help names the adversary",
    "any_side": "bound to the side by any promise",
}
"""Variables from the law engine."""

GROUPS = {
    "promises": tuple(ALLIANCE),
    "place": ("near_side", "near_other", "distance_side", "distance_other"),
    "power": ("major", "capabilities", "capabilities_top"),
    "rivalries": ("rival_side", "rival_other"),
    "likeness and shared organisations": ("similarity_side", "similarity_other", "institutions_side", "regime"),
    "wars before": ("joins_before", "beside_before", "against_before"),
    "the side": ("attacked_side",),
}
"""The variables of the model of joining by what they are about: what makes a state likelier is told by group."""

TRIED = {
    "regime_side": "likeness of its regime to those of the side (1 less the difference)",
    "regime_other": "the same with the other side",
    "troops_side": "soldiers of the United States on the land of one, between it and the side (log)",
    "troops_other": "the same with the other side",
    "size_side": "how many states the side has (log)",
    "size_other": "how many the other side has (log)",
    "power_side": "the share of the side in the capabilities of both",
    "bilateral_other": "the help owed to the other side stands in a treaty between two",
    "any_other": "bound to the other side by any promise",
}
"""Variables of the frame that were tried in the model of joining, and that it does without: see its card."""

FEATURES = (*OTHERS, *ALLIANCE)
"""What the model of joining knows."""

MEANING = {**OTHERS, **ALLIANCE, **TRIED}
"""Variable -> what it means."""

VARIABLES = (*FEATURES, *TRIED)
"""Every variable of the frame, in the order in which `features` gives them."""

SOURCES = {
    "major": "major",
    "capabilities": "capabilities",
    "capabilities_top": "capabilities",
    "regime": "regime",
    **{f"{name}_{side}": name for name in ("distance", "similarity", "regime", "troops") for side in ("side", "other")},
    **{f"near_{side}": "contiguity" for side in ("side", "other")},
    **{f"rival_{side}": "rivalry" for side in ("side", "other")},
    "institutions_side": "institutions",
    "power_side": "capabilities",
    **dict.fromkeys(("joins_before", "beside_before", "against_before", "rate_before"), "wars"),
}
"""Variable -> what it is taken from: one of the arrays of `foedus.behaviour.covariates`, or the record of wars."""

_NOTHING = Call()


def outsiders(known: Covariates, year: int, sides: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """The states of the system in this year that are on neither side."""
    inside = np.zeros(len(known.codes), bool)
    inside[np.concatenate([*sides])] = True
    return np.flatnonzero(known.in_system(year) & ~inside)


def features(
    known: Covariates,
    year: int,
    sides: tuple[NDArray[np.int64], NDArray[np.int64]],
    states: NDArray[np.int64],
    names: Sequence[str],
    calls: Calls,
    past: Past,
) -> NDArray[np.float64]:
    """The variables of every state on either side: state x side x variable, in the order of `VARIABLES`.

    Not-a-number where a source is silent and no middle stands for it: forces abroad, which are counted for the United
    States since 1950.

    Args:
        known: what is known of states and pairs.
        year: the year whose values are known: that before the conflict.
        sides: positions of those in it, who attacks first.
        states: positions of those outside.
        names: their codes, in the same order.
        calls: what they owe.
        past: what they had done before.
    """
    found = np.zeros((len(states), 2, len(VARIABLES)))
    place = {name: n for n, name in enumerate(VARIABLES)}
    filled = _Filled(known, year)
    strength = _ranks(filled.capabilities[states])
    for n in (0, 1):
        mine, other = sides[n], sides[1 - n]
        table = {
            "major": filled.major[states],
            "capabilities": strength,
            "capabilities_top": np.exp(5 * (strength - 1)),
            "near_side": filled.near[np.ix_(states, mine)].max(1),
            "near_other": filled.near[np.ix_(states, other)].max(1),
            "distance_side": _ranks(filled.distance[np.ix_(states, mine)].min(1)),
            "distance_other": _ranks(filled.distance[np.ix_(states, other)].min(1)),
            "rival_side": filled.rivals[np.ix_(states, mine)].max(1),
            "rival_other": filled.rivals[np.ix_(states, other)].max(1),
            "similarity_side": _ranks(filled.similarity[np.ix_(states, mine)].max(1)),
            "similarity_other": _ranks(filled.similarity[np.ix_(states, other)].max(1)),
            "institutions_side": _ranks(filled.institutions[np.ix_(states, mine)].max(1)),
            "joins_before": np.log1p(past.joined[states]),
            "beside_before": np.log1p(past.beside[np.ix_(states, mine)].sum(1)),
            "against_before": np.log1p(past.against[np.ix_(states, other)].sum(1)),
            "attacked_side": np.full(len(states), float(n)),
            "regime": filled.regime[states],
            "regime_side": 1 - np.abs(filled.regime[states] - filled.regime[mine].mean()),
            "regime_other": 1 - np.abs(filled.regime[states] - filled.regime[other].mean()),
            "troops_side": _troops(known, filled.troops, states, mine),
            "troops_other": _troops(known, filled.troops, states, other),
            "size_side": np.full(len(states), np.log(len(mine))),
            "size_other": np.full(len(states), np.log(len(other))),
            "power_side": np.full(
                len(states), _share(filled.capabilities[mine].sum(), filled.capabilities[other].sum())
            ),
        }
        for name, values in table.items():
            found[:, n, place[name]] = values
    for row, code in enumerate(names):
        for n in (0, 1):
            if (code, n) in calls or (code, 1 - n) in calls:
                owed = _owed(calls.get((code, n), _NOTHING), calls.get((code, 1 - n), _NOTHING))
                for name, value in owed.items():
                    found[row, n, place[name]] = value
    return found


class _Filled:
    """The year's values with gaps filled: a missing distance is the capitals' or the middle one, a tie is none."""

    def __init__(self, known: Covariates, year: int) -> None:
        self.capabilities = np.nan_to_num(known.of_states("capabilities", year), nan=0.0)
        self.regime = _filled(known.of_states("regime", year))
        self.troops = known.of_states("troops", year)
        self.major = np.nan_to_num(known.of_states("major", year))
        touching = known.of_pairs("contiguity", year)
        self.near = ((touching >= 1) & (touching <= 5)).astype(float)
        shortest, capitals = known.of_pairs("distance", year), known.of_pairs("capitals", year)
        distance = np.where(np.isnan(shortest), capitals, shortest)
        self.distance = _filled(distance)
        self.rivals = np.nan_to_num(known.of_pairs("rivalry", year))
        self.similarity = _filled(known.of_pairs("similarity", year))
        self.institutions = np.nan_to_num(known.of_pairs("institutions", year))


def _troops(
    known: Covariates, troops: NDArray[np.float64], states: NDArray[np.int64], side: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Between the United States and whoever hosts them; not-a-number between others, and where nobody counted."""
    america = known.place(UNITED_STATES)
    found = np.full(len(states), np.nan)
    if america is not None:
        if america in side:
            found = troops[states]
        elif (hosts := troops[side])[~np.isnan(hosts)].size:
            found[states == america] = np.nanmax(hosts)
    return np.asarray(np.log1p(found))


def _share(one: float, two: float) -> float:
    return float(one / (one + two)) if one + two > 0 else 0.5


def _filled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gaps filled with the median, or with zero where nothing is known at all."""
    known = values[~np.isnan(values)]
    return np.where(np.isnan(values), np.median(known) if known.size else 0.0, values)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks between 0 and 1; those alike share the middle of theirs."""
    if not values.size:
        return values
    ordered = np.sort(values)
    low, high = np.searchsorted(ordered, values, "left"), np.searchsorted(ordered, values, "right")
    ranks: NDArray[np.float64] = (low + high) / (2 * len(values))
    return ranks


def _owed(mine: Call, other: Call) -> dict[str, float]:
    helping = max(other.level["defense"], other.level["offense"])
    return {
        **{f"{kind}_invoked": float(mine.level[kind] == INVOKED) for kind in ("defense", "offense")},
        **{f"{kind}_arguable": float(mine.level[kind] == ARGUABLE) for kind in ("defense", "offense")},
        "defense_unmet": float(mine.level["defense"] == UNMET),
        "help_other": float(helping >= ARGUABLE),
        "neutrality_other": float(other.level["neutrality"] >= ARGUABLE),
        "nonaggression_other": float(other.level["nonaggression"] > 0),
        "bilateral": float(mine.bilateral),
        "small": 1 / mine.members if mine.members else 0.0,
        "named": float(mine.named),
        "bilateral_other": float(other.bilateral),
        "any_side": float(any(mine.level[kind] for kind in KINDS)),
        "any_other": float(any(other.level[kind] for kind in KINDS)),
    }
