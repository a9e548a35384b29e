"""Grades of the Admiralty code: reliability from the table of sources, credibility from who else says it.

Reliability is looked up by the kind of source, and F where nothing is known. Credibility begins at 6, "cannot be
judged", and moves only by what independent origins say: a claim that nobody else bears out stays there, however good
its source. A party to the matter speaks in its own interest, so what it claims bears nothing out; when both sides say
the same, or one side admits what the other had said or it had denied itself, that counts more than one bystander.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.news.grade_table import GradeTable, shipped_grades
from foedus.news.origins import origin, trace
from foedus.news.same import same_claims
from foedus.news.source_kinds import reliability
from foedus.news.weighing import Weighed, weigh
from foedus.terms.grades import Grade
from foedus.terms.tellings import tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.terms.claims import Quantity, Reading
    from foedus.terms.tellings import Group, Telling

__all__ = ["grade", "graded", "grades_of"]

_SAYS = frozenset({"asserted", "alleged", "reported", "denied"})
"""Modalities in which a proposition is said, and not only held possible."""
_PLANNED = ("planned", "ordered")


def grade(told: Telling, group: Group | None = None, table: GradeTable | None = None) -> Grade:
    """The grade of a claim: of its source alone, or among the group of those who say the same.

    A figure is borne out only by figures of its own measure that do not differ from it; a claim without one also by
    figures of the same event, plans left out. A denial is graded in the same way, by those who deny.

    >>> from foedus.terms.claims import Claim
    >>> from foedus.terms.tellings import Telling
    >>> said = Claim("somebody", None, (), "say", "asserted", "", "attack", None, (), None, None, None, "", 0, 0)
    >>> print(grade(Telling(said, "a")))
    F6
    """
    table = table or shipped_grades()
    letter, reasons = reliability(told, table)
    if told.claim.modality not in _SAYS:
        why = f"the source holds it {told.claim.modality} and does not say that it is so; that cannot be confirmed"
        return Grade(letter, 6, (*reasons, f"6: {why}"))
    pro, contra = _sides(told, group)
    relays = frozenset(group.relays if group else ())
    for_it, against = weigh(pro, contra, table, relays), weigh(contra, pro, table, relays)
    against = replace(against, free=tuple(k for k in against.free if k not in for_it.free))  # it tells both sides
    own = origin(told, table)
    passes_on = own in relays or own in trace(pro, table).relays
    number, why = _credibility(for_it, against, "" if passes_on else own)
    other = _other_figures(told, group)
    return Grade(letter, number, (*reasons, f"{number}: {why}", *other))


def graded(groups: Iterable[Group], table: GradeTable | None = None) -> tuple[tuple[Telling, Grade], ...]:
    """Every telling of these groups with its grade, denials too; each once."""
    found: dict[Telling, Grade] = {}
    for group in groups:
        for told in (*group.tellings, *group.denials):
            if told not in found:
                found[told] = grade(told, group, table)
    return tuple(found.items())


def grades_of(reading: Reading, report: str = "", table: GradeTable | None = None) -> tuple[Grade, ...]:
    """The grade of each claim of one report, in their order, by what this report alone tells: who else says it or not.

    >>> from foedus.terms.claims import Reading
    >>> grades_of(Reading("", "", "", None, "", (), (), (), ""))
    ()
    """
    told = [replace(t, claim=replace(t.claim, start=0, end=0)) for t in tellings(reading, report)]
    found: dict[Telling, Grade] = {}
    distinct = tuple(dict.fromkeys(told))
    for group in same_claims(distinct, table=table) if len(distinct) <= _MOST_CLAIMS else ():
        rows = (*group.tellings, *group.denials)
        if len(rows) <= _MOST_OF_ONE:
            found |= {t: grade(t, group, table) for t in rows if t not in found}
    found |= {t: grade(t, None, table) for t in distinct if t not in found}
    return tuple(found[t] for t in told)


_MOST_CLAIMS, _MOST_OF_ONE = 400, 40
"""More different claims, or more that say one thing, are no report but a collection: there each is graded alone."""


def _sides(told: Telling, group: Group | None) -> tuple[list[Telling], list[Telling]]:
    """Those who say the same as this telling, itself among them, and those who say the contrary."""
    if group is None:
        return [told], []
    figure = told.claim.quantity
    said = [t for t in group.tellings if figure is None or _agree(figure, t.claim.quantity)]
    if figure is None and not group.measure.status:
        said += [t for t in group.beside if t.claim.status not in _PLANNED]
    said = [t for t in said if t.claim.modality in _SAYS]
    denied = [t for t in group.denials if figure is None or t.claim.quantity is None or told is t]
    own, against = (denied, said) if told.claim.modality == "denied" else (said, denied)
    return [*dict.fromkeys([*own, told])], [t for t in against if t != told]


def _agree(one: Quantity, two: Quantity | None) -> bool:
    """Have two ranges a number in common, give or take 1 per cent?"""
    if two is None:
        return False
    (a, b), (c, d) = _ends(one), _ends(two)
    return a <= 1.01 * d and c <= 1.01 * b


def _ends(quantity: Quantity) -> tuple[float, float]:
    return quantity.low or 0.0, float("inf") if quantity.high is None else quantity.high


def _credibility(pro: Weighed, contra: Weighed, own: str) -> tuple[int, str]:
    """The number and its reason."""
    against = ""
    if contra.free:
        against = f", denied by {_names(contra.free)}, without a stake in it"
    elif contra.interested or contra.admitted:
        against = f", denied by {_names((*contra.interested, *contra.admitted))}, with a stake in it"
    if contra.weight >= 2 and contra.weight > pro.weight:
        return 5, f"the contrary is borne out: {_bearers(contra)}{_only(pro)}"
    if contra.weight and contra.weight >= pro.weight:
        return 4, f"{_bearers(pro) or 'nobody without a stake bears it out'}{against}"
    if pro.weight >= 3:
        return (2 if contra.weight else 1), f"{_bearers(pro)}{against}"
    if pro.weight == 2:
        return (3 if contra.weight else 2), f"{_bearers(pro)}{against}"
    if pro.free and pro.interested:
        return 3, f"{_bearers(pro)}; {_names(pro.interested)} says so too, with a stake in it{against}"
    if pro.free and own and own not in pro.free:
        return 3, f"borne out by {_bearers(pro)}{against}"
    if pro.interested:
        who = f"only {_names(pro.interested)} says so, a party to the matter or an accuser"
        return 6, f"{who}; that bears nothing out{against}"
    return 6, f"one origin and nobody else: that cannot be judged{against}"


def _bearers(pro: Weighed) -> str:
    parts = []
    if pro.admitted:
        parts.append(f"admitted by {_names(pro.admitted)} against its interest, which counts twice")
    elif pro.both:
        parts.append("said by both sides, who agree in little else")
    if pro.free:
        parts.append(f"{_count(pro.free)}: {_names(pro.free)}")
    return "; ".join(parts)


def _count(keys: Sequence[str]) -> str:
    return "one origin without a stake" if len(keys) == 1 else f"{len(keys)} independent origins without a stake"


def _only(pro: Weighed) -> str:
    return f", and only {_names(pro.interested)} says it" if pro.interested and not pro.free else ""


def _names(keys: Iterable[str]) -> str:
    return ", ".join(key.partition(" ")[2] for key in keys)


def _other_figures(told: Telling, group: Group | None) -> tuple[str, ...]:
    figure = told.claim.quantity
    if group is None or figure is None:
        return ()
    other = sorted({t.claim.source for t in group.tellings if not _agree(figure, t.claim.quantity)})
    return (f"other figures for the same: {', '.join(other)}",) if other else ()
