"""What it would change: measured statements, each with its number, interval, year of the data and page of its method.

Tension of the pairs asked about, the course of a war that is fought, flows and dependence, alignment, and guarantees.
Where a source is missing or nothing measures a thing, that is said; a silent zero would be a claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.about_whom import everyone, named, pairs
from foedus.briefing.consequences_ties import aligned, by_passed
from foedus.briefing.percent import percent, points
from foedus.briefing.sentences import joined, the
from foedus.briefing.standing import SHOWN, evidence_of
from foedus.briefing.statements import AT_HAND, FLOWS, Statement, gone
from foedus.briefing.words import Claimed, Fought, Part
from foedus.errors import BadQuestion, SourceAltered, SourceMissing, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from foedus.briefing.answered import Answered
    from foedus.briefing.words import Ground
    from foedus.terms.evidence import Evidence, Matter
    from foedus.world import World

__all__ = ["Statement", "consequences"]


def consequences(brief: Answered) -> tuple[Statement, ...]:
    """What the question or the report would change, as far as it is measured.

    >>> import foedus as fd
    >>> told = consequences(fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2024-10-19"))
    >>> told[-1].about
    'without a measure'
    """
    if not brief.scenarios:
        return ()
    if "consequences" not in brief.kept:
        brief.kept["consequences"] = tuple(_all(brief, _world(brief)))
    told: tuple[Statement, ...] = brief.kept["consequences"]
    return told


def _world(brief: Answered) -> World:
    """Today's world; where it is asked what was known by a day, that of the day: nothing known later is told."""
    asked = brief.then is not None and brief.then.known_on is not None
    return brief.worlds[0 if asked else -1]


def _all(brief: Answered, world: World) -> list[Statement]:
    parts: tuple[Callable[[Answered, World], Iterator[Statement]], ...] = (
        _manpower,
        _course,
        _arms,
        by_passed,
        aligned,
        _tension,
        _covered,
    )
    found: list[Statement] = []
    for part in parts:
        try:
            found += part(brief, world)
        except (SourceMissing, SourceAltered) as missing:
            found.append(
                Statement(
                    part.__name__.strip("_").replace("_", "-"), gone(missing.source), measured=False, grounds=AT_HAND
                )
            )
        except (BadQuestion, UnknownName):
            continue  # a side that is no member of the state system: the models know of none
    return [*found, _without()]


def _tension(brief: Answered, world: World) -> Iterator[Statement]:
    from foedus.behaviour.tension.latest import tension  # noqa: PLC0415 - heavy, and only where it is told

    told = tension(on=world.on, known_on=world.known_on)
    codes = [*dict.fromkeys([*everyone(brief), *(code for pair in pairs(brief) for code in pair)])]
    about = told.frame.filter(told.frame["state_1"].is_in(codes) & told.frame["state_2"].is_in(codes))
    rows = {frozenset((r["state_1"], r["state_2"])): r for r in about.to_dicts()}
    for pair in pairs(brief):
        row = rows.get(frozenset(pair))
        if row is None:
            continue
        names = joined([the(world.atlas.name(code, world.on)) for code in pair])
        says = (
            f"The probability that a militarised dispute begins between {names} in {world.on.year} is "
            f"{percent(row['p'], row['low'], row['high'])}, {_rank(row['rank'])} of {told.pairs:,} pairs of states."
        )
        because = (_multiplied(told.parts_of(*pair)), *told.caveats)
        yield Statement("standing tension", says, _years(told.years), "reference/models/tension.md", because=because)
    first, *others = everyone(brief) or [""]
    told_of = {frozenset(pair) for pair in pairs(brief)}
    more = [
        f"{the(world.atlas.name(code, world.on))} {percent(row['p'], row['low'], row['high'])}"
        for code in others
        if frozenset((first, code)) not in told_of and (row := rows.get(frozenset((first, code)))) is not None
    ]
    if more:
        name = the(world.atlas.name(first, world.on))
        says = f"Between {name} and the others whom the report names it is: {'; '.join(more)}."
        yield Statement(
            "standing tension", says, _years(told.years), "reference/models/tension.md", because=told.caveats
        )


def _multiplied(parts: dict[str, float]) -> str:
    each = ", ".join(f"{about} {factor:.2g}" for about, factor in parts.items())
    return f"What its odds are multiplied by, beside those of the middle pair of the year: {each}."


def _course(brief: Answered, world: World) -> Iterator[Statement]:
    """A war that is fought and which the question is about: what the presence of a third state changes."""
    from foedus.behaviour.outlook.asked import outlook  # noqa: PLC0415 - heavy, and only where a war is fought

    about = set(named(brief))
    for ongoing in world.wars():
        war = ongoing.war
        sides = [[b.state for b in s if war.fights(b.state, s, world.horizon)] for s in (war.began, war.against)]
        if not ongoing.fought or not all(about & set(side) for side in sides):
            continue
        fighting = [s for s in sides[0][1:] if s in about]
        sending = sorted({f.force.sender for f in world.forces() if f.force.host in sides[0]} & about)
        beside = [s for s in dict.fromkeys([*fighting, *sending]) if s not in (sides[0][0], *sides[1])]
        told = outlook(world, war.id, beside=beside)
        for row in told.joiners.to_dicts():
            name = the(world.atlas.name(row["state"], world.on))
            winner, change = the(world.atlas.name(sides[0][0], world.on)), (row["win"], row["win_low"], row["win_high"])
            says = (
                f"In the {war.name.removeprefix('The ')} the part of {name} changes the chance that {winner} wins by "
                f"{points(*change)}; 95 wars are too few to tell that from nothing where the interval holds zero."
            )
            page, war_of = "reference/models/outlook.md", (Fought(war.id),)
            years = _years(told.years)
            yield Statement("course of the war", says, years, page, because=told.caveats, grounds=war_of)


def _manpower(brief: Answered, world: World) -> Iterator[Statement]:
    """Arithmetic: what a contingent counts, and what share of it is told as lost."""
    about = set(named(brief))
    for abroad in world.forces():
        force, figure = abroad.force, abroad.figure
        if figure is None or figure.stage != "present" or force.sender not in about or force.host not in about:
            continue
        sender, host = (the(world.atlas.name(c, world.on)) for c in (force.sender, force.host))
        says = f"{sender[:1].upper()}{sender[1:]} has {_span(figure.low, figure.high)} soldiers in {host}"
        says += f", by {figure.by}." if figure.by else "."
        losses = _losses(force.sender, world)
        told_by: tuple[Ground, ...] = ()
        if losses:
            low, high, by, told_by = losses
            share = f"{100 * low / figure.high:.0f} to {100 * high / figure.low:.0f} per cent"
            says += f" Told as killed or wounded: {_span(low, high)} ({by}), {share} of as many."
        where = tuple(s.where for s in force.sources)
        page = "how-to/keep-a-ledger.md"
        yield Statement("manpower", says, str(figure.as_of), page, where=where, grounds=told_by)
    yield from _counted(brief, world)


def _counted(brief: Answered, world: World) -> Iterator[Statement]:
    """Per month: who comes in, who is lost, and what share an ally's contingent makes, by a ledger or the report."""
    evidence, numbers = _evidence(brief, world)
    if evidence is None:
        return
    from foedus.briefing.consequences_manpower import told_of_manpower  # noqa: PLC0415 - only where it is told

    about = set(named(brief))
    for ongoing in world.wars():
        war = ongoing.war
        if ongoing.fought and len(about & set(war.states(world.horizon))) > 1:
            for says, days, entries in told_of_manpower(world, war.id, evidence, about):
                rests = _claims(entries, numbers) or _EVIDENCE
                page = "reference/manpower.md"
                yield Statement("manpower", says, days, page, measured=bool(days), grounds=rests)


_EVIDENCE: tuple[Ground, ...] = (Part("stands"),)


def _losses(state: str, world: World) -> tuple[int, int, str, tuple[Ground, ...]] | None:
    """The best figure of casualties of a state in the ledger, with who gives it, and its claims."""
    if world.evidence is None:
        return None
    matters = world.evidence.matters(state, "casualties")
    strands = [s for m in matters for s in m.strands if s.measure.unit == "casualties" and (s.low or s.high)]
    newest = max(strands, key=lambda s: s.as_of, default=None)
    if newest is None:
        return None
    low, high = newest.low or newest.high or 0, newest.high or newest.low or 0
    by = ", ".join(sorted(key.partition(" ")[2] for key in newest.origins))
    return int(low), int(high), by, _claims(newest.entries, {})


def _claims(entries: Iterable[str], numbers: Mapping[str, int]) -> tuple[Ground, ...]:
    """The claims behind entries: those of a report by their number, those of a ledger by their entry."""
    return tuple(dict.fromkeys(Claimed(numbers.get(entry, entry[:SHOWN])) for entry in entries))


def _arms(brief: Answered, world: World) -> Iterator[Statement]:
    """Arms and labour that the ledger or the report tells of, by their own measures; where nobody counts, that."""
    evidence, numbers = _evidence(brief, world)
    shown: dict[str, Matter] = {}
    if evidence is not None:
        asked = [(state, kind) for state in named(brief)[:2] for kind in ("arms", "labour")]
        shown = {m.key: m for state, kind in asked for m in evidence.matters(state, kind)}
    for m in shown.values():
        sides = [joined([the(world.atlas.name(c, world.on)) for c in codes]) for _, codes in m.about]
        who = f"{m.kind.capitalize()} from {' to '.join(sides)}"
        if m.strands:
            newest = max(m.strands, key=lambda s: (s.measure.status == "completed", s.as_of))
            what = f"{_span(newest.low, newest.high)} {newest.measure.unit} {newest.measure.status}"
            rests = _claims(newest.entries, numbers)
            says = f"{who}: {what} ({m.standing})."
            yield Statement(m.kind, says, str(newest.as_of), "explanation/fold.md", grounds=rests)
        else:
            says = f"{who}: told of without a figure ({m.standing}), so there is nothing to measure."
            rests = _claims((t.entry for t in m.claims), numbers)
            yield Statement(m.kind, says, str(m.last), "explanation/fold.md", measured=False, grounds=rests)
    if brief.reading is not None:
        for kind, why in _UNCOUNTED.items():
            if not any(m.kind == kind for m in shown.values()):
                yield Statement(kind, why, page=FLOWS, measured=False)


_UNCOUNTED = {
    "arms": "No source at hand counts deliveries of arms since 2014, and neither report nor ledger gives a figure.",
    "labour": "No source counts the labour that one state sends another, and neither report nor ledger gives a figure.",
}


def _evidence(brief: Answered, world: World) -> tuple[Evidence | None, dict[str, int]]:
    """What the ledger tells; without one, what the report tells by itself, if it has a day, and its claims' numbers."""
    if world.evidence is not None or brief.reading is None or brief.reading.dateline is None:
        return world.evidence, {}
    if "evidence" not in brief.kept:
        brief.kept["evidence"] = evidence_of(brief.reading, world)
    told: tuple[Evidence | None, dict[str, int]] = brief.kept["evidence"]
    return told


def _covered(brief: Answered, world: World) -> Iterator[Statement]:
    for state in named(brief):
        over = [u for u in world.umbrellas(state) if state in u.over]
        if over:
            by = joined([f"{the(world.atlas.name(u.umbrella.guarantor, world.on))} ({u.umbrella.kind})" for u in over])
            name = the(world.atlas.name(state, world.on))
            says = f"{name[:1].upper()}{name[1:]} stands under the umbrella of {by}."
            where = tuple(dict.fromkeys(s.where for u in over for s in u.umbrella.sources))
            yield Statement("guarantees", says, world.on.isoformat(), "reference/umbrella.md", where=where)


def _without() -> Statement:
    says = (
        "Nothing at hand measures what a contingent is worth at the front, what is paid for it, or what was promised "
        "in return; such statements in a report are its own."
    )
    return Statement("without a measure", says, measured=False, grounds=AT_HAND)


def _rank(rank: int) -> str:
    return f"number {rank:,}"


def _span(low: float | None, high: float | None) -> str:
    from foedus.ledger.strands import in_words  # noqa: PLC0415 - the ledger's words for a range

    return in_words(low, high)


def _years(years: dict[str, int]) -> str:
    return f"{min(years.values())} to {max(years.values())}" if years else ""
