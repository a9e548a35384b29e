"""One account of each war: participants from one list, attacks from another, our record where they fall short."""

from datetime import date

import pytest
from feuds import act, fighter
from worlds import atlas

from foedus.history.corrections import Correction
from foedus.history.cow import CowWar
from foedus.history.wars import past_wars


def ours(acts, number=900, fighters=(), name="The Feud of 1903", **more):
    told = {"aka": (), "regions": (), "contested": ""} | more
    key = "" if number is not None else "feud-of-1903"
    return Correction(number, key, name, acts=tuple(acts), fighters=tuple(fighters), **told)


@pytest.fixture
def merge(monkeypatch):
    """The war of 900, in which AAA and BBB fight CCC and DDD, as it comes out; `None` where there is none."""

    def do(*records, dyads=(), fighters=None, initiators=(), corrected=True):
        listed = fighters or [fighter(s, 1) for s in ("AAA", "BBB")] + [fighter(s, 2) for s in ("CCC", "DDD")]
        war = CowWar(900, "Feud", listed, list(initiators), {"europe": None})
        monkeypatch.setattr("foedus.history.wars.cow_wars", lambda _: {900: war})
        monkeypatch.setattr("foedus.history.wars.maoz_acts", lambda _: {900: list(dyads)})
        monkeypatch.setattr("foedus.history.wars.corrections", lambda _: records)
        return past_wars(atlas(), corrected=corrected)

    return do


def told(war):
    return [(a.by, a.against, str(a.on)) for a in war.acts]


MAOZ = (act("1903-02-02", "AAA", "CCC"), act("1903-02-03", "BBB", "DDD"))


def test_our_act_sets_aside_what_the_dyads_say_of_the_same_two_and_of_nobody_else(merge):
    [war] = merge(ours([act("1903-01-01", "CCC", "AAA", "declaration")]), dyads=MAOZ)
    assert told(war) == [("CCC", "AAA", "1903-01-01"), ("BBB", "DDD", "1903-02-03")]
    assert [(a.by, a.against) for a in war.set_aside] == [("AAA", "CCC")]


def test_without_our_record_the_dyads_stand(merge):
    [war] = merge(ours([act("1903-01-01", "CCC", "AAA")]), dyads=MAOZ, corrected=False)
    assert told(war) == [("AAA", "CCC", "1903-02-02"), ("BBB", "DDD", "1903-02-03")]
    assert war.set_aside == ()


def test_a_dyad_with_a_state_that_is_no_participant_is_left_out(merge):
    [war] = merge(ours([act("1903-01-01", "CCC", "AAA")]), dyads=[act("1903-02-02", "AAA", "EEE")])
    assert told(war) == [("CCC", "AAA", "1903-01-01")]


def test_a_participant_whom_only_we_have_lets_the_dyad_in(merge):
    record = ours([act("1903-01-01", "CCC", "AAA")], fighters=[fighter("EEE", 2, contested="too few fell")])
    [war] = merge(record, dyads=[act("1903-02-02", "AAA", "EEE")])
    assert ("AAA", "EEE", "1903-02-02") in told(war)


def test_the_initiator_of_the_list_counts_only_between_two_of_whom_the_dyads_say_nothing(merge):
    [war] = merge(dyads=[act("1903-02-02", "CCC", "AAA")], initiators=["AAA"])
    assert told(war) == [("AAA", "DDD", "1903-01-01"), ("CCC", "AAA", "1903-02-02")]
    assert war.acts[0].source.endswith("(initiator)")


def test_the_initiator_of_the_list_does_not_count_in_a_war_of_which_we_have_a_record(merge):
    [war] = merge(ours([act("1903-01-01", "CCC", "AAA")]), initiators=["BBB"])
    assert told(war) == [("CCC", "AAA", "1903-01-01")]


def test_an_initiator_attacks_those_in_the_war_by_its_own_first_day_and_nobody_who_enters_or_has_left(merge):
    listed = [fighter("AAA", 1, "1903-03-03"), fighter("BBB", 2, "1903-03-03"), fighter("CCC", 2, "1903-03-04")]
    listed += [fighter("DDD", 2, "1903-01-01", "1903-02-28"), fighter("EEE", 2, "1903-01-01"), fighter("FFF", 1)]
    [war] = merge(fighters=listed, initiators=["AAA"])
    assert told(war) == [("AAA", "BBB", "1903-03-03"), ("AAA", "EEE", "1903-03-03")]


