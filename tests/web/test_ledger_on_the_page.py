"""The ledger on the page: a report with its claims marked, a judgement by a click, and what keeps others from it."""

import json
import re
from datetime import date

import pytest
from starlette.testclient import TestClient
from views import AXE, CHROMIUM, HOSTILE, Served

from foedus.errors import BadLedger
from foedus.ledger.ledger import Ledger
from foedus.web.app import page
from foedus.web.settings import Settings


def reading(words=""):
    """The example report, read by the plain reader; with words of somebody else put into it."""
    from dataclasses import replace

    from foedus.atlas.load import shipped_atlas
    from foedus.briefing.brief import example_report
    from foedus.law.reading import treaties
    from foedus.news.reading import read_report

    found = read_report(
        example_report(), dateline=date(2024, 10, 20), atlas=shipped_atlas(), treaties=treaties(), reader="plain"
    )
    if not words:
        return found
    claims = tuple(replace(c, sentence=words, source=words, place=words) for c in found.claims)
    return replace(found, claims=claims, text=words + found.text[len(words) :], title=words, outlet=words)


@pytest.fixture
def book(tmp_path):
    """A ledger with the example report."""
    path = tmp_path / "case.db"
    with Ledger(path, author="Ann Lee") as ledger:
        ledger.add_report("the example", reading())
    return path


@pytest.fixture
def client(book):
    return TestClient(page(Settings(ledger=str(book))), base_url="http://127.0.0.1:8000")


def form(client):
    """The token and the first claim of the report."""
    text = client.get("/ledger/reports/1").text
    return re.search(r'name="token" value="(\w+)"', text)[1], re.search(r'name="of" value="(c\w+)"', text)[1]


def judged(token, of, change=None):
    return {"token": token, "of": of, "verdict": "accept", "author": "Bo Kim", "reason": "seen by two"} | (change or {})


def test_claims_are_marked_in_the_report(client):
    text = client.get("/ledger/reports/1").text
    assert '<mark class="claim-1">' in text
    assert text.count('class="claim"') == text.count('name="of"') > 3


def test_a_judgement_is_recorded_with_its_author_and_reason(client, book):
    token, of = form(client)
    answer = client.post("/ledger/judge", data=judged(token, of))
    assert "Accepted</strong> by Bo Kim" in answer.text
    with Ledger(book, author="reader", read_only=True) as ledger:
        last = next(iter(ledger.entries(newest=True, limit=1)))
    assert (last.entry.author, last.entry.reason, last.entry.said["verdict"]) == ("Bo Kim", "seen by two", "accept")


def test_an_accepted_claim_changes_the_world(client):
    before = client.get("/ledger").text
    token, of = form(client)
    assert ">accepted<" not in before
    client.post("/ledger/judge", data=judged(token, of))
    after = client.get("/ledger").text
    assert ">accepted<" in after
    assert "accepted by Bo Kim" in after or "(accepted by Bo Kim)" in after
    assert "What the ledger tells" in client.get("/?attackers=KOR&target=PRK&on=2024-10-21").text


