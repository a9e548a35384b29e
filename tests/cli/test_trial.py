"""`foedus trial`: the whole trial, one war, one alliance, rows, and one message for what cannot be answered."""

import csv
import io
import json

import pytest

from foedus.court.tables import COLUMNS

RATES = ["all", "pre_1945", "post_1945", "defense", "offense", "neutrality", "nonaggression"]


@pytest.fixture
def ready(foedus, tried, climbed, monkeypatch):
    """The command line with the trial put and its ladder climbed already."""
    monkeypatch.setattr("foedus.court.rungs.trial", lambda _: tried)
    monkeypatch.setattr("foedus.court.rungs.Trial.ladder", lambda *_: climbed)
    return foedus


@pytest.fixture
def coding(tmp_path):
    """Six cases of which history leaves no doubt; of two of them these coders say something else."""
    rows = (
        "cowwarid,atopid,relevant,honorLLM",
        "106,1350,1,0",  # Italy in 1915
        "106.0,1385.0,1,1",  # France and Russia in 1914
        "64,1305,1,1",  # Peru and Bolivia in 1879
        "139,2070,1,1",  # Romania in 1939: kept, say these coders; it did not come
        "202,3180,1,NA",  # the North Atlantic treaty at the Falklands: invoked, say these coders; it was not
        "211,3205,1,",  # the Arab pact in 1990
        ",3015,1,0",  # a war without a number
    )
    path = tmp_path / "coders.csv"
    path.write_text("\n".join(rows))
    return path


def refused(told):
    """The one message for what cannot be answered."""
    code, out, err = told
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    return err.splitlines()[-1]


# The contract: numbers beside a coding.


@pytest.mark.mirror
def test_the_scores_beside_a_coding_are_the_first_thing_in_the_json(foedus, coding):
    """The whole of it, nothing prepared."""
    code, out, err = foedus("trial", "--against", coding, "--json", "--draws", "50")
    assert code == 0
    told = json.loads(out)
    assert list(told)[:6] == ["n", "precision", "recall", "f1", "agreement", "rates"]
    assert list(told["rates"]) == RATES
    assert {name: told[name] for name in ("n", "precision", "recall", "f1", "agreement")} == {
        "n": 6,
        "precision": 1.0,  # all of the engine's five
        "recall": pytest.approx(5 / 6),  # five of the coders' six
        "f1": pytest.approx(10 / 11),
        "agreement": pytest.approx(4 / 5),  # but for Romania
    }
    assert told["rates"] == {
        "all": pytest.approx(2 / 5),
        "pre_1945": pytest.approx(2 / 4),
        "post_1945": 0.0,
        "defense": pytest.approx(2 / 5),
        "offense": 0.0,
        "neutrality": 0.0,
        "nonaggression": 0.0,
    }
    assert told["coding"] == {"file": "coders.csv", "unlisted": 1, "unknown": 0}
    assert told["bootstrap"] == {"draws": 50, "seed": 1914, "cluster": "war"}
    assert {(d["cowwarid"], d["atopid"], d["coders"], d["foedus"]) for d in told["divergent"]} == {
        (139, 2070, "invoked and kept", "invoked and broken"),
        (202, 3180, "invoked and broken", "not invoked"),
    }
    assert [row["rung"] for row in told["ladder"]] == [
        "alliances",
        "pacts",
        "events",
        "conditions",
        "merged",
        "overlays",
    ]
    assert told["ladder"][-1]["f1"] == told["f1"]
    assert "foedus: judging" in err  # progress


@pytest.mark.mirror
def test_the_whole_trial_as_text_stands_beside_the_published_rates(ready, coding):
    code, out, _ = ready("trial", "--against", coding, "--draws", "50")
    assert code == 0
    flat = " ".join(out.split())
    assert "The ladder" in flat
    assert "Kept, of those invoked (how many)" in flat
    assert "Berkemeier" in flat
    assert "Beside coders.csv (6 pairs)" in flat
    assert "1 rows have no war of the Correlates of War list and are left out." in flat
    assert "2 divergent cases" in flat


@pytest.mark.mirror
def test_without_a_coding_the_rates_are_those_of_all_wars(ready, tried, monkeypatch):
    monkeypatch.setattr("foedus.cli.trial._coding", lambda _: None)
    code, out, _ = ready("trial", "--json")
    told = json.loads(out)
    assert code == 0
    assert list(told["rates"]) == RATES
    assert "f1" not in told
    assert told["record"]["wars"] == len(tried.wars)
    assert told["record"]["invoked"] == len(tried.invoked())
    assert told["rates"]["all"] == told["record"]["rates"]["all"]["share"]
    code, out, _ = ready("trial")
    assert code == 0
    assert "No coding to compare with: give one with --against FILE" in out


@pytest.mark.mirror
def test_the_same_seed_prints_the_same_intervals(ready, coding):
    words = ("trial", "--against", coding, "--json", "--draws", "40", "--seed")
    one, again, other = (json.loads(ready(*words, seed)[1])["intervals"] for seed in (7, 7, 8))
    assert one == again
    assert set(one) == {"precision", "recall", "f1", "agreement", *(f"rates.{group}" for group in RATES)}
    assert one != other


