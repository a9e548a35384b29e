"""Participants of wars as the Correlates of War project lists them: files made here, and facts in its own file."""

from datetime import date

import pytest

from foedus.atlas.load import shipped_atlas
from foedus.history.cow import cow_wars

PARTS = [f"{end}{part}{n}" for n in "12" for end in ("Start", "End") for part in ("Month", "Day", "Year")]
COLUMNS = ["WarNum", "WarName", "ccode", "Side", *PARTS, "WhereFought", "Initiator"]


def row(number, name, ccode, side, first, second=(-8,) * 6, **more):
    """One participant: each stretch is month, day and year of its start and of its end."""
    rest = {"where": 2, "initiator": 2} | more
    return ",".join(map(str, (number, name, ccode, side, *first, *second, rest["where"], rest["initiator"])))


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read a list of participants."""

    def wars(*rows, newline="\n", encoding="utf-8"):
        path = tmp_path / "wars.csv"
        path.write_bytes((newline.join([",".join(COLUMNS), *rows]) + newline).encode(encoding))
        monkeypatch.setattr("foedus.history.cow.local", lambda _: path)
        return cow_wars(shipped_atlas())

    return wars


def days(war):
    return [(f.state, f.side, f.entry.isoformat(), f.exit.isoformat()) for f in war.fighters]


def test_a_war_has_its_number_name_sides_and_days(read):
    rows = (row(900, "War of the Shires", 200, 1, (6, 1, 1850, 7, 2, 1851)),)
    [war] = read(*rows, row(900, "War of the Shires", 220, 2, (6, 3, 1850, 7, 2, 1851))).values()
    assert (war.number, war.name, war.id) == (900, "War of the Shires", "war-of-the-shires")
    assert days(war) == [("GBR", 1, "1850-06-01", "1851-07-02"), ("FRA", 2, "1850-06-03", "1851-07-02")]
    assert {f.source for f in war.fighters} == {"COW Inter-State War Data 4.0"}


def test_who_fought_in_two_stretches_has_two(read):
    twice = row(900, "Two Summers", 200, 1, (6, 1, 1850, 8, 31, 1850), (6, 1, 1851, 8, 31, 1851))
    [war] = read(twice).values()
    assert days(war) == [("GBR", 1, "1850-06-01", "1850-08-31"), ("GBR", 1, "1851-06-01", "1851-08-31")]


def test_a_day_that_is_not_known_is_the_first_or_the_last_that_it_can_have_been(read):
    rows = (
        row(900, "Leap", 200, 1, (2, -9, 1904, 2, -9, 1904)),
        row(901, "Common", 200, 1, (2, -9, 1903, 2, -9, 1903)),
        row(902, "Year", 200, 1, (-9, -9, 1903, -9, -9, 1904)),
    )
    told = {war.name: days(war)[0][2:] for war in read(*rows).values()}
    assert told == {
        "Leap": ("1904-02-01", "1904-02-29"),
        "Common": ("1903-02-01", "1903-02-28"),
        "Year": ("1903-01-01", "1904-12-31"),
    }


def test_a_stretch_without_a_year_is_none(read):
    [war] = read(row(900, "Endless", 200, 1, (6, 1, 1850, -7, -7, -7))).values()
    assert days(war) == []


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"])
def test_lines_may_end_as_on_any_computer(read, newline):
    rows = [row(900 + n, f"War {n}", 200, 1, (6, 1, 1850 + n, 7, 2, 1851 + n)) for n in range(3)]
    assert sorted(read(*rows, newline=newline)) == [900, 901, 902]


def test_letters_beyond_ascii_are_read_as_the_file_has_them(read):
    [war] = read(row(900, "Guerra de los Ñandúes", 160, 1, (6, 1, 1850, 7, 2, 1851)), encoding="latin-1").values()
    assert war.name == "Guerra de los Ñandúes"


def test_a_number_that_the_register_of_states_does_not_know_stays_a_number(read):
    [war] = read(row(900, "War", 999, 1, (6, 1, 1850, 7, 2, 1851))).values()
    assert war.fighters[0].state == "cow:999"


def test_initiators_are_listed_once_each(read):
    twice = [row(900, "War", 640, side, (6, 1, 1850, 7, 2, 1851), initiator=1) for side in (1, 2)]
    [war] = read(*twice, row(900, "War", 365, 2, (6, 1, 1850, 7, 2, 1851))).values()
    assert war.initiators == ["TUR"]


# The codebook: 1 the Americas, 2 Europe, 4 Africa, 6 the Middle East, 7 Asia, 9 Oceania; from 11 on several of them.
@pytest.mark.parametrize(
    ("code", "words", "others"),
    [
        (1, {"north-america", "south-america"}, {"europe"}),
        (2, {"europe"}, {"asia"}),
        (4, {"africa"}, {"middle-east"}),
        (6, {"middle-east"}, {"africa", "europe"}),
        (7, {"asia", "south-asia"}, {"oceania"}),
        (9, {"oceania"}, {"asia"}),
        (11, {"europe", "middle-east"}, {"asia"}),
        (12, {"europe", "asia"}, {"africa"}),
        (13, {"south-america", "asia"}, {"europe"}),
        (14, {"europe", "africa", "middle-east"}, {"asia"}),
        (15, {"europe", "africa", "middle-east", "asia"}, {"oceania"}),
        (16, {"africa", "middle-east", "asia", "oceania"}, {"europe"}),
        (17, {"asia", "oceania"}, {"europe"}),
        (18, {"africa", "middle-east"}, {"asia"}),
        (19, {"europe", "africa", "middle-east", "asia", "oceania"}, {"south-america"}),
        (-9, set(), {"europe"}),
    ],
)
def test_where_a_war_was_fought_is_told_in_the_words_of_the_gazetteer(read, code, words, others):
    [war] = read(row(900, "War", 200, 1, (6, 1, 1850, 7, 2, 1851), where=code)).values()
    assert words <= set(war.regions)
    assert not others & set(war.regions)
    assert set(war.regions) <= {word for place in shipped_atlas().places for word in place.region}


def test_a_war_fought_in_several_parts_of_the_world_has_the_regions_of_all_who_fought(read):
    rows = [row(900, "War", 200 + 20 * n, 1, (6, 1, 1850, 7, 2, 1851), where=where) for n, where in enumerate((2, 9))]
    [war] = read(*rows).values()
    assert {"europe", "oceania"} <= set(war.regions)


# What the project's list is known for.


@pytest.fixture(scope="module")
def listed():
    return cow_wars(shipped_atlas())


@pytest.mark.mirror
def test_version_4_lists_95_wars_from_1823_to_2003(listed):
    assert len(listed) == 95
    assert min(f.entry.year for w in listed.values() for f in w.fighters) == 1823
    assert max(f.exit.year for w in listed.values() for f in w.fighters) == 2003
    assert all({f.side for f in w.fighters} == {1, 2} for w in listed.values())
    assert all(f.entry <= f.exit for w in listed.values() for f in w.fighters)


@pytest.mark.mirror
def test_bulgaria_and_serbia_fought_turkey_before_and_after_the_armistice_of_december_1912(listed):
    for state in ("BGR", "SRB"):
        before, after = (f for f in listed[100].fighters if f.state == state)
        assert before.exit == date(1912, 12, 3)  # the armistice of Chataldja
        assert after.entry == date(1913, 2, 3)  # the day on which it ran out


@pytest.mark.mirror
def test_denmark_fought_before_and_after_the_truce_of_1864(listed):
    assert [f.entry.isoformat()[:7] for f in listed[46].fighters if f.state == "DNK"] == ["1864-02", "1864-06"]


@pytest.mark.mirror
def test_the_soviet_union_left_the_world_war_in_may_1945_and_came_back_in_august(listed):
    assert [(f.entry.isoformat(), f.side) for f in listed[139].fighters if f.state == "RUS"] == [
        ("1941-06-22", 1),
        ("1945-08-08", 1),
    ]


@pytest.mark.mirror
def test_turkey_is_the_initiator_of_the_crimean_war_in_the_list(listed):
    assert listed[22].initiators == ["TUR"]
