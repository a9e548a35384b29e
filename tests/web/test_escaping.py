"""Text of treaties is text: whatever stands in it, nothing of it becomes markup, script or a formula."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from views import HOSTILE


@pytest.fixture
def hostile(monkeypatch):
    """The page over a corpus in which one treaty is hostile through and through."""
    from foedus.law.reading import treaties
    from foedus.terms.treaties import Source
    from foedus.web import record
    from foedus.web.app import page

    bad = []
    for treaty in treaties():
        if treaty.id != "1961-china-dprk":
            bad.append(treaty)
            continue
        clauses = tuple(replace(c, substance=HOSTILE, process=HOSTILE) for c in treaty.clauses)
        parties = tuple(replace(p, note=HOSTILE, how=HOSTILE) for p in treaty.parties)
        sources = (
            Source(f"javascript:alert(1)//{HOSTILE}", (HOSTILE,)),
            Source(f'https://x.example/"{HOSTILE}', ("text",)),
        )
        bad.append(
            replace(
                treaty,
                name=HOSTILE,
                aka=(HOSTILE, f"=cmd|' /C calc'!A0 {HOSTILE}"),
                clauses=clauses,
                parties=parties,
                notes=(HOSTILE,),
                sources=sources,
                unverified=(("text", HOSTILE),),
                end_note=HOSTILE,
            )
        )
    monkeypatch.setattr(record, "treaties", lambda _source=None: tuple(bad))
    return TestClient(page(), base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize(
    "view",
    [
        "/?attackers=KOR&target=PRK&on=2024-10-19",
        "/why?attackers=KOR&target=PRK&on=2024-10-19&state=CHN",
        "/map?attackers=KOR&target=PRK&on=2024-10-19",
        "/waves?attackers=KOR&target=PRK&on=2024-10-19",
        "/network?on=2024-10-19",
        "/treaties?party=PRK",
        "/treaties/1961-china-dprk",
        "/timeline?party=PRK",
    ],
)
def test_hostile_treaties_are_shown_as_text(hostile, view):
    text = hostile.get(view).text
    assert "<script>window" not in text
    assert "<img" not in text
    assert "49</svg>" not in text
    assert 'href="javascript:' not in text
    assert "&lt;script&gt;" in text or view.startswith(("/map", "/waves", "/network", "/why"))


def test_hostile_questions_are_shown_as_text(client):
    from urllib.parse import quote

    for field in ("attackers", "target", "where", "on", "known_on", "fact"):
        text = client.get(f"/?attackers=KOR&target=PRK&{field}={quote(HOSTILE[:150])}").text
        assert "<script>window" not in text
        assert "onerror=alert(1)>" not in text.replace("&gt;", "")


def test_pictures_and_tables_are_escaped_too(hostile):
    import csv
    import io
    from xml.etree import ElementTree as ET

    ET.fromstring(hostile.get("/map.svg?attackers=KOR&target=PRK&on=2024-10-19").text)  # noqa: S314 - ours
    ET.fromstring(hostile.get("/network.svg?on=2024-10-19").text)  # noqa: S314 - ours
    rows = list(csv.DictReader(io.StringIO(hostile.get("/treaties.csv?party=PRK").text)))
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