# One war, one alliance.


@pytest.mark.mirror
@pytest.mark.parametrize("name", ["202", "Falklands War", "falkland-islands", "FALKLANDS WAR"])
def test_a_war_is_asked_for_by_number_or_name(ready, name):
    code, out, _ = ready("trial", "--war", name)
    assert code == 0
    assert out.startswith("Falklands War (COW 202), 1982-03-25 to 1982-06-15. Contested: ")
    assert "0 of 9 alliances invoked" in out


@pytest.mark.mirror
def test_a_war_is_told_with_what_each_alliance_owed_and_a_proof(ready):
    code, out, _ = ready("trial", "--war", "64")
    assert code == 0
    assert "ATOP 1305 (PER, BOL): invoked and kept" in out
    assert "PER to BOL: defense invoked on 1879-02-14; fought beside" in out
    assert "the casus foederis arises: PER owes BOL defense" in out


@pytest.mark.mirror
def test_an_alliance_is_told_in_every_war_that_touched_it_with_why_not(ready):
    code, out, _ = ready("trial", "--alliance", "3215")  # Australia, New Zealand, United States
    assert code == 0
    wars = [line for line in out.splitlines() if "(COW " in line]
    assert {"Vietnam War", "Invasion of Afghanistan"} <= {line.partition(" (COW")[0] for line in wars}
    assert "AUS to USA: defense arguable on 2001-09-11, turning on non_state_attack; fought beside" in out


@pytest.mark.mirror
@pytest.mark.parametrize("name", ["1350", "atop:1350", "atop:1350.4"])
def test_an_alliance_in_a_war_is_asked_for_by_number(ready, name):
    code, out, _ = ready("trial", "--war", "106", "--alliance", name, "--json")
    [verdict] = json.loads(out)["verdicts"]
    assert (code, verdict["atopid"], verdict["kept"]) == (0, 1350, False)
    assert [(b["by"], b["against"], b["on"]) for b in verdict["breaches"]] == [("ITA", "cow:AUH", "1915-05-23")]
    assert {s["state"]: s["kept"] for s in verdict["states"]}["ITA"] is False
    assert all(clause["proof"] for clause in verdict["clauses"])


@pytest.mark.mirror
def test_why_an_alliance_was_not_invoked_is_proved(ready):
    code, out, _ = ready("trial", "--war", "202", "--alliance", "3180")
    assert code == 0
    assert "not invoked" in out
    assert "does not lie in" in out


@pytest.mark.mirror
def test_an_alliance_that_was_not_near_the_war_is_nothing_found(ready):
    code, _, err = ready("trial", "--war", "106", "--alliance", "3180")
    assert code == 1
    assert "No member of it fought in a war of the record while it was in force." in err


@pytest.mark.mirror
def test_a_war_day_by_day_on_a_terminal(ready):
    code, out, _ = ready("trial", "--war", "world-war-i", "--timeline")
    assert code == 0
    assert "First World War (COW 106), day by day" in out
    told = " ".join(out.split())
    assert "1914-07-28 cow:AUH declares war on SRB" in told
    assert "FRA to RUS: defense, fought beside (1385)" in told
    assert "breach: ITA of its pact with cow:AUH (atop:1350.4)" in told
    assert "ITA declares war on cow:AUH (in defence)" in told


@pytest.mark.mirror
def test_a_war_day_by_day_as_json(ready):
    code, out, _ = ready("trial", "--war", "106", "--alliance", "1385", "--timeline", "--json")
    told = json.loads(out)
    days = {day["on"]: day for day in told["timeline"]}
    assert (code, told["war"]) == (0, "world-war-i")
    assert days["1914-08-01"]["acts"][0] | {"source": ""} == {
        "by": "DEU",
        "what": "declaration",
        "against": "RUS",
        "attack": True,
        "source": "",
    }
    assert [(c["promisor"], c["kept"]) for c in days["1914-08-01"]["called"]] == [("FRA", True)]


@pytest.mark.mirror
def test_who_was_bound_and_absent_is_named_at_the_end(ready):
    code, out, _ = ready("trial", "--war", "155", "--timeline")
    assert code == 0
    last = " ".join(out.split()).partition("Bound by the leading account and absent: ")[2]
    assert {"Iraq", "Jordan", "Lebanon", "Saudi Arabia", "Syria"} <= {name.strip(" .") for name in last.split(",")}


# Rows.


def table(out):
    return list(csv.DictReader(io.StringIO(out)))


@pytest.mark.mirror
@pytest.mark.parametrize("level", ["alliance", "state", "clause"])
def test_rows_come_at_three_levels_with_their_columns(ready, level):
    code, out, _ = ready("trial", "--csv", "--level", level)
    assert code == 0
    assert tuple(out.splitlines()[0].split(",")) == COLUMNS[level]
    assert len(table(out)) > 500


