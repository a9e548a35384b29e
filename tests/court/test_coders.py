"""Codings of others as they come: from programs that write numbers, gaps and marks in their own ways."""

import pandas as pd
import pytest

from foedus.court.coders import Coded, read_coders
from foedus.errors import DataErrors, FoedusError

HEAD = "cowwarid,atopid,relevant,honorLLM"


@pytest.fixture
def read(tmp_path):
    """Read a coding written as text, bytes or a frame."""

    def do(told, name="coders.csv"):
        path = tmp_path / name
        if isinstance(told, pd.DataFrame):
            told.to_stata(path, write_index=False)
        else:
            path.write_bytes(told if isinstance(told, bytes) else told.encode())
        return read_coders(path)

    return do


def rows(*lines, head=HEAD):
    return "\n".join((head, *lines)) + "\n"


def pairs(coding):
    return {(c.number, c.alliance): (c.relevant, c.honoured) for c in coding.pairs}


def test_a_row_is_a_war_and_an_alliance_with_what_the_coders_hold():
    told = Coded(106, 1350, relevant=True, honoured=False)
    assert (told.number, told.alliance, told.relevant, told.honoured) == (106, 1350, True, False)


def test_a_csv_is_read_with_its_name(read):
    it = read(rows("106,1350,1,0", "106,1355,1,1", "106,1400,0,0"))
    assert (it.name, it.unlisted) == ("coders.csv", 0)
    assert pairs(it) == {(106, 1350): (True, False), (106, 1355): (True, True), (106, 1400): (False, False)}


@pytest.mark.parametrize("war", ["106", "106.0", "106.", " 106 ", "1.06e2", '"106"'])
def test_a_number_may_be_written_in_any_way(read, war):
    assert pairs(read(rows(f"{war},1350.0,1.0,1.0"))) == {(106, 1350): (True, True)}


def test_a_byte_order_mark_before_the_first_column_does_no_harm(read):
    assert pairs(read("\ufeff" + rows("106,1350,1,1"))) == {(106, 1350): (True, True)}


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_lines_may_end_as_on_any_computer(read, newline):
    assert len(read(rows("106,1350,1,1", "106,1355,1,1").replace("\n", newline)).pairs) == 2


def test_other_columns_and_another_order_do_no_harm(read):
    told = rows("Great War,1,1,1350,106", head="name,honorLLM,relevant,atopid,cowwarid")
    assert pairs(read(told)) == {(106, 1350): (True, True)}


@pytest.mark.parametrize("mark", ["", "NA", "na", ".", "nan", "NaN", " "])
def test_an_alliance_of_which_no_honour_is_coded_was_not_honoured(read, mark):
    assert pairs(read(rows(f"106,1350,1,{mark}"))) == {(106, 1350): (True, False)}


@pytest.mark.parametrize("mark", ["", "NA", ".", "NaN"])
def test_a_war_without_a_number_of_the_list_is_counted_and_left_out(read, mark):
    it = read(rows("106,1350,1,1", f"{mark},1355,1,1", f"{mark},1355,0,0"))
    assert (list(pairs(it)), it.unlisted) == ([(106, 1350)], 2)


def test_only_what_is_relevant_can_be_honoured(read):
    assert pairs(read(rows("106,1350,0,1"))) == {(106, 1350): (False, False)}


# The replication file tells relevance by its opposite: "does not apply".


@pytest.mark.parametrize(("mark", "relevant"), [("1", False), ("1.0", False), ("0", True), ("", True), ("NA", True)])
def test_an_alliance_is_relevant_unless_it_is_coded_as_not_applying(read, mark, relevant):
    told = rows(f"106,1350,{mark},1", head="cowwarid,atopid,dnaLLM,honorLLM")
    assert pairs(read(told)) == {(106, 1350): (relevant, relevant)}


def test_where_both_columns_stand_relevant_counts(read):
    told = rows("106,1350,1,1,1", head="cowwarid,atopid,relevant,dnaLLM,honorLLM")
    assert pairs(read(told)) == {(106, 1350): (True, True)}


def test_a_stata_file_is_read_like_the_table(read):
    frame = pd.DataFrame(
        {
            "warname": ["Great War", "Great War", "Great War", "A war apart"],
            "cowwarid": [106.0, 106.0, 106.0, None],
            "atopid": [1350, 1355, 1400, 1350],
            "dnaLLM": [None, 1.0, 0.0, None],
            "honorLLM": [None, None, 1.0, 1.0],
        }
    )
    it = read(frame, "coders.DTA")
    assert pairs(it) == {(106, 1350): (True, False), (106, 1355): (False, False), (106, 1400): (True, True)}
    assert it.unlisted == 1


