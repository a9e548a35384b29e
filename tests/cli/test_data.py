"""The verbs on the data sets of others: what is here, what is fetched, what is cited."""

import hashlib
import json

import polars as pl
import pytest

from foedus.sources.files import cached
from foedus.sources.registry import Source, source, sources

BYTES = b"a,b\n1,2\n"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache folder and no network."""
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("FOEDUS_MIRROR", raising=False)
    monkeypatch.setattr("foedus.sources.registry._HOST", "http://127.0.0.1:9")
    return tmp_path / "cache"


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    """A mirror with two made-up data sets, `one` and `two`; `three` is nowhere."""

    def made_up(name):
        told = {"id": name, "file": f"folder/{name}.csv", "path": "x", "repository": "a/b", "commit": "0" * 40}
        said = {
            "name": name,
            "version": "1",
            "terms": "None stated.",
            "page": "https://example.org",
            "unit": "state-year",
        }
        return Source(
            **told,
            **said,
            first=1816,
            last=2010,
            system="cow",
            cite=("leeds-2002",),
            sha256=hashlib.sha256(BYTES).hexdigest(),
            bytes=len(BYTES),
        )

    registry = {name: made_up(name) for name in ("one", "two", "three")}
    monkeypatch.setattr("foedus.sources.registry._registry", lambda: registry)
    folder = tmp_path / "mirror" / "folder"
    folder.mkdir(parents=True)
    for name in ("one", "two"):
        (folder / f"{name}.csv").write_bytes(BYTES)
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path / "mirror"))
    return folder


@pytest.mark.usefixtures("mirror")
def test_the_list_tells_what_there_is_and_whether_it_is_here(foedus):
    code, out, err = foedus("data", "list", "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert {row["id"]: row["here"] for row in told} == {"one": True, "two": True, "three": False}
    assert {"name", "version", "first", "last", "unit", "system", "terms", "page", "cite", "address"} <= told[0].keys()


def test_the_list_of_the_registry_is_printed_for_people_too(foedus):
    code, out, err = foedus("data", "list")
    assert (code, err) == (0, "")
    assert all(s.id in out for s in sources())
    assert "1816-2022" in out


def test_verify_says_ok_missing_or_altered_and_the_exit_code_says_it_too(foedus, mirror):
    assert foedus("data", "verify", "one", "two")[0] == 0
    code, out, err = foedus("data", "verify", "one", "three")
    assert code == 1
    assert "missing" in out
    assert "1 of 2 missing" in err
    (mirror / "two.csv").write_bytes(BYTES[:-1])
    code, out, err = foedus("data", "verify")
    assert code == 2
    assert [word for word in out.split() if word in ("ok", "altered", "missing")] == ["ok", "altered", "missing"]
    assert str(mirror / "two.csv") in err
    assert (mirror / "two.csv").read_bytes() == BYTES[:-1], "the mirror is the user's"


def test_verify_removes_what_was_altered_in_the_cache(foedus):
    spoilt = cached(source("cow-majors"))
    spoilt.parent.mkdir(parents=True)
    spoilt.write_bytes(b"x" * source("cow-majors").bytes)
    code, out, err = foedus("data", "verify", "cow-majors", "--json")
    assert code == 2
    assert json.loads(out) == [{"id": "cow-majors", "state": "altered", "path": str(spoilt)}]
    assert "foedus data fetch cow-majors" in err
    assert foedus("data", "verify", "cow-majors")[0] == 1


@pytest.mark.usefixtures("mirror")
def test_fetch_goes_on_after_a_failure_and_tells_all_failures_at_once(foedus):
    code, out, err = foedus("data", "fetch", "three", "one", "two")
    assert (code, out) == (2, "")
    assert "[2/3] one: " in err
    assert "[3/3] two: " in err
    assert "1 of 3 data sets could not be fetched" in err
    assert "three is not here" in err


@pytest.mark.usefixtures("mirror")
def test_fetch_brings_nothing_that_is_here(foedus):
    code, _, err = foedus("data", "fetch", "one", "two")
    assert code == 0
    assert "received" not in err
    assert foedus("data", "fetch", "all")[0] == 2


@pytest.mark.parametrize("verb", ["fetch", "verify"])
def test_an_unknown_id_is_told_before_any_work(foedus, verb):
    code, out, err = foedus("data", verb, "cow-nmc", "cow-ncm")
    assert (code, out) == (2, "")
    assert err == "foedus: unknown data set 'cow-ncm'; `foedus data list` shows all. Did you mean cow-nmc?\n"


def test_fetch_without_an_id_says_what_is_missing(foedus):
    code, _, err = foedus("data", "fetch")
    assert code == 2
    assert "Usage" in err


# --- cite ---


def panel(path, **about):
    frame = pl.DataFrame({"ccode": [2], "year": [1816]})
    frame.write_parquet(path, metadata={"foedus": json.dumps(about)} if about else None)
    return path


def used(*ids, **other):
    return [{"id": i, "version": source(i).version, "sha256": source(i).sha256} | other for i in ids]


def test_a_saved_panel_is_cited_by_what_it_carries(foedus, tmp_path):
    from foedus.sources.citation import bibtex, references, software

    path = panel(tmp_path / "panel.parquet", unit="state-year", sources=used("cow-nmc", "atop-alliance"))
    assert foedus("cite", path) == (0, f"{bibtex(['cow-nmc', 'atop-alliance'])}\n{software()}", "")
    code, out, _ = foedus("cite", path, "--format", "text")
    assert code == 0
    assert out.splitlines() == list(references(["cow-nmc", "atop-alliance"]))
    told = json.loads(foedus("cite", path, "--format", "json")[1])
    assert [row["id"] for row in told] == ["cow-nmc", "atop-alliance"]


def test_ids_are_cited_and_several_panels_at_once(foedus, tmp_path):
    path = panel(tmp_path / "panel.parquet", sources=used("cow-nmc"))
    code, out, _ = foedus("cite", "archigos", path, "cow-nmc")
    assert code == 0
    assert out.count("@") == 4  # three works, and Foedus once


def test_a_panel_from_another_version_of_a_source_is_noted(foedus, tmp_path):
    path = panel(tmp_path / "panel.parquet", sources=used("cow-nmc", sha256="0" * 64, version="6.0"))
    code, out, err = foedus("cite", path)
    assert code == 0
    assert "@article{singer-1987" in out
    assert "made from cow-nmc 6.0, not as registered now" in err


def test_a_panel_from_an_unknown_source_is_refused(foedus, tmp_path):
    path = panel(tmp_path / "panel.parquet", sources=[{"id": "new-one", "version": "1", "sha256": "0" * 64}])
    code, out, err = foedus("cite", path)
    assert (code, out) == (2, "")
    assert "made from new-one, which this version of Foedus does not know" in err


@pytest.mark.parametrize("about", [{}, {"unit": "x"}, {"sources": None}, {"sources": [1]}, {"sources": [{}]}])
def test_a_parquet_file_of_others_is_told(foedus, tmp_path, about):
    code, out, err = foedus("cite", panel(tmp_path / "panel.parquet", **about))
    assert (code, out) == (2, "")
    assert "does not say which sources it was made from" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [("panel.csv", "is no Parquet file"), ("nowhere.parquet", "no file"), ("nowhere/at/all", "no file")],
)
def test_what_cannot_be_cited_is_told(foedus, tmp_path, name, told):
    (tmp_path / "panel.csv").write_bytes(BYTES)
    code, out, err = foedus("cite", tmp_path / name)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_an_unknown_id_to_cite_is_told(foedus):
    code, _, err = foedus("cite", "cow-ncm")
    assert code == 2
    assert "Did you mean cow-nmc" in err
