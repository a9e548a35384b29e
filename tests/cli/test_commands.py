"""The command line: answers, exit codes, and messages for what cannot be answered."""

import json
import subprocess
import sys

import pytest

VERBS = ("brief", "attack", "why", "world", "treaties", "show", "check", "diff", "data", "cite", "table", "trial")
ATTACK = ("attack", "KOR", "PRK", "--on", "2026-11-01")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(foedus, verb):
    code, out, _ = foedus(verb, "--help")
    assert code == 0
    assert out.startswith("Usage: ")
    assert verb in out


def test_the_list_of_verbs_is_what_it_was_promised_to_be(foedus):
    code, out, _ = foedus("--help")
    assert code == 0
    assert [verb for verb in VERBS if f"\n  {verb} " not in out] == []


def test_without_words_the_help_is_shown(foedus):
    assert "Commands" in "".join(foedus()[1:])


# --- attack --json: the contract ---

OBLIGATION = {
    "promisor": str,
    "promisee": str,
    "against": list,
    "kind": str,
    "treaty": str,
    "article": str,
    "status": str,
    "turns_on": list,
    "owes": str,
    "discretion": str,
    "wave": int,
    "verified": bool,
    "proof": dict,
}
"""The fields of one obligation that are promised, and what they hold."""


def test_an_attack_as_json_is_one_object_in_the_promised_shape(foedus):
    code, out, err = foedus(*ATTACK, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["attack"] == {"attackers": ["KOR"], "target": "PRK", "on": "2026-11-01", "where": None, "facts": {}}
    assert told["known_on"] is None
    assert list(told)[:3] == ["attack", "known_on", "obligations"]
    assert {"conflicts", "torn", "caveats"} <= told.keys()
    for duty in told["obligations"]:
        for field, kind in OBLIGATION.items():
            assert type(duty[field]) is kind, (field, duty[field])
        assert [f for f in duty if f in OBLIGATION] == list(OBLIGATION), "in the order of the contract"
        assert duty["status"] in ("invoked", "arguable", "pending", "suspended")
        assert (duty["status"] == "arguable") <= bool(duty["turns_on"])
        assert {"says", "truth"} <= duty["proof"].keys()
    russia = next(d for d in told["obligations"] if d["promisor"] == "RUS" and d["kind"] == "defense")
    expected = {
        "promisee": "PRK",
        "against": ["KOR"],
        "treaty": "2024-russia-dprk",
        "article": "4",
        "status": "invoked",
        "turns_on": [],
        "owes": "assist",
        "discretion": "none",
        "wave": 1,
    }
    assert {field: russia[field] for field in expected} == expected


def test_names_numbers_and_codes_ask_the_same_question(foedus):
    def answer(*words):
        return foedus("attack", *words, "--on", "2026-11-01", "--json")

    assert answer("South Korea", "DPRK") == answer("KOR", "PRK") == answer("732", "731") == answer("cow:ROK", "prk")


def test_several_attackers_place_and_facts_are_told_back(foedus):
    code, out, _ = foedus(
        *("attack", "RUS,BLR", "EST", "--on", "2026-11-01", "--where", "EST"),
        *("--fact", "on_request=true", "--fact", "unprovoked=unknown", "--known-on", "2026-01-01", "--json"),
    )
    told = json.loads(out)
    assert code == 0
    assert told["attack"]["attackers"] == ["RUS", "BLR"]
    assert told["attack"]["where"] == "EST"
    assert told["attack"]["facts"] == {"on_request": True, "unprovoked": None}
    assert told["known_on"] == "2026-01-01"


def test_every_clause_lists_more_and_loses_nothing(foedus):
    few = json.loads(foedus(*ATTACK, "--json")[1])["obligations"]
    all_of_them = json.loads(foedus(*ATTACK, "--json", "--all")[1])["obligations"]
    assert len(all_of_them) > len(few)
    assert all(duty in all_of_them for duty in few)
    assert "not_invoked" in {d["status"] for d in all_of_them}


def test_the_closure_tells_who_joined_in_which_wave(foedus):
    told = json.loads(foedus("attack", "RUS", "EST", "--on", "2026-11-01", "--assume", "honoured", "--json")[1])
    assert {"state": "USA", "wave": 1} in told["joined"]["defending"]


def test_what_is_printed_for_people_names_treaty_article_and_status(foedus):
    code, out, _ = foedus(*ATTACK)
    assert code == 0
    for words in ("2024-russia-dprk", "invoked", "RUS", "Note:"):
        assert words in out


@pytest.mark.parametrize(
    "words",
    [
        ("why", "KOR", "PRK", "RUS", "--on", "2026-11-01"),
        ("why", "KOR", "PRK", "JPN", "--on", "2026-11-01"),
        ("world", "--on", "2024-10-19", "--state", "PRK"),
        ("treaties", "--on", "2024-10-19", "--party", "PRK"),
        ("show", "1949-north-atlantic", "5"),
        ("diff", "2023-04-03", "2023-04-05", "--party", "FIN"),
    ],
)
def test_every_verb_that_answers_answers_people_and_programs(foedus, words):
    code, out, err = foedus(*words)
    assert (code, err) == (0, "")
    assert out.strip()
    code, out, err = foedus(*words, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)


def test_the_proof_of_absence_says_that_nothing_is_owed(foedus):
    told = json.loads(foedus("why", "KOR", "PRK", "JPN", "--on", "2026-11-01", "--json")[1])
    assert (told["state"], told["owes"]) == ("JPN", False)
    assert "owes no help" in told["proofs"][0]["says"]


def test_a_table_as_csv_has_a_head_and_one_line_for_each_treaty(foedus):
    code, out, _ = foedus("treaties", "--csv")
    assert code == 0
    assert out.splitlines()[0].startswith("id,name,")
    assert len(out.splitlines()) >= 126


def test_in_csv_nothing_is_empty_and_what_a_spreadsheet_would_run_is_disarmed(capsys):
    from foedus.cli.output import print_csv

    print_csv([{"a": "", "b": None, "c": [], "d": "=1+1", "e": ["@x", "y"], "f": False, "g": 0}], "abcdefg")
    assert capsys.readouterr().out == "a,b,c,d,e,f,g\n,,,'=1+1,'@x y,False,0\n"


def test_the_check_of_the_corpus_finds_no_mistake(foedus):
    code, out, _ = foedus("check")
    assert code == 0
    assert "no mistake" in out


# --- exit 1: nothing found ---


@pytest.mark.parametrize(
    "words",
    [
        ("attack", "CHE", "LIE", "--on", "2020-01-01"),
        ("attack", "CHE", "LIE", "--on", "2020-01-01", "--json"),
        ("treaties", "--on", "2020-01-01", "--party", "LIE"),
        ("diff", "2020-01-01", "2020-01-01"),
    ],
)
def test_exit_1_where_nothing_was_found(foedus, words):
    code, out, _ = foedus(*words)
    assert code == 1
    if "--json" in words:
        assert json.loads(out)["obligations"] == []


# --- exit 2: wrong use or bad input, one clear message ---


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("attack", "Estonya", "PRK"), ("unknown state 'Estonya'", "Did you mean Estonia")),
        (("attack", "KOR", "Germny"), ("unknown state 'Germny'", "Germany")),
        (("attack", "Korea", "PRK", "--on", "2020-01-01"), ("'Korea'", "KOR", "PRK", "say which state")),
        (("attack", "KOR", "KOR"), ("KOR cannot attack itself",)),
        (("attack", "KOR", "South Korea"), ("KOR cannot attack itself",)),
        (("attack", "", "PRK"), ("at least one attacker",)),
        (("attack", ",", "PRK"), ("at least one attacker",)),
        (("attack", "KOR", "PRK", "--on", "2023-02-29"), ("'2023-02-29' is no day", "February 2023 has 28 days")),
        (("attack", "KOR", "PRK", "--on", "1700-01-01"), ("1700-01-01", "1815-01-01")),
        (("attack", "KOR", "PRK", "--on", "1914"), ("no single day", "YYYY-MM-DD")),
        (("attack", "KOR", "PRK", "--on", "tomorrow"), ("'tomorrow' is no date",)),
        (("attack", "KOR", "PRK", "--known-on", "1914-13-01"), ("no month 13",)),
        (("attack", "KOR", "PRK", "--where", "Atlantys"), ("unknown place 'Atlantys'",)),
        (("attack", "KOR", "PRK", "--fact", "bogus=true"), ("unknown fact 'bogus'", "self_defence")),
        (("attack", "KOR", "PRK", "--fact", "on_request@1800-nothing=true"), ("unknown fact",)),
        (("attack", "KOR", "PRK", "--fact", "on_request"), ("NAME=true",)),
        (("attack", "KOR", "PRK", "--fact", "on_request=perhaps"), ("NAME=true",)),
        (("attack", "KOR", "PRK", "--fact", "=true"), ("unknown fact",)),
        (("attack", "KOR", "PRK", "--assume", "hope"), ("unknown assumption", "honoured")),
        (("attack", "KOR", "PRK", "--treaties", "/nowhere/at/all"), ("no folder",)),
        (("why", "KOR", "PRK", "Japn"), ("unknown state 'Japn'", "Japan")),
        (("world", "--state", "Atlantis"), ("unknown state 'Atlantis'",)),
        (("show", "1949-north-atlantyc"), ("unknown treaty", "1949-north-atlantic")),
        (("show", "1949-north-atlantic", "99"), ("unknown article '99'", " 1, 2, 3,", " 9, 10, 11")),
        (("show", "1953-us-rok", "99"), (" I, II, III, IV, V, VI.",)),
        (("check", "/nowhere/at/all"), ("no folder",)),
        (("diff", "2020-01-01", "never"), ("'never' is no date",)),
        (("diff", "2024-12-04", "2024-12-03"), ("comes before", "foedus diff 2024-12-03 2024-12-04")),
    ],
)
def test_exit_2_with_one_message_that_says_what_is_wrong(foedus, words, told):
    code, out, err = foedus(*words)
    assert code == 2
    assert out == ""
    assert err.startswith("foedus: ")
    assert err.count("\n") == 1
    assert all(piece in err for piece in told), err


