"""Verdicts on an alliance in a war: clause by clause, state by state, and as a whole."""

import pytest
from feuds import act, duties, fighter, pact, verdict, verdicts, war
from worlds import GROUP, atlas, clause

from foedus.court.rungs import Trial
from foedus.court.tables import COLUMNS, LEVELS, conduct_of_help, rows
from foedus.terms.conditions import All, Atom
from foedus.terms.treaties import Party
from foedus.terms.when import When

BEGUN = act("1903-03-03", "CCC", "BBB")
ATTACKED, AT_WAR = Atom("attacked", ("promisee",)), Atom("at_war", ("promisee",))
DEFENSE = clause("1", "defense")
PEACE = clause("2", "nonaggression")


def members(*states, entry=None, exit_=None):
    days = {"entry": entry, "exit": exit_}
    return [Party(s, **{k: When.parse(v) for k, v in days.items() if v}) for s in states]


def test_an_alliance_is_invoked_when_a_duty_arises_and_kept_when_everybody_keeps_it():
    found = verdict(
        war([BEGUN], ["CCC"], ["BBB", fighter("AAA", 2, "1903-05-05")]), pact(1000, ("AAA", "BBB"), DEFENSE)
    )
    assert (found.invoked, found.kept, found.certain, found.wartime) == (True, True, True, False)
    assert found.kinds == ("defense",)
    assert found.in_force == ("AAA", "BBB")


def test_one_who_does_not_come_breaks_the_alliance_and_the_others_have_kept_it():
    three = pact(1000, ("AAA", "BBB", "DDD"), DEFENSE)
    found = verdict(war([BEGUN], ["CCC"], ["BBB", fighter("AAA", 2, "1903-05-05")]), three)
    assert not found.kept
    assert {s.state: s.kept for s in found.states} == {"AAA": True, "DDD": False}


def test_an_alliance_of_which_nobody_is_attacked_is_not_invoked():
    found = verdict(war([BEGUN], ["CCC"], ["BBB"]), pact(1000, ("AAA", "CCC"), DEFENSE))
    assert (found.invoked, found.duties, found.breaches, found.states) == (False, (), (), ())


def test_an_alliance_with_no_member_in_the_war_is_not_near_it():
    feud = war([BEGUN], ["CCC"], ["BBB"])
    assert verdicts(feud, pact(1000, ("AAA", "DDD"), DEFENSE)) == {}
    assert verdicts(feud, pact(1000, members("AAA", "BBB", exit_="1903-01-01"), DEFENSE)) == {}
    assert verdicts(feud, pact(1000, members("AAA", "BBB", entry="1905-01-01"), DEFENSE)) == {}


def test_an_alliance_of_one_who_is_attacked_and_never_fights_is_near():
    feud = war([BEGUN, act("1903-03-03", "CCC", "EEE")], ["CCC"], ["BBB"])
    found = verdict(feud, pact(1000, ("AAA", "EEE"), DEFENSE))
    assert duties(found) == {"AAA to EEE: defense invoked 1903-03-03 abstained"}
    assert found.in_force == ()


def test_consultation_is_not_on_trial():
    consult = clause("3", "consultation", Atom("threatened", ("promisee",)))
    feud = war([BEGUN], ["CCC"], ["BBB"])
    assert verdicts(feud, pact(1000, ("AAA", "BBB"), consult)) == {}
    assert verdict(feud, pact(1000, ("AAA", "BBB"), consult, DEFENSE)).kinds == ("defense",)


def test_phases_of_one_alliance_share_a_verdict_and_each_binds_in_its_time():
    phases = [
        pact(1000, members("AAA", "BBB", exit_="1903-05-05"), DEFENSE, phase=".1"),
        pact(1000, members("AAA", "BBB", entry="1903-05-05"), clause("1", "neutrality"), phase=".2"),
    ]
    found = verdict(war([act("1903-06-06", "CCC", "BBB")], ["CCC"], ["BBB"]), *phases)
    assert duties(found) == {"AAA to BBB: neutrality invoked 1903-06-06 stayed out"}
    assert found.kinds == ("defense", "neutrality")


