"""What docs/explanation/what-treaties-did.md shows, as plain data out of the trial, for tables and figures alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING

from foedus.court.coders import read_coders
from foedus.court.published import published
from foedus.court.rungs import trial
from foedus.court.scores import RATES, compare, interval, rates
from foedus.court.tables import conduct_of_help
from foedus.court.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from foedus.court.rungs import Rung, Trial
    from foedus.court.scores import Comparison
    from foedus.court.timeline import Day
    from foedus.court.verdicts import AllianceVerdict, Duty

DRAWS, SEED = 1000, 1914  # those of `foedus trial`
SUMMER = ("world-war-i", date(1914, 7, 28), date(1914, 8, 31))
STATES = ("cow:AUH", "DEU", "TUR", "ITA", "GRC", "MNE", "SRB", "RUS", "FRA", "LUX", "BEL", "GBR", "JPN")

GROUPS = {
    "all": "all",
    "pre_1945": "wars before 1945",
    "post_1945": "wars since 1945",
    "defense": "with a promise of defense",
    "offense": "of offense",
    "neutrality": "of neutrality",
    "nonaggression": "of nonaggression",
}
RUNGS = {
    "alliances": "every alliance",
    "pacts": "every pact",
    "events": "who attacked whom",
    "conditions": "and ATOP's conditions",
    "merged": "and our record of acts",
    "overlays": "and the texts",
}
Span = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder beside the coders; `span` is the interval of F1."""

    label: str
    f1: float
    precision: float
    recall: float
    span: Span

    def __str__(self) -> str:
        f1 = f"{self.f1:.3f}{_span(self.span)}"
        return f"{self.label}: F1 {f1}, precision {self.precision:.3f}, recall {self.recall:.3f}"


@dataclass(frozen=True, slots=True)
class Dots:
    """A share of one study for one group."""

    name: str
    share: float
    n: int | None
    span: Span

    def __str__(self) -> str:
        return f"{self.name} {self.share:.3f}{_span(self.span)}" + (f" of {self.n}" if self.n else "")


@dataclass(frozen=True, slots=True)
class Bar:
    """Promisors of help by conduct."""

    label: str
    counts: dict[str, int]

    def __str__(self) -> str:
        return f"{self.label}: " + ", ".join(f"{what} {n}" for what, n in self.counts.items())


@dataclass(frozen=True, slots=True)
class Fighting:
    """A state that fights from a day on."""

    state: str
    since: date

    def __str__(self) -> str:
        return f"{self.state} fights from {in_words(self.since)}"


@dataclass(frozen=True, slots=True)
class Arrow:
    """An act of one against the other; `attack` is false where it answers an attack."""

    on: date
    actor: str
    target: str
    attack: bool

    def __str__(self) -> str:
        return f"{in_words(self.on)}: {self.actor} against {self.target}" + ("" if self.attack else ", in defence")


@dataclass(frozen=True, slots=True)
class Call:
    """A state called by a promise."""

    state: str
    since: date
    kept: bool
    says: str

    def __str__(self) -> str:
        return f"{self.state}, {self.says}"


@dataclass(frozen=True)
class Found:
    """The trial, its ladder and, if there is a coding, each rung beside it."""

    done: Trial
    ladder: tuple[Rung, ...]
    beside: tuple[Comparison, ...]

    @property
    def invoked(self) -> tuple[AllianceVerdict, ...]:
        return self.done.invoked()

    def year(self, verdict: AllianceVerdict) -> int:
        return self.done.war(verdict.war).start.year


def gather(coding: Path | None, progress: Callable[[str], None] | None = None) -> Found:
    """Put the engine on trial; with a coding, beside it."""
    done = trial(progress)
    ladder = done.ladder(progress)
    told = read_coders(coding) if coding else None
    return Found(done, ladder, tuple(compare(done, told, rung) for rung in ladder) if told else ())


def steps(found: Found) -> list[Step]:
    """The ladder beside the coders."""
    told = []
    for rung, beside in zip(found.ladder, found.beside, strict=True):
        scores, spans = beside.scores(), beside.intervals(DRAWS, SEED)
        told.append(Step(RUNGS[rung.name], scores["f1"], scores["precision"], scores["recall"], spans["f1"]))
    return told


