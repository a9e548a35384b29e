"""Our own record of acts of war, held against the lists of others and against itself."""

from collections import Counter
from datetime import timedelta
from importlib.resources import files

import pytest

from foedus.atlas.load import shipped_atlas
from foedus.errors import UnknownName
from foedus.gate.marked import read_yaml
from foedus.history.corrections import corrections
from foedus.history.cow import cow_wars
from foedus.history.wars import find_war, past_wars
from foedus.terms.history import ACTS
from foedus.terms.when import day

NO_FIGHTER = {("invasion-of-afghanistan", "AL-QAEDA"): "an armed group, no state"}
"""Who acts in a war and is no participant of it."""

LONG_BEFORE = {
    (
        "naval-war",
        "ESP occupies PER",
        "1864-04-14",
    ): "the Chincha Islands; the list begins with Chile in 1865"
}
"""Acts that lie more than a year before anybody fought."""


@pytest.fixture(scope="module")
def record():
    return corrections(shipped_atlas())


@pytest.fixture(scope="module")
def wars():
    return past_wars(shipped_atlas())


def test_every_war_of_the_record_has_acts_and_each_act_a_source(record):
    assert len(record) >= 100
    for war in record:
        assert war.acts, war.name
        assert all(a.source.strip() and a.what in ACTS for a in war.acts), war.name
        assert all(f.source.strip() for f in war.fighters), war.name


def test_the_acts_of_a_war_stand_in_the_file_in_the_order_of_their_days():
    raw = (files("foedus") / "data" / "war-acts.yaml").read_bytes()
    for war in read_yaml(raw, "war-acts.yaml").data:
        days = [act["on"].partition("/")[0] for act in war["acts"]]
        assert days == sorted(days), war["name"]


def test_nothing_is_told_twice(record):
    for war in record:
        told = Counter((a.on.text, a.what, a.by, a.against, a.where) for a in war.acts)
        assert not [act for act, times in told.items() if times > 1], war.name


@pytest.mark.parametrize(
    ("number", "on", "says"),
    [
        (106, "1914-07-28", "cow:AUH declares war on SRB"),
        (106, "1914-08-01", "DEU declares war on RUS"),
        (106, "1914-08-03", "DEU declares war on FRA"),
        (106, "1914-08-04", "GBR declares war on DEU"),
        (106, "1915-05-23", "ITA declares war on cow:AUH"),
        (106, "1916-08-27", "ROU declares war on cow:AUH"),
        (139, "1939-09-01", "DEU invades POL"),
        (139, "1939-09-03", "FRA declares war on DEU"),
        (139, "1939-09-17", "RUS invades POL"),
        (139, "1941-06-22", "DEU invades RUS"),
        (139, "1941-12-11", "DEU declares war on USA"),
        (139, "1945-08-08", "RUS declares war on JPN"),
        (151, "1950-06-25", "PRK invades KOR"),
        (155, "1956-10-29", "ISR invades EGY"),
        (155, "1956-10-31", "GBR bombards EGY"),
        (169, "1967-06-05", "ISR attacks EGY"),
        (202, "1982-04-02", "ARG invades GBR"),
        (211, "1990-08-02", "IRQ invades KWT"),
    ],
)
def test_the_great_days_are_there_and_beyond_dispute(record, number, on, says):
    [war] = [w for w in record if w.number == number]
    assert says in {str(a) for a in war.acts if str(a.on) == on}


@pytest.mark.parametrize(
    ("number", "first", "second"),
    [
        (22, ("RUS", "TUR"), ("TUR", "RUS")),  # the Principalities occupied; the Ottoman declaration
        (178, ("IND", "PAK"), ("PAK", "IND")),  # inside East Pakistan in November; the raids of 3 December
        (190, ("UGA", "TZA"), ("TZA", "UGA")),  # Kagera; the march on Kampala
    ],
)
def test_where_sources_disagree_on_who_attacked_both_accounts_stand(record, number, first, second):
    [war] = [w for w in record if w.number == number]
    told = {(a.by, a.against) for a in war.acts}
    assert {first, second} <= told
    assert any(a.disputed for a in war.acts)
    assert war.contested


def test_names_are_no_words_of_another_war(record):
    names = Counter(name.casefold() for war in record for name in {war.name, *war.aka})
    assert not [name for name, times in names.items() if times > 1]


# The five wars that Berkemeier and Fuhrmann code and the list of version 4.0 lacks.
@pytest.mark.parametrize(
    ("name", "one", "two", "year"),
    [
        ("italy-albania-1939", {"ITA"}, {"ALB"}, 1939),
        ("china-taiwan-1950", {"CHN"}, {"TWN"}, 1950),
        ("bizerte-1961", {"FRA"}, {"TUN"}, 1961),
        ("indonesia-malaysia-1963", {"IDN"}, {"MYS", "GBR"}, 1963),
        ("china-vietnam-1984", {"CHN"}, {"VNM"}, 1984),
    ],
)
def test_the_wars_that_the_list_lacks_are_in_the_record_with_both_sides(record, name, one, two, year):
    [war] = [w for w in record if w.id == name]
    assert war.number is None
    assert one <= {f.state for f in war.fighters if f.side == 1}
    assert two <= {f.state for f in war.fighters if f.side == 2}
    assert min(f.entry.year for f in war.fighters) == year