# What is wrong is told: all rows at once, or one sentence on the file.


def mistakes(read, *lines, **more):
    with pytest.raises(DataErrors) as caught:
        read(rows(*lines, **more))
    return [str(m) for m in caught.value.mistakes]


def test_rows_that_cannot_be_read_are_all_told_with_their_lines(read):
    found = mistakes(read, "106,1350,1,1", "one-o-six,1350,1,1", "106,,1,1", "106,1355,perhaps,1", "106.5,1350,1,1")
    assert found == [
        "coders.csv:3: `cowwarid` is 'one-o-six', no whole number",
        "coders.csv:4: `atopid` is missing; it names the alliance by its number in ATOP",
        "coders.csv:5: `relevant` is 'perhaps', no number",
        "coders.csv:6: `cowwarid` is '106.5', no whole number",
    ]


def test_several_mistakes_in_one_row_stand_in_one_line(read):
    [told] = mistakes(read, "one,two,1,yes")
    assert all(f"`{column}`" in told for column in ("cowwarid", "atopid", "honorLLM"))


@pytest.mark.parametrize("number", ["inf", "-inf", "1e400"])
def test_a_number_beyond_all_numbers_is_none(read, number):
    [told] = mistakes(read, f"{number},1350,1,1")
    assert told.endswith("no whole number")


def test_a_row_that_stands_twice_and_alike_counts_once(read):
    assert len(read(rows("106,1350,1,1", "106.0,1350,1.0,1", "106,1350,1,1")).pairs) == 1


def test_rows_that_contradict_each_other_are_told(read):
    assert mistakes(read, "106,1350,1,1", "106,1355,1,1", "106,1350,1,0") == [
        "coders.csv:4: war 106 and alliance 1350 stand here twice, and not alike; keep one row"
    ]


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("cowwarid,atopid,relevant", "no column honorLLM;"),
        ("warid,atopid,relevant,honorLLM", "no column cowwarid;"),
        ("cowwarid,atopid,honorLLM", "no column relevant;"),
        ("CowWarID,atopid,relevant,honorLLM", "no column cowwarid;"),
        ("cowwarid;atopid;relevant;honorLLM", "no column cowwarid, atopid, honorLLM, relevant;"),
    ],
)
def test_a_missing_column_is_named_with_those_that_were_found(read, head, missing):
    with pytest.raises(FoedusError) as caught:
        read(rows("1,2,3,4", head=head))
    told = str(caught.value)
    assert missing in told
    assert "and relevant (or dnaLLM)" in told
    assert told.endswith(f"found: {', '.join(head.split(','))}")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "found: none"),
        (b"\n\n", "found: "),
        ((HEAD + "\n").encode(), "no row with a war of the Correlates of War list"),
        (rows(",1350,1,1").encode(), "no row with a war of the Correlates of War list"),
        (rows("106,1350,1,1,Großer Krieg", head=HEAD + ",name").encode("latin-1"), "not UTF-8 text"),
        (rows("106,1350,1,1").encode("utf-16"), "not UTF-8 text"),
        (b"PK\x03\x04" + bytes(range(256)), "not UTF-8 text"),
        (rows("1" * 200_000 + ",1350,1,1").encode(), "not a CSV that can be read"),
    ],
)
def test_a_file_that_is_no_coding_is_refused_in_one_sentence(read, raw, says):
    with pytest.raises(FoedusError) as caught:
        read(raw)
    assert says in str(caught.value)
    assert "coders.csv" in str(caught.value)


@pytest.mark.filterwarnings("ignore:.*overflow")
@pytest.mark.parametrize("raw", [b"", b"hello", b"<stata_dta>", bytes([114, 1, 1, 0]), rows("106,1350,1,1").encode()])
def test_what_is_no_stata_file_is_refused_in_one_sentence(read, raw):
    with pytest.raises(FoedusError, match=r"coders\.dta: not a Stata file that can be read"):
        read(raw, "coders.dta")


def test_a_stata_file_that_broke_off_is_refused(read, tmp_path):
    read(pd.DataFrame({"cowwarid": [106], "atopid": [1350], "dnaLLM": [0], "honorLLM": [1]}), "whole.dta")
    whole = (tmp_path / "whole.dta").read_bytes()
    for kept in range(0, len(whole), 97):
        with pytest.raises(FoedusError, match="not a Stata file"):
            read(whole[:kept], "part.dta")


@pytest.mark.parametrize("name", ["nothing.csv", "nothing.dta", "."])
def test_no_file_and_a_folder_are_told(tmp_path, name):
    with pytest.raises(FoedusError, match=r"no file .*; give a CSV with the columns"):
        read_coders(tmp_path / name)
