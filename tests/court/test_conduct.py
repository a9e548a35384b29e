"""What those did who owed something, and whether that kept the promise."""

import pytest
from feuds import act, duties, fighter, pact, verdict, war
from worlds import clause

from foedus.terms.conditions import All, Atom
from foedus.terms.treaties import Party
from foedus.terms.when import When

BEGUN = act("1903-03-03", "CCC", "BBB")
AT_WAR = Atom("at_war", ("promisee",))
ONE_WAY = {"promisors": ("AAA",), "promisees": ("BBB",)}


def did(feud, kind="defense", **dates):
    """What AAA did about its duty to BBB, and whether it kept it."""
    parties = dates.pop("parties", ("AAA", "BBB"))
    found = verdict(feud, pact(1000, parties, clause("1", kind, **ONE_WAY), **dates))
    [duty] = found.duties
    assert duty.since.isoformat() == "1903-03-03"
    return duty.conduct, duty.kept


def feud(*stretches, acts=(), victim="BBB"):
    """CCC attacks BBB; AAA fights in these stretches, on side 1 beside CCC or on side 2 beside BBB."""
    sides = ([f for f in stretches if f.side == side] for side in (1, 2))
    one, two = (list(some) for some in sides)
    return war([BEGUN, *acts], ["CCC", *one], [victim, *two])


def test_who_fights_on_the_ally_s_side_keeps_its_promise_of_help():
    assert did(feud(fighter("AAA", 2, "1903-05-05"))) == ("fought beside", True)


def test_who_was_in_the_war_before_the_call_and_stays_in_it_keeps_it_too():
    assert did(feud(fighter("AAA", 2, "1903-01-01"))) == ("fought beside", True)


def test_who_left_the_war_before_the_call_does_not():
    assert did(feud(fighter("AAA", 2, "1903-01-01", "1903-03-02"))) == ("abstained", False)


def test_who_does_nothing_abstains():
    assert did(feud()) == ("abstained", False)


def test_who_fights_on_the_other_side_has_fought_against_its_ally():
    assert did(feud(fighter("AAA", 1, "1903-05-05"))) == ("fought against", False)


def test_who_fights_beside_first_and_against_later_has_come_to_the_help():
    switched = [fighter("AAA", 2, "1903-05-05", "1903-06-06"), fighter("AAA", 1, "1903-07-07")]
    assert did(feud(*switched)) == ("fought beside", True)


# 366 days: the call of 3 March 1903 is answered in time until 3 March 1904, a leap year.
@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("1904-03-03", ("fought beside", True)),
        ("1904-03-04", ("came late", False)),
        ("1904-12-01", ("came late", False)),
    ],
)
def test_help_that_comes_more_than_a_year_after_the_call_comes_late(entry, expected):
    assert did(feud(fighter("AAA", 2, entry))) == expected


def test_who_fought_against_the_ally_and_joins_it_too_late_has_fought_against_it():
    switched = [fighter("AAA", 1, "1903-05-05", "1904-05-05"), fighter("AAA", 2, "1904-05-06")]
    assert did(feud(*switched)) == ("fought against", False)


def test_help_after_the_promise_has_ended_is_no_help_under_it():
    gone = (Party("AAA", exit=When.parse("1903-05-05")), Party("BBB", exit=When.parse("1903-05-05")))
    assert did(feud(fighter("AAA", 2, "1903-05-04")), parties=gone) == ("fought beside", True)
    assert did(feud(fighter("AAA", 2, "1903-05-05")), parties=gone) == ("abstained", False)


def test_on_which_side_the_ally_stands_counts_on_the_day_of_the_call():
    """BBB itself changes sides later; who fought beside it by then has not come to its help against CCC."""
    told = war(
        [BEGUN],
        ["CCC", fighter("BBB", 1, "1903-09-09"), fighter("AAA", 1, "1903-10-10")],
        [fighter("BBB", 2, exit_="1903-08-08")],
    )
    assert did(told) == ("fought against", False)


