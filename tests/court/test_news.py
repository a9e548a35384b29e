"""On each day only those are judged for whom something is new; nothing may be lost by that."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from feuds import act, pact, verdict, war
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import STATES, atlas, cases, clause, crowds

from foedus.court import duties
from foedus.terms.conditions import All, Atom
from foedus.terms.history import Act, Fighter, PastWar
from foedus.terms.places import Area, AreaItem, Holder, Place
from foedus.terms.wars import Belligerent, Halt, War
from foedus.terms.when import Spell, When

FIRST, LAST = date(1902, 6, 1), date(1904, 12, 31)
DAYS = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(days=n))
# Days on which treaties of these worlds begin and end, and the days around them.
SOME = DAYS | st.sampled_from(
    (date(1903, 3, 2), date(1903, 3, 3), date(1904, 4, 3), date(1904, 4, 4), date(1904, 4, 5))
)


@st.composite
def fighters(draw, state):
    """One stretch on one side, or two, on the same side or on both."""
    stretches = sorted(draw(st.lists(SOME, min_size=2, max_size=2))) if draw(st.booleans()) else [FIRST, LAST]
    side = draw(st.sampled_from((1, 2)))
    listed = draw(st.sampled_from((True, True, True, False)))
    found = [Fighter(state, side, *stretches, "a list", listed=listed)]
    if stretches[1] < LAST - timedelta(days=60) and draw(st.booleans()):
        again = stretches[1] + timedelta(days=draw(st.integers(1, 50)))
        found.append(Fighter(state, draw(st.sampled_from((side, 3 - side))), again, LAST, "a list"))
    return found


@st.composite
def wars(draw, places):
    """Fighters on two sides, and acts among them and against states that never fight."""
    some = draw(st.lists(st.sampled_from(STATES[:5]), min_size=2, max_size=5, unique=True))
    acts = []
    for _ in range(draw(st.integers(1, 7))):
        by, against = draw(st.lists(st.sampled_from(STATES[:5]), min_size=2, max_size=2, unique=True))
        when = When.on(draw(SOME))
        where = draw(st.sampled_from((None, None, *places)))
        acts.append(Act(when, "attack", by, against, "a history", draw(st.sampled_from((False, False, True))), where))
    listed = tuple(f for state in some for f in draw(fighters(state)))
    return PastWar("feud", "Feud", 1, listed, tuple(sorted(acts, key=lambda a: (a.day, a.disputed))))


@st.composite
def pasts(draw):
    """A world with treaties of every kind or with many plain pacts, and a war in its past."""
    world = draw(cases() | crowds()).world
    numbered = tuple(replace(t, atop=n) for n, t in enumerate(world.treaties, start=1000))
    return draw(wars([p.id for p in world.atlas.places])), numbered, world.atlas


def everybody(stage, before):  # noqa: ARG001 - in place of `_news`
    return {*stage.attackers_of, *stage.enemies, *(a for some in stage.attackers_of.values() for a in some)}


def found(past):
    return {v.alliance: (set(v.duties), set(v.breaches)) for v in duties.judged(*past)}


# An attack on BBB goes on; a month later something else changes, and DDD attacks EEE: that day is looked at again.
LATER = (act("1903-03-03", "CCC", "BBB", where="field"), act("1903-05-05", "DDD", "EEE"))
FEUD = war(LATER, ["CCC", "DDD"], ["BBB", "EEE"])
CHANGE = date(1903, 4, 4)


def field(*holders):
    return Place("field", "Field", "land", sovereign=tuple(Holder(state, spell) for state, spell in holders))


SEAS = Place("field", "Field", "land")
WON = field(("CCC", Spell(end=CHANGE)), ("BBB", Spell(start=date(1903, 4, 5))))
HOME = Area("home", "Home", (AreaItem(sovereign=("promisee",)),))
SINCE = Area("home", "Home", (AreaItem(place=("field",), spell=Spell(start=CHANGE)),))
OTHER = War("other", "Other", (Belligerent("GGG"),), (Belligerent("HHH"),), When.on(CHANGE))
HALTED = replace(OTHER, start=When.parse("1902"), halts=(Halt(When.parse("1902-12-12"), "armistice", When.on(CHANGE)),))
WITHIN, ONGOING = Atom("within", ("home",)), Atom("ongoing", ("other",))


@pytest.mark.parametrize(
    ("case", "world"),
    [
        pytest.param(WITHIN, {"places": (WON,), "areas": (HOME,)}, id="land comes to the ally"),
        pytest.param(WITHIN, {"places": (SEAS,), "areas": (SINCE,)}, id="the area begins to hold the place"),
        pytest.param(ONGOING, {"places": (SEAS,), "wars": (OTHER,)}, id="another war begins"),
        pytest.param(ONGOING, {"places": (SEAS,), "wars": (HALTED,)}, id="another war is fought again"),
    ],
)
def test_what_has_changed_beside_the_war_is_seen_on_the_next_day_that_is_looked_at(case, world):
    clauses = [clause(when=All((Atom("attacked", ("promisee",)), Atom("by", ("any",)), case)), promisees=("BBB",))]
    [duty] = verdict(FEUD, pact(1000, ("AAA", "BBB"), *clauses), world=atlas(**world)).duties
    assert (duty.obligation.status, duty.since.isoformat()) == ("invoked", "1903-05-05")


@given(pasts())
@settings(max_examples=300)
def test_judging_those_with_news_finds_what_judging_everybody_finds(past):
    quick = found(past)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duties, "_news", everybody)
        assert quick == found(past)