@pytest.mark.parametrize(
    "words",
    [("attack", "KOR"), ("attack",), ("nothing",), ("attack", "KOR", "PRK", "--nonsense"), ("diff", "2020-01-01")],
)
def test_exit_2_where_the_words_do_not_fit(foedus, words):
    code, out, err = foedus(*words)
    assert code == 2
    assert out == ""
    assert "Usage" in err


def test_a_bad_treaty_file_is_told_with_its_line_and_exits_with_2(foedus, tmp_path):
    (tmp_path / "1900-one.yaml").write_text("id: 1900-one\nname: x\nnonsense: 1\n")
    code, out, err = foedus("check", str(tmp_path))
    assert (code, out) == (2, "")
    assert "1900-one.yaml:3: unknown field `nonsense`" in err
    assert "nothing was loaded" in err


@pytest.mark.mirror
def test_atop_answers_the_same_question_from_two_centuries(foedus):
    code, out, _ = foedus("attack", "RUS", "DEU", "--on", "1914-07-31", "--treaties", "atop", "--json")
    assert code == 0
    assert all(d["treaty"].startswith("atop:") for d in json.loads(out)["obligations"])


def test_atop_without_its_file_says_how_to_get_it(foedus, tmp_path, monkeypatch):
    monkeypatch.setattr("foedus.sources.files.cache_folder", lambda: tmp_path)
    monkeypatch.setenv("FOEDUS_MIRROR", "http://127.0.0.1:9")
    code, _, err = foedus("attack", "RUS", "DEU", "--on", "1914-07-31", "--treaties", "atop")
    assert code == 2
    assert "foedus data fetch atop-members" in err
    assert "FOEDUS_MIRROR" in err


def test_the_installed_command_and_the_module_run(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "foedus", *ATTACK, "--json"], capture_output=True, check=False, cwd=tmp_path, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["attack"]["target"] == "PRK"


def test_a_pipe_that_closes_early_is_no_error(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "foedus", "treaties", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    ) as running:
        running.stdout.readline()
        running.stdout.close()
        complaint = running.stderr.read()
        assert running.wait() in (0, -13)
    assert b"Traceback" not in complaint
