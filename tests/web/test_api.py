"""The API answers what the verbs print with --json, and describes itself."""

import json

import pytest
from typer.testing import CliRunner

from foedus.cli.app import app

LONG = (
    "foedus attack RUS,BLR EST --on 2024-06-01 --known-on 2024-06-01 --fact self_defence=false --assume=honoured --all"
)
EVERYTHING = (
    "/api/attack?attackers=RUS,BLR&target=EST&on=2024-06-01&known_on=2024-06-01&fact=self_defence=false"
    "&assume=honoured&all=true"
)

SAME = {
    "foedus attack KOR PRK --on 2026-11-01": "/api/attack?attackers=KOR&target=PRK&on=2026-11-01",
    LONG: EVERYTHING,
    "foedus why KOR PRK JPN --on 2026-11-01": "/api/why?attackers=KOR&target=PRK&state=JPN&on=2026-11-01",
    "foedus world --on 2024-10-19 --state PRK": "/api/world?on=2024-10-19&state=PRK",
    "foedus treaties --on 2024-10-19 --party PRK": "/api/treaties?on=2024-10-19&party=PRK",
    "foedus show 2024-russia-dprk 4": "/api/treaties/2024-russia-dprk?article=4",
    "foedus diff 2023-04-03 2023-04-05 --party FIN": "/api/diff?before=2023-04-03&after=2023-04-05&party=FIN",
}
"""Command -> the address that answers the same."""


@pytest.mark.parametrize("command", SAME)
def test_it_answers_what_the_verb_prints(client, command):
    told = CliRunner().invoke(app, [*command.split()[1:], "--json"])
    assert client.get(SAME[command]).json() == json.loads(told.stdout)


@pytest.mark.mirror
@pytest.mark.parametrize("verb", ["odds", "cascade"])
def test_odds_are_those_of_the_verbs(client, verb):
    more = ["--draws", "640"] if verb == "cascade" else []
    told = CliRunner().invoke(app, [verb, "KOR", "PRK", "--on", "2026-11-01", *more, "--json"])
    answer = client.get(f"/api/{verb}?attackers=KOR&target=PRK&on=2026-11-01{'&draws=640' if more else ''}")
    assert answer.json() == json.loads(told.stdout)


def test_every_address_is_described_and_no_other(client):
    from foedus.web.app import page

    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    routes = {route.path for route in page().routes if route.path.startswith("/api/")} - {"/api/openapi.json"}
    assert set(described["paths"]) == routes
    assert all(f">GET {path}<" in client.get("/api").text for path in routes)


def test_what_is_wrong_is_told_as_json(client):
    answer = client.get("/api/attack?attackers=KOR&target=Atlantis")
    assert answer.status_code == 400
    assert "Atlantis" in answer.json()["error"]
    assert client.get("/api/nothing").status_code == 404


def test_the_network_tells_where_its_source_changes(client):
    assert client.get("/api/network?on=2024-10-19").json()["source"] == "corpus"


@pytest.mark.mirror
def test_the_past_is_told_by_atop(client):
    told = client.get("/api/network?on=1914-07-28").json()
    assert told["source"] == "atop"
    assert any(set(p["states"]) == {"DEU", "cow:AUH"} for p in told["pacts"])
