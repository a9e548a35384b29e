"""Mistakes of peacesciencer that belong to no single variable, each with what is right in its place."""

import builtins
import json
import os
from hashlib import sha256
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import foedus as fd
from foedus.tables.saving import about

pytestmark = pytest.mark.mirror

KEYS = ["ccode1", "ccode2", "year"]
STOLEN = ("cow_nmc", "atop_alliance", "cow_contdir", "cow_majors")


@pytest.fixture(scope="module")
def plain():
    return fd.dyad_years(1990, 1992, directed=False)


def four():
    return fd.capabilities(), fd.alliances(), fd.contiguity(), fd.majors()


@pytest.fixture(scope="module")
def full(plain):
    return plain.add(*four()).frame


def test_data_are_never_found_by_name_among_a_users_own_b7(plain, full, monkeypatch, tmp_path):
    """Neither through variables, nor through files in the folder where the user works."""
    wrong = pl.DataFrame({"ccode": [2], "year": [1990], "milex": [-1]})
    (tmp_path / "peacesciencer").mkdir()
    for name in STOLEN:
        monkeypatch.setitem(globals(), name, wrong)
        monkeypatch.setattr(builtins, name, wrong, raising=False)
        for place in (tmp_path, tmp_path / "peacesciencer"):
            wrong.write_csv(place / f"{name}.rda")
            wrong.write_csv(place / f"{name.replace('_', '-')}.csv")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))  # nothing is parsed yet
    assert plain.add(*four()).frame.equals(full)


def grouped(frame):
    return frame.group_by(KEYS).agg(pl.all().first())


def counted(frame):
    return frame.join(frame.group_by("ccode1", "year").agg(partners=pl.len()), on=["ccode1", "year"])


def merged(frame):
    table = pd.DataFrame(frame.to_dict(as_series=False))
    return pl.DataFrame(table.merge(table.assign(mine=1.5), on=KEYS).to_dict("list"))


def completed(frame):
    """Every dyad in every year, those without a common day among them."""
    return frame.select("ccode1", "ccode2").unique().join(frame.select("year").unique(), how="cross")


@pytest.mark.parametrize("edit", [grouped, counted, merged, completed])
def test_a_frame_that_was_grouped_or_joined_can_still_be_added_to_b11(edit, full):
    panel = fd.dyad_years(1990, 1992, directed=False)
    panel.frame = edit(panel.frame)
    told = panel.add(*four())
    assert told.directed is False
    assert told.frame.height >= full.height
    kept = full.select(KEYS).join(told.frame, on=KEYS, how="left", maintain_order="left")
    assert kept.select(full.columns).equals(full)
    assert set(told.sources()) == {"cw-system", "cow-nmc", "atop-alliance", "cow-contdir", "cow-majors"}


def test_a_frame_that_lost_its_keys_is_told_what_it_lacks_b11():
    panel = fd.dyad_years(1990, 1992, directed=False)
    panel.frame = panel.frame.group_by("ccode1", "year").agg(partners=pl.len())
    with pytest.raises(fd.FoedusError, match="no column ccode2"):
        panel.add(fd.majors())


VERSIONS = {"cow-nmc": "7.0", "atop-alliance": "5.1", "cow-contdir": "3.2", "cow-majors": "2016", "ucdp-acd": "25.1"}


def test_versions_told_are_those_of_the_files_that_were_read_b13():
    panel = fd.state_years(1990, 1992).add(*four(), fd.crosswalk(), fd.armed_conflicts())
    told = {source["id"]: source for source in about(panel)["sources"]}
    mirror = Path(os.environ["FOEDUS_MIRROR"])
    listed = {entry["sha256"]: entry for entry in json.loads((mirror / "manifest.json").read_text(encoding="utf-8"))}
    for name, version in VERSIONS.items():
        entry = listed[told[name]["sha256"]]
        assert told[name]["version"] == version
        assert version in entry["version"].split()
        assert sha256((mirror / entry["file"]).read_bytes()).hexdigest() == told[name]["sha256"]
