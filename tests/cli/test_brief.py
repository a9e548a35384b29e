"""`foedus brief`: what it says first, what it keeps apart, what it refuses."""

import json
import re
from pathlib import Path

import pytest

QUESTION = ("brief", "--attack", "KOR", "PRK", "--on", "2024-10-19")
FOUNDING = Path(__file__).parents[2].parent / "shared" / "cases" / "founding-report.txt"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(foedus, *words):
    code, out, err = foedus(*words)
    assert (code, err) == (0, "")
    return out


def section(markdown, title):
    """What stands under a heading."""
    return re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^## |\Z)", markdown, re.MULTILINE | re.DOTALL)[1]


@pytest.fixture
def example(foedus):
    """The example report's brief as Markdown."""
    return told(foedus, "brief", "--format", "md")


# --- the example report ---


def test_the_answer_says_who_reports_what_stood_and_what_changed(example):
    answer = section(example, "The answer")
    for words in (
        "About 1,500 North Korean special forces",
        "Centre for Strategic Communication (Ukraine) alleges",
        "Jane Sample",
        "treaty of 2024, which the report names: signed on 19 June 2024 and not in force",
        "friendship treaty of 2000, between the same parties: in force",
        "and for no help",
        "Signed and not in force, so not bound: Russia",
        "Today also bound: Russia",
        "treaty of 2024 has been in force since 4 December 2024",
    ):
        assert words in answer, answer
    assert answer.index("Who reports what") < answer.index("In law on 20 October 2024") < answer.index("Today, ")


def test_a_span_of_days_is_no_slash(example):
    assert "some day between 10 February 2000 and 31 December 2000" in example
    assert re.search(r"\d{4}-\d\d-\d\d/", re.sub(r"<[^>]*>", "", example)) is None


def test_names_stand_for_codes_and_nothing_is_escaped_in_vain(example):
    text = re.sub(r"`[^`]*`|<[^>]*>", "", example)
    assert "it ties South Korea and United States" in text
    assert "\\_" not in example
    assert re.search(r"\b(KOR|PRK|RUS|UKR|USA)\b", text) is None


def test_each_caveat_is_said_once(example):
    mind = list(filter(None, section(example, "What to keep in mind").splitlines()))
    assert len(mind) == len(set(mind))
    assert sum("home territory" in line for line in mind) == 1
    assert sum("surveyed" in line for line in mind) == 1
    assert example.count("there is no peace treaty") == 1


def test_a_duty_stands_once_with_its_verdict_on_each_day(example):
    duties = section(example, "Who is bound")
    assert "- **pending**, today **invoked**: **Russia** to North Korea: military and other help." in duties
    first = duties.split("###")[1]
    assert first.count("**China** to North Korea: military and other help") == 1
    assert duties.count("US-ROK Mutual Defense Treaty of 1953, Article III") == 1


def test_what_is_not_verified_stands_behind_what_is(example):
    case = section(example, "Who is bound").split("### An attack by Ukraine on Russia")[1].split("###")[0]
    sure, _, doubtful = case.partition("Resting on points that are not verified:")
    assert "Collective Security Treaty of 1992, Article 4" in sure
    assert "**Abkhazia** to Russia: military" in doubtful.split("Duties to consult")[0]
    assert "Abkhazia" not in sure


# --- forms ---


def test_html_needs_nothing_else_and_names_each_verdict_in_words(foedus):
    page = told(foedus, "brief", "--format", "html")
    assert re.search(r"<(script|link|img|iframe)|@import|url\(", page) is None
    assert '<span class="chip pending">pending</span>' in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_what_a_report_says_is_no_markup(foedus, folder):
    text = "Russian <b>troops</b> have entered Ukraine, [the ministry](http://x.example) *said* in Kyiv on Friday."
    (folder / "r.txt").write_text(text)
    page = told(foedus, "brief", "r.txt", "--dateline", "2024-05-19", "--format", "html")
    assert "<b>troops" not in page
    assert "](http" not in told(foedus, "brief", "r.txt", "--dateline", "2024-05-19", "--format", "md").replace(
        "\\]", ""
    )


