"""The page asked without a network, and served for a real browser."""

import shutil
import threading
import time
from pathlib import Path

import pytest

FRONT = Path(__file__).parents[2] / "front"
KOREA = "attackers=KOR&target=PRK&on=2024-10-19"
ESTONIA = "attackers=RUS&target=EST&on=2024-06-01"
SERBIA = "attackers=Austria-Hungary&target=Serbia&on=1914-07-28"

VIEWS = {
    "ask": "/",
    "answer": f"/?{KOREA}",
    "answer of many": f"/?{ESTONIA}",
    "what is wrong": "/?attackers=Nowhere&target=PRK",
    "proofs": f"/why?{KOREA}",
    "a proof": f"/why?{KOREA}&state=RUS",
    "map": f"/map?{ESTONIA}",
    "map of the past": f"/map?{SERBIA}",
    "waves": f"/waves?{ESTONIA}",
    "network": "/network?on=1949-12-01",
    "network of a state": "/network?on=2024-10-19&state=USA",
    "treaties": "/treaties?party=PRK",
    "a treaty": "/treaties/2024-russia-dprk",
    "timeline": "/timeline?party=RUS",
    "API": "/api",
    "nothing there": "/nothing",
}
"""Every view that needs no data of others."""

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def client():
    """The page, asked in this process."""
    from starlette.testclient import TestClient

    from foedus.web.app import page
    from foedus.web.settings import Settings

    return TestClient(page(Settings()), base_url="http://127.0.0.1:8000", raise_server_exceptions=False)


class Served:
    """A page on a free port of this machine, in a thread."""

    def __init__(self, settings):
        import uvicorn

        from foedus.web.app import page
        from foedus.web.serving import bound

        self.socket = bound(settings)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        config = uvicorn.Config(page(settings), log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def __enter__(self):
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="session")
def served():
    """The address of a page that is served."""
    from foedus.web.settings import Settings

    with Served(Settings(port=0)) as page:
        yield page.address


@pytest.fixture(scope="session")
def browser():
    """A real browser: the machine's own, since none is downloaded."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


def _is_wrong(said):
    """An error in the console, other than that an answer was 400 or 404, which is asked for."""
    return said.type == "error" and "status of 4" not in said.text


@pytest.fixture
def tab(browser, served):
    """A fresh tab; whatever goes wrong in it, and whatever it wanted from elsewhere, fails the test."""
    context = browser.new_context(base_url=served, viewport={"width": 1100, "height": 900})
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if _is_wrong(said) else None)
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith((served, "data:")) else None)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def vendor():
    """The libraries of others, put into place by `make vendor`."""
    from foedus.web.shown import vendored

    if not vendored():
        pytest.skip("the libraries of others are not here: make vendor (it needs Node)")


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core."""
    path = FRONT / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.skip("axe-core is not here: make vendor (it needs Node)")
    return path.read_text(encoding="utf-8")
