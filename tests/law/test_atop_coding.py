"""How ATOP's columns become promises: rows made here, each with one thing coded."""

import pytest

from foedus.atlas.load import shipped_atlas
from foedus.law.atop import read_atop

KINDS = ("defense", "offense", "neutral", "nonagg", "consul")
DATES = tuple(f"{part}{end}" for end in ("ent", "exit") for part in ("yr", "mo", "day"))
CONDITIONS = tuple(f"{stem}co{what}" for stem in ("def", "off", "neu", "con") for what in ("adv", "loc", "con"))
OTHERS = ("defconum", "defcodem", "neucoatt", "concoreq", "olimob", "obvary", "statthr1", "statthr2", "pubsecr")
COLUMNS = ("atopid", "member", "phase", *DATES, *KINDS, *CONDITIONS, *OTHERS)
BRITAIN, FRANCE, PORTUGAL, GERMANY, RUSSIA = "200", "220", "235", "255", "365"


def member(number, **coded):
    """A member of alliance 1000 from 2 February 1901 on, with nothing coded but this."""
    days = {"yrent": "1901", "moent": "2", "dayent": "2"}
    return (
        dict.fromkeys(COLUMNS, "0")
        | {"atopid": "1000", "member": number}
        | days
        | {k: str(v) for k, v in coded.items()}
    )


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read rows of members; phases by their number."""

    def phases(*rows, **how):
        path = tmp_path / "members.csv"
        lines = [",".join(COLUMNS), *(",".join(row[name] for name in COLUMNS) for row in rows)]
        path.write_text("\n".join(lines), encoding="utf-8-sig")
        monkeypatch.setattr("foedus.law.atop.local", lambda _: path)
        return {t.id: t for t in read_atop(shipped_atlas(), **how)}

    return phases


@pytest.fixture
def when(read):
    """The casus foederis of the one clause of an alliance of Britain and Portugal that is coded so."""

    def condition(**coded):
        [it] = read(member(BRITAIN, **coded), member(PORTUGAL, **coded)).values()
        [clause] = it.clauses
        return str(clause.when)

    return condition


@pytest.mark.parametrize(
    ("column", "kind", "event"),
    [
        ("defense", "defense", "attacked(promisee)"),
        ("offense", "offense", "at_war(promisee)"),
        ("neutral", "neutrality", "at_war(promisee)"),
        ("nonagg", "nonaggression", "attacked(promisee)"),
        ("consul", "consultation", "threatened(promisee)"),
    ],
)
def test_each_kind_arises_with_its_event(read, when, column, kind, event):
    assert when(**{column: 1}) == event
    [it] = read(member(BRITAIN, **{column: 1}), member(PORTUGAL, **{column: 1})).values()
    assert [(c.article, c.kind, c.promisors) for c in it.clauses] == [(column, kind, ())]


def test_neutrality_that_is_coded_so_is_due_only_if_the_ally_is_attacked(when):
    assert when(neutral=1, neucoatt=1) == "attacked(promisee)"


@pytest.mark.parametrize(
    ("coded", "condition"),
    [
        ({"defcoadv": 1, "statthr1": GERMANY}, "by(DEU)"),
        ({"defcoadv": 1, "statthr1": GERMANY, "statthr2": RUSSIA}, "by(DEU, RUS)"),
        ({"defcoadv": 1}, "uncoded(atop_particular_adversary)"),
        ({"defcoloc": 1}, "uncoded(atop_location)"),
        ({"defcocon": 1}, "uncoded(atop_particular_conflict)"),
        ({"defconum": 1}, "uncoded(atop_number_of_adversaries)"),
        ({"defcodem": 1}, "demands_unmet"),
        ({"olimob": 1}, "uncoded(atop_other_condition)"),
        ({"obvary": 1}, "uncoded(atop_which_partner)"),
    ],
)
def test_a_condition_is_named_where_it_is_coded_and_open_where_it_is_left_to_the_text(when, coded, condition):
    assert when(defense=1, **coded) == f"attacked(promisee) and {condition}"


def test_a_threat_that_is_no_condition_limits_nothing(when):
    assert when(defense=1, statthr1=GERMANY) == "attacked(promisee)"


def test_a_condition_of_one_kind_is_none_of_another(read):
    coded = {"defense": 1, "offense": 1, "defcoloc": 1}
    [it] = read(member(BRITAIN, **coded), member(PORTUGAL, **coded)).values()
    assert {c.kind: str(c.when) for c in it.clauses} == {
        "defense": "attacked(promisee) and uncoded(atop_location)",
        "offense": "at_war(promisee)",
    }


def test_conditions_can_be_left_out(read):
    coded = {"defense": 1, "neutral": 1, "defcoadv": 1, "neucoatt": 1, "olimob": 1}
    [it] = read(member(BRITAIN, **coded), member(PORTUGAL, **coded), conditions=False).values()
    assert {str(c.when) for c in it.clauses} == {"attacked(promisee)", "at_war(promisee)"}


def test_those_promise_who_are_coded_to_and_each_on_its_own_conditions(read):
    rows = [member(BRITAIN, defense=1), member(PORTUGAL, defense=1, defcoloc=1), member(FRANCE, nonagg=1)]
    [it] = read(*rows).values()
    assert {(c.kind, c.promisors, str(c.when)) for c in it.clauses} == {
        ("defense", ("GBR",), "attacked(promisee)"),
        ("defense", ("PRT",), "attacked(promisee) and uncoded(atop_location)"),
        ("nonaggression", ("FRA",), "attacked(promisee)"),
    }


def test_a_member_is_free_on_the_day_after_its_last_and_from_one_phase_to_the_next_on_the_day_itself(read):
    """Else the pledge could not be tested on the day on which it is violated, or there were a day of two phases."""
    last = {"yrexit": 1910, "moexit": 5, "dayexit": 5}
    rows = [
        member(BRITAIN, phase=1, defense=1, **last),
        member(PORTUGAL, phase=1, defense=1, **last),
        member(BRITAIN, phase=2, neutral=1, yrent=1910, moent=5, dayent=5, yrexit=1920, moexit=12, dayexit=31),
    ]
    found = read(*rows)
    assert {(key, p.state): str(p.exit) for key, it in found.items() for p in it.parties} == {
        ("atop:1000.1", "GBR"): "1910-05-05",
        ("atop:1000.1", "PRT"): "1910-05-06",
        ("atop:1000.2", "GBR"): "1921-01-01",
    }


@pytest.mark.parametrize(
    ("coded", "entry", "exit_"),
    [
        ({}, "1901-02-02", "None"),
        ({"moent": 0, "dayent": 0, "yrexit": 1910, "moexit": 5, "dayexit": 0}, "1901", "1910-05"),
        ({"dayent": -9, "yrexit": 1910, "moexit": 99, "dayexit": 1}, "1901-02", "1910"),
    ],
)
def test_days_are_as_precise_as_they_are_coded(read, coded, entry, exit_):
    [it] = read(member(BRITAIN, defense=1, **coded)).values()
    assert (str(it.parties[0].entry), str(it.parties[0].exit)) == (entry, exit_)


def test_an_alliance_is_in_force_from_the_entry_of_its_first_member(read):
    [it] = read(member(BRITAIN, defense=1, yrent=1905), member(PORTUGAL, defense=1)).values()
    assert (it.id, it.atop, str(it.in_force)) == ("atop:1000", 1000, "1901-02-02")


def test_a_secret_alliance_says_so(read):
    assert {s: next(iter(read(member(BRITAIN, pubsecr=s)).values())).text for s in "01"} == {
        "0": "public",
        "1": "secret",
    }
