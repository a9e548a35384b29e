"""A question in an address, and its answer as a page; what cannot be asked is told, and never as a traceback."""

import re
from urllib.parse import quote

import pytest
from views import ESTONIA, KOREA, VIEWS

BAD = {
    "an unknown state": ("attackers=Atlantis&target=PRK", "unknown state"),
    "an ambiguous state": ("attackers=Korea&target=JPN&on=2024-01-01", "may be"),
    "a state of another time": ("attackers=Prussia&target=FRA&on=2020-01-01", ""),
    "nobody attacked": ("attackers=KOR&target=", "who is attacked"),
    "itself": ("attackers=KOR&target=KOR", "cannot attack itself"),
    "two targets": ("attackers=KOR&target=PRK,CHN", "one target"),
    "no such day": ("attackers=KOR&target=PRK&on=2023-02-29", "is no day"),
    "no date": ("attackers=KOR&target=PRK&on=yesterday", "is no date"),
    "before the record": ("attackers=KOR&target=PRK&on=1492-10-12", "outside the record"),
    "after it": ("attackers=KOR&target=PRK&on=9999-12-31", "outside the record"),
    "an unknown fact": ("attackers=KOR&target=PRK&fact=moon=true", "unknown fact"),
    "a fact without a value": ("attackers=KOR&target=PRK&fact=self_defence", "NAME=true"),
    "a fact stated twice": ("attackers=KOR&target=PRK&fact=self_defence=true&fact=self_defence=false", "twice"),
    "an unknown place": ("attackers=KOR&target=PRK&where=Narnia", "unknown place"),
    "another assumption": ("attackers=KOR&target=PRK&assume=luck", "assume"),
    "another corpus": ("attackers=KOR&target=PRK&treaties=../../etc", "treaties"),
    "a very long name": ("attackers=KOR&target=" + "x" * 5000, "too many"),
    "many attackers": ("attackers=" + ",".join(["KOR"] * 45) + "&target=PRK", ""),
    "signs that cannot be printed": ("attackers=KOR%00&target=PRK", "cannot be printed"),
    "bytes that are no text": ("attackers=%ff%fe&target=PRK", ""),
    "a sentence of SQL": ("attackers=KOR&target=" + quote("'; DROP TABLE entries; --"), "unknown state"),
    "a way out of the folder": ("attackers=KOR&target=" + quote("../../../etc/passwd"), "unknown state"),
    "a template": ("attackers=KOR&target=" + quote("{{ 7 * 7 }}{% include 'x' %}"), "unknown state"),
}


ASKED = ("/", "/why", "/map", "/waves", "/odds", "/cascade", "/api/attack", "/duties.csv", "/brief.html")


@pytest.mark.parametrize("view", ASKED)
@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_asked_is_told(client, view, name):
    query, says = BAD[name]
    answer = client.get(f"{view}?{query}")
    if name == "many attackers" and answer.status_code == 200:
        return  # the same one forty-five times is one
    assert answer.status_code == 400, answer.text[:300]
    assert "Traceback" not in answer.text
    if view not in ("/odds", "/cascade"):
        assert says.casefold() in answer.text.casefold()


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_a_whole_page_without_anything_inline(client, name):
    answer = client.get(VIEWS[name])
    assert answer.status_code in (200, 400 if "wrong" in name else 200, 404 if "nothing" in name else 200)
    text = answer.text
    assert text.startswith("<!doctype html>")
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<[^>]+\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    bare = ("ask", "what is wrong", "proofs", "API", "nothing there")
    assert ('class="permalink"' in text) is (name not in bare)


def test_the_answer_stands_on_the_page_before_the_reasons(client):
    text = client.get(f"/?{KOREA}").text
    assert text.index("Signed and not in force, so not bound") < text.index("Who is bound to help")


def test_a_fact_that_is_settled_changes_the_answer(client):
    text = client.get("/?attackers=UKR&target=RUS&on=2025-01-10").text
    switches = re.findall(r'Suppose it is <a href="([^"]*)">true</a>', text)
    assert switches
    assert client.get(switches[0].replace("&amp;", "&")).status_code == 200


def test_a_question_by_htmx_gets_only_the_part(client):
    part = client.get(f"/why?{KOREA}&state=RUS", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "signed and not in force" in part.text


def test_tables_and_pictures_can_be_taken_along(client):
    for view in ("duties.csv", "waves.csv"):
        assert client.get(f"/{view}?{ESTONIA}").headers["content-type"].startswith("text/csv")
    pictures = (f"/map.svg?{ESTONIA}", f"/waves.svg?{ESTONIA}", "/network.svg?on=1949-12-01", "/timeline.svg?party=RUS")
    for address in pictures:
        answer = client.get(address)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert "attachment" in answer.headers["content-disposition"]
        assert answer.text.startswith("<svg")
    assert client.get("/network.csv?on=1949-12-01").text.startswith("treaty,name,kinds")
    assert client.get("/treaties.csv?party=PRK").text.startswith("id,name,instrument")
    assert "1949-04-04,signed" in client.get("/timeline.csv?words=north-atlantic").text
    assert client.get(f"/brief.html?{KOREA}").text.startswith("<!doctype html>")
