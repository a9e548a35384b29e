"""What it would change: measured statements, each with its number, interval, year of the data and page of its method.

Tension of the pairs asked about, the course of a war that is fought, flows and dependence, alignment, and guarantees.
Where a source is missing or nothing measures a thing, that is said; a silent zero would be a claim.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.briefing.sentences import joined, the
from foedus.briefing.standing import evidence_of
from foedus.errors import BadQuestion, SourceAltered, SourceMissing, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foedus.briefing.answered import Answered
    from foedus.terms.evidence import Evidence, Matter
    from foedus.ties.bypassing import Bypassing
    from foedus.ties.coverage import Coverage
    from foedus.world import World

__all__ = ["Statement", "consequences"]

_CHANCE = 0.05
_ARMS, _VOTES = "sipri-transfers", "unga-ideal-points"
PAIRS = 3
"""Pairs whose tension is told."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One measured statement.

    Attributes:
        about: what it speaks of (standing tension, course of the war, arms...).
        says: the sentence, with number and interval; `data`: the years of what it rests on.
        page: the page of the documentation that explains the method; empty for what has no measure.
        measured: false where nothing measures it, and the sentence says so.
    """

    about: str
    says: str
    data: str = ""
    page: str = ""
    measured: bool = True

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "about": self.about,
            "says": self.says,
            "data": self.data or None,
            "page": self.page or None,
            "measured": self.measured,
        }


def consequences(brief: Answered) -> tuple[Statement, ...]:
    """What the question or the report would change, as far as it is measured.

    >>> import foedus as fd
    >>> told = consequences(fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2024-10-19"))
    >>> told[-1].about
    'without a measure'
    """
    if not brief.scenarios:
        return ()
    world = _world(brief)
    kept = world.notes.page(_Told).statements
    if brief.key not in kept:
        kept[brief.key] = tuple(_all(brief, world))
    return kept[brief.key]


def _world(brief: Answered) -> World:
    """Today's world; where it is asked what was known by a day, that of the day: nothing known later is told."""
    asked = brief.then is not None and brief.then.known_on is not None
    return brief.worlds[0 if asked else -1]


@dataclass(slots=True)
class _Told:
    """What has been worked out for one world: a brief has several ways out, and is asked once."""

    statements: dict[object, tuple[Statement, ...]] = field(default_factory=dict)


def _all(brief: Answered, world: World) -> list[Statement]:
    parts: tuple[Callable[[Answered, World], Iterator[Statement]], ...] = (
        _manpower,
        _course,
        _arms,
        _by_passed,
        _aligned,
        _tension,
        _covered,
    )
    found: list[Statement] = []
    for part in parts:
        try:
            found += part(brief, world)
        except (SourceMissing, SourceAltered) as missing:
            found.append(Statement(part.__name__.strip("_").replace("_", "-"), _gone(missing.source), measured=False))
        except (BadQuestion, UnknownName):
            continue  # a side that is no member of the state system: the models know of none
    return [*found, _without()]


def _gone(source: str) -> str:
    return f"left out: the data set {source} is not at hand (foedus data fetch gets it)"


def _absent(coverage: Iterable[Coverage], source: str) -> bool:
    """Is this source not at hand, so that what rests on it is left out? That is not the same as knowing of none."""
    return any(c.source == source and c.missing for c in coverage)


def _tension(brief: Answered, world: World) -> Iterator[Statement]:
    from foedus.behaviour.tension.latest import tension  # noqa: PLC0415 - heavy, and only where it is told

    told = tension(on=world.on, known_on=world.known_on)
    rows = {frozenset((r["state_1"], r["state_2"])): r for r in told.frame.to_dicts()}
    for pair in _pairs(brief):
        row = rows.get(frozenset(pair))
        if row is None:
            continue
        names = joined([the(world.atlas.name(code, world.on)) for code in pair])
        says = (
            f"The probability that a militarised dispute begins between {names} in {world.on.year} is "
            f"{_percent(row['p'], row['low'], row['high'])}, {_rank(row['rank'])} of {told.pairs:,} pairs of states."
        )
        yield Statement("standing tension", says, _years(told.years), "reference/models/tension.md")
    first, *others = _everyone(brief) or [""]
    told_of = {frozenset(pair) for pair in _pairs(brief)}
    more = [
        f"{the(world.atlas.name(code, world.on))} {_percent(row['p'], row['low'], row['high'])}"
        for code in others
        if frozenset((first, code)) not in told_of and (row := rows.get(frozenset((first, code)))) is not None
    ]
    if more:
        name = the(world.atlas.name(first, world.on))
        says = f"Between {name} and the others whom the report names it is: {'; '.join(more)}."
        yield Statement("standing tension", says, _years(told.years), "reference/models/tension.md")


def _course(brief: Answered, world: World) -> Iterator[Statement]:
    """A war that is fought and which the question is about: what the presence of a third state changes."""
    from foedus.behaviour.outlook.asked import outlook  # noqa: PLC0415 - heavy, and only where a war is fought

    named = set(_named(brief))
    for ongoing in world.wars():
        war = ongoing.war
        sides = [[b.state for b in s if war.fights(b.state, s, world.horizon)] for s in (war.began, war.against)]
        if not ongoing.fought or not all(named & set(side) for side in sides):
            continue
        fighting = [s for s in sides[0][1:] if s in named]
        sending = sorted({f.force.sender for f in world.forces() if f.force.host in sides[0]} & named)
        beside = [s for s in dict.fromkeys([*fighting, *sending]) if s not in (sides[0][0], *sides[1])]
        told = outlook(world, war.id, beside=beside)
        for row in told.joiners.to_dicts():
            name = the(world.atlas.name(row["state"], world.on))
            winner, change = the(world.atlas.name(sides[0][0], world.on)), (row["win"], row["win_low"], row["win_high"])
            says = (
                f"In the {war.name.removeprefix('The ')} the part of {name} changes the chance that {winner} wins by "
                f"{_points(*change)}; 95 wars are too few to tell that from nothing where the interval holds zero."
            )
            yield Statement("course of the war", says, _years(told.years), "reference/models/outlook.md")


def _manpower(brief: Answered, world: World) -> Iterator[Statement]:
    """Arithmetic: what a contingent counts, and what share of it is told as lost."""
    named = set(_named(brief))
    for abroad in world.forces():
        force, figure = abroad.force, abroad.figure
        if figure is None or figure.stage != "present" or force.sender not in named or force.host not in named:
            continue
        sender, host = (the(world.atlas.name(c, world.on)) for c in (force.sender, force.host))
        says = f"{sender[:1].upper()}{sender[1:]} has {_span(figure.low, figure.high)} soldiers in {host}"
        says += f", by {figure.by}." if figure.by else "."
        losses = _losses(force.sender, world)
        if losses:
            low, high, by = losses
            share = f"{100 * low / figure.high:.0f} to {100 * high / figure.low:.0f} per cent"
            says += f" Told as killed or wounded: {_span(low, high)} ({by}), {share} of as many."
        yield Statement("manpower", says, str(figure.as_of), "how-to/keep-a-ledger.md")
    yield from _counted(brief, world)


def _counted(brief: Answered, world: World) -> Iterator[Statement]:
    """Per month: who comes in, who is lost, and what share an ally's contingent makes, by a ledger or the report."""
    from foedus.briefing.consequences_manpower import told_of_manpower  # noqa: PLC0415 - only where it is told

    evidence = _evidence(brief, world)
    if evidence is None:
        return
    named = set(_named(brief))
    for ongoing in world.wars():
        war = ongoing.war
        if ongoing.fought and len(named & set(war.states(world.horizon))) > 1:
            for says, days in told_of_manpower(world, war.id, evidence, named):
                yield Statement("manpower", says, days, "reference/manpower.md", measured=bool(days))


def _losses(state: str, world: World) -> tuple[int, int, str] | None:
    """The best figure of casualties of a state in the ledger, with who gives it."""
    if world.evidence is None:
        return None
    matters = world.evidence.matters(state, "casualties")
    strands = [s for m in matters for s in m.strands if s.measure.unit == "casualties" and (s.low or s.high)]
    newest = max(strands, key=lambda s: s.as_of, default=None)
    if newest is None:
        return None
    low, high = newest.low or newest.high or 0, newest.high or newest.low or 0
    return int(low), int(high), ", ".join(sorted(key.partition(" ")[2] for key in newest.origins))


def _arms(brief: Answered, world: World) -> Iterator[Statement]:
    """Arms and labour that the ledger or the report tells of, by their own measures; where nobody counts, that."""
    evidence = _evidence(brief, world)
    shown: dict[str, Matter] = {}
    if evidence is not None:
        asked = [(state, kind) for state in _named(brief)[:2] for kind in ("arms", "labour")]
        shown = {m.key: m for state, kind in asked for m in evidence.matters(state, kind)}
    for m in shown.values():
        sides = [joined([the(world.atlas.name(c, world.on)) for c in codes]) for _, codes in m.about]
        who = f"{m.kind.capitalize()} from {' to '.join(sides)}"
        if m.strands:
            newest = max(m.strands, key=lambda s: (s.measure.status == "completed", s.as_of))
            what = f"{_span(newest.low, newest.high)} {newest.measure.unit} {newest.measure.status}"
            yield Statement(m.kind, f"{who}: {what} ({m.standing}).", str(newest.as_of), "explanation/fold.md")
        else:
            says = f"{who}: told of without a figure ({m.standing}), so there is nothing to measure."
            yield Statement(m.kind, says, str(m.last), "explanation/fold.md", measured=False)
    if brief.reading is not None:
        for kind, why in _UNCOUNTED.items():
            if not any(m.kind == kind for m in shown.values()):
                yield Statement(kind, why, page="reference/flows.md", measured=False)


_UNCOUNTED = {
    "arms": "No source at hand counts deliveries of arms since 2014, and neither report nor ledger gives a figure.",
    "labour": "No source counts the labour that one state sends another, and neither report nor ledger gives a figure.",
}


def _evidence(brief: Answered, world: World) -> Evidence | None:
    """What the ledger tells; without one, what the report tells by itself, if it has a day."""
    if world.evidence is not None or brief.reading is None or brief.reading.dateline is None:
        return world.evidence
    found, _ = evidence_of(brief.reading, world)
    return found


def _by_passed(brief: Answered, world: World) -> Iterator[Statement]:
    from foedus.ties.flows import flows  # noqa: PLC0415 - heavy, and only where it is told

    for state in _named(brief)[:2]:
        found = flows(state, 1992, atlas=world.atlas, known_on=world.known_on)
        name = the(world.atlas.name(state, world.on))
        passed = [t for t in found.bypassing if t.p_adjusted <= _CHANCE]
        if _absent(found.coverage, _ARMS):
            yield Statement("suppliers", _gone(_ARMS), measured=False)
            return
        if not found.bypassing:
            told_why = [w.removeprefix("by-passing: ") for w in found.says if w.startswith("by-passing: ")]
            why = "; ".join(told_why) or "no source at hand tells its suppliers year by year"
            yield Statement(
                "suppliers", f"By-passing among the suppliers of {name} is not tested: {why}.", measured=False
            )
        elif not passed:
            says = f"Among the suppliers of {name} no share fell while another rose more than chance makes it."
            yield Statement("suppliers", says, page="reference/flows.md")
        for told in passed:
            yield Statement("dependence", _passed(told, world), f"{told.first} to {told.last}", "reference/flows.md")


def _passed(told: Bypassing, world: World) -> str:
    names = [the(world.atlas.name(c, world.on)) for c in (told.receiver, told.falling, told.rising)]
    fall, rise = (f"{100 * x[0]:+.0f} [{100 * x[1]:+.0f}, {100 * x[2]:+.0f}]" for x in (told.fall, told.rise))
    return (
        f"Of the arms of {names[0]}, the share of {names[1]} changed by {fall} points in ten years and that of "
        f"{names[2]} by {rise} (p = {told.p_adjusted:.3f} that chance does as much)."
    )


def _aligned(brief: Answered, world: World) -> Iterator[Statement]:
    from foedus.ties.alignment import alignment  # noqa: PLC0415 - heavy, and only where it is told

    states = _triangle(brief, world)
    if len(states) < 2:
        return
    told = alignment(*states, since=1992, atlas=world.atlas, known_on=world.known_on)
    apart = [v for v in told.measured if v.measure == "distance" and v.low is not None]
    if not apart:
        why = _gone(_VOTES) if _absent(told.coverage, _VOTES) else "they never voted in one session of the Assembly"
        yield Statement("alignment", why, measured=False)
    for pair in dict.fromkeys(v.pair for v in apart):
        series = sorted((v for v in apart if v.pair == pair), key=lambda v: v.year)
        first, last = series[0], series[-1]
        names = joined([the(world.atlas.name(code, world.on)) for code in pair.split("-")])
        says = (
            f"In the votes of the General Assembly {names} were {last.value:.2f} apart in {last.year} (90 per cent: "
            f"{last.low:.2f} to {last.high:.2f}), after {first.value:.2f} in {first.year}."
        )
        yield Statement("alignment", says, f"to {last.year}", "reference/alignment.md")


def _covered(brief: Answered, world: World) -> Iterator[Statement]:
    for state in _named(brief):
        over = [u for u in world.umbrellas(state) if state in u.over]
        if over:
            by = joined([f"{the(world.atlas.name(u.umbrella.guarantor, world.on))} ({u.umbrella.kind})" for u in over])
            name = the(world.atlas.name(state, world.on))
            says = f"{name[:1].upper()}{name[1:]} stands under the umbrella of {by}."
            yield Statement("guarantees", says, world.on.isoformat(), "reference/umbrella.md")


def _without() -> Statement:
    says = (
        "Nothing at hand measures what a contingent is worth at the front, what is paid for it, or what was promised "
        "in return; such statements in a report are its own."
    )
    return Statement("without a measure", says, measured=False)


def _pairs(brief: Answered) -> list[tuple[str, str]]:
    found = [(a, o.attack.target) for s in brief.scenarios for o in s.answers[-1:] for a in o.attack.attackers]
    unique: dict[frozenset[str], tuple[str, str]] = {}
    for pair in found:
        unique.setdefault(frozenset(pair), pair)
    return list(unique.values())[:PAIRS]


def _named(brief: Answered) -> list[str]:
    """The states that the report or the question is about, those named most first."""
    counted = Counter(brief.reading.counts()) if brief.reading else Counter[str]()
    asked = [code for pair in _pairs(brief) for code in pair]
    return [code for code in dict.fromkeys([*(c for c, _ in counted.most_common(6)), *asked]) if len(code) == _CODE]


def _everyone(brief: Answered) -> list[str]:
    """Every state that a report names, those named most first."""
    return [code for code in brief.reading.counts() if len(code) == _CODE] if brief.reading else []


_CODE = 3


def _triangle(brief: Answered, world: World) -> list[str]:
    """The parties of the treaty that is named or asked about, and who else guarantees one of them."""
    named = [t.treaty for t in brief.touched if t.named and len(t.treaty.states) == 2]
    if not named:
        return []
    parties = list(named[0].states)
    others = Counter(
        o.promisor
        for s in brief.scenarios
        for owed in s.answers[-1:]
        for o in owed.listed()
        if o.kind == "defense" and o.status == "invoked" and o.promisee in parties and o.promisor not in parties
    )
    return [*parties, *(code for code, _ in others.most_common(1) if world.atlas.find(code))]


def _percent(p: float, low: float, high: float) -> str:
    return f"{_share(p)} per cent [{_share(low)}, {_share(high)}]"


def _share(p: float) -> str:
    return f"{100 * p:.0f}" if p >= 0.01 else f"{max(100 * p, 0.01):.2f}"


def _points(value: float, low: float, high: float) -> str:
    return f"{100 * value:+.0f} points [{100 * low:+.0f}, {100 * high:+.0f}]"


def _rank(rank: int) -> str:
    return f"number {rank:,}"


def _span(low: float | None, high: float | None) -> str:
    from foedus.ledger.strands import in_words  # noqa: PLC0415 - the ledger's words for a range

    return in_words(low, high)


def _years(years: dict[str, int]) -> str:
    return f"{min(years.values())} to {max(years.values())}" if years else ""
