"""Wars day by day: who acted, who was bound from then on, who came and who did not."""

import pytest
from feuds import act, fighter, pact, verdicts, war
from worlds import clause

from foedus.court.timeline import timeline

DEFENSE, PEACE = clause("1", "defense"), clause("2", "nonaggression")


@pytest.fixture
def feud():
    """CCC breaks its pact with BBB; AAA comes two months later and leaves a month before the end."""
    it = war(
        [act("1903-03-03", "CCC", "BBB"), act("1903-03-04", "BBB", "CCC")],
        [fighter("CCC", 1, "1903-03-03", "1903-09-09")],
        [fighter("BBB", 2, "1903-03-03", "1903-09-09"), fighter("AAA", 2, "1903-05-05", "1903-08-08")],
    )
    return it, verdicts(it, pact(1000, ("AAA", "BBB"), DEFENSE), pact(2000, ("BBB", "CCC"), PEACE)).values()


def test_every_day_on_which_something_happened_is_told_once_in_order(feud):
    days = {
        day.on.isoformat(): (
            [f"{a.act}, {a.attack}" for a in day.acts],
            [f"{d.obligation.promisor} to {d.obligation.promisee}: {d.conduct}" for d in day.called],
            [f"{b.act.by} {b.act.against}" for b in day.breaches],
            day.entered,
            day.left,
        )
        for day in timeline(*feud)
    }
    assert list(days) == sorted(days)
    assert days == {
        "1903-03-03": (
            ["CCC attacks BBB, True"],
            ["AAA to BBB: fought beside", "CCC to BBB: attacked"],
            ["CCC BBB"],
            ["CCC", "BBB"],
            [],
        ),
        "1903-03-04": (["BBB attacks CCC, False"], [], [], [], []),
        "1903-05-05": ([], [], [], ["AAA"], []),
        "1903-08-08": ([], [], [], [], ["AAA"]),
        "1903-09-09": ([], [], [], [], ["CCC", "BBB"]),
    }


def test_a_day_as_plain_data_tells_the_same(feud):
    first = timeline(*feud)[0].to_dict()
    assert first["on"] == "1903-03-03"
    assert first["acts"] == [{"by": "CCC", "what": "attack", "against": "BBB", "attack": True, "source": "a history"}]
    assert first["called"][0] == {
        "promisor": "AAA",
        "promisee": "BBB",
        "kind": "defense",
        "treaty": "atop:1000",
        "status": "invoked",
        "conduct": "fought beside",
        "kept": True,
    }
    assert first["breaches"] == [{"by": "CCC", "against": "BBB", "treaty": "atop:2000"}]
    assert (first["entered"], first["left"]) == (["CCC", "BBB"], [])


# From history.


@pytest.fixture(scope="module")
def day_of(tried):
    """One day of a war: what was done, who was called by the leading account, who broke a pact."""
    cut = {}

    def find(war, on):
        key = tried.find(war).id
        if key not in cut:
            mine = [v for v in tried.verdicts if v.war == key]
            cut[key] = {day.on.isoformat(): day for day in timeline(tried.find(war), mine)}
        return cut[key][on]

    return find


def acts(day):
    """What was done; what was done in defence, of oneself or of others, is marked."""
    return {f"{a.act}" + ("" if a.attack is not False else ", in defence") for a in day.acts}


def called(day, *kinds):
    return {
        f"{d.obligation.promisor} to {d.obligation.promisee} ({d.obligation.treaty[5:9]}): {d.conduct}"
        for d in day.called
        if not d.minor and (not kinds or d.obligation.kind in kinds)
    }


def broken(day):
    return {f"{b.act.by} with {b.act.against} ({b.treaty[5:9]})" for b in day.breaches if not b.minor}


HELP = ("defense", "offense")


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("on", "done", "owed"),
    [
        (
            "1914-07-28",
            {"cow:AUH declares war on SRB"},
            {"MNE to SRB (1480): fought beside", "GRC to SRB (1490): came late"},
        ),
        ("1914-08-01", {"DEU declares war on RUS"}, {"FRA to RUS (1385): fought beside"}),
        ("1914-08-03", {"DEU declares war on FRA"}, {"RUS to FRA (1385): fought beside"}),
        # The guarantee of Belgium of 1839 is no alliance in the data: Britain's declaration answers no pact of theirs.
        ("1914-08-04", {"DEU invades BEL", "GBR declares war on DEU, in defence"}, set()),
        ("1914-08-06", {"cow:AUH declares war on RUS", "SRB declares war on DEU, in defence"}, set()),
        ("1914-12-18", {"DEU attacks PRT"}, {"GBR to PRT (1400): fought beside"}),
    ],
)
def test_1914_day_by_day(day_of, on, done, owed):
    assert acts(day_of("106", on)) == done
    assert called(day_of("106", on), *HELP) == owed


