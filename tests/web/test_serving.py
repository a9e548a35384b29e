"""`foedus serve`: where it listens, how it ends, and what it says when it cannot begin; and a page without Node."""

import re
import signal
import subprocess
import sys
import urllib.request

import pytest
from views import ESTONIA, KOREA

FOEDUS = [sys.executable, "-m", "foedus", "serve"]


def test_it_says_where_it_is_answers_and_ends():
    with subprocess.Popen([*FOEDUS, "--port", "0"], stderr=subprocess.PIPE, text=True) as server:
        address = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())[0]
        with urllib.request.urlopen(f"{address}?{KOREA}", timeout=60) as answer:  # noqa: S310 - our own page
            assert "Signed and not in force" in answer.read().decode()
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--host", "0.0.0.0"], "--token"),  # noqa: S104 - it is refused
        (["--host", "192.0.2.1", "--token", "a-token-of-some-length"], "cannot listen"),
        (["--ledger", "nothing-here.db"], "nothing-here.db"),
    ],
)
def test_what_cannot_be_served_is_told(words, says):
    told = subprocess.run([*FOEDUS, "--port", "0", *words], capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 2
    assert says in told.stderr
    assert "Traceback" not in told.stderr


@pytest.fixture
def without_node(monkeypatch):
    """The page in a checkout where `make vendor` never ran."""
    from starlette.testclient import TestClient

    from foedus.pictures import world_map
    from foedus.web import shown
    from foedus.web.app import page

    monkeypatch.setattr(shown, "vendored", lambda: False)
    monkeypatch.setattr(world_map, "land", lambda _: None)
    return TestClient(page(), base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize("view", [f"/?{KOREA}", f"/map?{ESTONIA}", f"/waves?{ESTONIA}", "/network?on=2024-10-19"])
def test_without_node_it_answers_and_says_what_is_missing(without_node, view):
    answer = without_node.get(view)
    assert answer.status_code == 200
    assert "make vendor" in answer.text
    assert "/vendor/" not in answer.text
    assert ('class="graticule"' in answer.text) is view.startswith("/map")
    assert 'class="land"' not in answer.text
