"""Matters that go on over time: forces abroad, fighting, casualties, arms, labour, money; each from its claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.ledger.grading import bare, group_of
from foedus.ledger.heard import SAYS, heads
from foedus.ledger.kinds import ROLES, between, kind_of
from foedus.ledger.standing import BEST, live, standing_of
from foedus.ledger.strands import figure_grades, parted, strands_of
from foedus.news.origins import origin, trace
from foedus.terms.evidence import Dissent, Matter
from foedus.terms.grades import Grade
from foedus.terms.tellings import Group, Measure
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.ledger.grading import Grader
    from foedus.ledger.heard import Heard
    from foedus.ledger.judgements import Noted
    from foedus.terms.evidence import Standing, Told

__all__ = ["Stood", "matter_of", "stood"]

_STAGES = {"completed": "present"}
_ORDER = ("planned", "ordered", "underway", "present")
_HEDGED = Grade("F", 6, ("F: nobody says that it is so", "6: it is only held possible; that cannot be confirmed"))


def matter_of(
    key: str,
    kind: str,
    about: tuple[tuple[str, tuple[str, ...]], ...],
    heard: Sequence[Heard],
    grader: Grader,
    record: str = "",
) -> Matter:
    """One matter of all the claims that tell of it.

    Whether the thing is so rests on all of them, plans left out while others are there; figures and stage only on
    those that tell of a day up to the day. Casualties have a standing figure by figure: that of the best.
    """
    head = heads(heard, grader.judged.same)
    said, denied = [h for h in heard if not h.denies], [h for h in heard if h.denies]
    parts = parted([h for h in said if h.of_day], grader.judged.different)
    figured = figure_grades(parts, denied, head, grader)
    origins = {h.entry: origin(h.telling, grader.table) for h in heard}
    group, proposition = _proposition(said, denied, head, grader)
    computed = {h.entry: grade for h, grade in proposition} | figured
    rest = [h for h in heard if h.entry not in computed]
    computed |= dict(zip((h.entry for h in rest), _grades(rest, heard, group, grader), strict=True))
    told = {h.entry: grader.told(h, computed[head[h.entry]], head[h.entry]) for h in heard}
    pro, contra = [told[h.entry] for h in said], [told[h.entry] for h in denied]
    general = [t for t in contra if t.telling.claim.quantity is None]
    against = live(contra, said, origins)
    notes = notes_on(heard, grader)
    strands = strands_of(parts, told, against, notes, grader)
    still = tuple(t for t in against if t.telling.claim.quantity is None)
    bearing = [
        computed[h.entry] if kind == "casualties" else grade for h, grade in proposition if not told[h.entry].graded_by
    ]
    standing = standing_of(pro, general, still, bearing, group, grader.table)
    graded = [*bearing, *(t.grade for t in pro if t.graded_by)] or [t.grade for t in (pro or contra)]
    return Matter(
        key=key,
        kind=kind,
        about=about,
        stage=stage_of(said, standing),
        since=begun(pro, said, {h.entry: grade for h, grade in proposition}),
        last=max((h.as_of for h in heard if h.of_day), default=heard[0].as_of),
        places=tuple(dict.fromkeys(h.claim.place for h in said if h.claim.place)),
        standing=standing,
        claims=tuple(pro),
        denials=tuple(contra),
        origins=tuple(trace([h.telling for h in said], grader.table).origins),
        grade=min(graded, key=lambda g: (BEST.index(g.credibility), g.reliability), default=None),
        strands=strands,
        dissent=_dissent(contra, against, pro, notes),
        record=record,
    )


@dataclass(frozen=True, slots=True)
class Stood:
    """How a matter stands, in short: no figures, no dissent."""

    stage: str
    standing: Standing
    since: When | None


def stood(heard: Sequence[Heard], grader: Grader) -> Stood:
    """The standing of a matter without its figures and their grades: what law needs of it."""
    head = heads(heard, grader.judged.same)
    said, denied = [h for h in heard if not h.denies], [h for h in heard if h.denies]
    origins = {h.entry: origin(h.telling, grader.table) for h in heard}
    group, proposition = _proposition(said, denied, head, grader)
    computed = {h.entry: grade for h, grade in proposition}
    rest = [h for h in heard if h.entry not in computed]
    graded = _grades(rest, heard, group, grader) if grader.believe else [_HEDGED] * len(rest)
    computed |= dict(zip((h.entry for h in rest), graded, strict=True))
    told = {h.entry: grader.told(h, computed[head[h.entry]], head[h.entry]) for h in heard}
    pro, contra = [told[h.entry] for h in said], [told[h.entry] for h in denied]
    bearing = [grade for h, grade in proposition if not told[h.entry].graded_by]
    standing = standing_of(pro, contra, live(contra, said, origins), bearing, group, grader.table)
    return Stood(stage_of(said, standing), standing, begun(pro, said, {h.entry: grade for h, grade in proposition}))


def _proposition(
    said: Sequence[Heard], denied: Sequence[Heard], head: Mapping[str, str], grader: Grader
) -> tuple[Group | None, list[tuple[Heard, Grade]]]:
    """Those who say and deny that the thing is so as such, and the grade of each who says it."""
    bearing = [h for h in said if head[h.entry] == h.entry and not grader.disputed(h)]
    so = [h for h in bearing if h.claim.modality in SAYS and not h.plans and not h.leaves]
    plans = [h for h in bearing if h.claim.modality in SAYS and h.plans]
    counted = so or plans
    against = [h for h in denied if h.claim.quantity is None and not grader.disputed(h)]
    if not counted:
        return None, [(h, _HEDGED) for h in bearing]
    measure = Measure(status="" if so else "planned")
    group = group_of([bare(h.telling) for h in counted], [h.telling for h in against], measure, grader.table)
    return group, list(zip(counted, grader.among(counted, group, figures=False), strict=True))


def _grades(rest: Sequence[Heard], heard: Sequence[Heard], group: Group | None, grader: Grader) -> list[Grade]:
    """The grade of each claim that is neither a figure nor among those who say that the thing is so."""
    whole = group or group_of([], [h.telling for h in heard], Measure(), grader.table)
    return grader.among(rest, whole, figures=False)


def stage_of(said: Sequence[Heard], standing: Standing) -> str:
    """How far it has come as those tell who say that it is so; ended where the latest says that of all of it."""
    counted = [h for h in said if h.of_day and h.claim.modality in SAYS] or [h for h in said if h.of_day]
    if not counted:
        return ""
    last = max(counted, key=lambda h: h.order)
    over = last.claim.status == "ended" or (
        last.claim.event_type == "troop_withdrawal" and not last.plans and last.claim.status is not None
    )
    if over and last.claim.quantity is None and standing.word not in ("denied", "disputed"):
        return "ended"
    reached = {_STAGES.get(h.claim.status or "", h.claim.status or "") for h in counted}
    return next((stage for stage in reversed(_ORDER) if stage in reached), "")


def begun(pro: Sequence[Told], said: Sequence[Heard], proposition: Mapping[str, Grade]) -> When | None:
    """When it began: the earliest dated claim of the best credibility that something is so, plans left out.

    Grades are those of the thing as such: that a later figure is better borne out moves no beginning.
    """
    days = {h.entry for h in said if h.of_day and not h.plans and not h.leaves and h.claim.date}
    dated = [t for t in pro if t.entry in days and t.verdict != "dispute"]
    if not dated:
        return None
    ranks = {t.entry: (not t.believed, BEST.index(proposition.get(t.entry, t.grade).credibility)) for t in dated}
    first = [t for t in dated if ranks[t.entry] == min(ranks.values())]
    spans = [t.telling.claim.date for t in first if t.telling.claim.date]
    span = min(spans, key=lambda d: (d.start, d.end))
    return When.on(span.start) if span.start == span.end else When.parse(f"{span.start}/{span.end}")


def notes_on(heard: Sequence[Heard], grader: Grader) -> dict[str, list[Dissent]]:
    """Refusals to confirm, by the claim that they are about."""
    from datetime import date  # noqa: PLC0415 - a name beside those of types

    found: dict[str, list[Dissent]] = {}
    mine = {h.entry for h in heard}
    for note in grader.judged.notes:
        for key in (*note.about, *_proposed(note, heard)) if note.form == "not_confirmed" else ():
            if key in mine:
                by = note.source or note.author
                row = Dissent("not_confirmed", by, note.text, note.entry, date.fromordinal(note.known))
                found.setdefault(key, []).append(row)
    return found


def _proposed(note: Noted, heard: Sequence[Heard]) -> tuple[str, ...]:
    """A claim of the matter that this note's proposition is about, known by the day of the note; none if it is not."""
    for h in heard:
        kind = kind_of(note.event, "", frozenset())
        first, second = between(kind, note.actors) if note.event == h.claim.event_type and kind in ROLES else ((), ())
        mine = between(kind, h.claim.actors) if first else ((), ())
        if first and mine[0] == first and second in ((), mine[1]):
            return (h.entry,)
    return ()


def _dissent(
    denials: Sequence[Told], against: Sequence[Told], pro: Sequence[Told], notes: Mapping[str, Sequence[Dissent]]
) -> tuple[Dissent, ...]:
    rows = [
        Dissent("denial", d.telling.claim.source, d.telling.claim.sentence, d.entry, d.telling.day, d in against)
        for d in denials
    ]
    rows += [
        Dissent("disputed", t.by, t.telling.claim.sentence, t.entry, t.telling.day)
        for t in pro
        if t.verdict == "dispute"
    ]
    rows += [row for told in notes.values() for row in told]
    return tuple(dict.fromkeys(rows))