def test_the_pledge_is_tested_on_the_day_on_which_the_alliance_is_violated():
    """The data set ends an alliance on that day; it is read as free from the next."""
    peace = pact(1000, members("BBB", "CCC", exit_="1903-03-04"), PEACE)
    assert verdict(war([BEGUN], ["CCC"], ["BBB"]), peace).broken
    assert not verdicts(war([act("1903-03-04", "CCC", "BBB")], ["CCC"], ["BBB"]), peace)[1000].broken


# What is open.


def test_a_duty_that_is_open_counts_and_is_not_certain():
    open_ = pact(1000, ("AAA", "BBB"), clause(when=All((ATTACKED, Atom("uncoded", ("some_condition",))))))
    found = verdict(war([BEGUN], ["CCC"], ["BBB"]), open_)
    assert (found.invoked, found.certain, found.kept) == (True, False, False)


def test_a_disputed_attack_where_nothing_is_agreed_counts_for_either_side_and_is_not_certain():
    accounts = [act("1903-03-03", *pair, disputed=True) for pair in (("CCC", "BBB"), ("BBB", "CCC"))]
    feud = war(accounts, ["CCC"], ["BBB"])
    found = verdicts(feud, pact(1000, ("AAA", "BBB"), DEFENSE), pact(2000, ("DDD", "CCC"), DEFENSE))
    assert {n: (v.invoked, v.certain) for n, v in found.items()} == {1000: (True, False), 2000: (True, False)}


def test_what_only_a_minor_account_has_is_told_and_not_counted():
    accounts = [act("1903-03-02", "BBB", "CCC", disputed=True), BEGUN]
    found = verdict(war(accounts, ["CCC"], ["BBB"]), pact(1000, ("DDD", "CCC"), DEFENSE))
    [duty] = found.duties
    assert (duty.obligation.status, duty.minor, duty.kept) == ("arguable", True, False)
    assert (found.arisen, found.invoked, found.kept) == ((), False, True)
    assert [s.kept for s in found.states] == [True]


def test_a_duty_dates_from_the_day_on_which_it_first_arose_for_certain():
    accounts = [act("1903-03-03", "CCC", "BBB", disputed=True), act("1903-05-05", "CCC", "BBB")]
    found = verdict(war(accounts, ["CCC"], ["BBB"]), pact(1000, ("AAA", "BBB"), DEFENSE))
    assert duties(found) == {"AAA to BBB: defense invoked 1903-05-05 abstained"}


def test_the_leading_account_of_a_duty_comes_before_a_minor_one():
    """EEE, of whom nobody else speaks, attacks CCC openly a month after the minor account of BBB."""
    accounts = [act("1903-03-02", "BBB", "CCC", disputed=True), BEGUN, act("1903-04-04", "EEE", "CCC", disputed=True)]
    found = verdict(war(accounts, ["CCC"], ["BBB", "EEE"]), pact(1000, ("DDD", "CCC"), DEFENSE))
    [duty] = found.duties
    assert (duty.since.isoformat(), duty.minor) == ("1903-04-04", False)


def test_an_attack_by_an_armed_group_calls_allies_arguably():
    """Afghanistan 2001."""
    feud = war([act("1903-03-03", GROUP, "BBB"), act("1903-04-04", "BBB", "CCC")], ["CCC"], ["BBB"])
    [duty] = verdict(feud, pact(1000, ("AAA", "BBB"), DEFENSE)).duties
    assert (duty.obligation.status, duty.obligation.turns_on) == ("arguable", ("non_state_attack",))
    assert duty.obligation.against == (GROUP,)


# In force while the war goes on.


def test_a_promise_made_in_the_war_is_called_on_the_day_on_which_it_begins_to_bind():
    late = pact(1000, members("AAA", "BBB", entry="1903-05-05"), DEFENSE, in_force=When.parse("1903-05-05"))
    found = verdict(war([BEGUN], ["CCC"], ["BBB", fighter("AAA", 2, "1903-06-06")]), late)
    assert duties(found) == {"AAA to BBB: defense invoked 1903-05-05 fought beside"}
    assert (found.wartime, [d.wartime for d in found.duties]) == (True, [True])


def test_a_promise_made_on_the_eve_is_no_wartime_promise():
    eve = pact(1000, members("AAA", "BBB", entry="1902-12-31"), DEFENSE)
    assert not verdict(war([BEGUN], ["CCC"], ["BBB"]), eve).wartime
    same = pact(1000, members("AAA", "BBB", entry="1903-01-01"), DEFENSE)
    assert verdict(war([BEGUN], ["CCC"], ["BBB"]), same).wartime


