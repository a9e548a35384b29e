"""Names, dates, quantities, treaties, speakers and modality, one at a time."""

from datetime import date
from itertools import pairwise

import pytest

from foedus.news.dates import dates
from foedus.news.lists import names_list, triggers_list, word_classes
from foedus.news.quantities import quantities

DAY = date(2024, 10, 19)


@pytest.fixture(scope="module")
def named(atlas):
    from foedus.news.names import NameBook
    from foedus.news.words import words

    def find(text, day=DAY):
        return [(n.text, n.codes) for n in NameBook(atlas, day).find(text, words(text)) if n.codes]

    return find


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Moscow and Pyongyang told us", ["RUS", "PRK"]),
        ("The US is told by IS and the CAR of the UN", ["USA", "IS", "CAF", "UN"]),
        ("it is up to us", []),
        ("South Sudan, Guinea-Bissau and Papua New Guinea", ["SSD", "GNB", "PNG"]),
        ("the Indian Ocean and the South China Sea", []),
        ("Recep Tayyip Erdoğan met Volodymyr Zelensky; Erdogan left", ["TUR", "UKR", "TUR"]),
        ("the North attacked", []),
        ("North Korea faces South Korea: the North and the South, in the North Atlantic", ["PRK", "KOR", "PRK", "KOR"]),
        ("Both sides of the two Koreas", ["PRK", "KOR"]),
        ("at the University of Oslo", []),
        ("China, Germany, Yemen and a Vietnamese", ["CHN", "DEU", "YEM", "VNM"]),
        ("The Houthis said", ["HOUTHI"]),
    ],
)
def test_names_mean_states_and_groups(named, text, codes):
    assert [c for _, found in named(text) for c in found] == codes


def test_a_leader_speaks_for_the_state_only_in_office(named):
    assert named("Joe Biden spoke", date(2024, 1, 1)) == [("Joe Biden", ("USA",))]
    assert named("Joe Biden spoke", date(2026, 1, 1)) == []


def test_the_lists_name_only_whom_the_atlas_knows(atlas):
    data = names_list()
    codes = {row["of"] for part in ("leaders", "bodies", "thinktanks", "halves") for row in data[part]}
    codes |= {code for row in data["several"] for code in row["of"]}
    assert [c for c in sorted(codes) if atlas.find(c) is None] == []


def test_no_term_of_office_is_told_beyond_the_day_of_the_check():
    data = names_list()
    days = [day for row in data["leaders"] for day in (row["from"], row["to"]) if day]
    assert max(days) == data["latest"] >= data["checked"]


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Keir Starmer", date(2026, 7, 1), "GBR"),
        ("Keir Starmer", date(2026, 8, 1), None),
        ("Andy Burnham", date(2026, 8, 1), "GBR"),
        ("Viktor Orbán", date(2026, 5, 1), "HUN"),
        ("Péter Magyar", date(2026, 6, 1), "HUN"),
        ("Ali Khamenei", date(2026, 3, 1), None),
        ("Mojtaba Khamenei", date(2026, 4, 1), "IRN"),
        ("Nicolás Maduro", date(2026, 2, 1), None),
        ("Lee Jae Myung", date(2025, 8, 1), "KOR"),
        ("Toshimitsu Motegi", date(2023, 1, 1), None),
        ("Shinjiro Koizumi", date(2025, 11, 1), "JPN"),
        ("Mark Rutte", date(2023, 1, 1), "NLD"),
        ("Mark Rutte", date(2025, 1, 1), "NATO"),
        ("Naim Qassem", date(2025, 1, 1), "HEZBOLLAH"),
        ("Lakurawa", date(2025, 1, 1), "LAKURAWA"),
    ],
)
def test_who_speaks_for_whom_in_the_reports_of_these_years(named, name, day, code):
    assert [codes for _, codes in named(f"{name} spoke", day)] == ([(code,)] if code else [])


def test_terms_of_one_office_holder_do_not_overlap():
    terms = {}
    for row in names_list()["leaders"]:
        terms.setdefault((row["name"], row["of"]), []).append((row["from"], row["to"] or "9999"))
    for who, spells in terms.items():
        assert all(start < end for start, end in spells), who
        spells.sort()
        assert all(one[1] <= two[0] for one, two in pairwise(spells)), who


