"""Who will probably come: odds beside the law, with their intervals, and how often such odds were right.

The odds are those of the fitted models and of the sources at hand. Where these are missing the brief says so and why;
it never shows a zero in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.briefing.percent import percent
from foedus.briefing.sentences import long_day, the
from foedus.briefing.words import Odds, Words, grounded, resting, strung
from foedus.errors import BadQuestion, SourceAltered, SourceMissing

if TYPE_CHECKING:
    from foedus.behaviour.today import Odds as Reckoned
    from foedus.law.owed import Obligations

__all__ = ["Chance", "Coming", "coming", "foremost", "right_so_far", "rows", "told"]

MOST = 5
"""States of a scenario that are shown besides those that owe help."""

_FLOOR = 0.01
_WORTH = 0.05
_OWES = ("invoked", "arguable")


@dataclass(frozen=True, slots=True)
class Chance:
    """One state on one side, on one day.

    Attributes:
        p, low, high: the probability that it enters on this side, and its interval of 95 per cent.
        promise: how its strongest promise of help to this side stands; empty without one.
        keeps: of a state with an invoked duty, the probability that it keeps its word, with its interval.
        parts: by what each group of variables is about, what it multiplies the odds of an average state by.
        doubt: why it may be far too sure; empty where nothing says so.
    """

    state: str
    name: str
    side: str
    p: float
    low: float
    high: float
    promise: str
    keeps: tuple[float, float, float] | None = None
    parts: tuple[tuple[str, float], ...] = ()
    doubt: str = ""

    @property
    def words(self) -> str:
        """The probability with its interval: "31% [4, 71]"."""
        return percent(self.p, self.low, self.high)

    @property
    def kept(self) -> str:
        """The probability of keeping its word, in the same form; empty where no duty is invoked."""
        return percent(*self.keeps) if self.keeps else ""

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        kept = dict(zip(("p", "low", "high"), self.keeps, strict=True)) if self.keeps else None
        return {
            "state": self.state,
            "side": self.side,
            "p": self.p,
            "low": self.low,
            "high": self.high,
            "promise": self.promise or None,
            "keeps_its_word": kept,
            "parts": dict(self.parts),
            "doubt": self.doubt or None,
        }


@dataclass(frozen=True, slots=True)
class Coming:
    """The odds of one scenario on one day, or why there are none.

    Attributes:
        on: the day, in ISO form; `day`: in words.
        chances: the likeliest first, and whoever owes help.
        others: how many states and sides are not shown, each of them less likely than those that are.
        missing: why there are no odds; empty if there are.
        caveats: what whoever reads them must know.
    """

    on: str
    day: str
    attackers: tuple[str, ...]
    target: str
    chances: tuple[Chance, ...] = ()
    others: int = 0
    missing: str = ""
    caveats: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "attack": {"attackers": list(self.attackers), "target": self.target, "on": self.on},
            "odds": [c.to_dict() for c in self.chances],
            "not_shown": self.others,
            "missing": self.missing or None,
            "caveats": list(self.caveats),
        }


def coming(*answers: Obligations) -> tuple[Coming, ...]:
    """The odds of one attack on the day of each answer; who is shown for one day is shown for all.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="1816-03-01")
    >>> coming(fd.obligations(world, fd.Attack("Russia", "Prussia")))[0].missing[:11]
    'Odds begin '
    """
    from foedus.behaviour.today import odds  # noqa: PLC0415 - heavy, and only where odds are told

    told: list[Reckoned | str] = []
    for owed in answers:
        try:
            told.append(odds(owed.world, owed.attack))
        except (SourceMissing, SourceAltered, BadQuestion) as why:
            told.append(_why(why))
    shown = dict.fromkeys(key for found in reversed(told) if not isinstance(found, str) for key in _foremost(found))
    return tuple(_coming(owed, found, list(shown)) for owed, found in zip(answers, told, strict=True))


def told(days: tuple[Coming, ...]) -> tuple[Coming, ...]:
    """The days for which there are odds; one of them where both say the same."""
    found = tuple(day for day in days if day.chances)
    same = len(found) == 2 and [c.words for c in found[0].chances] == [c.words for c in found[1].chances]
    return found[-1:] if same else found


def rows(told: tuple[Coming, ...]) -> list[tuple[Chance, list[str]]]:
    """Each state and side that is shown, as of the last day, with its odds on each day."""
    by_day = [{(c.state, c.side): c.words for c in day.chances} for day in told]
    last = told[-1].chances if told else ()
    return [(c, [found.get((c.state, c.side), "no state then") for found in by_day]) for c in last]


def foremost(days: tuple[Coming, ...], number: int = 0) -> Words | None:
    """The likeliest to come, in a sentence for the latest of these days; nothing where nothing is told.

    `number` is that of the question in its brief: each name rests on its own odds.
    """
    told = days[-1] if days else None
    if told is None or not told.chances:
        return None
    when = " today" if len(days) > 1 else ""
    likely = [c for c in told.chances if c.p >= _WORTH][:2]
    if not likely:
        return grounded(f"By the record of wars nobody is likely to enter it{when}.", Odds(number))
    one_side = len({c.side for c in likely}) == 1 < len(likely)
    names = [
        resting(c.name if one_side else f"{c.name} on the {c.side}", Odds(number, c.state, c.side))
        + f", {c.words}{_FAR_TOO_SURE if c.doubt else ''}"
        for c in likely
    ]
    both = f", both on the {likely[0].side}" if one_side else ""
    return f"Likeliest to enter{when}, by the record of wars: " + strung(names, ", and ") + f"{both}."


_FAR_TOO_SURE = " (far too sure: hardly anything in the record is like it)"


def right_so_far() -> str:
    """How often such odds were right, by the scores of the model that ships; out of sample and forward in time."""
    from foedus.behaviour.shipped import shipped_joiner  # noqa: PLC0415 - numpy, and only where odds are told

    fitted = shipped_joiner().fitted
    assert fitted is not None  # noqa: S101 - a model that ships is fitted
    auc, top, ratio = (fitted.scores["rolling"][m][0] for m in ("auc", "top", "ratio"))
    return (
        f"Such odds, made for each war from 1885 on from the wars before it alone, put a state that came ahead of one "
        f"that stayed out in {auc:.0%} of pairs; of those that came, {top:.0%} stood among the twenty likeliest of "
        f"their war; they foretold {ratio:.2f} entries for each that happened."
    )


def _why(error: Exception) -> str:
    if isinstance(error, SourceMissing | SourceAltered):
        return (
            f"The data set {error.source} is not at hand: foedus data fetch gets it, or FOEDUS_MIRROR names a folder "
            "that holds it."
        )
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _foremost(found: Reckoned) -> list[tuple[str, str]]:
    """Who is shown: the likeliest, and whoever owes help or may owe it."""
    every = found.frame.to_dicts()
    likely = [r for r in every if r["p"] >= _FLOOR][:MOST]
    return [(r["state"], r["side"]) for r in every if r in likely or r["help"] in _OWES]


def _coming(owed: Obligations, found: Reckoned | str, shown: list[tuple[str, str]]) -> Coming:
    world, attack = owed.world, owed.attack
    head = (world.on.isoformat(), long_day(world), attack.attackers, attack.target)
    if isinstance(found, str):
        return Coming(*head, missing=found)
    kept = {(r["state"], r["side"]): (r["p"], r["low"], r["high"]) for r in found.honour.to_dicts()}
    chances = [
        Chance(
            r["state"],
            the(world.atlas.name(r["state"], world.on)),
            f"{r['side']} side",
            r["p"],
            r["low"],
            r["high"],
            r["help"],
            kept.get((r["state"], r["side"])),
            tuple(found.parts(r["state"], r["side"]).items()),
            found.rare.get((r["state"], r["side"]), ""),
        )
        for r in found.frame.to_dicts()
        if (r["state"], r["side"]) in shown
    ]
    return Coming(*head, tuple(chances), found.frame.height - len(chances), caveats=found.caveats)
