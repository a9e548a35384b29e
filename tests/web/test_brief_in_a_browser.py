"""The brief in a real browser: links that lead somewhere, a telephone, print, and readers who do not see it."""

import pytest
from views import heavy

import foedus as fd

QUESTIONS = {
    "korea": (fd.Attack("KOR", "PRK"), "2024-10-19"),
    "estonia": (fd.Attack("RUS", "EST"), "2024-06-01"),
    "1914": (fd.Attack("Austria-Hungary", "Serbia"), "1914-07-28"),
}
TODAY = "2026-11-01"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A brief of each question, and of the example report."""
    folder = tmp_path_factory.mktemp("briefs")
    found = {"report": fd.brief(today=TODAY)}
    found |= {name: fd.brief(attack=attack, on=on, today=TODAY) for name, (attack, on) in QUESTIONS.items()}
    return {name: brief.save(folder / f"{name}.html").as_uri() for name, brief in found.items()}


@pytest.fixture
def tab(browser):
    """A tab in which nothing is fetched from elsewhere."""
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: None if request.url.startswith("file:") else asked.append(request.url))
    yield page
    page.close()
    assert asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["report", *QUESTIONS])
def test_axe_finds_nothing_serious(tab, files, axe, name, scheme):
    tab.emulate_media(color_scheme=scheme)
    tab.goto(files[name])
    assert heavy(tab, axe) == []


@pytest.mark.parametrize("name", ["report", *QUESTIONS])
def test_a_telephone_shows_it_without_scrolling_to_the_side(tab, files, name):
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(files[name])
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", ["report", *QUESTIONS])
def test_every_link_leads_somewhere_in_the_file(tab, files, name):
    tab.goto(files[name])
    links = tab.eval_on_selector_all("a[href^='#']", "links => links.map(a => a.getAttribute('href').slice(1))")
    ids = tab.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(links) > 8
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_verdict_of_the_answer_leads_to_its_proof(tab, files):
    tab.goto(files["korea"])
    tab.locator(".answer a", has_text="Russia-North Korea treaty of 2024, Article 4").first.click()
    duty = tab.locator(":target")
    assert "Russia to North Korea" in duty.inner_text()
    duty.locator("summary", has_text="19 October 2024").click()
    assert "is signed and not in force" in duty.locator(".proof").first.inner_text()


def test_words_of_the_report_lead_to_the_claim(tab, files):
    tab.goto(files["report"])
    quoted = tab.locator(".answer a", has_text="1,500").first
    words = quoted.inner_text()
    quoted.click()
    assert tab.locator(":target").evaluate("one => one.tagName") == "BLOCKQUOTE"
    assert words.strip("“” …") in tab.locator(":target p").first.inner_text()


def test_what_stands_rests_on_claims(tab, files):
    tab.goto(files["report"])
    tab.locator("#stands ~ ul a").first.click()
    assert tab.locator(":target").get_attribute("id").startswith("claim-")


def test_the_map_is_a_table_too_and_a_telephone_sees_the_attack_first(tab, files):
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(files["korea"])
    arcs = tab.locator(".map .arc:not(.is-attack)").count()
    assert arcs == tab.locator("#map ~ details tbody tr").count() == 3
    seen = tab.locator(".sheet").bounding_box()
    target = tab.locator(".map .spot.is-target").bounding_box()
    assert seen["x"] < target["x"] < seen["x"] + seen["width"]


def test_the_map_of_the_past_says_what_it_does_not_draw(tab, files):
    tab.goto(files["1914"])
    assert "each state stands at its capital of that day" in tab.locator("figcaption").inner_text()
    assert tab.locator(".map .border, .map .country").count() == 0
    assert "cannot be put today: Austria-Hungary is no longer there" in tab.locator(".answer").inner_text()


def test_print_holds_sources_and_tables_and_no_navigation(tab, files):
    tab.goto(files["korea"])
    tab.emulate_media(media="print")
    assert not tab.locator("nav").is_visible()
    assert tab.locator("#source-2024-russia-dprk li").first.is_visible()
    assert tab.locator("#map ~ details tbody tr").first.is_visible()
