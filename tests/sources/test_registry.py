"""The registry says of each file what it is, where it comes from and what to cite; the mirror bears it out."""

import json
import os
import re
import warnings
from datetime import date, timedelta
from pathlib import Path

import pytest

from foedus.errors import DataErrors
from foedus.sources.citation import bibtex, reference, references
from foedus.sources.files import standing
from foedus.sources.registry import read_registry, source, sources

MIRROR = Path(os.environ.get("FOEDUS_MIRROR", "."))
IDS = [s.id for s in sources()]

YEARS = ("year", "styear", "endyear", "begyr", "yrent", "StartYear1", "EndYear1")
"""Columns that hold years, in one file or another."""

DATES = ("stdate", "startdate", "start", "enddate", "end")
"""Columns that hold years, or days counted from 1970."""

WITHOUT_YEARS = {"atop-institutions", "benson-scope", "maoz-powers"}

AFTER_THE_END = {"cow-war-intra": 2008}
"""A war that was still fought when the coding ended has one row after it."""


def test_every_id_and_file_stands_once():
    assert len(set(IDS)) == len(IDS) == 56
    assert len({s.file for s in sources()}) == len(IDS)


def test_the_formal_alliances_of_the_correlates_of_war_are_left_out():
    assert [s.id for s in sources() if "lliance" in s.name and "COW" in s.name] == []


@pytest.fixture
def mirror(monkeypatch):
    """The folder of the user, which the other tests here have put away."""
    monkeypatch.setenv("FOEDUS_MIRROR", str(MIRROR))
    return MIRROR


@pytest.mark.mirror
def test_every_file_of_the_mirror_is_registered_as_it_is(mirror):
    found = {
        (f["sha256"], f["bytes"], *(f["upstream"][k] for k in ("repository", "commit", "path")), f["file"])
        for f in json.loads((mirror / "manifest.json").read_text())
    }
    ours = {
        (s.sha256, s.bytes, s.repository, s.commit, s.path, s.file if s.id != "bf2018" else None) for s in sources()
    }
    assert ours == found


@pytest.mark.mirror
@pytest.mark.usefixtures("mirror")
def test_every_file_of_the_mirror_has_the_registered_bytes():
    assert {s.id: standing(s).state for s in sources() if standing(s).state != "ok"} == {"bf2018": "missing"}


@pytest.mark.mirror
@pytest.mark.parametrize(
    "name",
    [s.id for s in sources() if s.first and s.bytes < 150_000 and s.file[-3:] in ("csv", "rda")],
)
def test_a_file_holds_no_year_that_its_coverage_leaves_out(name, mirror):
    wanted = source(name)
    years = years_in(mirror / wanted.file)
    assert bool(years) != (name in WITHOUT_YEARS)
    assert [y for y in years if not wanted.first <= y <= AFTER_THE_END.get(name, wanted.last)] == []


@pytest.mark.mirror
@pytest.mark.parametrize(
    "name", ["cow-nmc", "cow-igo-sy", "terrthreat", "cow-trade-sy", "cw-democracy", "atop-alliance"]
)
def test_a_series_reaches_from_the_first_to_the_last_year(name, mirror):
    wanted = source(name)
    years = years_in(mirror / wanted.file)
    assert (min(years), max(years)) == (wanted.first, wanted.last)


def years_in(path):
    """Every year that stands in a file."""
    import pandas as pd
    import rdata

    if path.suffix == ".csv":
        frame = pd.read_csv(path, encoding="latin1", low_memory=False)
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of R classes that are read as plain tables
            frame = next(iter(rdata.read_rda(path).values()))
    years = set()
    for column in map(str, frame.columns):
        if column in YEARS + DATES:
            values = frame[column].dropna().astype(int)
            days = column in DATES and not values.between(1400, 2100).all()
            years |= {(date(1970, 1, 1) + timedelta(int(v))).year if days else int(v) for v in values}
    return {y for y in years if y > 0}


# --- the file itself ---


@pytest.fixture
def folder(tmp_path):
    """A registry with one data set, as it should be."""
    (tmp_path / "sources.bib").write_text("@misc{one-2000,\n  author = {One},\n  title = {A},\n}\n")
    (tmp_path / "sources.yaml").write_text(GOOD)
    return tmp_path


GOOD = f"""\
upstreams:
  here: {{repository: a/b, commit: {"b" * 40}}}
sources:
  - id: one
    file: folder/one.csv
    name: One
    version: "7.0"
    first: 1816
    last: 2010
    unit: state-year
    terms: None stated.
    page: https://example.org
    cite: [one-2000]
    upstream: here
    path: one.csv
    sha256: {"a" * 64}
    bytes: 10
"""


