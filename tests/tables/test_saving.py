"""What is written can be read back, and knows where it comes from."""

import json

import pandas as pd
import polars as pl
import pytest

import foedus as fd
from foedus.tables.saving import about

pytestmark = pytest.mark.mirror


@pytest.fixture
def panel():
    return fd.dyad_years(2010, 2013, directed=False).add(fd.majors(), fd.disputes("cow"), fd.peace_years())


def test_parquet_gives_the_frame_back_and_tells_its_sources(panel, tmp_path):
    path = panel.save(tmp_path / "p.parquet")
    assert pl.read_parquet(path).equals(panel.frame)
    told = json.loads(pl.read_parquet_metadata(path)["foedus"])
    assert told == json.loads(json.dumps(about(panel)))
    assert (told["unit"], told["system"], told["directed"]) == ("dyad-year", "cow", False)
    assert [s["id"] for s in told["sources"]] == ["cw-system", "cow-majors", "cow-mid-ddydisps"]
    assert all(len(s["sha256"]) == 64 and s["version"] for s in told["sources"])


def test_csv_and_stata_have_the_same_cells(panel, tmp_path):
    csv = pl.read_csv(panel.save(tmp_path / "p.csv"), infer_schema_length=None)
    assert csv.equals(panel.frame)
    stata = pd.read_stata(panel.save(tmp_path / "p.dta"))
    assert list(stata.columns) == panel.frame.columns
    assert stata["cowmaj1"].tolist() == panel.frame["cowmaj1"].to_list()
    assert stata["dispnum"].isna().sum() == panel.frame["dispnum"].null_count() > 0


def test_text_reaches_stata(tmp_path):
    panel = fd.state_years(2007, 2007).add(fd.wars("intra"))
    stata = pd.read_stata(panel.save(tmp_path / "s.dta"))
    assert stata["cw_name"].tolist() == panel.frame["cw_name"].to_list()


def test_pandas_users_get_floats_where_whole_numbers_have_gaps(panel):
    table = panel.to_pandas()
    assert table["year"].dtype.kind == "i"
    assert table["dispnum"].dtype.kind == "f"


def test_cite_names_each_source_once(panel):
    told = panel.cite()
    assert told.count("@") == len({line for line in told.splitlines() if line.startswith("@")})
    assert "Palmer" in told
    assert "State System Membership" in told


@pytest.mark.parametrize("name", ["p.xlsx", "no/such/folder/p.csv", "folder.csv"])
def test_bad_places_are_refused_and_nothing_is_left(panel, tmp_path, name):
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(fd.FoedusError):
        panel.save(tmp_path / name)
    assert [p.name for p in tmp_path.iterdir()] == ["folder.csv"]


def test_a_file_that_was_there_stays_until_the_new_one_is_whole(panel, tmp_path):
    path = panel.save(tmp_path / "p.dta")
    before = path.read_bytes()
    panel.frame = panel.frame.with_columns(pl.lit(1).alias("a_name_that_is_far_too_long_for_stata"))
    with pytest.raises(fd.FoedusError, match="32"):
        panel.save(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["p.dta"]
