"""The verbs on a ledger, as commands."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.app import app
from foedus.errors import BadDate, BadEntry, BadLedger, BadQuestion, FoedusError, UnknownName

REPORT = (
    "SEOUL, Oct 19, 2024 (Foedus Wire) - Some 1,500 North Korean soldiers have arrived in Russia, South Korea's "
    "National Intelligence Service said on Friday.\n\nRussia and North Korea signed a treaty in June.\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOEDUS_AUTHOR", "Desk Three")
    monkeypatch.delenv("FOEDUS_LEDGER", raising=False)
    return tmp_path


def run(*words, code=0, given=None):
    told = CliRunner().invoke(app, ["ledger", *words], input=given, catch_exceptions=True)
    if told.exception and not isinstance(told.exception, SystemExit):
        raise told.exception
    assert told.exit_code == code, told.output
    return told


def rows(text):
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


@pytest.fixture
def ledger(here):
    run("init")
    (here / "wire.txt").write_text(REPORT)
    run("add", "wire.txt", "--reader", "plain")
    return here / "foedus.db"


def claim_line(**other):
    from made import fields

    return json.dumps(fields(1) | other)


@pytest.fixture(autouse=True)
def _made(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "ledger"))


def test_init_makes_a_ledger_and_leaves_one_that_is_there(here):
    assert json.loads(run("init", "--json").stdout) == {"ledger": "foedus.db", "entries": 0, "head": ""}
    before = (here / "foedus.db").read_bytes()
    assert "there already" not in run("init").stdout
    assert (here / "foedus.db").read_bytes() == before


def test_without_a_ledger_nothing_is_made_by_mistake(here):
    (here / "wire.txt").write_text(REPORT)
    for words in (("add", "wire.txt"), ("log",), ("accept", "1", "--reason", "x"), ("verify",)):
        with pytest.raises(BadLedger, match="foedus ledger init"):
            run(*words)
    assert not (here / "foedus.db").exists()


def test_the_ledger_is_named_by_option_or_by_the_environment(here, monkeypatch):
    run("init", "--ledger", "a.db")
    monkeypatch.setenv("FOEDUS_LEDGER", "b.db")
    run("init")
    assert sorted(p.name for p in here.iterdir()) == ["a.db", "b.db"]


def test_a_report_is_recorded_with_its_claims_once(ledger):
    report, *claims = rows(run("log", "--json").stdout)
    assert (report["kind"], report["known"], report["author"]) == ("report", "2024-10-19", "Desk Three")
    assert report["body"]["text"] == REPORT.strip() or report["body"]["text"] in REPORT
    assert claims
    assert {c["body"]["report"] for c in claims} == {report["id"]}
    again = run("add", "wire.txt", "--reader", "plain")
    assert "nothing new" in again.stdout
    ledger.with_name("copy.txt").write_text(REPORT)
    assert "nothing new" in run("add", "copy.txt", "--reader", "plain").stdout
    assert len(rows(run("log", "--json").stdout)) == 1 + len(claims)


def test_what_is_told_as_json_is_what_is_recorded(here):
    run("init")
    (here / "wire.txt").write_text(REPORT)
    (told,) = rows(run("add", "wire.txt", "--reader", "plain", "--json").stdout)
    last = rows(run("log", "--limit", "1", "--json").stdout)[0]
    assert (told["last"], told["hash"]) == (last["number"], last["hash"])
    assert told["new"] == last["number"] - 1


def test_claims_come_as_lines_with_their_own_day_or_a_given_one(here):
    run("init")
    given = [claim_line(), claim_line(place="a", known="2024-10-01"), claim_line(place="b", dateline_date="2024-10-02")]
    given += [claim_line(place="c", dateline="2024-10-03"), claim_line(place="d", dateline="SEOUL")]
    (here / "claims.jsonl").write_text("\n".join(given) + "\n")
    run("add", "claims.jsonl", "--known", "2024-10-19")
    known = [row["known"] for row in rows(run("log", "--json").stdout)]
    assert known == ["2024-10-19", "2024-10-01", "2024-10-02", "2024-10-03", "2024-10-19"]


def test_claims_come_through_standard_input_and_in_folders(here):
    run("init")
    (here / "in").mkdir()
    (here / "in" / "a.jsonl").write_text(claim_line() + "\n")
    (here / "in" / "b.txt").write_text(REPORT)
    run("add", "in", "--known", "2024-10-19", "--reader", "plain")
    kinds = [row["kind"] for row in rows(run("log", "--json").stdout)]
    assert kinds[:2] == ["claim", "report"]
    done = subprocess.run(
        [sys.executable, "-m", "foedus", "ledger", "add", "-", "--known", "2024-10-19"],
        input=claim_line(place="else") + "\n",
        text=True,
        capture_output=True,
        check=True,
        env=os.environ,
    )
    assert "1 claims recorded" in done.stdout


def test_lines_without_a_day_are_said(here):
    run("init")
    (here / "claims.jsonl").write_text(claim_line() + "\n")
    assert "1 lines tell no day: known since today" in run("add", "claims.jsonl").stderr


def test_wrong_lines_are_named_and_the_others_recorded(here):
    run("init")
    bad = [claim_line(modality="sure"), claim_line(foo=1), "{", claim_line(known="last week"), claim_line(date="x")]
    (here / "claims.jsonl").write_text("\n".join([claim_line(), *bad]) + "\n")
    told = run("add", "claims.jsonl", "--known", "2024-10-19", code=2)
    for number in range(2, 7):
        assert f"claims.jsonl:{number}:" in told.stderr
    assert "1 claims recorded" in told.stdout


def test_what_cannot_be_read_is_told_and_the_rest_recorded(here):
    run("init")
    (here / "wire.txt").write_text(REPORT)
    told = run("add", "nothing.txt", "wire.txt", "--reader", "plain", code=2)
    assert "no file nothing.txt" in told.stderr
    assert "1 reports" in told.stdout


@pytest.mark.usefixtures("ledger")
def test_log_by_state_kind_and_day():
    everything = rows(run("log", "--json").stdout)
    by_name = rows(run("log", "--state", "North Korea", "--json").stdout)
    assert (
        by_name
        == rows(run("log", "--state", "PRK", "--json").stdout)
        == [r for r in everything if "PRK" in str(r)][-len(by_name) :]
    )
    assert rows(run("log", "--kind", "report", "--json").stdout) == everything[:1]
    assert "Nothing in the ledger" in run("log", "--known-on", "2024-10-18", code=1).stderr
    assert "Nothing in the ledger" in run("log", "--since", "2024-10-20", code=1).stderr
    assert rows(run("log", "--limit", "1", "--json").stdout) == everything[-1:]
    assert rows(run("log", "--limit", "0", "--json").stdout) == everything
    assert run("log", "--csv").stdout.startswith("number,id,kind,known,author,what\n")


@pytest.mark.usefixtures("ledger")
def test_log_refuses_what_it_does_not_know():
    with pytest.raises(UnknownName):
        run("log", "--state", "Atlantis Major")
    with pytest.raises(BadQuestion, match="no kind"):
        run("log", "--kind", "rumour")
    with pytest.raises(BadQuestion, match="two answers"):
        run("log", "--json", "--csv")


@pytest.mark.usefixtures("ledger")
def test_show_gives_the_words_and_what_was_judged():
    run("accept", "2", "--reason", "seen by two")
    told = json.loads(run("show", "2", "--json").stdout)
    assert told["words"]["words"] in REPORT
    assert [one["body"]["verdict"] for one in told["about"]] == ["accept"]
    text = run("show", told["id"][:12]).stdout
    assert "seen by two" in text
    assert f"»{told['words']['words'][:20]}" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("accept", "2"), {"verdict": "accept", "by": None}),
        (("dispute", "2"), {"verdict": "dispute", "by": None}),
        (("retract", "2"), {"verdict": "retract", "by": None}),
        (("supersede", "2", "--by", "3"), {"verdict": "supersede", "by": 3}),
        (("same-as", "2", "3"), {"verdict": "same-as", "by": 3}),
        (("known-since", "2", "2024-10-18"), {"verdict": "known-since", "by": None, "day": "2024-10-18"}),
        (("different-quantity", "2", "3"), {"verdict": "different-quantity", "by": 3}),
        (("grade", "2", "b2"), {"reliability": "B", "credibility": 2}),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_each_judgement_is_an_entry_with_author_day_and_reason(words, said):
    entries = {row["number"]: row["id"] for row in rows(run("log", "--json").stdout)}
    told = json.loads(
        run(*words, "--reason", "because", "--known", "2024-11-02", "--author", "Ann Lee", "--json").stdout
    )
    expected = said | ({"by": entries[said["by"]]} if said.get("by") else {})
    assert told["body"].items() >= (expected | {"of": entries[2]}).items()
    assert (told["author"], told["known"], told["reason"]) == ("Ann Lee", "2024-11-02", "because")
    assert run("verify").exit_code == 0


@pytest.mark.usefixtures("ledger")
def test_a_judgement_needs_a_reason():
    assert run("accept", "2", code=2).exit_code == 2
    with pytest.raises(BadQuestion, match="say why"):
        run("accept", "2", "--reason", " ")
    with pytest.raises(UnknownName):
        run("accept", "99", "--reason", "x")
    with pytest.raises(BadQuestion, match="is no grade"):
        run("grade", "2", "Z9", "--reason", "x")


@pytest.mark.usefixtures("ledger")
def test_a_refusal_to_confirm_is_noted():
    told = json.loads(
        run(
            "note", "declined to confirm", "--form", "not_confirmed", "--source", "NIS", "--about", "2", "--json"
        ).stdout
    )
    assert told["body"]["source"] == "NIS"
    assert "not confirmed (NIS)" in run("log", "--kind", "note").stdout


def test_verify_tells_and_exits_with_two_where_something_is_wrong(ledger):
    assert json.loads(run("verify", "--json").stdout)["sound"] is True
    assert "sound" in run("verify").stdout
    whole = bytearray(ledger.read_bytes())
    whole[-100] ^= 4
    ledger.write_bytes(whole)
    told = run("verify", "--json", code=2)
    faults = json.loads(told.stdout)["faults"]
    assert f"bytes {len(whole) - 4096:,} to {len(whole) - 1:,}" in faults[0]["where"]
    assert "WRONG" in run("verify", code=2).stdout


@pytest.mark.parametrize("form", [(), ("--ftm",)])
@pytest.mark.usefixtures("ledger")
def test_an_export_is_imported_exactly(here, form):
    run("accept", "2", "--reason", "seen by two")
    run("export", *form, "-o", "out.jsonl")
    assert (here / "out.jsonl").stat().st_mode & 0o777 == 0o600
    run("init", "--ledger", "b.db")
    done = json.loads(run("import", "out.jsonl", "--ledger", "b.db", "--json").stdout)
    assert done["there"] == 0
    first = run("export").stdout.splitlines()
    second = run("export", "--ledger", "b.db").stdout.splitlines()
    assert second[1:-1] == first[1:]
    assert "0 entries recorded" in run("import", "out.jsonl", "--ledger", "b.db").stdout
    run("verify", "--ledger", "b.db")


@pytest.mark.usefixtures("ledger")
def test_what_cannot_be_imported_or_written_is_refused(here):
    (here / "x.jsonl").write_text("{}\n")
    with pytest.raises(BadEntry, match="no export"):
        run("import", "x.jsonl")
    with pytest.raises(BadQuestion, match="cannot read"):
        run("import", "nothing.jsonl")
    with pytest.raises(FoedusError, match="cannot be written"):
        run("export", "-o", "nowhere/out.jsonl")
    assert [p.name for p in here.iterdir() if p.name.startswith(".")] == []


@pytest.mark.usefixtures("ledger")
def test_diff_tells_what_changed_between_days_and_between_states_of_knowledge():
    told = json.loads(run("diff", "2024-10-18", "2024-10-20", "--state", "PRK", "--json").stdout)
    assert told["before"] == {"on": "2024-10-18", "known_on": "2024-10-18"}
    assert any(change["what"] == "matter" for change in told["changes"])
    known = json.loads(run("diff", "2024-10-18", "2024-10-20", "--on", "2024-10-20", "--json").stdout)
    assert (known["before"]["on"], known["before"]["known_on"]) == ("2024-10-20", "2024-10-18")
    assert "Nothing changed" in run("diff", "2024-10-20", "2024-10-20", code=1).stderr
    with pytest.raises(BadDate, match="comes before"):
        run("diff", "2024-10-20", "2024-10-18")
    with pytest.raises(BadQuestion, match="one of them"):
        run("diff", "2024-10-18", "2024-10-20", "--on", "2024-10-20", "--known-on", "2024-10-20")


def test_text_from_outside_steers_no_terminal_and_no_spreadsheet(here):
    run("init")
    hostile = "=cmd|calc \x1b]0;x\x07\x9b31m\u202e<script>"
    (here / "claims.jsonl").write_text(claim_line(source=hostile, sentence=hostile) + "\n")
    run("add", "claims.jsonl", "--known", "2024-10-19")
    run("note", "seen", "--about", "1", "--source", hostile)
    for words in (("log",), ("log", "--csv"), ("log", "--json"), ("show", "1"), ("show", "1", "--json"), ("export",)):
        text = run(*words).stdout
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text), words
    assert rows(run("log", "--json").stdout)[0]["body"]["source"] == hostile
    assert not any(cell.startswith("=") for line in run("log", "--csv").stdout.splitlines() for cell in line.split(","))


def test_help_is_quick_to_load():
    code = (
        "import sys; from foedus.cli.app import app; print([m for m in ('sqlalchemy', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quantity", {"low": 10, "high": 1, "unit": "troops"}),
        ("quantity", {"low": None, "high": None, "unit": "troops"}),
        ("quantity", {"low": -5, "high": 5, "unit": "troops"}),
        ("quantity", {"low": 5, "high": 5, "unit": ""}),
        ("date", {"start": "2024-10-20", "end": "2024-10-01"}),
        ("date", {"start": "2024-13-45", "end": "2024-13-45"}),
    ],
)
def test_a_claim_that_cannot_be_meant_is_named_and_the_others_are_recorded(tmp_path, field, value):
    line = {
        "doc_id": "d", "claim_id": "d-1", "source": "X", "source_affiliation": None, "relayed_by": [],
        "speech_verb": "say",
        "modality": "asserted", "event_type": "attack", "status": None,
        "actors": {"attacker": ["RUS"], "target": ["UKR"]},
        "quantity": None, "date": None, "place": None, "sentence": "It attacked.", "char_start": 0, "char_end": 12,
    }  # fmt: skip
    rows = [line | {field: value}, line]
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    CliRunner().invoke(app, ["ledger", "init", "--ledger", str(tmp_path / "a.db")])
    done = CliRunner().invoke(
        app, ["ledger", "add", str(path), "--known", "2024-10-19", "--ledger", str(tmp_path / "a.db")]
    )
    assert done.exit_code == 2
    assert "claims.jsonl:1" in done.output
    assert "1 claims recorded" in done.output


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("actors", {"sender": ["North Korea"], "host": ["RUS"]}, "no code; write that of the state"),
        ("actors", {"sender": ["prk"], "host": ["RUS"]}, "no code; write that of the state"),
        ("source", " ", "`source` is empty"),
        ("sentence", "", "`sentence` is empty"),
        ("char_start", -1, "greater than or equal to 0"),
        ("treaty", "2024-rusia-dprk", "Did you mean 2024-russia-dprk"),
        ("report", "r0123456789abcdef", "is not here; add that report first"),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_what_a_claim_cannot_name_is_told_by_line_and_the_others_are_recorded(here, field, value, says):
    (here / "claims.jsonl").write_text(claim_line(**{field: value}) + "\n" + claim_line() + "\n")
    done = run("add", "claims.jsonl", "--known", "2024-10-19", code=2)
    assert "claims.jsonl:1: " in done.output
    assert says in done.output
    assert "1 claims recorded" in done.output


@pytest.mark.usefixtures("ledger")
def test_a_group_that_is_not_known_is_kept_and_told(here):
    (here / "claims.jsonl").write_text(claim_line(actors={"sender": ["MLFX"], "host": ["RUS"]}) + "\n")
    done = run("add", "claims.jsonl", "--known", "2024-10-19")
    assert "known here has these codes: MLFX (1)" in done.output
    assert "1 claims recorded" in done.output


@pytest.mark.usefixtures("ledger")
def test_a_claim_again_with_an_earlier_day_is_told_as_such(here):
    (here / "claims.jsonl").write_text(claim_line() + "\n")
    run("add", "claims.jsonl", "--known", "2024-10-19")
    done = run("add", "claims.jsonl", "--known", "2024-10-12")
    assert "1 claims were there; 1 are known since an earlier day" in done.output
    assert json.loads(run("add", "claims.jsonl", "--known", "2024-10-12", "--json").stdout)["earlier"] == 0
    assert "known since 2024-10-12" in run("log", "--kind", "judgement").stdout
