"""Tension, alignment and suppliers as small pictures: each drawn on the server, each a table too."""

import csv
import io
import re

import pytest

import foedus as fd
from foedus.web.pictures.series import Line, Spread, columns, lines, ranges

KOREA = "attackers=KOR&target=PRK&on=2024-10-19"
KINDS = ("tension", "alignment", "flows")


@pytest.mark.mirror
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_there_without_scripts_and_is_a_table_too(client, kind):
    answer = client.get(f"/{kind}?{KOREA}")
    assert answer.status_code == 200
    text = answer.text
    assert 'role="img"' in text
    assert "<table>" in text
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert f'href="/{kind}.csv?' in text
    rows = list(csv.reader(io.StringIO(client.get(f"/{kind}.csv?{KOREA}").text)))
    assert len(rows) - 1 == text.count("<tr>") - 1
    assert client.get(f"/{kind}.svg?{KOREA}").text.startswith("<svg")
    assert f'href="/{kind}?' in client.get(f"/?{KOREA}").text


@pytest.mark.mirror
def test_the_figures_are_those_of_python(client):
    (row,) = csv.DictReader(io.StringIO(client.get(f"/tension.csv?{KOREA}").text))
    told = fd.tension("KOR", "PRK", on="2024-10-19").frame.to_dicts()[0]
    assert float(row["probability"]) == pytest.approx(told["p"])
    rows = list(csv.DictReader(io.StringIO(client.get(f"/alignment.csv?{KOREA}").text)))
    assert max(int(r["year"]) for r in rows) == 2023
    of_kor = client.get(f"/flows?{KOREA}&of=KOR").text
    assert "South Korea" in of_kor


@pytest.mark.mirror
def test_nothing_known_later_is_drawn(client):
    rows = csv.DictReader(io.StringIO(client.get(f"/flows.csv?{KOREA}&known_on=2003-01-01").text))
    assert max(int(r["years"][-4:]) for r in rows) < 2003


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", ["", "attackers=Atlantis&target=PRK", "attackers=KOR&target=PRK&on=2023-02-29"])
def test_what_cannot_be_asked_is_told(client, kind, query):
    answer = client.get(f"/{kind}?{query}")
    assert answer.status_code == 400
    assert "That cannot be shown." in answer.text


def test_a_missing_source_is_said_and_nothing_is_fetched(client, monkeypatch):
    monkeypatch.setattr(
        "foedus.web.views.changes.not_here", lambda _: "sipri-transfers is not here; fetch once with: x"
    )
    answer = client.get(f"/flows?{KOREA}")
    assert answer.status_code == 400
    assert "sipri-transfers is not here" in answer.text


def test_a_gap_is_no_line_and_no_zero():
    made = lines([Line("A", ((2000, Spread(1.0, 0.5, 1.5)), (2001, Spread(2.0)), (2003, Spread(1.0))))], title="t")
    assert [e.get("d").count("L") for e in made.iter() if e.get("class") == "series"] == [1, 0]
    assert not list(lines([], title="nothing"))


def test_shares_and_ranges_are_drawn_to_scale():
    made = columns([("1", (("A", 0.75), ("B", 0.25))), ("2", ())], title="t", empty={"2": "nothing"})
    tall = [float(e.get("height")) for e in made.iter() if e.tag == "rect" and e.get("height") != "12"]
    assert tall[0] == pytest.approx(3 * tall[1], rel=0.01)
    assert "nothing" in "".join(made.itertext())
    spots = [
        float(e.get("cx")) for e in ranges([("a", Spread(0.0)), ("b", Spread(1.0))], title="t").iter() if e.get("cx")
    ]
    assert spots == [300.0, 736.0]
