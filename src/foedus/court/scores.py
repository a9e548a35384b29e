"""How the engine agrees with coders, and how often alliances were honoured: shares with intervals by war.

Intervals come from a bootstrap that draws whole wars, because the alliances of one war stand or fall together (Cameron,
Gelbach and Miller 2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.court.coders import Coding
    from foedus.court.rungs import Rung, Trial
    from foedus.court.verdicts import AllianceVerdict

__all__ = ["RATES", "Comparison", "Pair", "Share", "compare", "interval", "rates"]

RATES = ("all", "pre_1945", "post_1945", "defense", "offense", "neutrality", "nonaggression")
"""The groups for which rates are published: all alliances, those of wars that began before 1945 and since, and by kind
of duty in the alliance (an alliance with several kinds counts under each)."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its count and its interval of 95 per cent; `None` where nothing is counted."""

    share: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One war and one alliance, as the coders and as the engine have it.

    Attributes:
        theirs: invoked, as coded; `ours`: as derived.
        their_kept, our_kept: honoured; `None` where it was not invoked.
    """

    war: str
    number: int
    year: int
    alliance: int
    kinds: tuple[str, ...]
    theirs: bool
    ours: bool
    their_kept: bool | None
    our_kept: bool | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The engine beside a coding.

    Attributes:
        pairs: every war and alliance of the coding.
        unknown: of them, those that ATOP 5.1 or the list of wars does not have; they count as not invoked.
    """

    coding: Coding
    pairs: tuple[Pair, ...]
    unknown: int

    @property
    def n(self) -> int:
        """How many pairs are compared."""
        return len(self.pairs)

    @property
    def divergent(self) -> tuple[Pair, ...]:
        """Where the two differ: on whether it was invoked, or on whether it was kept."""
        return tuple(p for p in self.pairs if p.theirs != p.ours or (p.ours and p.their_kept != p.our_kept))

    def scores(self) -> dict[str, float | None]:
        """Precision, recall and F1 of "invoked"; agreement on "kept" where both hold it invoked."""
        return _scores(self.pairs)

    def our_rates(self) -> dict[str, Share]:
        """How often the alliances that the coders hold invoked were kept, by the engine, where it holds so too."""
        joint = [p for p in self.pairs if p.theirs and p.ours]
        return {group: _share([p.our_kept is True for p in joint if _in(group, p.year, p.kinds)]) for group in RATES}

    def their_rates(self) -> dict[str, Share]:
        """How often they were honoured by the coders' word."""
        theirs = [p for p in self.pairs if p.theirs]
        return {group: _share([p.their_kept is True for p in theirs if _in(group, p.year, p.kinds)]) for group in RATES}

    def intervals(self, draws: int, seed: int) -> dict[str, tuple[float, float] | None]:
        """Intervals of the scores and of the rates, drawn by war."""
        told = [(p, p.theirs and p.ours) for p in self.pairs]
        judged = [(p, both and p.our_kept is not None) for p, both in told]
        ratios: dict[str, list[tuple[float, float]]] = {
            "precision": [(both, p.ours) for p, both in told],
            "recall": [(both, p.theirs) for p, both in told],
            "f1": [(2 * both, p.ours + p.theirs) for p, both in told],
            "agreement": [(both and p.our_kept == p.their_kept, both) for p, both in judged],
        }
        for group in RATES:
            inside = [(p, both and _in(group, p.year, p.kinds)) for p, both in told]
            ratios[f"rates.{group}"] = [(here and p.our_kept is True, here) for p, here in inside]
        wars = [p.war for p in self.pairs]
        return {name: interval(ratio, wars, draws, seed) for name, ratio in ratios.items()}


def compare(trial: Trial, coding: Coding, rung: Rung | None = None) -> Comparison:
    """The engine, or one rung of its ladder, beside a coding."""
    by_number = {w.number: w for w in trial.wars if w.number is not None}
    verdicts = {(v.war, v.alliance): v for v in trial.verdicts}
    known = {t.atop for t in trial.treaties}
    pairs, unknown = [], 0
    for coded in coding.pairs:
        war = by_number.get(coded.number)
        if war is None or coded.alliance not in known:
            unknown += 1
        key = (war.id if war else f"cow-{coded.number}", coded.alliance)
        found = verdicts.get(key)
        ours = key in rung.invoked if rung else found is not None and found.invoked
        kept = key in (rung.kept or ()) if rung else found is not None and found.kept
        pairs.append(
            Pair(
                key[0],
                coded.number,
                war.start.year if war else 0,
                coded.alliance,
                found.kinds if found else (),
                coded.relevant,
                ours,
                coded.honoured if coded.relevant else None,
                kept if ours and (rung is None or rung.kept is not None) else None,
            )
        )
    return Comparison(coding, tuple(pairs), unknown)


def rates(trial: Trial, verdicts: Iterable[AllianceVerdict]) -> dict[str, Share]:
    """How often invoked alliances were kept, by the engine alone."""
    years = {w.id: w.start.year for w in trial.wars}
    rows = [(years[v.war], v.kinds, v.kept) for v in verdicts if v.invoked]
    return {group: _share([kept for year, kinds, kept in rows if _in(group, year, kinds)]) for group in RATES}


def interval(
    ratio: Sequence[tuple[float, float]], clusters: Sequence[str], draws: int, seed: int
) -> tuple[float, float] | None:
    """The interval of 95 per cent of a ratio of sums, from a bootstrap that draws whole clusters.

    Args:
        ratio: numerator and denominator of each row.
        clusters: the cluster of each row.
        draws: how often.
        seed: the same seed draws the same clusters.

    Returns:
        Low and high; `None` where no draw has a denominator.

    >>> interval([(1, 1), (0, 1), (1, 1)], ["a", "b", "c"], 1000, 1)
    (0.0, 1.0)
    """
    place = {name: n for n, name in enumerate(dict.fromkeys(clusters))}
    sums = np.zeros((len(place), 2))
    for row, name in zip(ratio, clusters, strict=True):
        sums[place[name]] += row
    rng = np.random.default_rng(seed)
    times = rng.multinomial(len(place), np.full(len(place), 1 / len(place)), draws)
    above, below = (times @ sums).T
    some = below > 0
    if not some.any():
        return None
    low, high = np.quantile(above[some] / below[some], [0.025, 0.975])
    return float(low), float(high)


def _scores(pairs: Sequence[Pair]) -> dict[str, float | None]:
    both = [p for p in pairs if p.theirs and p.ours]
    ours = sum(p.ours for p in pairs)
    theirs = sum(p.theirs for p in pairs)
    judged = [p for p in both if p.our_kept is not None]
    return {
        "precision": len(both) / ours if ours else None,
        "recall": len(both) / theirs if theirs else None,
        "f1": 2 * len(both) / (ours + theirs) if ours + theirs else None,
        "agreement": sum(p.our_kept == p.their_kept for p in judged) / len(judged) if judged else None,
    }


def _share(kept: list[bool]) -> Share:
    return Share(sum(kept) / len(kept) if kept else None, len(kept))


def _in(group: str, year: int, kinds: tuple[str, ...]) -> bool:
    match group:
        case "all":
            return True
        case "pre_1945":
            return year < 1945
        case "post_1945":
            return year >= 1945
        case _:
            return group in kinds