# Neutrality.


def test_who_stays_out_keeps_its_neutrality_and_so_does_who_fights_beside_the_ally():
    assert did(feud(), "neutrality") == ("stayed out", True)
    assert did(feud(fighter("AAA", 2, "1903-05-05")), "neutrality") == ("stayed out", True)


def test_who_joins_the_ally_s_adversary_breaks_its_neutrality():
    joined = feud(fighter("AAA", 1, "1903-05-05"), acts=[act("1903-05-05", "AAA", "BBB")])
    assert did(joined, "neutrality") == ("fought against", False)


def test_neutrality_is_broken_at_any_time_while_it_binds_and_never_after():
    entered = fighter("AAA", 1, "1904-12-01")
    assert did(feud(entered), "neutrality") == ("fought against", False)
    gone = tuple(Party(s, exit=When.parse("1904-12-01")) for s in ("AAA", "BBB"))
    assert did(feud(entered), "neutrality", parties=gone) == ("stayed out", True)


def test_who_is_attacked_by_the_ally_may_fight_it():
    attacked = feud(fighter("AAA", 1, "1903-05-05"), acts=[act("1903-05-05", "BBB", "AAA")])
    assert did(attacked, "neutrality") == ("stayed out", True)


def test_who_attacks_the_ally_has_not_stayed_out_whatever_side_the_list_has_it_on_later():
    """The Soviet Union had promised Poland neutrality in 1932, invaded it in 1939 and fought beside it from 1941."""
    later = feud(fighter("AAA", 2, "1903-06-22"), acts=[act("1903-03-17", "AAA", "BBB")])
    assert did(later, "neutrality") == ("fought against", False)
    assert did(feud(acts=[act("1903-03-17", "AAA", "BBB")]), "neutrality") == ("fought against", False)


def test_an_attack_that_only_a_minor_account_has_breaks_no_neutrality():
    accounts = [act("1903-05-05", "AAA", "BBB", disputed=True), act("1903-05-06", "BBB", "AAA")]
    assert did(feud(acts=accounts), "neutrality") == ("stayed out", True)


# Nonaggression.


def test_a_duty_not_to_attack_is_broken_by_the_attack_that_is_its_case():
    peace = pact(1000, ("BBB", "CCC"), clause("1", "nonaggression"))
    [duty] = verdict(war([BEGUN], ["CCC"], ["BBB"]), peace).duties
    assert (duty.obligation.promisor, duty.conduct, duty.kept) == ("CCC", "attacked", False)


def test_an_attack_of_the_days_before_the_promise_does_not_break_it():
    peace = pact(
        1000,
        [Party(s, entry=When.parse("1903-05-05")) for s in ("BBB", "CCC")],
        clause("1", "nonaggression"),
        in_force=When.parse("1903-05-05"),
    )
    more = act("1903-06-06", "DDD", "BBB")
    assert duties(verdict(war([BEGUN, more], ["CCC", "DDD"], ["BBB"]), peace)) == set()
    again = act("1903-06-06", "CCC", "BBB")
    assert duties(verdict(war([BEGUN, again], ["CCC"], ["BBB"]), peace)) == {
        "CCC to BBB: nonaggression invoked 1903-06-06 attacked"
    }


def test_help_in_war_is_owed_to_an_attacker_too_and_kept_at_its_side():
    beside = pact(1000, ("AAA", "CCC"), clause("1", "offense", All((AT_WAR,))))
    joined = war([BEGUN], ["CCC", fighter("AAA", 1, "1903-05-05")], ["BBB"])
    assert "AAA to CCC: offense invoked 1903-03-03 fought beside" in duties(verdict(joined, beside))
    assert "AAA to CCC: offense invoked 1903-03-03 abstained" in duties(verdict(war([BEGUN], ["CCC"], ["BBB"]), beside))
