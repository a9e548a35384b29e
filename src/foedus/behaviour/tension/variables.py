"""What is known of a pair of states at the end of a year, and what each variable means.

Pairs have no direction, so whatever belongs to one of the two stands twice: for the larger and for the smaller value.
Distance and shared organisations are ranks among all pairs of the year, from 0 to 1: they grow with the system, ranks
do not, and a model that is trained on one century is asked about the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.behaviour.covariates import Covariates
    from foedus.behaviour.tension.record import History
    from foedus.behaviour.tension.ties import Ties

    Rows = NDArray[np.float64]
    Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

__all__ = ["GROUPS", "MEANING", "PACT", "PEACE", "SOURCES", "VARIABLES", "pairs_of", "values"]

PEACE = {
    "peace": "years of peace between them, log of 1 + number",
    "peace_2": "years of peace fading: 2 to the power of minus a third of them",
    "peace_10": "years of peace fading: 2 to the power of minus a tenth of them",
    "ongoing": "a dispute between them went on in the year before",
    "never": "they have had no dispute",
}
"""Time since the last dispute, in a shape that lets its effect fade quickly and slowly."""

_PAST = {
    "age": "years that both have been in the state system, log of 1 + number",
    "onsets": "disputes that began between them before, log of 1 + number",
    "recent": "disputes that began between them, fading by half in three years (log)",
    "remembered": "disputes that began between them, fading by half in fifteen years (log)",
    "wars": "years of war between them before, log of 1 + number",
    "busy_high": "disputes with anybody, fading by half in three years, of the one with more (log)",
    "busy_low": "disputes with anybody, fading by half in three years, of the one with fewer (log)",
    "record_high": "disputes with anybody, fading by half in fifteen years, of the one with more (log)",
    "record_low": "disputes with anybody, fading by half in fifteen years, of the one with fewer (log)",
    "rate": "log of the onsets for each pair of the system in the last ten years",
}
_PLACE = {
    "land": "they touch by land",
    "water": "they touch across at most 400 miles of water",
    "distance": "rank of the distance between them",
    "far": "log of the distance in kilometres, bent: log of 100 + distance",
}
_POWER = {
    "major_one": "exactly one of them is a major power",
    "major_both": "both are major powers",
    "stronger": "log of the share of the stronger in the capabilities of the system (CINC)",
    "weaker": "log of the share of the weaker in the capabilities of the system",
    "reach": "`stronger`, where they do not touch and none is a major power, 0 elsewhere",
    "relevant": "they touch, or one is a major power",
}
_REGIME = {
    "free_low": "how democratic the less democratic is (polyarchy, 0 to 1)",
    "free_high": "how democratic the more democratic is",
}
PACT = {
    "defense": "one has promised the other defence",
    "offense": "one has promised the other to join its attacks",
    "neutral": "one has promised the other neutrality",
    "nonagg": "one has promised the other not to attack",
    "consul": "one has promised the other to consult",
    "shielded_one": "exactly one of them has the promise of a major power, bound to it alone, to defend it",
    "shielded_both": "both have the promise of a major power, bound to one of them alone",
    "helpers_high": "log of the capabilities of those who have promised to defend one of them alone, the larger",
    "helpers_low": "log of the capabilities of those who have promised to defend one of them alone, the smaller",
}
"""Pacts between them, and of either with third states that have promised the other nothing."""

_TIES = {
    "rivals": "they are strategic rivals",
    "spatial": "rivals over land",
    "positional": "rivals over rank",
    "ideological": "rivals over beliefs",
    "rivals_near": "rivals who touch by land",
    "enemies": "states that are rivals of both (log)",
    "likeness": "likeness of their alliance portfolios (S)",
    "institutions": "rank of the organisations that they share",
}

GROUPS = {
    "peace and past disputes": (*PEACE, *_PAST),
    "place": tuple(_PLACE),
    "power": tuple(_POWER),
    "regimes": tuple(_REGIME),
    "pacts": tuple(PACT),
    "rivalry and ties": tuple(_TIES),
}
"""The variables by what they are about: what makes a pair likelier than the middle one is told by group."""

MEANING = {**PEACE, **_PAST, **_PLACE, **_POWER, **_REGIME, **PACT, **_TIES}
"""Variable -> what it means."""

VARIABLES = tuple(MEANING)
"""Every variable, in the order in which `values` gives them."""

_OF = {
    "disputes": (*PEACE, *_PAST),
    "contiguity": ("land", "water", "relevant", "reach", "rivals_near"),
    "distance": ("distance", "far"),
    "major": ("major_one", "major_both"),
    "capabilities": ("stronger", "weaker"),
    "regime": tuple(_REGIME),
    "pacts": tuple(PACT),
    "rivalry": ("rivals", "spatial", "positional", "ideological", "enemies"),
    "similarity": ("likeness",),
    "institutions": ("institutions",),
}
SOURCES = {variable: source for source, those in _OF.items() for variable in those}
"""Variable -> what it is taken from."""

_LITTLE = 1e-5


def pairs_of(known: Covariates, year: int) -> Pairs:
    """Every pair of states of the system in the year, by position: the lower first."""
    here = np.flatnonzero(known.in_system(year))
    one, two = np.triu_indices(len(here), 1)
    return here[one], here[two]


def values(known: Covariates, bound: Ties, history: History, year: int, pairs: Pairs) -> Rows:
    """What is known of these pairs at the end of the year: pair x variable, in the order of `VARIABLES`.

    A year that a source does not reach is answered with its last.

    Args:
        known: what is known of states and pairs.
        bound: their pacts and rivalries.
        history: what disputes have left behind by the end of the year, or of the last one of the record.
        year: the one before that asked about.
        pairs: positions of both states.
    """
    table = {
        **_past(history, pairs),
        **_places(known, year, pairs),
        **_powers(known, year, pairs),
        **_pacts(known, bound, year, pairs),
        **_others(known, bound, year, pairs),
    }
    table["relevant"] = np.maximum(np.maximum(table["land"], table["water"]), table["major_one"] + table["major_both"])
    table["reach"] = table["stronger"] * (1 - table["relevant"])
    table["rivals_near"] = table["rivals"] * table["land"]
    return np.stack([table[name] for name in VARIABLES], axis=1)


def _past(history: History, pairs: Pairs) -> dict[str, Rows]:
    peace, onsets = history.peace[pairs], history.onsets[pairs]
    busy, record = np.log1p(history.busy), np.log1p(history.record)
    return {
        "peace": np.log1p(peace),
        "peace_2": 2 ** (-peace / 3),
        "peace_10": 2 ** (-peace / 10),
        "ongoing": history.ongoing[pairs].astype(float),
        "never": (onsets == 0).astype(float),
        "age": np.log1p(history.age[pairs]),
        "onsets": np.log1p(onsets),
        "recent": np.log1p(history.recent[pairs]),
        "remembered": np.log1p(history.remembered[pairs]),
        "wars": np.log1p(history.wars[pairs]),
        **_high_low("busy", busy, pairs),
        **_high_low("record", record, pairs),
        "rate": np.full(len(pairs[0]), np.log(history.rate)),
    }


def _places(known: Covariates, year: int, pairs: Pairs) -> dict[str, Rows]:
    touching = known.of_pairs("contiguity", year)[pairs]
    shortest, capitals = known.of_pairs("distance", year)[pairs], known.of_pairs("capitals", year)[pairs]
    distance = _filled(np.where(np.isnan(shortest), capitals, shortest))
    return {
        "land": (touching == 1).astype(float),
        "water": ((touching >= 2) & (touching <= 5)).astype(float),
        "distance": _ranks(distance),
        "far": np.log(100 + distance),
    }


def _powers(known: Covariates, year: int, pairs: Pairs) -> dict[str, Rows]:
    major = np.nan_to_num(known.of_states("major", year))
    count = major[pairs[0]] + major[pairs[1]]
    strength = np.log(np.nan_to_num(known.of_states("capabilities", year)) + _LITTLE)
    free = _filled(known.of_states("regime", year))
    strengths, regimes = _high_low("", strength, pairs), _high_low("", free, pairs)
    return {
        "major_one": (count == 1).astype(float),
        "major_both": (count == 2).astype(float),
        "stronger": strengths["_high"],
        "weaker": strengths["_low"],
        "free_low": regimes["_low"],
        "free_high": regimes["_high"],
    }


def _pacts(known: Covariates, bound: Ties, year: int, pairs: Pairs) -> dict[str, Rows]:
    """Pacts between the two, and help that either could call on and the other could not."""
    told = {}
    for kind in ("defense", "offense", "neutral", "nonagg", "consul"):
        promised = bound.pact(kind, year)
        told[kind] = (promised | promised.T)[pairs].astype(float)
    strength = np.nan_to_num(known.of_states("capabilities", year))
    major = np.nan_to_num(known.of_states("major", year))
    defends = bound.pact("defense", year).astype(float)  # promisor x promisee
    sides = [_help(defends, strength, major, a, b) for a, b in (pairs, pairs[::-1])]
    (help_a, shield_a), (help_b, shield_b) = sides
    told["shielded_one"] = (shield_a != shield_b).astype(float)
    told["shielded_both"] = (shield_a & shield_b).astype(float)
    told["helpers_high"] = np.log(np.maximum(help_a, help_b) + _LITTLE)
    told["helpers_low"] = np.log(np.minimum(help_a, help_b) + _LITTLE)
    return told


def _help(
    defends: Rows, strength: Rows, major: Rows, mine: NDArray[np.int64], other: NDArray[np.int64]
) -> tuple[Rows, NDArray[np.bool_]]:
    """Of those who would defend the first and not the second: their capabilities, and is a major power among them?"""
    weighed = (defends * strength[:, None]).T @ defends  # state x state: capabilities of those who defend both
    every = strength @ defends
    great = (defends * major[:, None]).T @ defends
    majors = major @ defends
    alone = every[mine] - weighed[mine, other] - (defends[other, mine] * strength[other])
    powers = majors[mine] - great[mine, other] - (defends[other, mine] * major[other])
    return np.maximum(alone, 0), powers > 0.5


def _others(known: Covariates, bound: Ties, year: int, pairs: Pairs) -> dict[str, Rows]:
    rivals = np.nan_to_num(known.of_pairs("rivalry", year))
    return {
        "rivals": rivals[pairs],
        **{issue: bound.issue(issue, year)[pairs].astype(float) for issue in ("spatial", "positional", "ideological")},
        "enemies": np.log1p((rivals @ rivals)[pairs]),
        "likeness": _filled(known.of_pairs("similarity", year)[pairs]),
        "institutions": _ranks(np.nan_to_num(known.of_pairs("institutions", year)[pairs])),
    }


def _high_low(name: str, each: Rows, pairs: Pairs) -> dict[str, Rows]:
    one, two = each[pairs[0]], each[pairs[1]]
    return {f"{name}_high": np.maximum(one, two), f"{name}_low": np.minimum(one, two)}


def _filled(found: Rows) -> Rows:
    """Gaps filled with the median, or with zero where nothing is known at all."""
    gaps = np.isnan(found)
    if not gaps.any():
        return found
    known = found[~gaps]
    return np.where(gaps, np.median(known) if known.size else 0.0, found)


def _ranks(found: Rows) -> Rows:
    """Ranks between 0 and 1; those alike share the middle of theirs."""
    if not found.size:
        return found
    ordered = np.sort(found)
    low, high = np.searchsorted(ordered, found, "left"), np.searchsorted(ordered, found, "right")
    return np.asarray((low + high) / (2 * len(found)))