def test_a_later_phase_of_an_old_alliance_is_no_wartime_promise():
    phases = [
        pact(1000, members("AAA", "BBB", entry="1901-02-01", exit_="1903-02-02"), DEFENSE, phase=".1"),
        pact(1000, members("AAA", "BBB", entry="1903-02-02"), DEFENSE, phase=".2", in_force=When.parse("1903-02-02")),
    ]
    assert not verdict(war([BEGUN], ["CCC"], ["BBB"]), *phases).wartime


def test_who_joins_an_old_alliance_in_the_war_promises_in_wartime_and_the_others_do_not():
    mixed = pact(1000, [*members("AAA", "BBB"), *members("DDD", entry="1903-05-05")], DEFENSE)
    found = verdict(war([BEGUN], ["CCC"], ["BBB"]), mixed)
    assert {d.obligation.promisor: d.wartime for d in found.duties} == {"AAA": False, "DDD": True}
    assert not found.wartime


def test_who_has_left_owes_nothing_to_those_attacked_later():
    left = pact(1000, [*members("AAA", exit_="1903-02-02"), *members("BBB", "DDD")], DEFENSE)
    assert {d.obligation.promisor for d in verdict(war([BEGUN], ["CCC"], ["BBB"]), left).duties} == {"DDD"}


# An attack inside an alliance.


def test_an_attack_inside_an_alliance_is_one_breach_and_several_who_help_or_do_not():
    """The Arab League in 1990: Iraq breaks it, Egypt comes, Jordan does not."""
    league = pact(
        1000, ("AAA", "BBB", "CCC", "DDD"), clause("1", "defense", All((ATTACKED, Atom("by", ("any",))))), PEACE
    )
    feud = war([BEGUN, act("1903-04-04", "AAA", "CCC")], ["CCC"], ["BBB", fighter("AAA", 2, "1903-04-04")])
    found = verdict(feud, league)
    assert [(b.act.by, b.act.against, b.kinds) for b in found.breaches] == [
        ("CCC", "BBB", ("defense", "nonaggression"))
    ]
    assert duties(found) == {
        "CCC to BBB: nonaggression invoked 1903-03-03 attacked",
        "AAA to BBB: defense invoked 1903-03-03 fought beside",
        "DDD to BBB: defense invoked 1903-03-03 abstained",
    }
    assert {s.state: s.kept for s in found.states} == {"CCC": False, "AAA": True, "DDD": False}
    assert (found.invoked, found.kept, found.certain, found.wartime) == (True, False, True, False)


def test_an_attack_on_a_fellow_member_breaks_an_alliance_that_promises_nothing_but_help():
    """Italy in 1915."""
    triple = pact(1000, ("AAA", "BBB", "CCC"), DEFENSE)
    feud = war([act("1903-05-23", "AAA", "BBB")], ["AAA"], ["BBB"])
    found = verdict(feud, triple)
    assert [(b.act.by, b.kinds, b.minor) for b in found.breaches] == [("AAA", ("defense",), False)]
    assert (found.invoked, found.kept) == (True, False)


def test_a_breach_breaks_an_alliance_under_which_nobody_owed_anything_else():
    feud = war([BEGUN], ["CCC"], ["BBB"])
    found = verdict(feud, pact(1000, ("BBB", "CCC"), DEFENSE))
    assert (found.duties, found.invoked, found.kept) == ((), True, False)


def test_an_alliance_made_in_the_war_and_broken_in_it_is_no_tautology():
    """What was promised in a war is called by it; that a member then attacks another is not."""
    made = pact(1000, members("AAA", "BBB", "CCC", entry="1903-02-02"), DEFENSE, in_force=When.parse("1903-02-02"))
    found = verdict(war([act("1903-03-01", "DDD", "BBB"), BEGUN], ["CCC", "DDD"], ["BBB", "AAA"]), made)
    assert all(d.wartime for d in found.arisen)
    assert found.broken
    assert not found.wartime


def test_who_defends_itself_against_a_fellow_member_breaks_nothing():
    feud = war([BEGUN, act("1903-03-04", "BBB", "CCC")], ["CCC"], ["BBB"])
    assert [b.act.by for b in verdict(feud, pact(1000, ("BBB", "CCC"), PEACE)).breaches] == ["CCC"]