@pytest.mark.mirror
def test_a_row_for_each_alliance_in_a_war_with_nothing_where_nothing_arose(ready):
    found = {row["atopid"]: row for row in table(ready("trial", "--csv", "--war", "155")[1])}
    sevres, atlantic = found["3322"], found["3180"]
    assert (sevres["invoked"], sevres["kept"], sevres["owed_by"]) == ("True", "True", "GBR FRA ISR")
    assert (atlantic["invoked"], atlantic["kept"], atlantic["certain"], atlantic["wartime"]) == ("False", "", "", "")
    assert {row["cowwarid"] for row in found.values()} == {"155"}


@pytest.mark.mirror
def test_rows_of_states_and_of_clauses_in_a_war(ready):
    states = table(ready("trial", "--csv", "--level", "state", "--war", "211", "--alliance", "3205")[1])
    assert {r["state"]: (r["breach"], r["kept"]) for r in states if r["state"] in ("IRQ", "EGY", "JOR")} == {
        "IRQ": ("KWT", "False"),
        "EGY": ("", "True"),
        "JOR": ("", "False"),
    }
    clauses = table(ready("trial", "--csv", "--level", "clause", "--war", "64")[1])
    assert [(c["promisor"], c["promisee"], c["since"]) for c in clauses] == [
        ("PER", "BOL", "1879-02-14"),
        ("BOL", "PER", "1879-04-05"),
    ]


@pytest.mark.mirror
def test_a_war_that_the_list_lacks_has_no_number(ready):
    rows = table(ready("trial", "--csv", "--war", "italy-albania-1939")[1])
    assert {row["cowwarid"] for row in rows} == {""}


# What cannot be answered.


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--war", "crimaen war"), "unknown war 'crimaen war'"),
        (("--war", "crimaen war"), "Did you mean Crimean War"),
        (("--war", "5000"), "unknown war '5000'; give its number in the Correlates of War list (106)"),
        (("--war", "none"), "unknown war 'none'"),
        (("--alliance", "13550"), "unknown alliance '13550'; give its number in ATOP 5.1"),
        (("--alliance", "13550"), "1350"),
        (("--alliance", "nato"), "unknown alliance 'nato'"),
        (("--war", "106", "--alliance", "triple"), "unknown alliance 'triple'"),
    ],
)
def test_an_unknown_war_or_alliance_is_told_with_near_ones(ready, words, says):
    assert says in refused(ready("trial", *words))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--timeline",), "--timeline is about one war; name it: foedus trial --war korean --timeline"),
        (("--timeline", "--alliance", "1350"), "--timeline is about one war"),
        (("--csv", "--json"), "choose one"),
        (("--csv", "--against", "coders.csv"), "leave one of the two out"),
        (("--against", "nowhere.csv"), "no file nowhere.csv; give a CSV with the columns cowwarid, atopid, relevant"),
        (("--against", "."), "no file ."),
    ],
)
def test_what_does_not_go_together_is_told_at_once(foedus, monkeypatch, tmp_path, words, says):
    monkeypatch.chdir(tmp_path)
    assert says in refused(foedus("trial", *words))


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("latin.csv", "cowwarid,atopid,relevant,honorLLM\n106,1350,1,é\n".encode("latin-1"), "not UTF-8 text"),
        ("empty.csv", b"", "no column cowwarid, atopid, honorLLM, relevant"),
        ("short.csv", b"cowwarid,atopid,relevant\n", "no column honorLLM"),
        ("broken.dta", b"", "not a Stata file that can be read"),
    ],
)
def test_a_coding_that_cannot_be_read_is_told_before_the_trial_begins(foedus, tmp_path, name, raw, says):
    path = tmp_path / name
    path.write_bytes(raw)
    told = foedus("trial", "--against", path)
    assert says in refused(told)
    assert "judging" not in told[2]


def test_every_mistake_in_a_coding_is_told_with_its_line(foedus, tmp_path):
    path = tmp_path / "coders.csv"
    path.write_text("cowwarid,atopid,relevant,honorLLM\none,1350,1,1\n106,,1,1\n")
    code, out, err = foedus("trial", "--against", path)
    assert (code, out) == (2, "")
    assert "coders.csv:2: `cowwarid` is 'one', no whole number" in err
    assert "coders.csv:3: `atopid` is missing" in err
    assert "2 mistakes; nothing was loaded" in err


@pytest.mark.parametrize("words", [("--level", "treaty"), ("--draws", "0"), ("--draws", "many"), ("--seed", "x")])
def test_a_word_that_an_option_does_not_take_is_refused(foedus, words):
    code, out, err = foedus("trial", "--csv", *words)
    assert (code, out) == (2, "")
    assert words[0] in err


def test_a_mirror_that_is_no_folder_is_told(foedus, monkeypatch, tmp_path):
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path / "nowhere"))
    assert "which is no folder; name one that holds the files, or unset it" in refused(foedus("trial", "--war", "106"))


def test_data_that_are_not_here_and_cannot_be_fetched_are_told(foedus, monkeypatch, tmp_path):
    """Nobody listens where the mirror should be, and nothing was fetched before."""
    monkeypatch.setenv("FOEDUS_MIRROR", "http://127.0.0.1:9")
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    message = refused(foedus("trial", "--war", "106"))
    assert "cow-wars is not here" in message
    assert "cannot be fetched" in message
    assert "`foedus data fetch cow-wars`" in message