@pytest.mark.parametrize(
    ("change", "headers"),
    [
        ({"token": ""}, {}),
        ({"token": "0" * 64}, {}),
        ({}, {"Origin": "http://evil.example"}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
        ({"author": " "}, {}),
        ({"reason": ""}, {}),
        ({"verdict": "burn"}, {}),
        ({"of": "c0000000000000000"}, {}),
        ({"of": "'; DROP TABLE entries"}, {}),
        ({"author": "x" * 5000}, {}),
    ],
)
def test_what_may_not_be_written_is_not(client, book, change, headers):
    token, of = form(client)
    answer = client.post("/ledger/judge", data=judged(token, of, change), headers=headers)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    with Ledger(book, author="reader", read_only=True) as ledger:
        assert not list(ledger.entries(kinds=("judgement",)))


def test_a_token_of_another_browser_is_refused(client):
    token, of = form(client)
    other = TestClient(client.app, base_url="http://127.0.0.1:8000")
    form(other)
    assert other.post("/ledger/judge", data=judged(token, of)).status_code == 400


def test_a_form_that_is_too_large_is_refused(client):
    token, _ = form(client)
    answer = client.post("/ledger/reports", data={"token": token, "author": "A", "text": "x" * 1_200_000})
    assert answer.status_code == 400


def test_a_path_is_text_and_no_file(client):
    token, _ = form(client)
    answer = client.post("/ledger/reports", data={"token": token, "author": "A", "text": "/etc/passwd"})
    assert "root:" not in answer.text


def test_hostile_claims_are_shown_as_text(tmp_path):
    path = tmp_path / "bad.db"
    with Ledger(path, author="Ann") as ledger:
        ledger.add_report(HOSTILE, reading(HOSTILE[:190]))
    client = TestClient(page(Settings(ledger=str(path))), base_url="http://127.0.0.1:8000")
    for view in ("/ledger", "/ledger/reports/1", "/timeline?from=2024", "/?attackers=KOR&target=PRK&on=2024-10-21"):
        text = client.get(view).text
        assert "<script>window" not in text
        assert "<img" not in text
        assert "&lt;script&gt;" in text
        assert not re.search(r"<[^>]+\sstyle=", text)


def test_a_ledger_that_is_none_is_told_at_once(tmp_path):
    with pytest.raises(BadLedger):
        page(Settings(ledger=str(tmp_path / "nothing.db")))


def test_without_a_ledger_its_views_say_so():
    bare = TestClient(page(), base_url="http://127.0.0.1:8000")
    assert "foedus serve --ledger" in bare.get("/ledger").text


def test_the_api_tells_the_evidence_as_the_command_line_does(client, book):
    from typer.testing import CliRunner

    from foedus.cli.app import app

    words = ["world", "--on", "2024-10-21", "--state", "RUS", "--ledger", str(book), "--json"]
    told = json.loads(CliRunner().invoke(app, words).stdout)
    assert told["evidence"]["matters"]
    assert client.get("/api/world?on=2024-10-21&state=RUS").json() == told


def test_tables_and_times_hold_the_claims(client):
    assert client.get("/ledger.csv").text.startswith("number,id,kind")
    assert "claim by" in client.get("/timeline?from=2024-10&to=2024-10").text


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: apt-get install chromium")
def test_in_a_browser_a_report_is_added_a_claim_accepted_and_the_world_changes(browser, tmp_path, axe):
    path = tmp_path / "case.db"
    Ledger(path, author="Ann Lee").close()
    with Served(Settings(port=0, ledger=str(path))) as served:
        tab = browser.new_page(base_url=served.address, viewport={"width": 1100, "height": 900})
        tab.goto("/ledger")
        tab.get_by_text("Add a report").click()
        tab.get_by_label("Your name").fill("Ann Lee")
        tab.get_by_role("button", name="Take the example").click()
        tab.locator("mark").first.wait_for()
        tab.goto("/ledger?state=RUS")
        assert tab.locator(".chip", has_text="accepted").count() == 0
        # The claim that they are there: accepting one that more will come would not make it so.
        row = tab.locator(".duty", has_text="1,500 troops present")
        row.get_by_role("link", name="National Intelligence Service").first.click()
        claim = tab.locator(".claim", has_text="1,500").first
        claim.get_by_text("Judge it").click()
        claim.get_by_label("Your name").fill("Ann Lee")
        claim.get_by_label("Why").fill("Moscow admitted it in April 2025")
        claim.get_by_role("button", name="Accept").click()
        tab.locator(".judged").first.wait_for()
        tab.evaluate(axe)
        heavy = [v for v in json.loads(tab.evaluate(AXE)) if v["impact"] in ("serious", "critical")]
        assert heavy == []
        tab.goto("/ledger?state=RUS")
        assert tab.locator(".chip", has_text="accepted").count() == 1
        tab.set_viewport_size({"width": 360, "height": 740})
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
        tab.close()


def test_the_brief_to_take_along_stands_on_the_ledger(client):
    question = "attackers=KOR&target=PRK&on=2024-10-21"
    assert "By the ledger of evidence" in client.get(f"/brief.html?{question}").text
    told = client.get(f"/api/brief?{question}").json()
    assert any(row["what"].startswith("forces of North Korea") for group in told["standing"] for row in group["rows"])


@pytest.mark.parametrize(
    "view",
    [
        "/ledger?on=2024-10-21&state=PRK",
        "/?attackers=KOR&target=PRK&on=2024-10-21",
        "/brief.html?attackers=KOR&target=PRK&on=2024-10-21",
        "/api/world?on=2024-10-21",
        "/map?attackers=KOR&target=PRK&on=2024-10-21",
    ],
)
def test_a_byte_that_somebody_flipped_is_told_and_is_no_mistake_of_ours(book, view):
    raw = book.read_bytes()
    at = raw.index(b"1,500 North Korean")
    book.write_bytes(raw[:at] + b"9" + raw[at + 1 :])
    client = TestClient(
        page(Settings(ledger=str(book))), base_url="http://127.0.0.1:8000", raise_server_exceptions=False
    )
    answer = client.get(view)
    assert answer.status_code < 500
    reads = not view.startswith("/map")  # arcs of obligation rest on no claim
    assert answer.status_code == (400 if reads else 200)
    assert ("foedus ledger verify" in answer.text) is reads
