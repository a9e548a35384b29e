"""`foedus world`, `attack`, `why` and `brief` with a ledger beside the record."""

import json

import pytest
from gold import GOLD, LEDGER, claim
from typer.testing import CliRunner

from foedus.cli.app import app
from foedus.ledger.ledger import Ledger

DAY = "2024-10-19"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("case") / "case.db")
    with Ledger(path, author="Ann Lee") as ledger:
        ledger.append(LEDGER)
    return path


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_world_of_the_day_and_todays_knowledge_of_it(case):
    told = {}
    for known in (["--known-on", DAY], []):
        answer = run("world", "--ledger", case, "--on", DAY, *known, "--state", "PRK", "--json")
        assert answer.exit_code == 0
        evidence = json.loads(answer.stdout)["evidence"]
        (force,) = [m for m in evidence["matters"] if m["kind"] == "force"]
        told[bool(known)] = force["standing"]
        assert {GOLD["nis-1500"].id, GOLD["12000"].id} <= {c["entry"] for c in force["claims"]}
    assert told == {True: "probable, contested", False: "established"}


def test_the_terminal_shows_the_same(case):
    shown = run("world", "--ledger", case, "--on", DAY, "--known-on", DAY, "--state", "PRK", "--sources").stdout
    for words in ("Evidence: forces abroad", "probable, contested", "not confirmed", "What falls without a source"):
        assert words in shown


def test_proofs_and_briefs_name_entries(case):
    key = GOLD["in-force"].id
    assert key in run("why", "KOR", "PRK", "RUS", "--on", "2024-12-10", "--ledger", case, "--json").stdout
    assert key in run("attack", "KOR", "PRK", "--on", "2024-12-10", "--ledger", case, "--json").stdout
    asked = ("brief", "--attack", "KOR", "PRK", "--on", "2024-12-10", "--ledger", case, "--format", "json")
    assert key in run(*asked).stdout


def test_a_policy_is_told(case):
    answer = json.loads(
        run("world", "--ledger", case, "--on", DAY, "--state", "PRK", "--believe", "C3", "--json").stdout
    )
    assert answer["evidence"]["believe"] == "C3"
    assert any("C3" in caveat for caveat in answer["evidence"]["caveats"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--believe", "C3"], "name one with --ledger"),
        (["--kind", "force"], "name one with --ledger"),
        (["--ledger", "CASE", "--kind", "forces"], "no such kind"),
        (["--ledger", "CASE", "--believe", "F6"], "no grade|cannot be judged"),
    ],
)
def test_what_cannot_be_asked(case, words, says):
    answer = run("world", "--on", DAY, *[case if word == "CASE" else word for word in words])
    assert answer.exit_code != 0
    assert any(part in f"{answer.exception} {answer.output}" for part in says.split("|"))


def test_text_of_claims_does_nothing_to_a_terminal(tmp_path):
    path = str(tmp_path / "bad.db")
    evil = "They came \x1b[2J\x1b]0;owned\x07 [red]now[/red]."
    with Ledger(path, author="Ann Lee") as ledger:
        ledger.append([claim("2024-10-18", "Peskov", "RUS", "troop_deployment", evil, modality="denied")])
    shown = run("world", "--ledger", path, "--on", DAY, "--state", "PRK").stdout
    assert "\x1b" not in shown
    assert "[red]" in shown
