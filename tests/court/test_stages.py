"""A war day by day: what is an attack and what self-defence, who attacks whom until when, and where."""

from dataclasses import replace
from datetime import date

import pytest
from feuds import act, fighter, war
from worlds import STATES, home

from foedus.atlas.atlas import Atlas
from foedus.court.stages import attacks, stages
from foedus.terms.places import Place
from foedus.terms.states import State
from foedus.terms.when import day

BEGUN = act("1903-03-03", "CCC", "BBB")
SIDES = (("CCC", "DDD"), ("BBB", "AAA"))


def read(*acts, sides=SIDES):
    """What each act is: an attack, self-defence, or open; and whether only a minor account has it."""
    words = {True: "attack", False: "defence", None: "open"}
    told = attacks(war(acts, *sides))
    return [f"{a.act.by} {a.act.against}: {words[a.attack]}{', minor' if a.minor else ''}" for a in told]


def test_who_acts_first_attacks_and_who_answers_defends_itself():
    assert read(BEGUN, act("1903-03-04", "BBB", "CCC")) == ["CCC BBB: attack", "BBB CCC: defence"]


def test_who_comes_to_the_help_of_the_victim_attacks_nobody():
    assert read(BEGUN, act("1903-03-05", "AAA", "CCC"))[1] == "AAA CCC: defence"


def test_who_comes_to_the_help_of_the_attacker_attacks():
    assert read(BEGUN, act("1903-03-05", "DDD", "BBB"))[1] == "DDD BBB: attack"


def test_who_attacks_a_helper_of_the_victim_attacks():
    assert read(BEGUN, act("1903-03-05", "AAA", "CCC"), act("1903-03-06", "CCC", "AAA"))[2] == "CCC AAA: attack"


def test_who_turns_on_a_friend_of_its_attacker_that_has_done_nothing_attacks():
    assert read(BEGUN, act("1903-03-05", "BBB", "DDD"))[1] == "BBB DDD: attack"
    after = (BEGUN, act("1903-03-05", "DDD", "BBB"), act("1903-03-06", "AAA", "DDD"))
    assert read(*after)[2] == "AAA DDD: defence"


def test_what_the_side_attacked_does_to_an_innocent_partner_of_the_attackers_that_one_alone_may_answer():
    """Britain fires on Vichy's ships in 1940; that does not make Japan's attack of 1941 a defence of Vichy."""
    acts = (BEGUN, act("1903-07-03", "BBB", "DDD"), act("1903-07-04", "DDD", "BBB"), act("1903-12-07", "CCC", "BBB"))
    assert read(*acts)[1:] == ["BBB DDD: attack", "DDD BBB: defence", "CCC BBB: attack"]


def test_an_attack_on_a_state_that_never_fights_is_one_on_the_other_side():
    """Germany marches into Luxembourg, Britain answers."""
    assert read(act("1903-03-03", "CCC", "EEE"), act("1903-03-04", "AAA", "CCC"))[1] == "AAA CCC: defence"
    assert read(act("1903-03-03", "EEE", "AAA"), act("1903-03-04", "BBB", "EEE"))[1] == "BBB EEE: defence"


def test_among_strangers_to_the_war_an_act_is_an_attack_and_its_answer_too():
    assert read(act("1903-03-03", "EEE", "FFF"), act("1903-03-04", "FFF", "EEE")) == [
        "EEE FFF: attack",
        "FFF EEE: defence",
    ]


def test_where_nothing_is_agreed_between_two_both_accounts_are_open():
    one, two = (act("1903-03-03", *pair, disputed=True) for pair in (("CCC", "BBB"), ("BBB", "CCC")))
    assert read(one, two) == ["CCC BBB: open", "BBB CCC: open"]


@pytest.mark.parametrize("disputed_first", [True, False])
def test_a_disputed_account_against_an_agreed_one_is_the_minor_one(disputed_first):
    days = ("1903-03-02", "1903-03-03") if disputed_first else ("1903-03-03", "1903-03-02")
    minor, agreed = act(days[0], "BBB", "CCC", disputed=True), act(days[1], "CCC", "BBB")
    acts = sorted((minor, agreed), key=lambda a: a.day)
    assert sorted(read(*acts)) == ["BBB CCC: open, minor", "CCC BBB: attack"]


def test_a_minor_account_makes_nobody_s_answer_self_defence():
    acts = (act("1903-03-02", "BBB", "CCC", disputed=True), BEGUN, act("1903-03-05", "DDD", "BBB"))
    assert read(*acts)[2] == "DDD BBB: attack"


def test_the_answer_to_an_act_that_is_open_is_open():
    acts = (act("1903-03-03", "CCC", "BBB", disputed=True), act("1903-03-04", "AAA", "CCC"))
    assert read(*acts)[1] == "AAA CCC: open"


