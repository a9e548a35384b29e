"""flows, alignment and umbrella on the command line."""

import csv
import io
import json

import pytest


@pytest.mark.mirror
def test_flows_as_text_json_and_csv(foedus):
    code, out, _ = foedus("flows", "PRK", "--since", 1992)
    assert code == 0
    assert "On whom PRK depends" in out
    assert "By-passing in arms" in out
    assert "labour: no source counts it" in out
    code, out, _ = foedus("flows", "North Korea", "--since", 1992, "--json")
    told = json.loads(out)
    assert (code, told["state"], told["since"]) == (0, "PRK", 1992)
    assert {"flows", "dependence", "bypassing", "coverage", "says"} <= told.keys()
    code, out, _ = foedus("flows", "PRK", "--since", 1992, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert len(rows) == len(told["flows"])


@pytest.mark.mirror
def test_no_flow_is_nothing_found(foedus):
    code, out, _ = foedus("flows", "LIE", "--since", 2025)
    assert code == 1
    assert "No flow to or from LIE is known since 2025." in out


@pytest.mark.mirror
def test_alignment_as_text_json_and_picture(foedus, tmp_path):
    picture = tmp_path / "a.svg"
    code, out, _ = foedus("alignment", "PRK", "RUS", "CHN", "--since", 2000, "--plot", picture)
    assert code == 0
    assert "mean of pairs" in out
    assert "no alliance" in out
    assert picture.read_bytes().startswith(b"<?xml")
    code, out, _ = foedus("alignment", "PRK", "RUS", "--since", 2015, "--json")
    assert json.loads(out)["states"] == ["PRK", "RUS"]
    code, out, _ = foedus("alignment", "PRK", "RUS", "--since", 2015, "--csv")
    assert out.startswith("pair,measure,year,value,low,high\n")


@pytest.mark.mirror
def test_umbrella_as_text_json_and_csv(foedus):
    code, out, _ = foedus("umbrella", "--on", "2026-11-01")
    assert code == 0
    assert "Gaps: exposed, and under no guarantee" in out
    assert "Overlaps" in out
    code, out, _ = foedus("umbrella", "--on", "2026-11-01", "--state", "PRK", "--json")
    told = json.loads(out)
    assert told["covers"][0]["roofs"] == [["CHN"], ["CUB"], ["RUS"]]
    code, out, _ = foedus("umbrella", "--on", "2026-11-01", "--state", "KOR", "--csv")
    assert "KOR,USA,nuclear,stated,in force,,,usa-korea,," in out.splitlines()


@pytest.mark.mirror
def test_a_state_without_guarantees_is_nothing_found_and_told(foedus):
    code, out, _ = foedus("umbrella", "--on", "2026-11-01", "--state", "UKR")
    assert "Gap: exposed" in out
    code, out, _ = foedus("umbrella", "--on", "1930-01-01", "--state", "CHE")
    assert code == 1
    assert "gives and has none in the record" in out


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A ledger with three short reports of the case that ships."""
    from importlib.resources import files

    import foedus as fd

    path = tmp_path_factory.mktemp("ledger") / "case.db"
    reports = files("foedus") / "data" / "cases" / "dprk-russia"
    with fd.Ledger(str(path), author="Ann Lee") as ledger:
        for name in ("2025-04-30-nis", "2026-02-12-nis", "2025-11-14-hur-alabuga"):
            ledger.add_report(name, fd.read(str(reports / f"{name}.txt")))
    return path


def test_manpower_as_text_json_and_csv(foedus, case):
    asked = ("manpower", "ukraine-2014", "--ledger", case, "--on", "2026-07-31")
    code, out, _ = foedus(*asked)
    assert code == 0
    assert "rise between" in out
    assert "Gap: of RUS no claim tells how many are raised" in out
    told = json.loads(foedus(*asked, "--json")[1])
    (rise,) = [t for t in told["tallies"] if t["how"] == "rise"]
    assert (rise["state"], rise["low"], rise["high"], round(rise["month_low"])) == ("PRK", 1300, 1300, 137)
    rows = list(csv.DictReader(io.StringIO(foedus(*asked, "--csv")[1])))
    assert len(rows) == len(told["tallies"])
    code, out, _ = foedus(
        "manpower", "ukraine-2014", "--ledger", case, "--on", "2022-07-31", "--known-on", "2022-07-31"
    )
    assert code == 1
    assert "No claim of the ledger counts soldiers" in out


def test_claims_stand_beside_the_record_with_who_says_so(foedus, case):
    code, out, _ = foedus("flows", "PRK", "--since", 2022, "--ledger", case)
    assert code == 0
    assert "claimed by" in out
    assert "none was given" not in out
    told = json.loads(foedus("flows", "PRK", "--since", 2022, "--ledger", case, "--json")[1])
    labour = [f for f in told["flows"] if f["kind"] == "labour"]
    assert {(f["low"], f["by"]) for f in labour} >= {(15000.0, "National Intelligence Service")}
    early = json.loads(foedus("flows", "PRK", "--ledger", case, "--known-on", "2025-01-01", "--json")[1])
    assert not any(f["entries"] for f in early["flows"])
    assert not any(f["kind"] == "labour" for f in early["flows"])


def test_an_umbrella_reads_a_ledger_too(foedus, case):
    code, out, _ = foedus("umbrella", "--on", "2026-07-31", "--state", "PRK", "--ledger", case)
    assert code == 0
    assert "none was given" not in out
    code, _, err = foedus("flows", "PRK", "--believe", "C3")
    assert code == 2
    assert "name one with --ledger" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("flows", "Ruritania"), "unknown state 'Ruritania'"),
        (("flows", "PRK", "--since", "1700"), "1700 lies outside the record"),
        (("alignment", "PRK"), "between two or more different states"),
        (("alignment", "PRK", "RUS", "--plot", "a.docx"), "name a file that ends with .png, .svg or .pdf"),
        (("umbrella", "--on", "2024-02-31"), "is no day"),
        (("manpower", "ukraine-2014", "--on", "2026-07-31"), "name a ledger that holds some (--ledger)"),
        (("manpower", "korea-1950", "--on", "1990-01-01", "--believe", "C3"), "name one with --ledger"),
        (("umbrella", "--on", "2024-02-01", "--state", "Ruritania"), "unknown state 'Ruritania'"),
    ],
)
def test_bad_input_is_one_message(foedus, words, message):
    code, out, err = foedus(*words)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