def test_json_keeps_its_keys(foedus):
    answer = json.loads(told(foedus, "brief", "--format", "json"))
    assert {"report", "claims", "scenarios", "differences", "caveats", "sources", "unverified"} <= answer.keys()
    assert all(isinstance(line, str) for line in answer["answer"] + answer["caveats"])
    assert {"attack", "on", "obligations"} <= answer["scenarios"][0].keys()
    assert {"treaty", "name", "where"} == answer["sources"][0].keys()


def test_text_for_people_and_a_page_beside_it(foedus, folder):
    code, out, err = foedus(*QUESTION)
    assert (code, err) == (0, "wrote brief.html\n")
    assert out.startswith("# An attack by South Korea on North Korea, 19 October 2024\n")
    assert (folder / "brief.html").read_text().startswith("<!doctype html>")


def test_a_title_falls_back_to_the_name_of_the_file(foedus, folder):
    (folder / "wire.txt").write_text("Russian troops have entered Ukraine, the ministry said in Kyiv on Friday.")
    assert told(foedus, "brief", "wire.txt", "--format", "md").startswith("# wire.txt\n")


def test_what_was_not_public_then_is_not_told(foedus):
    page = told(foedus, *QUESTION[:4], "--on", "2024-10-19", "--known-on", "2024-07-01", "--format", "md")
    assert "as known on 1 July 2024" in page.splitlines()[0]
    assert "Read as the record stood on 2024-07-01" in page


# --- nothing found, and what is refused ---


@pytest.mark.parametrize("form", [(), ("--format", "md"), ("--format", "json"), ("-o", "x.html")])
def test_a_report_about_nothing_exits_with_1_and_leaves_nothing(foedus, folder, form):
    (folder / "g.txt").write_text("The garden was quiet in the morning. It rained for an hour before the cat came in.")
    code, out, err = foedus("brief", "g.txt", *form)
    assert code == 1
    assert err.startswith("Nothing found in g.txt: no claim")
    assert [path.name for path in folder.iterdir()] == ["g.txt"]
    assert json.loads(out)["claims"] == [] if "json" in form else out == ""


ENGLISH = b"The ministry said that the army was ready for what is to come on Friday. "


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (ENGLISH + b"\x00\x01", "binary"),
        (ENGLISH + "café".encode()[:-1], "UTF-8"),
        (ENGLISH * 300_000, "the limit is 2 MB"),
        (b"Die Regierung hat gesagt, dass der Vertrag mit dem Nachbarn nicht in Kraft ist. " * 3, "English"),
    ],
)
def test_a_report_that_cannot_be_read_is_told_in_one_line(foedus, folder, content, words):
    (folder / "r.txt").write_bytes(content)
    refused(foedus, folder, ("brief", "r.txt"), words)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("missing.txt",), "no file missing.txt"),
        ((".",), "is a folder"),
        (("--attack", "KOR", "PRK", "missing.txt"), "not both"),
        (("--on", "2024-10-19"), "--dateline"),
        (("--attack", "KOR", "PRK", "--dateline", "2024-10-19"), "--on"),
        (("--dateline", "2024-02-30"), "February 2024 has 29 days"),
        (("--attack", "Korea", "PRK"), "say which state"),
        (("--attack", "KOR", "PRK", "--on", "1066-01-01"), "outside the record"),
        (("--attack", "KOR", "PRK", "--where", "Atlantis"), "unknown place"),
        (("--attack", "KOR", "PRK", "--fact", "moon=true"), "unknown fact"),
        (("--format", "pdf"), "the formats are"),
        (("-o", "x.pdf"), "the formats are"),
        (("-o", "no/such/x.html"), "there is no folder"),
        (("-o", "."), "it is a folder"),
        (("-o", "/dev/null"), "no ordinary file"),
    ],
)
def test_a_wrong_use_is_told_in_one_line_and_nothing_is_written(foedus, folder, options, words):
    refused(foedus, folder, ("brief", *options), words)