def test_who_had_promised_an_attacker_peace_without_being_promised_it_may_defend_itself_too():
    one_way = pact(1000, ("BBB", "CCC"), clause("1", "nonaggression", promisors=("BBB",)))
    feud = war([BEGUN, act("1903-03-04", "BBB", "CCC")], ["CCC"], ["BBB"])
    assert verdict(feud, one_way).breaches == ()


def test_who_helps_an_outsider_against_a_fellow_member_breaks_the_pact_with_it():
    """Italy again: Austria-Hungary had attacked Serbia, which was no member."""
    feud = war([BEGUN, act("1903-05-23", "AAA", "CCC")], ["CCC"], ["BBB", fighter("AAA", 2, "1903-05-23")])
    assert [b.act.by for b in verdict(feud, pact(1000, ("AAA", "CCC"), PEACE)).breaches] == ["AAA"]


def test_who_turns_on_a_fellow_member_while_somebody_else_breaks_the_pact_breaks_it_too():
    league = pact(1000, ("AAA", "BBB", "CCC", "DDD"), PEACE)
    feud = war([BEGUN, act("1903-05-05", "AAA", "DDD")], ["CCC", "AAA"], ["BBB", "DDD"])
    assert {b.act.by for b in verdict(feud, league).breaches} == {"CCC", "AAA"}


@pytest.mark.parametrize(
    ("accounts", "day", "certain"),
    [
        ([("1903-03-03", True), ("1903-11-04", False)], "1903-11-04", True),  # Hungary 1956
        ([("1903-03-03", False), ("1903-11-04", False)], "1903-03-03", True),
        ([("1903-03-03", True), ("1903-11-04", True)], "1903-03-03", False),
    ],
)
def test_of_several_attacks_on_one_member_the_first_that_is_agreed_is_the_breach(accounts, day, certain):
    acts = [act(on, "CCC", "BBB", disputed=disputed) for on, disputed in accounts]
    found = verdict(war(acts, ["CCC"], ["BBB"]), pact(1000, ("BBB", "CCC"), DEFENSE))
    [breach] = found.breaches
    assert (breach.act.on.text, found.certain) == (day, certain)


def test_a_breach_that_only_a_minor_account_has_is_told_and_not_counted():
    accounts = [act("1903-03-02", "BBB", "CCC", disputed=True), BEGUN]
    found = verdict(war(accounts, ["CCC"], ["BBB"]), pact(1000, ("BBB", "CCC"), DEFENSE))
    assert {b.act.by: b.minor for b in found.breaches} == {"BBB": True, "CCC": False}
    assert [b.act.by for b in found.broken] == ["CCC"]
    assert {s.state: s.kept for s in found.states} == {"BBB": True, "CCC": False}


def test_who_changes_sides_breaks_its_pact_only_while_it_binds():
    switched = [fighter("AAA", 1, exit_="1903-08-23"), fighter("AAA", 2, "1903-09-09")]
    feud = war([BEGUN, act("1903-09-09", "AAA", "CCC")], ["CCC", *switched[:1]], ["BBB", switched[1]])
    bound = pact(1000, ("AAA", "CCC"), PEACE)
    free = pact(1000, members("AAA", "CCC", exit_="1903-09-09"), PEACE)
    assert [b.act.by for b in verdict(feud, bound).breaches] == ["AAA"]
    assert verdict(feud, free).breaches == ()


def test_only_who_promised_can_break_and_only_towards_whom():
    one_way = pact(1000, ("BBB", "CCC", "DDD"), clause("1", "defense", promisors=("CCC",), promisees=("DDD",)))
    assert verdict(war([BEGUN], ["CCC"], ["BBB"]), one_way).breaches == ()
    other = war([act("1903-03-03", "CCC", "DDD")], ["CCC"], ["DDD"])
    assert [b.act.by for b in verdict(other, one_way).breaches] == ["CCC"]
    assert verdict(war([act("1903-03-03", "DDD", "CCC")], ["DDD"], ["CCC"]), one_way).breaches == ()


# As rows.


