"""The answer in three lines: the law, the odds, and what the evidence bears out or what would change the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.answer import HELP, asked
from foedus.briefing.coming import foremost
from foedus.briefing.sentences import long_day, several, the
from foedus.briefing.standing import standing
from foedus.briefing.summary import turns
from foedus.briefing.words import Odds, Words, listed, resting, strung
from foedus.terms.obligations import STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.briefing.answered import Answered
    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Obligation

__all__ = ["briefly"]

_WORDS = {
    "invoked": "bound to help",
    "arguable": "arguably bound",
    "suspended": "duty suspended",
    "pending": "signed and not in force",
}


def briefly(brief: Answered) -> tuple[Words, ...]:
    """Three lines about the foremost question; none where no question arises, or the report's day cannot be right.

    >>> import foedus as fd
    >>> told = briefly(fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2026-11-01"))
    >>> print(told[0])
    Law: an attack by South Korea on North Korea, 19 October 2024: bound to help: China; arguably bound: Cuba; signed and not in force: Russia. Today bound to help: China and Russia; arguably bound: Cuba.
    """  # noqa: E501 - one line is what it gives
    if not brief.scenarios or brief.misfit:
        return ()
    first, *later = brief.scenarios[0].answers
    law = f"Law: {asked(first)}, {long_day(first.world)}: " + _bound(first) + "."
    told = _bound(later[0]) if later else None
    if told is not None:
        law += " Today the same." if str(told) == str(_bound(first)) else " Today " + told + "."
    return tuple(line for line in (law, _likely(brief), _third(brief)) if line is not None)


def _bound(owed: Obligations) -> Words:
    """Who is bound, each by the strongest duty to help that is verified as far as it can be."""
    best: dict[str, Obligation] = {}
    for o in owed.listed():
        if o.kind in HELP and o.binding:
            best.setdefault(o.promisor, o)
    name, day = owed.world.atlas.name, owed.world.on
    parts = []
    for status in STATUSES:
        mine = [o for o in best.values() if o.status == status]
        if mine:
            parts.append(f"{_WORDS[status]}: " + _names([(the(name(o.promisor, day)), o) for o in mine]))
    return strung(parts, "; ") if parts else resting("nobody is bound to help", None)


def _names(bound: Sequence[tuple[str, Obligation]]) -> Words:
    """Names, each resting on its duty; many are counted."""
    if len(bound) > _MOST:
        return resting(several([name for name, _ in bound]), bound[0][1])
    return listed([resting(name, o) for name, o in bound])


_MOST = 4
"""Names that a line can hold."""


def _likely(brief: Answered) -> Words | None:
    days = brief.scenarios[0].odds
    told = foremost(days)
    if told:
        return "Odds: " + resting(f"{told[0].lower()}{told[1:]}", Odds(0))
    missing = next((day.missing for day in days if day.missing), "")
    return resting(f"Odds: none. {missing}", None) if missing else None


def _third(brief: Answered) -> Words | None:
    """What the evidence bears out best; without evidence, the fact that moves most."""
    for group in standing(brief):
        for row in group.rows[:1]:
            by = f", said by {row.by}" if row.by else ""
            what = resting(row.what, row.heard[0].on if row.heard else None)
            return f"Evidence: {row.standing}: " + what + f"{by}."
    for turning in turns(brief)[:1]:
        return "It turns most on " + resting(turning.words, turning.duties[0]) + "."
    return resting("No unknown fact would change it.", None)
