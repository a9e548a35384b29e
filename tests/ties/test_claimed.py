"""Flows, threats, exercises and guarantees that are only claimed: what a ledger would tell."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pytest

import foedus as fd
from foedus.ties.claimed import claimed_flows


class Measure(NamedTuple):
    """As a fold names it."""

    unit: str = ""
    status: str = ""
    scope: str = ""


@dataclass(frozen=True)
class Point:
    """A figure."""

    as_of: date
    low: float | None
    high: float | None
    source: str
    entry: str


@dataclass(frozen=True)
class Strand:
    """Figures of one measure."""

    measure: Measure
    series: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How well it stands."""

    word: str


@dataclass(frozen=True)
class Matter:
    """A thing of which claims tell."""

    key: str
    kind: str
    about: tuple
    last: date
    standing: Standing = Standing("claimed")
    strands: tuple[Strand, ...] = ()
    origins: tuple[str, ...] = ("state KOR",)


@dataclass(frozen=True)
class Ledger:
    """What a fold hands out."""

    told: tuple[Matter, ...]

    def matters(self, state=None, kind=None):
        """Those of a state and kind."""
        return tuple(
            m
            for m in self.told
            if kind in (None, m.kind) and (state is None or any(state in codes for _, codes in m.about))
        )


DAY = date(2024, 10, 18)
WORKERS = Strand(Measure("workers", "present"), (Point(DAY, 11500.0, 11500.0, "NIS", "c1"),))
SOLDIERS = Strand(
    Measure("troops", "planned"),
    (Point(DAY, 12000.0, None, "NIS", "c2"), Point(DAY, None, None, "Kyiv", "c3")),
)
LEDGER = Ledger(
    (
        Matter("labour:PRK+RUS", "labour", (("sender", ("PRK",)), ("host", ("RUS",))), DAY, strands=(WORKERS,)),
        Matter("force:PRK+RUS", "force", (("sender", ("PRK",)), ("host", ("RUS",))), DAY, strands=(SOLDIERS,)),
        Matter("arms:PRK+RUS", "arms", (("supplier", ("PRK",)), ("recipient", ("RUS",))), DAY),
        Matter("arms:IRN+RUS", "arms", (("supplier", ("IRN",)), ("recipient", ("RUS",))), DAY),
        Matter("exercise:1", "exercise", (("participant", ("KOR", "USA")),), DAY),
        Matter("threat:1", "threat", (("actor", ("PRK",)), ("target", ("CHE",))), DAY),
        Matter("guarantee:1", "guarantee", (("actor", ("GBR",)), ("target", ("UKR",))), DAY),
    )
)


def test_every_figure_is_a_flow_with_its_entry_and_an_open_side_stays_open():
    flows, coverage = claimed_flows(LEDGER, "PRK")
    assert [(f.kind, f.sender, f.receiver, f.low, f.high, f.unit, f.status, f.entries, f.by) for f in flows] == [
        ("arms", "PRK", "RUS", None, None, "not told", "claimed (claimed)", (), "KOR"),
        ("troops", "PRK", "RUS", 12000.0, None, "troops", "planned (claimed)", ("c2",), "NIS"),
        ("labour", "PRK", "RUS", 11500.0, 11500.0, "workers", "present (claimed)", ("c1",), "NIS"),
    ]
    assert (coverage.source, coverage.first, coverage.last) == ("ledger", 2024, 2024)


def test_without_evidence_labour_is_unknown_and_says_so():
    flows, coverage = claimed_flows(None, "PRK")
    assert flows == []
    assert "labour is known from evidence only" in coverage.says[0]
    assert claimed_flows(LEDGER, "FIN")[1].says == ("the evidence tells of none",)


@pytest.mark.mirror
def test_claims_stand_beside_sources_and_change_no_share():
    with_, without = fd.flows("RUS", evidence=LEDGER), fd.flows("RUS")
    assert with_.dependence == without.dependence
    assert {f.kind for f in with_.flows} - {f.kind for f in without.flows} == {"labour"}
    assert not any(said.startswith("labour") for said in with_.says)


def test_claimed_threats_expose_perhaps_and_claimed_guarantees_do_not_cover():
    told = fd.umbrella(fd.World(fd.treaties(), on="2024-10-19"), "CHE", LEDGER)
    cover = told.covers[0]
    assert [(e.why, e.against, e.sure) for e in cover.exposures if e.why == "threat claimed"] == [
        ("threat claimed", ("PRK",), False)
    ]
    assert cover.gap is None
    ukraine = fd.umbrella(fd.World(fd.treaties(), on="2024-10-19"), "UKR", LEDGER)
    assert [(g.how, g.by) for g in ukraine.guarantees if g.guarantor == "GBR"] == [("claimed", "KOR")]
    assert ukraine.covers[0].conventional == ()
    assert "GBR" in ukraine.covers[0].perhaps
    assert ukraine.covers[0].gap is None


def test_exercises_are_those_of_the_evidence():
    world = fd.World(fd.treaties(), on="2024-10-19")
    (exercise,) = fd.umbrella(world, "KOR", LEDGER).exercised
    assert (exercise.participants, exercise.by, exercise.last) == (("KOR", "USA"), "KOR", "2024-10-18")
    assert fd.umbrella(world, "KOR", LEDGER).exercises == (("KOR", "USA"),)
    told = fd.umbrella(world, "KOR")
    assert told.exercises == ()
    assert "Who exercises with whom is known from evidence only, and none was given." in told.says
