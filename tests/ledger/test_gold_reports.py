"""The founding case from reports alone: forty reports in, and the case's conclusions on two states of knowledge."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from foedus.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = files("foedus") / "data" / "cases" / "dprk-russia"


def foedus(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("gold") / "case.db"
    foedus("ledger", "init", "--ledger", str(where))
    foedus("ledger", "add", "--ledger", str(where), "--author", "A. Nalyst", str(REPORTS))
    return where


def evidence(ledger: Path, on: str, known_on: str | None, kind: str) -> dict[str, dict[str, Any]]:
    clocks = ["--on", on, *(["--known-on", known_on] if known_on else [])]
    told = json.loads(foedus("world", "--ledger", str(ledger), *clocks, "--state", "PRK", "--json"))
    return {m["key"].rpartition(":")[0]: m for m in told["evidence"]["matters"] if m["kind"] == kind}


def figures(matter: dict[str, Any]) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    return {(s["measure"]["unit"], s["measure"]["status"]): (s["low"], s["high"]) for s in matter["strands"]}


def test_there_are_enough_reports_and_each_has_its_day() -> None:
    texts = [r.read_text(encoding="utf-8") for r in REPORTS.iterdir()]
    assert len(texts) >= 25
    assert all("(Foedus Wire) - " in text for text in texts)


def test_on_its_day_the_presence_is_probable_and_contested(ledger: Path) -> None:
    force = evidence(ledger, "2024-10-19", "2024-10-19", "force")["force:PRK>RUS"]
    assert (force["word"], force["contested"], force["admitted_by"]) == ("probable", True, [])
    assert force["denied_by"] == ["state RUS"]
    assert {"state KOR", "state UKR"} <= set(force["origins"])


def test_observed_and_decided_stand_side_by_side(ledger: Path) -> None:
    force = evidence(ledger, "2024-10-19", "2024-10-19", "force")["force:PRK>RUS"]
    told = figures(force)
    assert told["troops", "completed"] == (1500, 1500)
    assert told["troops", "planned"] == (10000, 12000)
    refused = [d for s in force["strands"] for d in s["dissent"] if d["kind"] == "not_confirmed"]
    refused += [d for d in force["dissent"] if d["kind"] == "not_confirmed"]
    assert "National Intelligence Service" in {d["by"] for d in refused}


def test_nothing_of_later_is_known_on_that_day(ledger: Path) -> None:
    force = evidence(ledger, "2024-10-19", "2024-10-19", "force")["force:PRK>RUS"]
    assert all(c["known"] <= "2024-10-19" for c in [*force["claims"], *force["denials"]])
    assert evidence(ledger, "2024-10-19", "2024-10-19", "casualties") == {}


def test_today_it_is_established_and_both_admit_it(ledger: Path) -> None:
    force = evidence(ledger, "2026-11-01", None, "force")["force:PRK>RUS"]
    assert force["word"] == "established"
    assert {"PRK", "RUS"} <= {c["affiliation"] for c in force["claims"]}
    assert not force["contested"]


def test_denied_in_october_and_acknowledged_in_april(ledger: Path) -> None:
    force = evidence(ledger, "2026-11-01", None, "force")["force:PRK>RUS"]
    denied = sorted(c["known"] for c in force["denials"])
    assert denied[0] == "2024-10-10"
    own = sorted(
        c["known"] for c in force["claims"] if c["affiliation"] in ("RUS", "PRK") and c["modality"] == "asserted"
    )
    assert own[0] == "2025-04-26"
    assert "2025-04-28" in own
    assert evidence(ledger, "2025-04-01", "2025-04-01", "force")["force:PRK>RUS"]["contested"]


def test_the_treaty_binds_only_from_december(ledger: Path) -> None:
    def status(on: str) -> str:
        attack = ("attack", "KOR", "PRK", "--on", on, "--known-on", on, "--ledger", str(ledger), "--json")
        owed = json.loads(foedus(*attack))["obligations"]
        return next(o["status"] for o in owed if o["treaty"] == "2024-russia-dprk" and o["kind"] == "defense")

    assert (status("2024-10-19"), status("2024-12-03"), status("2024-12-05")) == ("pending", "pending", "invoked")


def test_what_stands_better_than_a_claim_is_in_the_case_and_nothing_else(ledger: Path) -> None:
    def sure(on: str, known_on: str | None) -> set[str]:
        clocks = ["--on", on, *(["--known-on", known_on] if known_on else [])]
        told = json.loads(foedus("world", "--ledger", str(ledger), *clocks, "--state", "PRK", "--json"))
        return {
            m["key"].removesuffix(f":{m['key'][-4:]}") if m["key"][-4:].isdigit() else m["key"]
            for m in told["evidence"]["matters"]
            if m["word"] in ("accepted", "established", "probable", "possible")
        }

    assert sure("2024-10-19", "2024-10-19") == {"force:PRK>RUS", "arms:PRK>RUS"}
    assert sure("2026-11-01", None) == {"force:PRK>RUS", "arms:PRK>RUS", "casualties:PRK"}


def test_that_the_treaty_is_in_force_is_only_claimed_for_a_party_alone_says_so(ledger: Path) -> None:
    """KCNA tells it; "it takes effect when the two exchange ..." of a month before is planned and bears nothing out."""
    world = json.loads(foedus("world", "--ledger", str(ledger), "--on", "2026-11-01", "--state", "PRK", "--json"))
    (told,) = [m for m in world["evidence"]["matters"] if m["key"] == "treaty:2024-russia-dprk:in_force"]
    assert told["word"] == "claimed"
    assert {c["affiliation"] for c in told["claims"] if c["status"] == "completed"} == {"PRK"}


def test_killed_and_casualties_are_two_series(ledger: Path) -> None:
    losses = evidence(ledger, "2026-11-01", None, "casualties")["casualties:PRK"]
    series: dict[str, list[tuple[str, float]]] = {}
    for strand in losses["strands"]:
        for point in strand["series"]:
            series.setdefault(strand["measure"]["unit"], []).append((point["known"], point["low"]))
    assert {("2025-01-13", 300), ("2025-04-30", 600), ("2025-09-02", 2000)} <= set(series["killed"])
    assert {("2025-02-14", 4000), ("2025-04-30", 4700), ("2025-06-15", 6000)} <= set(series["casualties"])
    assert not {value for _, value in series["killed"]} & {4000, 4700, 6000}


def test_arms_and_labour_have_their_own_units(ledger: Path) -> None:
    arms = evidence(ledger, "2026-11-01", None, "arms")["arms:PRK>RUS"]
    by_unit = {
        s["measure"]["unit"]: [p["low"] for p in s["series"]]
        for s in arms["strands"]
        if s["measure"]["status"] == "completed"
    }
    assert 28000 in [p["low"] for s in arms["strands"] if s["measure"]["unit"] == "containers" for p in s["series"]]
    assert 10_000_000 in by_unit["shells"]
    assert all(value < 100_000 for value in by_unit["containers"])
    labour = figures(evidence(ledger, "2026-11-01", None, "labour")["labour:PRK>RUS"])
    assert labour["workers", "completed"] == (15000, 15000)
    planned = next(
        s
        for s in evidence(ledger, "2026-11-01", None, "labour")["labour:PRK>RUS"]["strands"]
        if (s["measure"]["unit"], s["measure"]["status"]) == ("workers", "planned")
    )
    assert {p["low"] for p in planned["series"]} == {25000, 12000}


def test_a_garbled_figure_stays_out_once_it_is_disputed(ledger: Path) -> None:
    def wounded() -> set[float]:
        matters = evidence(ledger, "2026-11-01", None, "casualties")
        return {s["low"] for m in matters.values() for s in m["strands"] if s["measure"]["unit"] == "wounded"}

    rows = [
        json.loads(line)
        for line in foedus("ledger", "log", "--ledger", str(ledger), "--kind", "claim", "--json").splitlines()
    ]
    garbled = next(r for r in rows if "Frontier Defence Watch" in json.dumps(r))
    before = wounded()
    foedus(
        "ledger",
        "retract",
        garbled["id"],
        "--ledger",
        str(ledger),
        "--author",
        "A. Nalyst",
        "--reason",
        "adds the dead to all casualties",
    )
    assert 4700 in before
    assert 4700 not in wounded()
