"""The page asked without a network, and served for a real browser."""

import pytest
from views import CHROMIUM, FRONT, Served


@pytest.fixture(scope="session")
def client():
    """The page, asked in this process."""
    from starlette.testclient import TestClient

    from foedus.web.app import page
    from foedus.web.settings import Settings

    return TestClient(page(Settings()), base_url="http://127.0.0.1:8000", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def served():
    """The address of a page that is served."""
    from foedus.web.settings import Settings

    with Served(Settings(port=0)) as page:
        yield page.address


@pytest.fixture(scope="session")
def with_ledger(tmp_path_factory):
    """The address of a page that is served with a ledger, in which the example report stands."""
    from datetime import date

    from foedus.atlas.load import shipped_atlas
    from foedus.briefing.brief import example_report
    from foedus.law.reading import treaties
    from foedus.ledger.ledger import Ledger
    from foedus.news.reading import read_report
    from foedus.web.settings import Settings

    path = tmp_path_factory.mktemp("ledger") / "case.db"
    with Ledger(path, author="Ann Lee") as ledger:
        found = read_report(
            example_report(), dateline=date(2024, 10, 20), atlas=shipped_atlas(), treaties=treaties(), reader="plain"
        )
        ledger.add_report("the example", found)
    with Served(Settings(port=0, ledger=str(path))) as page:
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
