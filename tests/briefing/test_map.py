"""The map of a brief: what it draws, what it says of what it cannot draw, and the same as a table."""

from __future__ import annotations

import pytest

import foedus as fd
from foedus.briefing import map as room
from foedus.briefing.map import mapped
from foedus.pictures import world_map


def told(attacker: str, target: str, on: str) -> room.Mapped:
    return mapped(fd.obligations(fd.World(fd.treaties(), on=on), fd.Attack(attacker, target)))


def test_each_duty_to_help_is_an_arc_and_a_row() -> None:
    found = told("RUS", "EST", "2024-06-01")
    assert len(found.rows) == len(found.arcs) - 1 == 35
    assert {row.who for row in found.rows} >= {"United States", "Ireland"}
    assert found.statuses == ("invoked",)


def test_the_surest_come_first_in_the_table_and_last_on_the_sheet() -> None:
    found = told("KOR", "PRK", "2024-10-19")
    assert [row.status for row in found.rows] == ["invoked", "arguable", "pending"]
    assert [arc.status for arc in found.arcs] == ["pending", "arguable", "invoked", "attack"]


def test_past_states_stand_at_their_capitals_of_the_day() -> None:
    found = told("Austria-Hungary", "Serbia", "1914-07-28")
    assert any("each state stands at its capital of that day" in line for line in found.says)
    vienna = next(spot for spot in found.spots if spot.part == "attacker")
    assert (round(vienna.lat), round(vienna.lon)) == (48, 16)


def test_without_the_outline_of_the_world_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (room, world_map):
        monkeypatch.setattr(module, "land", lambda _: None)
    page = fd.brief(attack=fd.Attack("RUS", "EST"), on="2024-06-01", today="2024-06-01").render("html")
    assert "The outline of the world is not installed here" in page
    assert "Borders of today" not in page
    assert 'class="graticule"' in page
    assert 'class="land"' not in page


def test_a_still_map_holds_no_more_of_the_world_than_it_shows() -> None:
    found = told("Austria-Hungary", "Serbia", "1914-07-28")
    lengths = [sum(len(path.get("d", "")) for path in found.drawn(still=still).iter("path")) for still in (True, False)]
    if room.land(found.owed.world.atlas) is None:
        pytest.skip("the outline of the world is not here: make vendor (it needs Node)")
    assert lengths[0] < lengths[1] / 2