def shares(found: Found) -> list[tuple[str, list[Dots]]]:
    """Kept, of those invoked: ours with intervals by war, and what was published."""
    ours = rates(found.done, found.invoked)
    rows = []
    for group in RATES:
        mine = [v for v in found.invoked if _in(found, group, v)]
        series = [Dots("Foedus", ours[group].share, ours[group].n, by_war(mine))]
        for study in published():
            share, n = study.rates.get(group), study.n.get(group)
            if share is not None and study.study != "Sabrosky 1980":  # it counts allies, invoked or not
                series.append(Dots(study.study, share, n, _wilson(share, n) if n else None))
        rows.append((GROUPS[group], series))
    return rows


def bars(found: Found) -> list[Bar]:
    """What those did who owed help."""
    before = [v for v in found.invoked if not v.wartime]
    kinds = {
        "everyone": found.invoked,
        "promised before the war, wars before 1945": [v for v in before if found.year(v) < 1945],
        "promised before the war, wars since 1945": [v for v in before if found.year(v) >= 1945],
        "promised during the war": [v for v in found.invoked if v.wartime],
    }
    order = ("fought beside", "came late", "abstained", "fought against")
    told = {label: conduct_of_help(some) for label, some in kinds.items()}
    return [Bar(label, {what: counts[what] for what in order}) for label, counts in told.items()]


def _span(span: Span) -> str:
    return "" if span is None else f" [{span[0]:.3f}, {span[1]:.3f}]"


def _in(found: Found, group: str, verdict: AllianceVerdict) -> bool:
    if group in ("pre_1945", "post_1945"):
        return (found.year(verdict) < 1945) == (group == "pre_1945")
    return group == "all" or group in verdict.kinds


def by_war(verdicts: Sequence[AllianceVerdict]) -> Span:
    """The interval of the share kept, drawn by war."""
    return interval([(v.kept, 1) for v in verdicts], [v.war for v in verdicts], DRAWS, SEED)


def _wilson(share: float, n: int) -> tuple[float, float]:
    """The interval of 95 per cent of a share of n that are taken to be independent (Wilson 1927)."""
    z = 1.959964
    middle, half = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def due(verdict: AllianceVerdict) -> str:
    """What was due under an alliance that was invoked."""
    kinds = {d.obligation.kind for d in verdict.arisen}
    if kinds & {"defense", "offense"}:
        return "help"
    return "neutrality" if "neutrality" in kinds else "attack"


def owing(verdict: AllianceVerdict) -> int:
    """How many states owed help."""
    return len({d.obligation.promisor for d in verdict.arisen if d.obligation.kind in ("defense", "offense")})


def summer(found: Found) -> tuple[list[str], list[Fighting], list[Arrow], list[Call]]:
    """July and August 1914: states by name, who fights, acts, calls."""
    name, (key, _, last) = found.done.atlas.name, SUMMER
    war = found.done.war(key)
    states = [name(s) for s in STATES]
    fighting = [Fighting(name(f.state), f.entry) for f in war.fighters if f.entry <= last and f.state in STATES]
    arrows, calls = [], []
    for day in days(found):
        arrows += [Arrow(day.on, name(a.act.by), name(a.act.against), a.attack is not False) for a in day.acts]
        for duties in alike(day.called):
            one = duties[0]
            told = f"{in_words(day.on)}: {says(found, duties)}"
            calls.append(Call(name(one.obligation.promisor), day.on, one.kept, told))
    return states, fighting, arrows, calls


def days(found: Found) -> Iterator[Day]:
    """The days of that summer on which anything happened."""
    key, first, last = SUMMER
    verdicts = [v for v in found.done.verdicts if v.war == key]
    yield from (day for day in timeline(found.done.war(key), verdicts) if first <= day.on <= last)


def alike(duties: Iterable[Duty]) -> list[list[Duty]]:
    """Duties of one promisor of one kind under one alliance with one outcome, together."""
    groups: dict[tuple[object, ...], list[Duty]] = {}
    for d in duties:
        if not d.minor:
            owed = d.obligation
            groups.setdefault((owed.promisor, owed.kind, owed.treaty, d.conduct, owed.status), []).append(d)
    return list(groups.values())


def says(found: Found, duties: Sequence[Duty]) -> str:
    """What was owed to whom, and what the promisor did."""
    one = duties[0].obligation
    whom = " and ".join(found.done.atlas.name(d.obligation.promisee) for d in duties)
    doubt = " (arguable)" if one.status == "arguable" else ""
    return f"{one.kind} to {whom}{doubt}, {duties[0].conduct}"


def in_words(day: date) -> str:
    """Day and month."""
    return f"{day.day} {day:%B}"