@pytest.mark.mirror
def test_1914_who_was_to_stay_neutral_and_who_broke_its_pact(day_of):
    assert called(day_of("106", "1914-08-03"), "neutrality") == {"ITA to FRA (1420): stayed out"}
    assert broken(day_of("106", "1915-05-23")) == {"ITA with cow:AUH (1350)"}
    assert broken(day_of("106", "1916-08-27")) == {"ROU with cow:AUH (1355)"}


@pytest.mark.mirror
def test_1939_day_by_day(day_of):
    first = day_of("139", "1939-09-01")
    assert acts(first) == {"DEU invades POL", "SVK invades POL"}
    assert called(first, "defense") == {
        "FRA to POL (2060): fought beside",
        "FRA to POL (2135): fought beside",
        "GBR to POL (2440): fought beside",
    }
    assert called(day_of("139", "1939-09-03"), "defense") == {
        "EGY to GBR (2385): abstained",
        "IRQ to GBR (2270): abstained",
    }
    third = day_of("139", "1939-09-17")
    assert acts(third) == {"RUS invades POL"}
    assert "ROU to POL (2070): abstained" in called(third)
    assert broken(third) == {"RUS with POL (2240)", "RUS with POL (2295)"}


@pytest.mark.mirror
def test_1941_day_by_day(day_of):
    june = day_of("139", "1941-06-22")
    assert broken(june) == {"DEU with RUS (2470)", "ITA with RUS (2305)"}
    assert "JPN to RUS (2525): stayed out" in called(june)
    december = day_of("139", "1941-12-07")
    assert {"JPN attacks USA", "JPN attacks GBR"} <= acts(december)
    assert called(december) == set()


@pytest.mark.mirror
def test_korea_day_by_day_nobody_was_bound_to_the_south_in_june_1950(day_of):
    assert acts(day_of("151", "1950-06-25")) == {"PRK invades KOR"}
    assert called(day_of("151", "1950-06-25")) == set()
    assert acts(day_of("151", "1950-06-27")) == {"USA attacks PRK, in defence"}
    assert called(day_of("151", "1950-06-27")) == set()


@pytest.mark.mirror
def test_korea_day_by_day_the_chinese_attack_called_the_client_states_of_britain(day_of):
    november = day_of("151", "1950-11-05")
    assert acts(november) == {"CHN attacks GBR", "CHN attacks AUS"}
    assert called(november) == {
        "EGY to GBR (2385): abstained",
        "IRQ to GBR (2270): abstained",
        "JOR to GBR (3125): abstained",
        "LKA to GBR (3080): abstained",
    }


@pytest.mark.mirror
def test_suez_day_by_day(day_of):
    october = day_of("155", "1956-10-29")
    assert acts(october) == {"ISR invades EGY"}
    assert called(october, "offense") == {"GBR to ISR (3322): fought beside", "FRA to ISR (3322): fought beside"}
    assert {told.partition(" to EGY")[0] for told in called(october, "defense")} == {
        "SYR",
        "JOR",
        "SAU",
        "LBN",
        "IRQ",
        "cow:YAR",
    }
    assert acts(day_of("155", "1956-10-31")) == {"GBR bombards EGY", "FRA bombards EGY"}
    assert called(day_of("155", "1956-11-05")) == set()


@pytest.mark.mirror
def test_the_six_days_day_by_day(day_of):
    assert acts(day_of("169", "1967-05-22")) == {"EGY blockades ISR (disputed)"}
    assert called(day_of("169", "1967-05-22")) == set()
    fifth = called(day_of("169", "1967-06-05"), "defense")
    assert {"SYR to EGY (3538): fought beside", "JOR to EGY (3570): fought beside"} <= fifth
    assert {"SAU to EGY (3205): abstained", "LBN to EGY (3205): abstained"} <= fifth
    ninth = day_of("169", "1967-06-09")
    assert acts(ninth) == {"ISR invades SYR"}
    assert "EGY to SYR (3538): fought beside" in called(ninth)


@pytest.mark.mirror
def test_kuwait_day_by_day(day_of):
    august = day_of("211", "1990-08-02")
    assert acts(august) == {"IRQ invades KWT"}
    assert broken(august) == {"IRQ with KWT (3015)", "IRQ with KWT (3205)"}
    assert {"EGY to KWT (3205): fought beside", "JOR to KWT (3205): abstained"} <= called(august, "defense")
    january = day_of("211", "1991-01-17")
    assert {"USA attacks IRQ, in defence", "SAU attacks IRQ, in defence"} <= acts(january)
    assert (called(january), broken(january)) == (set(), set())
    february = day_of("211", "1991-02-24")
    assert acts(february) == {"EGY attacks IRQ, in defence", "SYR attacks IRQ, in defence"}
    assert broken(february) == set()
