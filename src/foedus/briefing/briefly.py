"""The answer in three lines: the law, the odds, and what the evidence bears out or what would change the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.answer import answer, asked, moved
from foedus.briefing.coming import foremost
from foedus.briefing.sentences import day_in_words, long_day
from foedus.briefing.standing import standing
from foedus.briefing.summary import turns
from foedus.briefing.words import Case, Odds, Part, Words, grounded, resting, strung
from foedus.world import SURVEYED

if TYPE_CHECKING:
    from foedus.briefing.answered import Answered

__all__ = ["briefly"]


def briefly(brief: Answered) -> tuple[Words, ...]:
    """Three lines about the foremost question; none where no question arises, or the report's day cannot be right.

    >>> import foedus as fd
    >>> told = briefly(fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2026-07-01"))
    >>> print(told[0])
    Law: Bound to help North Korea: China (Sino-North Korean treaty of 1961, Article II). Arguably bound (not verified): Cuba (Cuba-North Korea treaty of 1986, clause on defense). Signed and not in force, so not bound: Russia (Russia-North Korea treaty of 2024, Article 4). Today also bound: Russia.
    """  # noqa: E501 - one line is what it gives
    if not brief.scenarios or brief.misfit:
        return ()
    return tuple(line for line in (_law(brief), _likely(brief), _third(brief)) if line is not None)


def _law(brief: Answered) -> Words:
    """Who is bound by which words, who else is today, and up to when treaties are known."""
    first, *later = brief.scenarios[0].answers
    of_what = f", for {asked(first)}, {long_day(first.world)}" if brief.reading else ""
    told = [*answer(first, short=True)]
    if later:
        told += moved(first, later[0], cited=False) or [resting("Today the same.", None)]
    if (later or [first])[-1].world.on > SURVEYED:
        told.append(resting(f"Treaties are known up to {day_in_words(SURVEYED)}.", Part("record-treaties")))
    line = f"Law{of_what}: " + strung(told, " ")
    return line if any(ground for _, ground in told[0].pieces) else grounded(line, Case(0))


def _likely(brief: Answered) -> Words | None:
    days = brief.scenarios[0].odds
    told = foremost(days)
    if told:
        return "Odds: " + told
    missing = next((day.missing for day in days if day.missing), "")
    return grounded(f"Odds: None. {missing}", Odds(0)) if missing else None


def _third(brief: Answered) -> Words | None:
    """What the evidence bears out best; without evidence, the fact that moves most."""
    for group in standing(brief):
        for row in group.rows[:1]:
            by = f", said by {row.by}" if row.by else ""
            what = resting(row.what, row.heard[0].on if row.heard else None)
            return f"Evidence: {row.standing}: " + what + f"{by}."
    for turning in turns(brief)[:1]:
        return "Open: It turns most on " + resting(turning.words, turning.duties[0]) + "."
    return grounded("Open: No unknown fact would change it.", Case(0))
