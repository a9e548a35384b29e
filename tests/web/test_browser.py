"""The page in a real browser: asked, read, slid, stepped; by keyboard alone, on a telephone, and without scripts."""

import re

import pytest
from views import ESTONIA, KOREA, LEDGER, ODDS, SERBIA, VIEWS, heavy

WIDTH = "document.documentElement.scrollWidth"


def test_a_question_is_asked_and_its_proof_is_read(tab):
    tab.goto("/")
    tab.get_by_label("Who attacks").fill("KOR")
    tab.get_by_label("Who is attacked").fill("North Korea")
    tab.get_by_label("On the day").fill("2024-10-19")
    tab.get_by_role("button", name="Ask").click()
    assert "19 October 2024" in tab.locator("h1").inner_text()
    assert "Signed and not in force, so not bound: Russia" in tab.locator(".answer").inner_text()
    tab.get_by_role("link", name="Proofs").click()
    tab.get_by_role("link", name="Russia").first.click()
    assert "not in force" in tab.locator(".tree").first.inner_text()
    assert tab.url.endswith("state=RUS")


@pytest.mark.usefixtures("vendor")
def test_a_proof_opens_in_its_place(tab):
    tab.goto(f"/?{KOREA}")
    duty = tab.locator(".duty", has_text="Russia to North Korea").first
    duty.locator("summary", has_text="Proof").click()
    duty.locator(".tree summary").first.wait_for()
    assert "signed and not in force" in duty.locator(".tree").first.inner_text()


def test_every_step_of_a_proof_opens_at_once(tab):
    tab.goto(f"/why?{KOREA}&state=RUS")
    tab.get_by_role("button", name="Open every step").click()
    assert tab.locator(".tree details:not([open])").count() == 0


def test_names_are_offered_while_typing(tab):
    tab.goto("/")
    tab.get_by_label("Who attacks").focus()
    tab.locator("#states option").nth(150).wait_for(state="attached")