def test_our_days_of_a_participant_replace_those_of_the_list_on_that_side_only(merge):
    listed = [fighter("AAA", 1), fighter("CCC", 2, exit_="1903-06-30"), fighter("CCC", 1, "1903-07-01")]
    record = ours([act("1903-01-01", "AAA", "CCC")], fighters=[fighter("CCC", 2, "1903-01-01", "1903-05-05")])
    [war] = merge(record, fighters=listed)
    assert {(f.state, f.side, f.exit.isoformat()) for f in war.fighters} == {
        ("AAA", 1, "1904-12-31"),
        ("CCC", 2, "1903-05-05"),
        ("CCC", 1, "1904-12-31"),
    }


@pytest.mark.parametrize(
    ("state", "contested", "listed"),
    [("EEE", "", True), ("EEE", "sent no troops", False), ("CCC", "the days are disputed", True)],
)
def test_a_participant_is_listed_if_the_list_has_it_or_nobody_contests_it(merge, state, contested, listed):
    record = ours([act("1903-01-01", "AAA", "CCC")], fighters=[fighter(state, 2, contested=contested)])
    [war] = merge(record)
    assert [f.listed for f in war.fighters if f.state == state] == [listed]


def test_acts_come_by_their_days_and_on_one_day_the_agreed_before_the_disputed(merge):
    days = [("1903-03-03", True), ("1903-03-03", False), ("1903-02", True), ("1903-01-01/1903-12-31", False)]
    targets = ("CCC", "DDD", "CCC", "DDD")
    acts = [act(on, "AAA", against, disputed=open_) for (on, open_), against in zip(days, targets, strict=True)]
    [war] = merge(ours(acts))
    assert [str(a.on) for a in war.acts] == ["1903-01-01/1903-12-31", "1903-02", "1903-03-03", "1903-03-03"]
    assert [a.disputed for a in war.acts] == [False, True, False, True]


def test_a_war_goes_by_our_name_and_can_be_found_by_that_of_the_list(merge):
    [war] = merge(ours([act("1903-01-01", "AAA", "CCC")], aka=("Great Feud",), contested="who began"))
    assert (war.id, war.name, war.aka) == ("feud", "The Feud of 1903", ("Feud", "Great Feud"))
    assert (war.contested, war.regions) == ("who began", ("europe",))
    [plain] = merge()
    assert (plain.id, plain.name, plain.contested) == ("feud", "Feud", "")


def test_a_war_that_the_list_lacks_stands_beside_the_others_in_the_order_of_their_beginning(merge):
    own = ours([act("1902-05-05", "AAA", "BBB")], None, [fighter("AAA", 1), fighter("BBB", 2)], "Older feud")
    assert [(w.id, w.number) for w in merge(own)] == [("feud-of-1903", None), ("feud", 900)]
    assert [w.id for w in merge(own, corrected=False)] == ["feud"]


def test_a_war_begins_with_its_first_act_or_fight_and_ends_with_the_last_fight(merge):
    [war] = merge(ours([act("1902-11-11", "AAA", "CCC"), act("1903-05-05", "BBB", "CCC")]))
    assert (war.start, war.end) == (date(1902, 11, 11), date(1904, 12, 31))
    [later] = merge(ours([act("1903-05-05", "AAA", "CCC")]))
    assert later.start == date(1903, 1, 1)


def test_on_a_day_between_two_stretches_a_state_stands_where_it_goes_next_and_after_the_last_where_it_was(merge):
    listed = [fighter("AAA", 1), fighter("BBB", 2, "1903-02-01", "1903-04-30"), fighter("BBB", 1, "1903-06-01")]
    [war] = merge(fighters=listed)
    expected = {"1903-01-01": 2, "1903-02-01": 2, "1903-04-30": 2, "1903-05-01": 1, "1903-06-01": 1, "1909-09-09": 1}
    assert {on: war.side("BBB", date.fromisoformat(on)) for on in expected} == expected
    assert war.side("EEE", date(1903, 3, 3)) is None