@pytest.mark.mirror
def test_every_listed_war_is_among_the_wars_once(wars):
    numbers = Counter(w.number for w in wars if w.number is not None)
    assert numbers == Counter(dict.fromkeys(cow_wars(shipped_atlas()), 1))
    assert len({w.id for w in wars}) == len(wars)


@pytest.mark.mirror
def test_every_number_in_the_record_is_one_of_the_list(record):
    assert {w.number for w in record if w.number is not None} <= set(cow_wars(shipped_atlas()))


@pytest.mark.mirror
def test_every_act_has_its_two_states_in_the_war_or_says_why_not(wars):
    missing = {(w.id, s) for w in wars for a in w.acts for s in (a.by, a.against) if s not in w.states}
    assert missing == set(NO_FIGHTER)


@pytest.mark.mirror
def test_every_act_lies_within_a_year_of_the_fighting(wars):
    far = {
        (w.id, str(a), str(a.on))
        for w in wars
        for a in w.acts
        if not min(f.entry for f in w.fighters) - timedelta(366) <= a.day <= w.end
    }
    assert far == set(LONG_BEFORE)


TOGETHER_LATER = {
    ("RUS", "POL"): "the Soviet invasion of 1939; both fought Germany from 1941",
    ("JPN", "THA"): "the landing of December 1941; allies two weeks later",
    ("JPN", "FRA"): "the march into Indochina in 1940, under Vichy",
    ("DEU", "FRA"): "the rest of France, Vichy's, occupied in November 1942",
    ("ITA", "FRA"): "the same",
    ("DEU", "HUN"): "the occupation of an ally that looked for a way out, March 1944",
    ("HUN", "DEU"): "the provisional government of December 1944, while the old one fought on",
    ("DEU", "FIN"): "the attack on Hogland, days before Finland's armistice",
    ("BGR", "DEU"): "the declaration of 8 September 1944, a day before the coup",
}
"""Pairs of which one attacked the other while the list has both on one side, in the Second World War."""


@pytest.mark.mirror
def test_who_acts_against_whom_is_on_the_other_side_unless_the_two_came_together(wars):
    for war in wars:
        for told in war.acts:
            one, two = war.side(told.by, told.day), war.side(told.against, told.day)
            if one == two and one is not None:
                assert war.id == "world-war-ii"
                assert (told.by, told.against) in TOGETHER_LATER


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("war", "state", "foe", "stood"),
    [
        ("139", "ITA", "DEU", {"1940-06-10": "beside", "1943-09-02": "beside", "1943-10-18": "against"}),
        ("139", "ROU", "DEU", {"1941-06-22": "beside", "1944-08-23": "beside", "1944-09-09": "against"}),
        ("139", "BGR", "DEU", {"1941-12-13": "beside", "1944-09-08": "beside", "1944-09-09": "against"}),
        ("139", "FIN", "DEU", {"1941-06-25": "beside", "1944-09-19": "beside", "1944-12-01": "against"}),
        ("139", "FRA", "DEU", {"1939-09-03": "against", "1942-11-08": "beside", "1944-10-23": "against"}),  # Vichy
        ("139", "FRA", "GBR", {"1940-06-22": "beside", "1940-07-03": "against", "1944-10-23": "beside"}),  # Oran
        ("106", "ITA", "cow:AUH", {"1914-08-01": "against", "1915-05-23": "against"}),
        ("106", "ROU", "cow:AUH", {"1916-08-27": "against"}),
        ("100", "BGR", "SRB", {"1912-10-17": "beside"}),
        ("103", "BGR", "SRB", {"1913-06-30": "against"}),
    ],
)
def test_who_changes_sides_stands_on_each_in_its_time(wars, war, state, foe, stood):
    it = find_war(wars, war)
    sides = {on: (it.side(state, day(on)), it.side(foe, day(on))) for on in stood}
    assert {on: "beside" if one == two else "against" for on, (one, two) in sides.items()} == stood


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("106", 106),
        ("world-war-i", 106),
        ("WORLD-WAR-I", 106),
        ("World War I", 106),
        ("world_war_i", 106),
        ("  Great   War ", 106),
        ("First World War", 106),
        ("WWI", 106),
        ("six day war", 169),
        ("Six-Day War", 169),
        ("Falklands War", 202),
        ("Falkland Islands", 202),
        ("Suez War", 155),
        ("Sinai War", 155),
    ],
)
def test_a_war_is_found_by_number_id_name_and_other_names(wars, name, number):
    assert find_war(wars, name).number == number


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("name", "near"),
    [("world war one one", "World War One"), ("crimaen war", "Crimean War"), ("Falkands War", "Falklands War")],
)
def test_a_name_with_a_slip_is_refused_with_the_right_one_suggested(wars, name, near):
    with pytest.raises(UnknownName, match="unknown war") as caught:
        find_war(wars, name)
    assert near in caught.value.suggestions
    assert "106" in str(caught.value)


@pytest.mark.mirror
@pytest.mark.parametrize("name", ["none", "None", "", "5000", "the war"])
def test_what_names_no_war_finds_none(wars, name):
    with pytest.raises(UnknownName):
        find_war(wars, name)


@pytest.mark.mirror
def test_no_two_wars_share_a_name(wars):
    names = Counter(name for w in wars for name in {n.casefold().replace("-", " ") for n in (w.id, w.name, *w.aka)})
    assert not [name for name, times in names.items() if times > 1]
