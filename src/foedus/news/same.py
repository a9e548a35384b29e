"""The same claim in many reports: grouped, with its independent origins and with what the reports differ in.

Two claims tell of one matter when their type is the same, their actors agree in every role that both name, their dates
have a day in common and their places a word. Positions, motives and clauses are what their words say, so there half of
the words of the shorter sentence must agree too. Every claim of a matter agrees with every other one, so that a vague
claim does not tie two events together. Inside a matter figures of different measures stand apart: see `measure_of`.

The groups do not depend on the order in which claims come: those that tell most are set first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foedus.news.agreement import bare_words
from foedus.news.alike import alike
from foedus.news.grade_table import shipped_grades
from foedus.news.measures import measure_of
from foedus.news.origins import trace
from foedus.terms.tellings import Group, Measure, Telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from foedus.news.grade_table import GradeTable
    from foedus.terms.claims import Claim

__all__ = ["compatible", "same_claims"]

WINDOW = timedelta(days=45)
"""A claim without a date tells of the time around its report; two of them tell of one time if their reports do."""


def same_claims(
    tellings: Iterable[Telling], *, texts: Mapping[str, str] | None = None, table: GradeTable | None = None
) -> tuple[Group, ...]:
    """Group claims of many reports that say the same.

    Args:
        tellings: the claims, each with its report.
        texts: report -> its text: near-identical reports are one origin, even where they name other outlets.
        table: the table of sources, where another one than that which ships is meant.

    >>> from foedus.terms.claims import Claim
    >>> def told(source, by, report):
    ...     actors = (("attacker", ("RUS",)), ("target", ("UKR",)))
    ...     claim = Claim(source, None, by, "say", "asserted", "", "attack", None, actors, None, None, None, "", 0, 0)
    ...     return Telling(claim, report)
    >>> rows = [told("NIS", (), "a"), told("National Intelligence Service", ("Yonhap",), "b"), told("Ann Lee", (), "c")]
    >>> [group.origins for group in same_claims(rows)]
    [('source ann lee', 'state KOR')]
    """
    table = table or shipped_grades()
    listed = sorted(dict.fromkeys(tellings), key=_order)
    copies = _copies(listed, texts) if texts else None
    matters = _matters(listed)
    return tuple(g for n, matter in enumerate(matters) for g in _groups(n, matter, table, copies))


@dataclass(slots=True)
class _Matter:
    """One event, as those tell of it who agree with one another."""

    tellings: list[Telling] = field(default_factory=list)
    _kinds: dict[tuple[Any, ...], Telling] = field(default_factory=dict)

    def takes(self, told: Telling) -> bool:
        return all(compatible(told, other) for other in self._kinds.values())

    def add(self, told: Telling) -> None:
        self.tellings.append(told)
        c = told.claim
        words = c.sentence if c.event_type in _IN_WORDS else ""
        self._kinds.setdefault((c.actors, c.date or told.day, c.place, words), told)


def compatible(one: Telling, two: Telling) -> bool:
    """Can these two tell of one event? Type, actors, dates and places decide; words only where they are the matter."""
    a, b = one.claim, two.claim
    return (
        a.event_type == b.event_type
        and _actors_agree(a, b)
        and _about_one_time(one, two)
        and _places_agree(a.place, b.place)
        and _words_agree(a, b)
    )


def _actors_agree(one: Claim, two: Claim) -> bool:
    a, b = dict(one.actors), dict(two.actors)
    if not a and not b:
        return True
    shared = [(set(a[role]), set(b[role])) for role in a.keys() & b.keys()]
    return bool(shared) and all(x <= y or y <= x for x, y in shared)


def _time(told: Telling) -> tuple[date, date] | None:
    if told.claim.date:
        return told.claim.date.start, told.claim.date.end
    return (told.day - WINDOW, told.day + WINDOW) if told.day else None


def _about_one_time(one: Telling, two: Telling) -> bool:
    if not one.claim.date and not two.claim.date and one.day and two.day:
        return abs(one.day - two.day) <= WINDOW
    a, b = _time(one), _time(two)
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _places_agree(one: str | None, two: str | None) -> bool:
    a, b = set(bare_words(one)), set(bare_words(two))
    return not a or not b or bool(a & b)


_IN_WORDS = ("treaty_clause", "threat", "policy_statement", "motive_assessment")


def _words_agree(one: Claim, two: Claim) -> bool:
    if one.event_type not in _IN_WORDS or one.sentence == two.sentence:
        return True
    a, b = _content(one.sentence), _content(two.sentence)
    return 2 * len(a & b) >= min(len(a), len(b)) > 0


@lru_cache(maxsize=65_536)
def _content(sentence: str) -> frozenset[str]:
    return frozenset(word for word in bare_words(sentence) if len(word) > 3)


def _matters(listed: list[Telling]) -> list[_Matter]:
    """The matters; only those that share an actor are compared."""
    found: list[_Matter] = []
    by_actor: dict[tuple[str, str, str], list[int]] = {}
    for told in listed:
        claim = told.claim
        places = [(claim.event_type, role, code) for role, codes in claim.actors for code in codes]
        places = places or [(claim.event_type, "", "")]
        near = sorted({n for place in places for n in by_actor.get(place, ())})
        at = next((n for n in near if found[n].takes(told)), len(found))
        if at == len(found):
            found.append(_Matter())
        found[at].add(told)
        for place in places:
            known = by_actor.setdefault(place, [])
            if at not in known:
                known.append(at)
    return found


def _groups(number: int, matter: _Matter, table: GradeTable, copies: Mapping[str, int] | None) -> Iterable[Group]:
    """The groups of a matter, one for each measure; a denial without a figure denies all of them."""
    said: dict[Measure, list[Telling]] = {}
    denied: dict[Measure, list[Telling]] = {}
    for told in matter.tellings:
        (denied if told.claim.modality == "denied" else said).setdefault(measure_of(told.claim), []).append(told)
    general = denied.pop(Measure(), [])
    if general and not said and not denied:
        said[Measure()] = []
    for measure in sorted({*said, *denied}):
        own, against = said.get(measure, []), sorted([*general, *denied.get(measure, [])], key=_order)
        traced = trace(own or against, table, copies)
        beside = tuple(t for other, rows in sorted(said.items()) if other != measure for t in rows)
        yield Group(
            event_type=matter.tellings[0].claim.event_type,
            measure=measure,
            matter=number,
            tellings=tuple(own),
            denials=tuple(against),
            beside=beside,
            origins=tuple(traced.origins),
            relays=traced.relays,
        )


def _copies(listed: list[Telling], texts: Mapping[str, str]) -> dict[str, int]:
    reports = sorted({t.report for t in listed} & texts.keys())
    return dict(zip(reports, alike([texts[r] for r in reports]), strict=True))


def _order(told: Telling) -> tuple[Any, ...]:
    """What tells most comes first; then by what is told, and last by who tells it."""
    c = told.claim
    q, days = c.quantity, c.date
    return (
        c.event_type,
        -sum(len(codes) for _, codes in c.actors),
        days is None,
        not c.place,
        c.actors,
        (days.start, days.end) if days else (),
        c.place or "",
        told.day.toordinal() if told.day else 0,
        (q.unit, q.low or -1.0, q.high or -1.0) if q else (),
        c.status or "",
        c.modality,
        c.sentence,
        (told.report, told.outlet, told.title, c.start, c.end),
        (c.source, c.affiliation or "", c.relayed_by, c.speech_verb or "", c.cue, c.reader),
    )