def test_a_state_gone_for_ages_is_a_region_by_now(named):
    assert named("soldiers in Naples and Bavaria", date(2020, 1, 1)) == []
    assert named("soldiers in Naples", date(1860, 1, 1)) == [("Naples", ("cow:SIC",))]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Friday", "2024-10-18", "2024-10-18"),
        ("on Saturday", "2024-10-19", "2024-10-19"),
        ("in June", "2024-06-01", "2024-06-30"),
        ("in November", "2023-11-01", "2023-11-30"),
        ("last month", "2024-09-01", "2024-09-30"),
        ("last week", "2024-10-07", "2024-10-13"),
        ("on June 19", "2024-06-19", "2024-06-19"),
        ("in June 1961", "1961-06-01", "1961-06-30"),
        ("since July 2021", "2021-07-01", "2024-10-19"),
        ("on 4 December 2024", "2024-12-04", "2024-12-04"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("two weeks ago", "2024-09-30", "2024-10-06"),
    ],
)
def test_days_count_from_the_dateline(text, start, end):
    (found,) = dates(text, DAY)
    assert (found.span.start.isoformat(), found.span.end.isoformat()) == (start, end)


def test_without_a_dateline_only_a_told_year_counts():
    assert [d.span for d in dates("on Friday, last month, in June", None) if d.span] == []
    assert [d.span.start.year for d in dates("in June 1961", None)] == [1961]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("about 1,500 North Korean special forces soldiers", 1500, 1500, "troops"),
        ("more than 200 police", 200, None, "police"),
        ("up to 50 fighters", None, 50, "fighters"),
        ("10,000 to 12,000 troops", 10000, 12000, "troops"),
        ("tens of thousands of soldiers", 10000, 99999, "troops"),
        ("dozens of workers", 24, 99, "workers"),
        ("killed 14 people", 14, 14, "killed"),
        ("two dozen tanks", 24, 24, "tanks"),
        ("$2.5 billion", 2.5e9, 2.5e9, "USD"),
    ],
)
def test_numbers_are_ranges(text, low, high, unit):
    found = quantities(text)[0].quantity
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "day", "treaties"),
    [
        (
            "The pact that Kim Jong Un and Vladimir Putin concluded in June is public.",
            "2024-10-20",
            ["2024-russia-dprk"],
        ),
        ("The treaty signed by Russia and North Korea in June is public.", None, ["2024-russia-dprk"]),
        ("The treaty signed by Russia and North Korea in June was old.", "2023-01-01", []),
        ("The 1961 treaty between China and North Korea still binds.", "2024-01-01", ["1961-china-dprk"]),
        ("The North Atlantic Treaty has an Article 5.", "2024-01-01", ["1949-north-atlantic"] * 2),
        ("Article 5 of the contract is about rent.", "2024-01-01", []),
        ("Turkey is in NATO and not in the CSTO.", "2024-01-01", ["1949-north-atlantic", "1992-csto"]),
        ("The armistice of 1953 between North Korea and South Korea holds.", "2024-01-01", []),
    ],
)
def test_treaties_are_found_by_name_and_by_who_signed_when(read, text, day, treaties):
    text += " That is what the text has to say about it, and it is for the reader to judge."
    assert [m.code for m in read(text, day).treaties] == treaties


SAID = "About 300 Russian soldiers have arrived in Mali"


