"""What is known of the two sides of a war at a moment: their power, their places, their regimes, their number.

Values are those of the year before. A coalition has the sum of its members' capabilities, and the regime of its
strongest member. What each variable is expected to do: Bueno de Mesquita 1981, Stam 1996 and Reiter and Stam 2002 on
who wins; Bennett and Stam 1996 and Slantchev 2004 on how long wars last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from foedus.behaviour.covariates import Covariates

    Positions = NDArray[np.int64]

__all__ = ["MEANING", "SOURCES", "VARIABLES", "of_sides"]

MEANING = {
    "balance": "log of the capabilities of those who attack over those of the attacked (CINC)",
    "uneven": "how far that is from nought, whoever is the stronger",
    "size": "log of the capabilities of both sides together",
    "major_attacking": "a major power attacks",
    "major_attacked": "a major power is attacked",
    "land": "somebody of one side touches somebody of the other by land",
    "far": "log of 100 + the least distance between both sides in kilometres",
    "free_attacking": "how democratic the strongest of those who attack is (polyarchy, 0 to 1)",
    "free_attacked": "how democratic the strongest of the attacked is",
    "rivals": "somebody of one side is a strategic rival of somebody of the other",
    "joined_attacking": "states beside the first that attack, log of 1 + number",
    "joined_attacked": "states beside the first that are attacked, log of 1 + number",
    "since_1945": "begun after 1945",
}
"""Variable -> what it means."""

VARIABLES = tuple(MEANING)
"""In the order in which `of_sides` gives them."""

SOURCES = {
    "balance": "capabilities",
    "uneven": "capabilities",
    "size": "capabilities",
    "major_attacking": "major",
    "major_attacked": "major",
    "land": "contiguity",
    "far": "distance",
    "free_attacking": "regime",
    "free_attacked": "regime",
    "rivals": "rivalry",
}
"""Variable -> which of the arrays of `foedus.behaviour.covariates` it is taken from."""

_LITTLE = 1e-5
_NEW_AGE = 1946


def of_sides(
    known: Covariates, attacking: Positions, attacked: Positions, on: date, *, year: int | None = None
) -> NDArray[np.float64]:
    """The variables of a war between these on a day, in the order of `VARIABLES`.

    Args:
        known: what is known of states and pairs.
        attacking: positions of those who attack by then.
        attacked: positions of those attacked.
        on: the day; values are those of the year before, or of the last year before it that a source covers.
        year: another year whose values are taken.
    """
    year = on.year - 1 if year is None else year
    strength = np.nan_to_num(known.of_states("capabilities", year))
    major = np.nan_to_num(known.of_states("major", year))
    regime = known.of_states("regime", year)
    middle = float(np.nanmedian(regime)) if np.isfinite(regime).any() else 0.5
    facing = np.ix_(attacking, attacked)
    shortest, capitals = known.of_pairs("distance", year)[facing], known.of_pairs("capitals", year)[facing]
    apart = np.where(np.isnan(shortest), capitals, shortest)
    one, two = strength[attacking].sum() + _LITTLE, strength[attacked].sum() + _LITTLE
    table = {
        "balance": np.log(one / two),
        "uneven": abs(np.log(one / two)),
        "size": np.log(one + two),
        "major_attacking": major[attacking].max(),
        "major_attacked": major[attacked].max(),
        "land": float((known.of_pairs("contiguity", year)[facing] == 1).any()),
        "far": np.log(100 + (np.nanmin(apart) if np.isfinite(apart).any() else 1000.0)),
        "free_attacking": _strongest(regime, strength, attacking, middle),
        "free_attacked": _strongest(regime, strength, attacked, middle),
        "rivals": float((np.nan_to_num(known.of_pairs("rivalry", year)[facing]) > 0).any()),
        "joined_attacking": np.log(len(attacking)),
        "joined_attacked": np.log(len(attacked)),
        "since_1945": float(on.year >= _NEW_AGE),
    }
    return np.array([table[name] for name in VARIABLES])


def _strongest(regime: NDArray[np.float64], strength: NDArray[np.float64], side: Positions, middle: float) -> float:
    value = regime[side[np.argmax(strength[side])]]
    return middle if np.isnan(value) else float(value)