def test_one_agreed_attack_on_the_side_is_enough_for_self_defence():
    acts = (act("1903-03-03", "CCC", "BBB", disputed=True), act("1903-03-04", "CCC", "AAA"))
    assert read(*acts, act("1903-03-05", "BBB", "CCC"))[2] == "BBB CCC: defence"


def test_an_attack_on_one_s_later_side_excuses_nothing_done_from_the_other():
    """Romania attacks beside Germany; when Germany turns on it, that is no answer to what Romania did."""
    romania = [fighter("EEE", 1, exit_="1903-08-23"), fighter("EEE", 2, "1903-09-09")]
    acts = (act("1903-03-03", "EEE", "BBB"), act("1903-08-24", "CCC", "EEE"))
    assert read(*acts, sides=(("CCC", *romania), ("BBB",)))[1] == "CCC EEE: attack"


# How the war stands at the end of a day.


def on(moment, feud, atlas=None):
    return {s.on: s for s in stages(feud, atlas or plain())}[day(moment)]


def plain(**regions):
    """An atlas of homes, in these parts of the world."""
    places = tuple(replace(home(s), region=(regions[s],) if s in regions else ()) for s in STATES)
    field = Place("field", "Field", "land")
    return Atlas(tuple(State(s, s) for s in STATES), (), (*places, field), (), ())


FEUD = war([BEGUN, act("1903-03-05", "DDD", "BBB"), act("1903-03-06", "AAA", "CCC")], *SIDES)


def test_attackers_add_up_and_who_defends_is_none():
    assert on("1903-03-03", FEUD).attackers_of == {"BBB": ("CCC",)}
    assert on("1903-03-06", FEUD).attackers_of == {"BBB": ("CCC", "DDD")}


def test_everybody_who_fights_on_one_side_is_an_enemy_of_everybody_on_the_other():
    feud = war(
        [BEGUN], ["CCC", fighter("DDD", 1, "1903-04-04")], ["BBB", fighter("AAA", 2, "1903-05-05", "1903-06-06")]
    )
    assert on("1903-03-03", feud).enemies == {"CCC": ("BBB",), "BBB": ("CCC",)}
    assert on("1903-04-04", feud).enemies == {"CCC": ("BBB",), "DDD": ("BBB",), "BBB": ("CCC", "DDD")}
    assert set(on("1903-05-05", feud).enemies["AAA"]) == {"CCC", "DDD"}


def test_who_has_left_is_nobody_s_enemy_any_more():
    feud = war([BEGUN], ["CCC", fighter("DDD", 1, "1903-06-07")], ["BBB", fighter("AAA", 2, exit_="1903-06-06")])
    assert "AAA" not in on("1903-06-07", feud).enemies


def test_who_has_declared_war_is_an_enemy_before_the_first_battle():
    feud = war([BEGUN, act("1903-03-05", "AAA", "CCC")], ["CCC"], ["BBB", fighter("AAA", 2, "1903-09-09")])
    assert set(on("1903-03-05", feud).enemies["CCC"]) == {"BBB", "AAA"}


def test_a_participant_whom_the_list_leaves_out_for_a_reason_is_nobody_s_enemy_whatever_it_does():
    volunteers = fighter("AAA", 2, listed=False, contested="sent volunteers")
    feud = war([BEGUN, act("1903-03-05", "AAA", "CCC")], ["CCC"], ["BBB", volunteers])
    assert on("1903-03-05", feud).enemies == {"CCC": ("BBB",), "BBB": ("CCC",)}


def test_who_never_fights_is_attacked_on_that_day_alone():
    feud = war(
        [act("1903-03-03", "CCC", "EEE"), act("1903-03-03", "CCC", "BBB"), act("1903-03-05", "DDD", "BBB")], *SIDES
    )
    assert on("1903-03-03", feud).attackers_of == {"EEE": ("CCC",), "BBB": ("CCC",)}
    assert on("1903-03-05", feud).attackers_of == {"BBB": ("CCC", "DDD")}


def test_an_attack_goes_on_until_one_of_the_two_leaves():
    sides = (["CCC", "DDD"], ["BBB", fighter("AAA", 2, exit_="1903-06-06")])
    acts = [act("1903-03-03", "CCC", "AAA"), act("1903-06-06", "CCC", "BBB"), act("1903-06-07", "DDD", "BBB")]
    feud = war(acts, *sides)
    assert on("1903-06-06", feud).attackers_of == {"AAA": ("CCC",), "BBB": ("CCC",)}
    assert on("1903-06-07", feud).attackers_of == {"BBB": ("CCC", "DDD")}


def test_an_attack_before_the_fighting_goes_on_through_the_stretch_that_follows():
    feud = war([act("1902-12-12", "CCC", "BBB"), act("1903-05-05", "DDD", "BBB")], *SIDES)
    assert on("1902-12-12", feud).attackers_of == {"BBB": ("CCC",)}
    assert on("1903-05-05", feud).attackers_of == {"BBB": ("CCC", "DDD")}


