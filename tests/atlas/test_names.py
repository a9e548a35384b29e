"""Names and codes of states: there and back over the whole table."""

import re
from datetime import date, timedelta

import pytest

from foedus.atlas.atlas import folded
from foedus.atlas.load import shipped_atlas
from foedus.errors import AmbiguousName, UnknownName
from foedus.terms.states import Entity, State

ATLAS = shipped_atlas()
STATES = {s.code: s for s in ATLAS.states}
FIRST, LAST = date(1816, 1, 1), date(2016, 12, 31)


def days(spell):
    """The first, the last and a middle day of a spell."""
    start, end = spell.start or FIRST, spell.end or LAST
    return sorted({start, start + (end - start) / 2, end})


@pytest.fixture(params=ATLAS.states, ids=lambda s: s.code)
def state(request):
    return request.param


def test_the_table_holds_every_member_of_the_system_once():
    codes = [s.code for s in ATLAS.states]
    assert len(codes) == len(set(codes)) >= 200
    assert {"USA", "GBR", "PRK", "KOR", "cow:AUH", "cow:GDR"} <= set(codes)


def bears(name, state):
    """Does a name lead to the state, or, where several bear it, to a question in which the state is named?"""
    try:
        return ATLAS.actor(name) is state
    except AmbiguousName as error:
        return name in state.ambiguous and state.code in {code for code, _ in error.candidates}


def test_its_code_means_the_state_and_so_does_its_usual_name(state):
    assert ATLAS.actor(state.code) is state
    assert ATLAS.find(state.code) is state
    assert ATLAS.name(state.code) == state.name
    assert bears(state.name, state)


def test_its_iso_code_present_or_former_means_the_state_in_any_case(state):
    for iso in (*([state.iso3] if state.iso3 else []), *state.former_iso3):
        assert ATLAS.actor(iso) is state
        assert ATLAS.actor(iso.lower()) is state
    if state.iso3:
        assert state.code == state.iso3
    else:
        assert state.code.startswith(("cow:", "gw:"))


def test_its_correlates_of_war_number_and_letters_mean_the_state_on_every_spell(state):
    for code in state.cow:
        assert ATLAS.actor(str(code.number)) is state
        assert ATLAS.actor(f"cow:{code.letters}") is state
        for moment in days(code.spell):
            assert ATLAS.actor(str(code.number), moment) is state
            assert state.member(moment)
            assert code.number in {c.number for c in state.cow if moment in c.spell}


def test_its_gleditsch_ward_number_means_the_state_on_every_spell(state):
    for code in state.gw:
        for moment in days(code.spell):
            assert ATLAS.actor(f"gw:{code.number}", moment) is state, (code.number, moment)
            assert state.member(moment)


def test_every_variant_means_the_state_and_so_does_every_spelling_of_it(state):
    for name in state.variants:
        if name in state.ambiguous:
            assert bears(name, state)
            continue
        assert ATLAS.actor(name) is state
        assert ATLAS.actor(f"  {name.upper()} ") is state
        assert ATLAS.actor(f"the {re.sub('^the ', '', name, flags=re.IGNORECASE)}") is state


def test_every_dated_name_means_the_state_on_its_days(state):
    for dated in state.names:
        for moment in days(dated.spell):
            assert ATLAS.actor(dated.name, moment) is state, (dated.name, moment)


def test_on_each_day_it_is_called_by_a_name_that_leads_back_to_it(state):
    for moment in (d for code in (*state.cow, *state.gw) for d in days(code.spell)):
        assert ATLAS.actor(state.called(moment), moment) is state, (state.called(moment), moment)


def test_its_home_territory_is_a_place_that_it_holds(state):
    home = ATLAS.home(state.code)
    assert home.id == state.code
    assert state.code in home.sovereigns(LAST)


def test_no_number_of_a_list_is_borne_by_two_states_on_one_day():
    for numbering in ("cow", "gw"):
        rows = [(c.number, c.spell, s.code) for s in ATLAS.states for c in getattr(s, numbering)]
        by_number = {}
        for number, spell, code in rows:
            by_number.setdefault(number, []).append((spell, code))
        for number, spells in by_number.items():
            for moment in {d for spell, _ in spells for d in days(spell)}:
                holders = {code for spell, code in spells if moment in spell}
                assert len(holders) == 1, (numbering, number, moment, holders)


def test_no_name_is_always_borne_by_two():
    seen = {}
    for actor in (*ATLAS.states, *ATLAS.entities):
        for name in {folded(n) for n in (actor.name, *actor.variants)}:
            assert seen.setdefault(name, actor.code) == actor.code, (name, seen[name], actor.code)


def test_every_ambiguous_name_is_refused_and_the_candidates_are_named():
    bearers = {}
    for state in ATLAS.states:
        for name in state.ambiguous:
            bearers.setdefault(name, set()).add(state.code)
    shared = {name: codes for name, codes in bearers.items() if len(codes) > 1}
    assert {"Korea", "China", "Congo"} <= shared.keys()
    for name, codes in shared.items():
        with pytest.raises(AmbiguousName) as caught:
            ATLAS.actor(name)
        assert {code for code, _ in caught.value.candidates} == codes
        assert all(code in str(caught.value) for code in codes)


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Prussia", "1866-01-01", "DEU"),
        ("Korea", "1890-01-01", "cow:KOR"),
        ("Congo", "1961-06-06", None),
        ("Soviet Union", "1950-01-01", "RUS"),
        ("Yugoslavia", "1980-01-01", "SRB"),
        ("Austria-Hungary", "1914-07-28", "cow:AUH"),
        ("East Germany", "1980-01-01", "cow:GDR"),
        ("Burma", "1960-01-01", "MMR"),
        ("Namibia", "2000-01-01", "NAM"),
        ("Norway", "2000-01-01", "NOR"),
    ],
)
def test_a_name_means_whoever_bore_it_on_the_day(name, on, code):
    moment = date.fromisoformat(on)
    if code is None:
        with pytest.raises(AmbiguousName):
            ATLAS.actor(name, moment)
    else:
        assert ATLAS.actor(name, moment).code == code


def test_letters_that_clash_with_iso_need_their_prefix():
    assert ATLAS.actor("AUS").name == "Australia"
    assert ATLAS.actor("cow:AUS").code == "AUT"


@pytest.mark.parametrize("name", ["", "   ", "Estonya", "XYZ", "99999", "-1", "cow:", "\x00", "a" * 5000, "🇰🇵"])
def test_what_is_no_name_is_refused_and_never_mapped_to_a_state(name):
    with pytest.raises(UnknownName):
        ATLAS.actor(name)


def test_near_names_are_suggested():
    with pytest.raises(UnknownName, match="Did you mean Estonia") as caught:
        ATLAS.actor("Estonya")
    assert "Estonia" in caught.value.suggestions


def test_an_entity_is_never_mapped_to_a_state():
    for entity in ATLAS.entities:
        assert ATLAS.actor(entity.code) is entity
        assert ATLAS.actor(entity.name) is entity
        assert not isinstance(ATLAS.actor(entity.name, date(2020, 1, 1)), State)
        with pytest.raises(UnknownName, match="no member of the state system"):
            ATLAS.state(entity.code)
        assert isinstance(ATLAS.find(entity.code), Entity)


def test_a_state_is_called_something_on_every_day_of_two_centuries(state):
    moment = FIRST
    while moment < LAST:
        assert state.called(moment)
        moment += timedelta(days=3653)
