"""Nothing of what lies on or after a conflict's day reaches its variables: it is corrupted, and they stay."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from foedus.behaviour.conflicts import Conflict, conflicts
from foedus.behaviour.covariates import FIRST
from foedus.behaviour.opportunities import KEYS, opportunities_of
from foedus.errors import BadQuestion
from foedus.terms.when import When

pytestmark = pytest.mark.mirror

OUTCOME = ["joined", "entered"]
SAMPLE = [
    ("war", "broad", "franco-prussian", 0),
    ("war", "broad", "estonian-liberation", 0),
    ("war", "broad", "russo-finnish", 0),  # the Second World War goes on, and most of its joiners come later
    ("war", "broad", "korean", 0),
    ("war", "strict", "crimean", 0),
    ("war", "strict", "russo-finnish", 0),
    ("war", "strict", "invasion-of-iraq", 0),
    ("war", "sequential", "world-war-i", 3),
    ("war", "sequential", "korean", 5),
    ("dispute", "strict", "mid-257", 0),
    ("dispute", "strict", "mid-3551", 0),
]


def past_of(treaty, on):
    """The treaty as one knew it on the day before: whoever leaves later has not left, whoever comes later is not in."""
    parties = [p for p in treaty.parties if p.entry is None or p.entry.earliest is None or p.entry.earliest < on]
    stay = [replace(p, exit=None) if p.exit and p.exit.earliest and p.exit.earliest >= on else p for p in parties]
    return replace(treaty, parties=tuple(stay))


def corrupted(every, conflict, known, atop):
    """The record, the arrays and the treaties with everything on or after the day corrupted."""
    rng = np.random.default_rng(1)
    on = conflict.on
    told = []
    for one in every:
        if one is conflict:
            told.append(replace(one, joined={}, days={}))
        elif one.on >= on:  # sides exchanged, and everybody joins the wrong one
            wrong = {state: 1 - side for state, side in one.joined.items()} | {"USA": 0, "CHN": 1}
            told.append(Conflict(one.id, one.stage, one.on, one.sides[::-1], wrong))
        else:
            soon = {state: side for state, side in one.joined.items() if one.days[state] < on}
            told.append(replace(one, joined=soon))
    since = on.year - FIRST

    def spoilt(arrays):
        found = {}
        for name, values in arrays.items():
            found[name] = values.copy()
            found[name][since:] = rng.random(values[since:].shape) * 10
        return found

    members = known.members.copy()
    members[since + 1 :] = rng.random(members[since + 1 :].shape) < 0.5
    arrays = replace(known, monadic=spoilt(known.monadic), dyadic=spoilt(known.dyadic), members=members)
    treaties = [t for t in (past_of(t, on) for t in atop) if t.parties]
    inside = {*conflict.sides[0], *conflict.sides[1]}
    with_one = [t for t in atop if inside & set(t.states)][:60]
    new = [
        replace(t, id=f"{t.id}-new", parties=tuple(replace(p, entry=When.on(on), exit=None) for p in t.parties))
        for t in with_one  # of that very day, and for ever
    ]
    assert new
    return tuple(told), arrays, (*treaties, *new)


def found(every, conflict, known, atop, atlas):
    year = conflict.on.year
    # others of its year are left out, to be quick: those before stay in the record, for their entries are of the past
    near = tuple(c for c in every if c.on.year != year or c.key == conflict.key or c.on < conflict.on)
    frame = opportunities_of(near, (year, year), known, atop, atlas)
    return frame.filter(conflict=conflict.id, stage=conflict.stage)


@pytest.mark.parametrize(("unit", "definition", "name", "stage"), SAMPLE)
def test_no_variable_changes_when_the_future_is_corrupted(unit, definition, name, stage, known, atop, atlas):
    every = conflicts(unit, definition, atlas)
    [conflict] = [c for c in every if c.id == name and c.stage == stage]
    before = found(every, conflict, known, atop, atlas)
    record, arrays, treaties = corrupted(every, conflict, known, atop)
    [same] = [c for c in record if c.key == conflict.key]
    after = found(record, same, arrays, treaties, atlas)
    assert before.height > 30
    assert after.drop(OUTCOME).equals(before.drop(OUTCOME))
    assert after["joined"].sum() == 0


def test_variables_do_change_when_the_past_is_altered(known, atop, atlas):
    every = conflicts("war", "broad", atlas)
    [conflict] = [c for c in every if c.id == "korean"]
    before = found(every, conflict, known, atop, atlas)
    later = tuple(c for c in every if c.on >= conflict.on)
    no_past = found(later, conflict, known, atop, atlas)
    assert before["joins_before"].sum() > 0 == no_past["joins_before"].sum()
    [poland] = [c for c in every if c.id == "world-war-ii"]
    law, no_law = (found(every, poland, known, treaties, atlas) for treaties in (atop, ()))
    assert law["any_side"].sum() > 0 == no_law["any_side"].sum()
    values = known.monadic["capabilities"].copy()
    values[conflict.on.year - 1 - FIRST] = values[conflict.on.year - 1 - FIRST][::-1]
    other = found(every, conflict, replace(known, monadic={**known.monadic, "capabilities": values}), atop, atlas)
    assert not other["capabilities"].equals(before["capabilities"])
    power = ["capabilities", "capabilities_top", "power_side"]
    assert other.drop(power).equals(before.drop(power))


def test_a_war_that_goes_on_does_not_tell_who_will_join_it(known, atop, atlas):
    """In November 1939 nobody knew that the United States would join against Germany; Britain and France had."""
    every = conflicts("war", "strict", atlas)
    [finland] = [c for c in every if c.id == "russo-finnish"]
    frame = found(every, finland, known, atop, atlas).filter(side=0)
    now = {r["state"]: round(np.expm1(r["joins_before"])) for r in frame.to_dicts()}
    [first] = [c for c in every if c.id == "world-war-ii"]
    assert first.days["USA"] == date(1941, 12, 7)
    earlier = [c for c in every if c.on < finland.on]
    for state in ("USA", "GBR", "FRA", "ITA"):
        assert now[state] == sum(state in c.joined and c.days[state] < finland.on for c in earlier), state


def test_of_the_first_year_nothing_is_known_before(known, atop, atlas):
    every = tuple(c for c in conflicts("dispute", "strict", atlas) if c.on.year == FIRST)
    assert every
    with pytest.raises(BadQuestion, match="no conflict of the record began in 1816 to 1816"):
        opportunities_of(every, (FIRST, FIRST), known, atop, atlas)


def test_calls_know_nothing_of_what_comes_after_them(monkeypatch):
    from foedus.behaviour import honour_cases as room
    from foedus.court.rungs import trial

    done = trial(None)
    before = room.honour_cases(done)
    cut = date(1939, 9, 10)

    def until_then(unit, definition, atlas):
        every = [c for c in conflicts(unit, definition, atlas) if c.on < cut]
        return tuple(replace(c, joined={s: n for s, n in c.joined.items() if c.days[s] < cut}) for c in every)

    monkeypatch.setattr(room, "conflicts", until_then)
    after = room.honour_cases(done)
    early = [frame.filter(frame["on"] <= cut) for frame in (before, after)]
    assert early[0].height > 50
    assert early[0].equals(early[1])
    assert not before.equals(after)


def test_of_a_call_only_what_arose_on_its_first_day_counts():
    from foedus.behaviour.honour_cases import _called
    from foedus.court.rungs import trial

    called = list(_called(trial(None), undecided=True))
    assert len(called) > 300
    assert all(duty.since == since for _, since, _, duties in called for duty in duties)
    assert len({(war.id, state, duties[0].obligation.promisee) for war, _, state, duties in called}) > 250


def test_the_rate_before_a_call_looks_back_only():
    from foedus.behaviour.honour_cases import rate_before

    on = date(1914, 8, 1)
    history = [
        (date(1888, 12, 31), "too old", True),
        (date(1900, 1, 1), "a", True),
        (date(1910, 1, 1), "b", False),
        (date(1911, 1, 1), "c", False),
        (date(1913, 8, 2), "its year is not over", True),
        (date(1912, 1, 1), "the same war", True),
        (date(1914, 8, 1), "the same day", True),
        (date(1950, 1, 1), "the future", True),
    ]
    # one of three kept, and two imagined: 2 of 5, odds of 2 to 3
    assert rate_before(history, on, "the same war") == pytest.approx(np.log(2 / 3))
    assert rate_before([], on, "the same war") == 0
    assert rate_before(history[:5], on + timedelta(days=5), "the same war") > np.log(2 / 3)


def test_the_rate_in_the_frame_is_that_of_a_plain_loop():
    from foedus.behaviour.honour_cases import honour_cases

    rows = honour_cases().to_dicts()
    for row in rows:
        past = [
            r["kept"]
            for r in rows
            if r["conflict"] != row["conflict"] and r["year"] >= row["year"] - 25 and (row["on"] - r["on"]).days > 366
        ]
        share = (sum(past) + 1) / (len(past) + 2)
        assert row["rate_before"] == pytest.approx(np.log(share / (1 - share))), row


def test_a_call_is_called_kept_from_the_day_on_which_the_promisor_fights():
    from foedus.behaviour.honour_cases import honour_cases

    frame = honour_cases()
    kept = frame.filter(kept=1)
    assert kept["entered"].null_count() == 0
    assert frame.filter(kept=0)["entered"].null_count() == frame.height - kept.height
    late = (kept["entered"] - kept["on"]).dt.total_days()
    assert late.min() >= 0
    assert late.max() <= 366
    [britain] = kept.filter(conflict="world-war-ii", state="GBR").to_dicts()
    assert britain["entered"] == date(1939, 9, 3)


def test_one_duty_that_is_kept_keeps_a_call_and_one_of_peace_makes_it_no_promise_of_wartime(monkeypatch):
    """A state may owe help by several treaties at once: it comes or it does not."""
    from foedus.behaviour import honour_cases as room
    from foedus.court.rungs import trial

    done = trial(None)
    plain = room.honour_cases(done)
    called = [c for c in room._called(done, undecided=True) if len(c[3]) == 1]
    war, since, state, [duty] = next(c for c in called if c[3][0].kept and not c[3][0].wartime)
    for others, kept, wartime in (
        ([duty, replace(duty, kept=False, wartime=True)], 1, 0),
        ([replace(duty, kept=False), replace(duty, kept=False, wartime=True)], 0, 0),
        ([replace(duty, kept=False, wartime=True)] * 2, 0, 1),
    ):
        monkeypatch.setattr(room, "_called", lambda *_a, told=others, **_k: iter([(war, since, state, told)]))
        [row] = room.honour_cases(done).to_dicts()
        assert (row["kept"], row["wartime"]) == (kept, wartime)
    assert plain["wartime"].sum() > 0


def test_a_lag_takes_older_values_and_an_older_record():
    from foedus.behaviour.honour_cases import honour_cases

    now, old = honour_cases(), honour_cases(lag=11)
    both = now.join(old, on=["conflict", "on", "state", "kept"], suffix="_old")
    assert both.height > 290
    for name in ("capabilities", "beside_before", "rate_before"):
        assert not both[name].equals(both[f"{name}_old"].alias(name)), name
    assert both["certain"].equals(both["certain_old"].alias("certain"))
    assert (both["beside_before_old"] <= both["beside_before"]).all()


def test_the_columns_that_are_no_variables_come_first(known, atop, atlas):
    every = tuple(c for c in conflicts("war", "broad", atlas) if c.id == "korean")
    frame = opportunities_of(every, (1950, 1950), known, atop, atlas)
    assert tuple(frame.columns[: len(KEYS)]) == KEYS