def test_an_attack_does_not_outlive_the_stretch_of_fighting_in_which_it_fell():
    twice = [fighter("BBB", 2, exit_="1903-06-06"), fighter("BBB", 2, "1903-09-09")]
    feud = war([BEGUN, act("1903-10-10", "DDD", "AAA")], ["CCC", "DDD"], [*twice, "AAA"])
    assert on("1903-10-10", feud).attackers_of == {"AAA": ("DDD",)}


def test_two_who_stand_on_one_side_by_then_have_stopped_fighting_each_other():
    """The Soviet Union invades Poland in 1939 and fights beside it from 1941."""
    later = fighter("EEE", 2, "1903-06-22")
    feud = war(
        [BEGUN, act("1903-03-17", "EEE", "BBB"), act("1903-07-07", "DDD", "BBB")], ["CCC", "DDD"], ["BBB", later]
    )
    assert on("1903-03-17", feud).attackers_of == {"BBB": ("CCC", "EEE")}
    assert on("1903-07-07", feud).attackers_of == {"BBB": ("CCC", "DDD")}
    assert "BBB" not in on("1903-07-07", feud).enemies["EEE"]


def test_only_what_is_disputed_by_every_account_is_disputed():
    doubt = act("1903-03-03", "DDD", "BBB", disputed=True)
    assert on("1903-03-03", war([doubt], *SIDES)).disputed == {"BBB"}
    assert on("1903-03-03", war([BEGUN, doubt], *SIDES)).disputed == frozenset()


def test_only_whom_minor_accounts_alone_have_attacked_is_so_by_minor_ones():
    agreed, minor = act("1903-03-03", "CCC", "BBB"), act("1903-03-03", "BBB", "CCC", disputed=True)
    assert on("1903-03-03", war([agreed, minor], *SIDES)).minor == {"CCC"}
    also = act("1903-03-03", "AAA", "CCC", disputed=True)
    assert on("1903-03-03", war([agreed, minor, also], *SIDES)).minor == frozenset()


def test_sources_are_named_once_each_with_their_days():
    acts = [act("1903-03-03", "CCC", "BBB"), act("1903-03-05", "DDD", "BBB", source="a diary")]
    acts.insert(1, act("1903-03-04", "DDD", "BBB"))
    told = on("1903-03-05", war(acts, *SIDES)).sources
    assert told == {"BBB": "a history: 1903-03-03, 1903-03-04; a diary: 1903-03-05"}


def test_the_days_are_those_of_acts_and_entries_and_any_others_that_are_asked_for_in_the_war():
    feud = war([BEGUN], ["CCC", fighter("DDD", 1, "1903-04-04")], ["BBB"])
    more = [date(1902, 12, 31), date(1903, 2, 2), date(1903, 5, 5), date(1905, 1, 1)]
    found = [s.on.isoformat() for s in stages(feud, plain(), more)]
    assert found == ["1903-03-03", "1903-04-04", "1903-05-05"]  # nobody was attacked before the first act


# Where the target is attacked.


def scene(acts, regions, *, homes, state="BBB"):
    """Where a state is attacked on the first day, in a war fought in these parts of the world."""
    feud = war(acts, *SIDES, regions=regions)
    return [p.id for p in on("1903-03-03", feud, plain(**homes)).scenes.get(state, ())]


EUROPE = {"BBB": "europe", "CCC": "asia"}


def test_a_target_is_attacked_at_home_if_the_war_was_in_its_part_of_the_world():
    assert scene([BEGUN], ("europe",), homes=EUROPE) == ["BBB"]
    assert scene([BEGUN], (), homes=EUROPE) == ["BBB"]


def test_a_target_is_attacked_where_the_record_says_so():
    assert scene([replace(BEGUN, where="field")], ("europe",), homes=EUROPE) == ["field"]


def test_a_target_from_elsewhere_is_attacked_in_the_theatre():
    """The home of the state first attacked, if the war was there, else that of its attacker."""
    acts = [act("1903-03-03", "CCC", "BBB"), act("1903-03-03", "DDD", "AAA")]
    far = {"BBB": "asia", "CCC": "europe", "AAA": "oceania", "DDD": "oceania"}
    assert scene(acts, ("asia",), homes=far, state="AAA") == ["BBB"]
    assert scene(acts, ("europe",), homes=far, state="AAA") == ["CCC"]
    assert scene(acts, ("africa",), homes=far, state="AAA") == []


def test_a_state_attacked_in_several_places_has_several_scenes():
    acts = [BEGUN, replace(act("1903-03-03", "DDD", "BBB"), where="field")]
    assert scene(acts, (), homes={}) == ["BBB", "field"]


def test_self_defence_has_no_scene():
    acts = [BEGUN, act("1903-03-03", "AAA", "CCC")]
    assert scene(acts, (), homes={}, state="CCC") == []
