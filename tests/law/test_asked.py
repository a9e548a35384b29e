"""The question understood: who existed on the day, and whom a name means then."""

from datetime import date, timedelta

import pytest
from worlds import GROUP, atlas, clause, treaty

import foedus as fd
from foedus.atlas.load import shipped_atlas
from foedus.errors import AmbiguousName, BadQuestion, UnknownName
from foedus.law.asked import somebody
from foedus.terms.states import Entity, State
from foedus.world import World


@pytest.fixture(scope="module")
def corpus():
    return fd.treaties()


@pytest.mark.parametrize(
    ("name", "on", "instead"),
    [
        ("CZE", "1968-08-21", "Czechoslovakia: write cow:CZE"),
        ("CZE", "1992-12-31", "Czechoslovakia: write cow:CZE"),
        ("CZE", "1938-09-30", "Czechoslovakia: write cow:CZE"),
        ("AUT", "1914-07-28", "Austria-Hungary: write cow:AUH"),
        ("Czechoslovakia", "2024-01-01", "Czechia and Slovakia: write CZE or SVK"),
        ("cow:GDR", "1995-01-01", "Germany: write DEU"),
        ("UKR", "1960-01-01", "Soviet Union: write RUS"),
        ("PAK", "1930-01-01", "United Kingdom: write GBR"),
        ("BGD", "1960-01-01", "Pakistan: write PAK"),
        ("KOR", "1930-01-01", "Japan: write JPN"),
        ("cow:KOR", "1950-01-01", "North Korea and South Korea: write PRK or KOR"),
        ("POL", "1900-01-01", "German Empire, Austria-Hungary and Russian Empire: write DEU or cow:AUH or RUS"),
        ("KOR", "1948-01-01", "ask about whoever held the land"),
        ("HEZBOLLAH", "1970-01-01", "ask about another day"),
        ("HTS", "2025-06-01", "Syria: write SYR"),
    ],
)
def test_whoever_did_not_exist_on_the_day_is_refused_and_who_did_is_named(corpus, name, on, instead):
    world = fd.World(corpus, on=on)
    with pytest.raises(BadQuestion) as caught:
        fd.obligations(world, fd.Attack(name, "USA"))
    assert instead in str(caught.value)
    assert on in str(caught.value)
    with pytest.raises(BadQuestion):
        fd.obligations(world, fd.Attack("USA", name))
    owed = fd.obligations(world, fd.Attack("FRA", "USA"))
    with pytest.raises(BadQuestion):
        owed.missing(name)
    with pytest.raises(BadQuestion):
        owed.of(name)


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("POL", "1940-05-05"),
        ("NOR", "1942-01-01"),
        ("cow:CZE", "1942-01-01"),
        ("ETH", "1938-01-01"),
        ("LTU", "1970-01-01"),
        ("DEU", "1947-01-01"),
        ("KOR", "1949-01-01"),
        ("LIE", "1980-01-01"),
        ("CAN", "1914-08-04"),
        ("GBR", "1815-06-18"),
        ("HRV", "1991-09-01"),
        ("MANCHUKUO", "1939-05-11"),
        ("PSE", "1930-01-01"),
    ],
)
def test_an_occupied_state_one_that_a_list_counts_late_and_one_that_the_record_names_are_not_refused(corpus, name, on):
    assert somebody(fd.World(corpus, on=on), name)


def test_a_treaty_that_binds_a_state_before_the_lists_have_it_is_reason_enough(corpus):
    kenya = [t for t in corpus if t.id == "1963-ethiopia-kenya"]
    assert somebody(fd.World(kenya, on="1963-12-01"), "KEN") == "KEN"
    with pytest.raises(BadQuestion):
        somebody(fd.World([], on="1963-12-01"), "KEN")


def test_every_state_exists_on_every_day_of_its_membership_and_on_no_day_outside_all_of_it():
    world = World((), "1950-01-01")
    for state in shipped_atlas().states:
        spells = [code.spell for code in (*state.cow, *state.gw)]
        for spell in spells:
            for moment in (spell.start, spell.end):
                if moment is not None and moment.year < 2030:
                    assert somebody(world.at(moment), state.code) == state.code
        if state.first_day is not None:
            assert not state.exists(state.first_day - timedelta(days=1)), state.code
        if state.last_day is not None:
            assert not state.exists(state.last_day + timedelta(days=1)), state.code


def test_whoever_once_was_is_told_to_whom_its_land_went():
    states = shipped_atlas().states
    codes = {s.code for s in states}
    for state in states:
        assert {*state.became, *(h.state for h in state.formerly)} <= codes, state.code
        if state.last_day is not None:
            heirs = [*state.became, *(s.code for s in states if any(h.state == state.code for h in s.formerly))]
            assert heirs, f"{state.code} is gone; say under `became` or `formerly` who came after it"


@pytest.mark.parametrize(("on", "code"), [("1866-06-15", "DEU"), ("1850-01-01", "DEU")])
def test_a_name_of_its_time_is_understood_in_its_time(corpus, on, code):
    assert somebody(fd.World(corpus, on=on), "Prussia") == code


def test_a_name_that_nobody_bears_any_more_is_refused_and_its_bearer_named(corpus):
    with pytest.raises(UnknownName, match=r"Germany \(DEU\) was called so .* to 1871-01-17; on 2024-01-01 write DEU"):
        fd.obligations(fd.World(corpus, on="2024-01-01"), fd.Attack("Prussia", "KOR"))


def test_a_name_that_two_bore_on_the_day_asks_which_by_the_names_of_the_day(corpus):
    with pytest.raises(AmbiguousName, match=r"DEU \(West Germany\) or cow:GDR \(East Germany\)"):
        fd.obligations(fd.World(corpus, on="1968-01-01"), fd.Attack("Germany", "FRA"))


def test_a_slip_of_the_pen_is_answered_with_the_name_that_was_meant(corpus):
    with pytest.raises(UnknownName, match=r"Did you mean Korea\?"):
        fd.obligations(fd.World(corpus, on="2024-01-01"), fd.Attack("Krea", "PRK"))


def test_a_state_is_called_by_the_name_of_its_day():
    told = shipped_atlas().name
    names = [told("cow:AUH", date(year, 7, 28)) for year in (1850, 1914)]
    assert names == ["Austrian Empire", "Austria-Hungary"]


def test_states_and_groups_without_days_are_there_always():
    world = World((treaty("1900-pact", ("AAA", "BBB"), [clause()]),), "1903-03-03", atlas=atlas())
    assert [somebody(world, name) for name in ("AAA", GROUP)] == ["AAA", GROUP]
    assert State("XXX", "X").exists(date(1815, 1, 1))
    assert Entity("YYY", "Y", "armed_group").exists(date(1815, 1, 1))