@pytest.mark.parametrize(
    ("text", "source", "affiliation", "relayed", "verb"),
    [
        (f"{SAID}.", "NARRATOR", "NARRATOR", (), None),
        (f"{SAID}, the Kremlin said on Monday.", "Kremlin", "RUS", (), "say"),
        (
            f"{SAID}, said Anna Berg, a professor of history at the University of Oslo.",
            "Anna Berg",
            "academia",
            (),
            "say",
        ),
        (f"According to two officials, {SAID[0].lower()}{SAID[1:]}.", "officials", None, (), "according to"),
        (
            f"{SAID}, Jan Kowal, a researcher at Chatham House, told Reuters.",
            "Jan Kowal",
            "thinktank:GBR",
            ("Reuters",),
            "tell",
        ),
        (
            f"The French defence ministry told AFP that {SAID[0].lower()}{SAID[1:]}.",
            "French defence ministry",
            "FRA",
            ("AFP",),
            "tell",
        ),
        (f'"{SAID}," said Anna Berg. She left. "{SAID}," she added.', "Anna Berg", None, (), "add"),
    ],
)
def test_who_says_it(read, text, source, affiliation, relayed, verb):
    claim = [c for c in read(text, "2024-10-19").claims if c.event_type == "troop_deployment"][-1]
    assert (claim.source, claim.affiliation, claim.relayed_by, claim.speech_verb) == (
        source,
        affiliation,
        relayed,
        verb,
    )
    assert dict(claim.actors) == {"sender": ("RUS",), "host": ("MLI",)}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Russia has sent no soldiers to Mali.", "denied"),
        ("Russia denied that it had sent soldiers to Mali.", "denied"),
        ("If it is asked, Russia will send soldiers to Mali.", "conditional"),
        ("Ukraine alleged that Russia had sent soldiers to Mali.", "alleged"),
        ("Russia may send soldiers to Mali.", "possible"),
        ("Russia is expected to send soldiers to Mali.", "likely"),
        ("Russia has reportedly sent soldiers to Mali.", "reported"),
        ("Russia has sent soldiers to Mali.", "asserted"),
    ],
)
def test_how_surely_it_is_said(read, text, mode):
    text += " That is what there was to say about it at the time."
    claim = next(c for c in read(text, "2024-10-19").claims if c.event_type == "troop_deployment")
    assert claim.modality == mode


END = " That is what there was to say about it at the time."


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Minsk would send troops to Russia if Ukraine attacked it.", ["troop_deployment"]),
        ("If Ukraine attacks, Minsk will send troops to Russia.", ["troop_deployment"]),
        ("Ukraine attacks Russia.", ["attack"]),
        ("Russia's worst-hit provinces are poor.", []),
        ("Some 300 French soldiers are in Chad.", ["troop_deployment"]),
        ("Some 300 French soldiers joined the drills.", ["exercise"]),
        ("Under the treaty, Russia defends Belarus.", ["treaty_clause"]),
        ("Russia defends those who live under the treaty.", []),
    ],
)
def test_what_counts_as_an_event(read, text, kinds):
    assert [c.event_type for c in read(text + END, "2024-10-19").claims] == kinds


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("North Korea sent 500 soldiers to Ukraine's front lines.", {"theatre": ("UKR",)}),
        ("North Korea sent 500 soldiers to the war in Ukraine.", {"theatre": ("UKR",)}),
        ("North Korea sent 500 soldiers to Ukraine.", {"host": ("UKR",)}),
        ("North Korea sent 500 soldiers to join Moscow's war.", {}),
        ("North Korea keeps 500 soldiers in a Russian camp.", {"host": ("RUS",)}),
    ],
)
def test_where_there_is_war_nobody_is_a_guest(read, text, where):
    (claim,) = read(text + END, "2024-10-19").claims
    actors = dict(claim.actors)
    assert actors.pop("sender") == ("PRK",)
    assert actors == where


def test_a_relative_clause_ends_where_the_sentence_goes_on(read):
    text = "The pact that Russia and China signed with pomp in May, which includes a mutual defence clause, is old."
    (claim,) = [c for c in read(text).claims if c.event_type == "treaty_clause"]
    assert claim.sentence[claim.start : claim.end] == "which includes a mutual defence clause"


@pytest.mark.parametrize("number", range(len(triggers_list()["events"])))
def test_every_row_of_the_table_hits_and_misses(atlas, number):
    from foedus.news.document import take_apart
    from foedus.news.names import NameBook
    from foedus.news.patterns import find_triggers

    row = triggers_list()["events"][number]
    book = NameBook(atlas, DAY)
    rows = {}
    for example in ("yes", "no"):
        document = take_apart(row[example], 0, DAY, "", book)
        rows[example] = number in {hit.row for hit in find_triggers(document, document.words)}
    assert rows == {"yes": True, "no": False}, row


@pytest.mark.parametrize(
    ("narrow", "group", "wide"),
    [
        ("TREATY", "nouns", "TREATY"),
        ("SIGN", "verbs", "SIGN"),
        ("ARRIVE", "verbs", "ARRIVE"),
        ("GIVE", "verbs", "SUPPLY"),
        ("DRILL", "nouns", "EXERCISE"),
    ],
)
def test_what_the_plain_reader_knows_the_trained_one_may_learn(narrow, group, wide):
    assert set(triggers_list()["classes"][narrow]) <= set(word_classes()[group][wide])
