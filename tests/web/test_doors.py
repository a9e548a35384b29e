"""Who may come in: names that are not ours are refused, and beyond this machine a token is asked for."""

import pytest
from starlette.testclient import TestClient

from foedus.errors import FoedusError
from foedus.web.app import page
from foedus.web.settings import Settings

TOKEN = "a-token-that-nobody-guesses"  # noqa: S105 - of this test only


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed(client):
    headers = client.get("/").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("name", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "localhost.evil"])
def test_a_page_under_another_name_is_refused(client, name):
    assert client.get("/", headers={"Host": name}).status_code == 400


@pytest.mark.parametrize("name", ["127.0.0.1:8000", "localhost:1", "[::1]:8000", "LOCALHOST"])
def test_names_of_this_machine_are_ours(client, name):
    assert client.get("/api", headers={"Host": name}).status_code == 200


EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing listens: only the settings are tried


@pytest.mark.parametrize("host", [EVERYWHERE, "192.168.1.5", "::", "example.org"])
def test_beyond_this_machine_it_wants_a_token(host):
    with pytest.raises(FoedusError, match="--token"):
        Settings(host=host)


def test_a_token_that_can_be_guessed_is_refused():
    with pytest.raises(FoedusError, match="letters"):
        Settings(
            host=EVERYWHERE,
            token="short",  # noqa: S106 - too short, which is the point
        )


def test_with_a_token_only_who_knows_it_comes_in():
    app = page(Settings(host=EVERYWHERE, token=TOKEN))
    stranger = TestClient(app, base_url="http://192.168.1.5:8000", follow_redirects=False)
    assert stranger.get("/api").status_code == 401
    assert stranger.get("/api?token=a-token-that-somebody-tries").status_code == 401
    assert stranger.get("/api", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    let_in = stranger.get(f"/api?token={TOKEN}")
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/api")
    assert "httponly" in let_in.headers["set-cookie"].lower()
    assert stranger.get("/api").status_code == 200  # the cookie speaks


def test_the_page_is_read_and_not_written_to(client):
    assert client.post("/").status_code == 405


@pytest.mark.parametrize("path", ["static/..%2fapp.py", "static/app.py", "vendor/%2e%2e%2fapp.py", "static/no.js"])
def test_no_file_but_ours_is_sent(client, path):
    assert client.get(f"/{path}").status_code == 404