def test_a_good_file_is_read(folder):
    (found,) = read_registry(folder)
    assert (found.id, found.version, found.system, found.cite) == ("one", "7.0", None, ("one-2000",))
    assert found.address == f"https://raw.githubusercontent.com/a/b/{'b' * 40}/one.csv"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("unit: state-year", "units: state-year", "sources.yaml:10: unknown field `units`"),
        ("bytes: 10", "bytes: many", "sources.yaml:17: `bytes`"),
        (f"sha256: {'a' * 64}", "sha256: abc", "sources.yaml:16: `sha256`"),
        ("file: folder/one.csv", "file: ../../one.csv", "sources.yaml:5: `file`"),
        ("cite: [one-2000]", "cite: [two-2000]", "sources.yaml:13: `two-2000` is no entry of sources.bib"),
        ("upstream: here", "upstream: there", "sources.yaml:14: unknown upstream; the upstreams are here"),
        ("    last: 2010\n", "", "`first` and `last` stand together"),
        ("last: 2010", "last: 1810", "sources.yaml:8: `first` and `last` stand together"),
        ("page: https://example.org", "page: example.org", "sources.yaml:12: `page`"),
    ],
)
def test_a_mistake_is_told_with_its_line(folder, old, new, told):
    assert old in GOOD
    (folder / "sources.yaml").write_text(GOOD.replace(old, new))
    with pytest.raises(DataErrors, match=re.escape(told)):
        read_registry(folder)


def test_an_id_and_a_file_that_stand_twice_are_told(folder):
    block = GOOD[GOOD.index("  - id") :]
    (folder / "sources.yaml").write_text(GOOD + block)
    with pytest.raises(DataErrors) as caught:
        read_registry(folder)
    assert [m.line for m in caught.value.mistakes] == [18, 19]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@misc{a,\n  title = {x}\n}\n", 2),
        ("@misc{a,\n  title = {x},\n", 2),
        ("nonsense\n", 1),
        ("@misc{a,\n}\n\n@misc{a,\n}\n", 4),
    ],
)
def test_a_mistake_in_the_bibliography_is_told_with_its_line(folder, text, line):
    (folder / "sources.bib").write_text(text)
    with pytest.raises(DataErrors, match=f"sources.bib:{line}: "):
        read_registry(folder)


# --- what to cite ---


def test_every_entry_of_the_bibliography_is_cited_and_complete():
    text = bibtex(IDS)
    shipped = (Path(__file__).parents[2] / "src/foedus/data/sources.bib").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^@\w+\{(.*),$", text, re.MULTILINE)) == sorted(
        re.findall(r"^@\w+\{(.*),$", shipped, re.MULTILINE)
    )
    for entry in text.strip().split("\n\n"):
        assert "  author = {" in entry
        assert "  title = {" in entry
        assert "  year = {" in entry or "sipri" in entry
        assert entry.count("{") == entry.count("}")


def test_bibtex_names_each_work_once_in_the_order_of_use():
    both = bibtex(["cow-mid-dirdisps", "cow-mid-ddydisps", "cow-nmc"])
    assert re.findall(r"@\w+\{(.*),", both) == [
        "palmer-2022",
        "miller-2022",
        "singer-bremer-stuckey-1972",
        "singer-1987",
    ]


@pytest.mark.parametrize("name", IDS)
def test_a_reference_is_a_line_for_a_reader(name):
    line = reference(name)
    assert not re.search(r"[{}\\\n]|--|\.\.|  | and others and", line)
    assert references([name])[0] in line


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("td-rivalries", ["Thompson, William R. and David R. Dreyer.", "1494-2010.", "Washington, DC: CQ Press."]),
        ("bf2018", ["Berkemeier, Molly and Matthew Fuhrmann. 2018.", 'in War." Research & Politics 5(2).']),
        ("cow-majors", ["Correlates of War Project. 2017.", '"Major Powers, v2016." https://correlatesofwar.org/']),
        ("sipri-transfers", ["Institute. n.d. ", '"SIPRI Arms Transfers Database." https://www.sipri.org/']),
        (
            "atop-alliance",
            [
                "Andrew G. Long. 2002.",
                "International Interactions 28(3): 237-260. https://doi.org/10.1080/03050620213653",
            ],
        ),
    ],
)
def test_a_reference_reads_as_the_field_writes_it(name, pieces):
    line = reference(name)
    assert [piece for piece in pieces if piece not in line] == []
