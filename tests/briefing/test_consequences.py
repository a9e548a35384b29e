"""What it would change: measured statements with number, interval and year, and what has no measure."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

import foedus as fd
from foedus.briefing.consequences import consequences
from foedus.errors import SourceMissing

if TYPE_CHECKING:
    from foedus.briefing.statements import Statement


def told(brief: fd.Brief) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in consequences(brief):
        found.setdefault(statement.about, []).append(statement)
    return found


@pytest.mark.mirror
def test_the_founding_report_is_spoken_to_point_by_point() -> None:
    found = told(fd.brief(today="2026-11-01"))
    assert {
        "manpower",
        "course of the war",
        "dependence",
        "alignment",
        "standing tension",
        "guarantees",
        "arms",
        "labour",
        "without a measure",
    } <= found.keys()
    assert "No source counts the labour" in found["labour"][0].says
    assert not found["labour"][0].measured
    assert "the United States" in found["standing tension"][-1].says
    assert "China" in found["standing tension"][-1].says
    assert "North Korea" in found["course of the war"][0].says
    assert any("South Korea and North Korea" in s.says for s in found["standing tension"])
    assert "China" in found["dependence"][0].says
    assert "United States" in found["guarantees"][0].says


@pytest.mark.mirror
def test_each_model_s_number_has_its_interval_its_years_and_its_page() -> None:
    found = told(fd.brief(today="2026-11-01"))
    for about in ("course of the war", "dependence", "standing tension"):
        for statement in found[about]:
            assert re.search(r"\[[-+\d.]+, [-+\d.]+\]", statement.says), statement.says
            assert re.search(r"\d{4}", statement.data)
            assert statement.page.startswith("reference/")


@pytest.mark.mirror
def test_tension_is_that_of_the_verb() -> None:
    brief = fd.brief(attack=fd.Attack("KOR", "PRK"), on="2026-11-01", today="2026-11-01")
    row = fd.tension("KOR", "PRK", on="2026-11-01").frame.to_dicts()[0]
    (statement,) = told(brief)["standing tension"]
    assert f"{100 * row['p']:.0f}% [{100 * row['low']:.0f}, {100 * row['high']:.0f}]" in statement.says


def test_a_missing_source_is_said_and_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise SourceMissing("cow-mid", "it is not here")

    monkeypatch.setattr("foedus.behaviour.tension.latest.tension", none)
    found = told(fd.brief(attack=fd.Attack("KOR", "PRK"), on="2026-11-01", today="2026-11-01"))
    assert "cow-mid" in found["tension"][0].says
    assert not found["tension"][0].measured
    assert found["without a measure"]


def test_who_is_no_state_has_no_models_and_no_error() -> None:
    brief = fd.brief(attack=fd.Attack("HOUTHI", "ISR"), on="2026-11-01", today="2026-11-01")
    assert "without a measure" in told(brief)


def test_a_source_that_is_not_at_hand_is_another_thing_than_one_that_knows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("foedus.ties.arms.arms_to", _none)
    monkeypatch.setattr("foedus.ties.arms.arms_from", _none)
    found = told(fd.brief(attack=fd.Attack("KOR", "PRK"), on="2026-11-01", today="2026-11-01"))
    assert "sipri-transfers is not at hand" in found["suppliers"][0].says
    assert not found["suppliers"][0].measured


def _none(*_: object) -> None:
    raise SourceMissing("sipri-transfers", "it is not here")


def test_a_report_that_gives_figures_is_reckoned_with():
    """One report of the case that ships, without a ledger."""
    path = files("foedus") / "data" / "cases" / "dprk-russia" / "2025-04-30-nis.txt"
    says = [s for s in told(fd.brief(str(path), today="2026-11-01"))["manpower"] if s.page == "reference/manpower.md"]
    assert "killed and wounded together 790 to 1,200 a month (4,700, a total since it entered" in says[0].says
    assert (says[0].data, says[0].measured) == ("2025-04-30", True)
    assert says[-1].says.startswith("What share North Korea has")
    assert says[-1].says.endswith("is unknown: no claim counts all of them of Russia.")
    assert not says[-1].measured


def test_a_report_without_a_day_counts_nobody(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("North Korean troops have suffered about 4,700 casualties in the fighting against Ukraine so far.")
    pages = {s.page for s in told(fd.brief(str(path), today="2026-11-01")).get("manpower", [])}
    assert "reference/manpower.md" not in pages


@pytest.mark.mirror
def test_nothing_that_was_known_later_is_told():
    """Every year of data lies before the day that counts; the pact of 2024 is not known to tension."""
    asked = {"attack": fd.Attack("RUS", "UKR"), "on": "2024-10-19", "known_on": "2005-06-01", "today": "2026-11-01"}
    found = [s for each in told(fd.brief(**asked)).values() for s in each if s.measured]
    years = [int(year) for s in found if s.about != "guarantees" for year in re.findall(r"(?<!\d)\d{4}(?!\d)", s.data)]
    assert years
    assert max(years) < 2005
    now = fd.brief(attack=fd.Attack("RUS", "UKR"), on="2024-10-19", today="2026-11-01")
    assert max(int(y) for s in told(now)["standing tension"] for y in re.findall(r"\d{4}", s.data)) > 2005