def slide(tab, day):
    tab.locator(".slide[data-ready]").wait_for()
    tab.evaluate(
        """day => {
          const range = document.querySelector(".time input");
          range.value = Math.round((Date.parse(day) - Date.UTC(1815, 0, 1)) / 86400000);
          range.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        day,
    )


def states(tab):
    return set(tab.eval_on_selector_all(".network .state title", "titles => titles.map(t => t.textContent)"))


def test_the_slider_moves_to_1914_and_to_1949(tab):
    tab.goto("/network?on=2024-10-19")
    slide(tab, "1914-07-28")
    tab.wait_for_url("**on=1914-07-28**")
    assert tab.locator("h1").inner_text() == "Alliances on 28 July 1914"
    assert {"Austria-Hungary", "German Empire", "Russian Empire"} <= states(tab)
    assert "Estonia" not in states(tab)
    slide(tab, "1949-12-01")
    tab.wait_for_url("**on=1949-12-01**")
    assert {"Iceland", "Norway", "Portugal"} <= states(tab)
    assert "1949-12-01" in tab.locator("#pacts-title").inner_text()


@pytest.mark.mirror
def test_it_tells_where_atop_ends_and_the_corpus_begins(tab):
    tab.goto("/network?on=2018-12-31")
    assert "ATOP" in tab.locator("#pacts").inner_text()
    assert "2018: ATOP" in tab.locator("#sources-of-time").inner_text()
    tab.goto("/network?on=2019-01-01")
    assert "corpus" in tab.locator("#pacts .meta").inner_text()


def lines(tab):
    """Every line of the network as whole numbers."""
    script = "lines => lines.map(line => line.getAttribute('d'))"
    paths = tab.eval_on_selector_all(".network .tie, .network .knot path", script)
    return sorted([round(float(n)) for n in re.findall(r"[0-9.]+", path)] for path in paths)


def test_the_picture_of_the_slider_is_that_of_the_server(tab):
    tab.goto("/network?on=1949-12-01")
    drawn = lines(tab)
    slide(tab, "1949-11-30")
    slide(tab, "1949-12-01")
    tab.wait_for_url("**on=1949-12-01**")
    laid = lines(tab)
    assert len(drawn) == len(laid) > 20
    assert all(abs(a - b) <= 1 for one, two in zip(drawn, laid, strict=True) for a, b in zip(one, two, strict=True))


def test_the_next_change_is_one_press_away(tab):
    tab.goto("/network?on=1949-01-01")
    tab.locator(".slide[data-ready]").wait_for()
    tab.get_by_role("button", name="next change").click()
    tab.locator(".slide:not([data-on='1949-01-01'])").wait_for()


def test_waves_are_stepped(tab):
    tab.goto(f"/waves?{ESTONIA}")
    tab.get_by_role("button", name="Start").click()
    assert tab.locator("output").inner_text() == "The attack"
    tab.get_by_role("button", name="Step").click()
    assert tab.locator("output").inner_text().startswith("Wave 1 of ")


def test_the_map_of_the_past_says_what_it_does_not_draw(tab):
    tab.goto(f"/map?{SERBIA}")
    assert "at its capital of that day" in tab.locator("figcaption").inner_text()
    assert tab.locator(".border").count() == 0


@pytest.mark.usefixtures("vendor")
def test_the_map_comes_closer(tab):
    tab.goto(f"/map?{ESTONIA}")
    tab.get_by_role("button", name="Closer").click()
    tab.locator(".zoomed[transform*='scale(1.6']").wait_for(state="attached")


def test_by_keyboard_alone(tab):
    tab.goto("/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.name") == "attackers":
            break
    tab.keyboard.type("KOR")
    tab.keyboard.press("Tab")
    tab.keyboard.type("PRK")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**target=PRK**")
    assert tab.locator("h1").count() == 1
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('.duty summary')"):
            break
    before = tab.evaluate("document.activeElement.parentElement.open")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.parentElement.open") is not before
    tab.goto("/network?on=1949-12-01")
    tab.locator(".slide[data-ready]").wait_for()
    tab.locator(".time input").focus()
    tab.keyboard.press("ArrowLeft")
    tab.wait_for_url("**on=1949-11-30**")


@pytest.mark.parametrize("name", VIEWS)
def test_a_telephone_shows_it_without_scrolling_to_the_side(tab, name):
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(VIEWS[name])
    assert tab.evaluate(WIDTH) <= 360


def test_without_scripts_the_answers_still_come(browser, served):
    context = browser.new_context(base_url=served, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/")
    tab.get_by_label("Who attacks").fill("RUS")
    tab.get_by_label("Who is attacked").fill("EST")
    tab.get_by_role("button", name="Ask").click()
    assert "Bound to help Estonia" in tab.locator(".answer").inner_text()
    tab.get_by_role("link", name="Waves").click()
    assert tab.locator(".wave").count() > 1
    tab.goto("/network?on=1949-12-01")
    assert tab.locator(".network .state").count() > 10
    tab.get_by_role("link", name="+1 year").click()
    assert "1950" in tab.locator("h1").inner_text()
    tab.goto(f"/?{KOREA}")
    tab.locator(".duty summary", has_text="Proof").first.click()
    tab.locator(".proof-here a").first.click()
    assert tab.locator(".tree").count() > 0
    context.close()


SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def looked_at(browser, served, axe, scheme, views):
    """The views in which axe finds something serious."""
    context = browser.new_context(base_url=served, color_scheme=scheme)
    tab = context.new_page()
    found = {}
    for name, address in views.items():
        assert tab.goto(address).status in (200, 400, 404)
        found[name] = heavy(tab, axe)
    context.close()
    return {name: told for name, told in found.items() if told}


@SCHEMES
def test_axe_finds_nothing_serious(browser, served, axe, scheme):
    assert looked_at(browser, served, axe, scheme, VIEWS) == {}


@pytest.mark.mirror
@SCHEMES
def test_axe_finds_nothing_serious_in_odds(browser, served, axe, scheme):
    assert looked_at(browser, served, axe, scheme, ODDS) == {}


@pytest.mark.mirror
@pytest.mark.parametrize("name", ODDS)
def test_a_telephone_shows_what_reads_data_of_others(tab, name):
    tab.set_viewport_size({"width": 360, "height": 740})
    assert tab.goto(ODDS[name]).status == 200
    assert tab.evaluate(WIDTH) <= 360


@SCHEMES
def test_axe_finds_nothing_serious_in_a_ledger(browser, with_ledger, axe, scheme):
    assert looked_at(browser, with_ledger, axe, scheme, LEDGER) == {}


@pytest.mark.parametrize("name", LEDGER)
def test_a_telephone_shows_the_ledger_too(browser, with_ledger, name):
    tab = browser.new_page(base_url=with_ledger, viewport={"width": 360, "height": 740})
    tab.goto(LEDGER[name])
    assert tab.evaluate(WIDTH) <= 360
    tab.close()


def test_the_first_view_is_light(tab):
    sizes = []
    tab.on("response", lambda answer: sizes.append(answer.request.sizes()["responseBodySize"]))
    tab.goto(f"/map?{ESTONIA}", wait_until="networkidle")
    assert sum(sizes) < 700_000
