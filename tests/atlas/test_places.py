"""Places by day: what is a state today was somebody's colony, mandate or province before."""

from datetime import date, timedelta

import pytest

import foedus as fd
from foedus.atlas.load import shipped_atlas
from foedus.errors import AmbiguousName
from foedus.terms.states import State

ATLAS = shipped_atlas()
YOUNG = [s for s in ATLAS.states if s.first_day and s.capitals]
TREATIES = fd.treaties()


def notes(attackers, target, where, on):
    owed = fd.obligations(fd.World(TREATIES, on), fd.Attack(attackers, target, where))
    return " ".join(owed.caveats)


@pytest.mark.parametrize("state", YOUNG, ids=lambda s: s.code)
def test_the_day_before_a_state_its_capital_is_never_taken_for_the_states_own_soil(state):
    moment = state.first_day - timedelta(days=1)
    listed = [ATLAS.home(h.state) for h in state.formerly if moment in h.spell]
    for capital in state.capitals:
        try:
            place = ATLAS.place(capital.name, moment)
        except AmbiguousName:
            continue
        if ATLAS.stands(place, moment):
            continue
        nobody_known = set(place.administrators(moment)) <= {place.id}
        there = [p for p in listed if ATLAS.stands(p, moment)]
        assert nobody_known != bool(there), (capital.name, place.id, place.administrators(moment))


def test_a_home_belonged_to_its_predecessors_while_they_were_there_and_then_to_the_state():
    def held(code, *days):
        return [ATLAS.home(code).sovereigns(date.fromisoformat(day)) for day in days]

    assert held("UKR", "1941-06-22", "1991-12-26") == [("RUS",), ("UKR",)]
    assert held("EST", "1914-01-01", "1930-01-01", "1940-06-17", "1991-09-05", "1991-09-06") == [
        ("RUS",), ("EST",), ("RUS",), ("RUS",), ("EST",),
    ]  # fmt: skip
    assert held("CZE", "1910-01-01", "1950-01-01", "1993-01-01") == [(), ("cow:CZE",), ("CZE",)]
    assert held("MNE", "1850-01-01", "1900-01-01", "1999-01-01", "2006-06-03") == [
        ("MNE",), ("MNE",), ("SRB",), ("MNE",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("where", "on", "place"),
    [
        ("Algiers", "1956-06-01", "algeria"),
        ("Valletta", "1955-01-01", "malta-colony"),
        ("Nicosia", "1958-01-01", "cyprus-colony"),
        ("Havana", "1898-04-25", "cuba-colony"),
        ("Prague", "1910-01-01", "cow:CZE"),
        ("Prague", "1950-01-01", "cow:CZE"),
        ("Prague", "2000-01-01", "CZE"),
        ("Algiers", "1962-07-05", "DZA"),
    ],
)
def test_a_capital_means_the_land_as_it_was_on_the_day(where, on, place):
    assert ATLAS.place(where, date.fromisoformat(on)).id == place


@pytest.mark.parametrize(
    ("attacker", "target", "where", "on"),
    [
        ("CHN", "FRA", "Hanoi", "1952-01-01"),
        ("EGY", "FRA", "Tunis", "1956-01-15"),
        ("EGY", "FRA", "Rabat", "1950-01-01"),
        ("ZAF", "PRT", "Luanda", "1970-01-01"),
        ("IDN", "GBR", "Kuala Lumpur", "1955-01-01"),
        ("JPN", "USA", "Manila", "1941-12-08"),
        ("USA", "ESP", "Manila", "1898-05-01"),
        ("USA", "ESP", "Havana", "1898-04-25"),
        ("BRA", "NLD", "Paramaribo", "1960-01-01"),
        ("EGY", "BEL", "Kinshasa", "1955-01-01"),
        ("ETH", "ITA", "Mogadishu", "1955-01-01"),
        ("DEU", "RUS", "Kyiv", "1941-06-22"),
        ("DEU", "RUS", "Minsk", "1941-06-22"),
        ("USA", "RUS", "Estonia", "1985-01-01"),
        ("DEU", "RUS", "Warsaw", "1914-08-01"),
        ("DEU", "RUS", "Helsinki", "1914-08-01"),
        ("RUS", "SWE", "Oslo", "1905-01-01"),
        ("RUS", "GBR", "Kampala", "1955-01-01"),
    ],
)
def test_who_held_a_land_is_not_told_that_it_did_not(attacker, target, where, on):
    assert "is not held by" not in notes(attacker, target, where, on)


def test_who_did_not_hold_a_land_is_told_so():
    assert "is not held by France" in notes("EGY", "FRA", "Kyiv", "1950-01-01")
    assert "is not held by France" in notes("EGY", "FRA", "Algiers", "1963-01-01")


def test_a_place_that_becomes_a_state_is_listed_under_it_and_held_by_somebody_else_before():
    for code, key in ATLAS.before:
        assert isinstance(ATLAS.find(code), State)
        spans = [h.spell for p in ATLAS.places if p.id == key for h in (*p.sovereign, *p.administered)]
        assert spans, f"{key} becomes {code} and was nobody's"


@pytest.mark.parametrize(
    ("name", "on", "place", "holder"),
    [
        ("Uganda", "1962-10-08", "uganda-protectorate", "GBR"),
        ("Uganda", "1962-10-09", "UGA", "UGA"),
        ("Lusaka", "1964-10-23", "northern-rhodesia", "GBR"),
        ("Malawi", "1964-07-05", "nyasaland", "GBR"),
        ("Barbados", "1966-11-29", "british-barbados", "GBR"),
        ("Barbados", "1966-11-30", "BRB", "BRB"),
        ("Trinidad", "1950-01-01", "british-trinidad", "GBR"),
        ("Trinidad", "1990-01-01", "TTO", "TTO"),
        ("Tobago", "1990-01-01", "tobago", "TTO"),
        ("Grenada", "1974-02-06", "british-grenada", "GBR"),
        ("Daman", "1961-12-18", "daman", "PRT"),
        ("Diu", "1961-12-19", "diu", "IND"),
        ("Bikini", "1954-03-01", "bikini", "USA"),
        ("Kola Peninsula", "1960-01-01", "kola-peninsula", "RUS"),
        ("Murmansk", "1960-01-01", "murmansk", "RUS"),
    ],
)
def test_a_late_colony_is_held_by_its_power_to_the_day_before_independence(name, on, place, holder):
    found = ATLAS.place(name, date.fromisoformat(on))
    assert (found.id, found.administrators(date.fromisoformat(on))) == (place, (holder,))