def refused(foedus, folder, command, words):
    before = sorted(folder.iterdir())
    code, out, err = foedus(*command)
    assert (code, out) == (2, "")
    assert err.startswith("foedus: ")
    assert err.count("\n") == 1
    assert words in err, err
    assert sorted(folder.iterdir()) == before


def test_nothing_is_printed_where_the_page_cannot_be_written(foedus, folder, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    refused(foedus, folder, QUESTION, "cannot write brief.html: No space left on device")


# --- the founding report ---


@pytest.mark.founding
@pytest.mark.skipif(not FOUNDING.exists(), reason="the founding report is third-party text")
def test_the_founding_report_gets_its_answer(foedus):
    page = told(foedus, "brief", FOUNDING, "--dateline", "2024-10-19", "--format", "md")
    answer = section(page, "The answer")
    for words in (
        "About 1,500 North Korean special forces",
        "Lee Sang-min",
        "Vladimir Tikhonov",
        "signed on 19 June 2024 and not in force",
        "treaty of 2000, between the same parties: in force",
        "Bound to help North Korea: China (Sino-North Korean treaty of 1961, Article II)",
        "Bound to help South Korea: the United States (US-ROK Mutual Defense Treaty of 1953, Article III)",
        "Today also bound: Russia",
    ):
        assert words in answer, words
    assert "“inappropriate” for them to comment" in section(page, "Who says what")
    assert "halted by armistice on 27 July 1953; there is no peace treaty" in page
    without = told(foedus, "brief", FOUNDING, "--format", "md")
    assert "**no dateline**" in without
    assert "--dateline YYYY-MM-DD" in without
    kim = section(without, "Who says what")
    assert kim.count("Relations between the two Koreas") == 1
    assert "*declined to comment*, through AFP" in kim
    assert kim.count("- **Seoul's spy agency**") == 1
    assert "about 1,500 troops (present); thousands of troops (planned)" in kim


def test_an_undated_report_is_not_told_today_s_law_alone(foedus, folder):
    from foedus.briefing.brief import example_report

    (folder / "undated.txt").write_text(re.sub(r"SEOUL, .*? - ", "", example_report()))
    answer = section(told(foedus, "brief", "undated.txt", "--format", "md"), "The answer")
    for words in (
        "signed 19 June 2024, in force only from 4 December 2024",
        "depends on that day, which the report does not tell",
        "until then the Russia-North Korea friendship treaty of 2000 bound (consultation)",
    ):
        assert words in answer, answer


def test_a_dateline_before_the_signature_of_a_treaty_named_is_told_first(foedus, folder):
    from foedus.briefing.brief import example_report

    (folder / "undated.txt").write_text(re.sub(r"SEOUL, .*? - ", "", example_report()))
    early, fits = (
        section(told(foedus, "brief", "undated.txt", "--dateline", day, "--format", "md"), "The answer")
        for day in ("2020-01-01", "2024-10-20")
    )
    assert early.strip().startswith("- **The day.** 1 January 2020 does not fit the report")
    assert "signed on 19 June 2024" in early
    assert "does not fit" not in fits


def test_today_s_wars_raise_their_questions_too_and_are_marked(example):
    assert "### An attack by Ukraine on North Korea\n\nAsked because today they are at war" in example


def test_a_pact_that_is_silent_says_why(foedus, folder):
    text = "Russian troops attacked Ukraine again, the ministry in Kyiv said. The United States called for calm."
    (folder / "r.txt").write_text(text)
    page = told(foedus, "brief", "r.txt", "--dateline", "2026-05-19", "--format", "md")
    assert "is silent here: it excludes a case in which the Russo-Ukrainian War is going on" in page


def test_forces_abroad_and_umbrellas_of_the_states_in_question_stand_in_the_brief(example, foedus):
    told_of = section(example, "Forces abroad and umbrellas")
    for words in (
        "United States in South Korea, present since 1 July 1950",
        "North Korea in Russia, present since some day between 8 October 2024 and 13 October 2024",
        "on the day only reported, beyond doubt since 26 April 2025",
        "Nuclear umbrella: United States over South Korea, stated in an official text",
    ):
        assert words in told_of, told_of
    assert "Cyprus" not in told_of
    asked = section(
        told(foedus, *QUESTION, "--known-on", "2024-10-19", "--format", "md"), "Forces abroad and umbrellas"
    )
    assert "North Korea in Russia, reported, and not beyond doubt as known then" in asked
    assert "2025" not in asked


def test_a_brief_on_states_without_any_says_nothing_of_forces(foedus):
    page = told(foedus, "brief", "--attack", "CHE", "AUT", "--on", "1980-01-01", "--format", "md")
    assert "Forces abroad" not in page


@pytest.mark.parametrize(
    ("report", "attack", "place"),
    [
        (
            "LONDON, 2 April 1982 - Argentina attacked the Falkland Islands on Friday, the British government said.",
            ("ARG", "GBR"),
            "falkland-islands",
        ),
        (
            "STANLEY, 2 April 1982 - The Falkland Islands were attacked by Argentina on Friday, the governor said.",
            ("ARG", "GBR"),
            "falkland-islands",
        ),
        (
            "PARIS, 3 June 2024 - Madagascar attacked Réunion on Sunday, the ministry said.",
            ("MDG", "FRA"),
            "reunion",
        ),
        (
            "MANILA, 17 June 2024 - China attacked Second Thomas Shoal on Monday, the Philippine government said.",
            ("CHN", "PHL"),
            "second-thomas-shoal",
        ),
    ],
)
def test_a_place_that_is_attacked_is_the_place_of_the_question_and_its_holder_the_target(
    foedus, folder, report, attack, place
):
    (folder / "r.txt").write_text(report)
    code, out, _ = foedus("brief", folder / "r.txt", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert told["claims"][0]["place"]
    assert (told["claims"][0]["actors"]["attacker"], told["claims"][0]["actors"]["target"]) == (
        [attack[0]],
        [attack[1]],
    )
    asked = [
        s for s in told["scenarios"] if (s["attack"]["attackers"], s["attack"]["target"]) == ([attack[0]], attack[1])
    ]
    assert {s["attack"]["where"] for s in asked} == {place}
    assert not any("no other place was given" in c for c in told["caveats"])
    if place == "falkland-islands":
        assert not any(
            o["treaty"] == "1949-north-atlantic" for s in asked for o in s["obligations"] if o["kind"] == "defense"
        )


def test_a_state_attacked_in_a_capital_s_name_is_still_asked_about_at_home(foedus, folder):
    (folder / "r.txt").write_text("SEOUL, 2 May 2024 - North Korea attacked South Korea on Thursday, Seoul said.")
    _, out, _ = foedus("brief", folder / "r.txt", "--format", "json")
    assert {s["attack"]["where"] for s in json.loads(out)["scenarios"]} == {None}


def test_states_are_named_as_in_a_sentence_and_treaties_by_their_names(foedus):
    _, out, _ = foedus("brief", "--attack", "ARG", "GBR", "--on", "1982-04-02", "--format", "md")
    prose = out.partition("## What would change")[0]
    assert "on the United Kingdom" in prose
    assert "2025-kensington" not in prose
    of_2025 = [line for line in prose.splitlines() if "Kensington" in line]
    assert of_2025
    assert not any("West Germany" in line for line in of_2025)
    assert ".”." not in out


def test_the_lead_names_the_ground_that_leaves_the_least_open(foedus):
    _, out, _ = foedus("brief", "--attack", "ARM", "AZE", "--on", "2022-09-13", "--format", "json")
    answer = json.loads(out)["scenarios"][0]["answer"]
    assert any("Turkey" in line and "2010" in line for line in answer)


def test_help_for_the_victim_is_said_not_to_break_a_pledge_of_nonaggression(foedus):
    _, out, _ = foedus("brief", "--attack", "CHN", "PHL", "--on", "2024-06-01", "--format", "md")
    lines = [line for line in out.splitlines() if "Conflict" in line and "nonaggression" in line]
    assert all("Article 51" in line for line in lines if "owes" in line and "defense (" in line)