@pytest.fixture
def told():
    """A trial of one war and three alliances: kept, broken from inside, and not invoked."""
    league = pact(2000, ("BBB", "CCC", "DDD"), clause("1", "defense", All((ATTACKED, Atom("by", ("any",))))), PEACE)
    treaties = (pact(1000, ("AAA", "BBB"), DEFENSE), league, pact(3000, ("EEE", "CCC"), DEFENSE))
    feud = war([BEGUN], ["CCC"], ["BBB", fighter("AAA", 2, "1903-05-05")])
    found = verdicts(feud, *treaties)
    return Trial((feud,), treaties, tuple(found.values()), atlas())


def test_rows_of_alliances_tell_who_owed_and_who_broke(told):
    kept, broken, idle = rows(told, "alliance")
    head = {"war": "feud", "cowwarid": 999, "year": 1903}
    assert kept == head | {
        "atopid": 1000,
        "kinds": ["defense"],
        "belligerents": ["AAA", "BBB"],
        "invoked": True,
        "certain": True,
        "kept": True,
        "wartime": False,
        "owed_by": ["AAA"],
        "broken_by": [],
    }
    assert (set(broken["owed_by"]), set(broken["broken_by"])) == ({"CCC", "DDD"}, {"CCC", "DDD"})
    assert (idle["invoked"], idle["kept"], idle["certain"], idle["wartime"]) == (False, None, None, None)


def test_rows_of_states_tell_what_each_did_and_whom_it_attacked(told):
    found = {(r["atopid"], r["state"]): (r["conduct"], r["breach"], r["kept"]) for r in rows(told, "state")}
    assert found == {
        (1000, "AAA"): (["fought beside"], [], True),
        (2000, "CCC"): (["attacked"], ["BBB"], False),
        (2000, "DDD"): (["abstained"], [], False),
    }


def test_rows_of_clauses_tell_each_duty_with_its_day(told):
    found = {(r["treaty"], r["article"], r["promisor"], r["promisee"]): r for r in rows(told, "clause")}
    assert set(found) == {
        ("atop:1000", "1", "AAA", "BBB"),
        ("atop:2000", "1", "DDD", "BBB"),
        ("atop:2000", "2", "CCC", "BBB"),
    }
    one = found["atop:1000", "1", "AAA", "BBB"]
    assert (one["status"], one["since"], one["against"], one["turns_on"]) == ("invoked", "1903-03-03", ["CCC"], [])


def test_who_owes_something_by_a_minor_account_alone_stands_among_the_clauses_and_nowhere_else():
    clauses = [clause("1", "defense", promisors=(by,), promisees=(to,)) for by, to in (("DDD", "BBB"), ("EEE", "CCC"))]
    treaty = pact(1000, ("BBB", "CCC", "DDD", "EEE"), *clauses)
    feud = war([act("1903-03-02", "BBB", "CCC", disputed=True), BEGUN], ["CCC"], ["BBB"])
    done = Trial((feud,), (treaty,), tuple(verdicts(feud, treaty).values()), atlas())
    [whole] = rows(done, "alliance")
    assert (whole["owed_by"], whole["broken_by"]) == (["DDD"], ["DDD"])
    assert [row["state"] for row in rows(done, "state")] == ["DDD"]
    assert {row["promisor"]: row["minor_account"] for row in rows(done, "clause")} == {"DDD": False, "EEE": True}


@pytest.mark.parametrize("level", LEVELS)
def test_rows_have_the_columns_of_their_level_in_order(told, level):
    assert all(tuple(row) == COLUMNS[level] for row in rows(told, level))


def test_promisors_of_help_are_counted_once_by_what_they_did_worst_first():
    """AAA owes help in war to both sides and stands beside one; DDD owes it to AAA once that is in the war."""
    three = pact(1000, ("AAA", "BBB", "DDD"), clause("1", "offense", AT_WAR))
    feud = war([act("1903-03-03", "DDD", "BBB")], ["DDD", fighter("AAA", 1, "1903-05-05")], ["BBB"])
    found = verdict(feud, three)
    assert duties(found) == {
        "AAA to BBB: offense invoked 1903-03-03 fought against",
        "AAA to DDD: offense invoked 1903-03-03 fought beside",
        "DDD to AAA: offense invoked 1903-05-05 fought beside",
    }
    assert conduct_of_help([found]) == {"fought against": 1, "fought beside": 1, "came late": 0, "abstained": 0}
    assert conduct_of_help([found, found])["fought against"] == 2
