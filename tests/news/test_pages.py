"""Pages: the article is read, what stands around it is not, and the day is only what the page states."""

import time
from datetime import date

import pytest

from foedus.news.inputs.furniture import furniture_in, furniture_kind
from foedus.news.inputs.opening import open_report
from foedus.news.lists import furniture_list

PROSE = "The army said on Friday that it was ready to leave the base in Mali, and the ministry in Paris agreed with it."
HEAD = """<head><meta charset="utf-8"><title>Army ready | The Wire</title>
<meta property="og:site_name" content="The Wire">
<meta property="og:title" content="Army ready to leave"><link rel="canonical" href="https://wire.example/1">
<meta property="article:published_time" content="2024-10-20T00:30:00+09:00"><script>var a = 1 < 2;</script></head>"""
PAGE = f"""<!doctype html><html lang="en">{HEAD}<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">Russia</a></li></ul></nav>
<div class="cookie-banner">We use cookies to improve your visit. Accept all</div>
<article><h1>Army ready to leave</h1><p>{PROSE}</p>
<figure><img src="x"><figcaption>Soldiers in China. Photo: X/Wire</figcaption></figure>
<p>Sign up for our newsletter</p><p>{PROSE.replace("Friday", "Monday")}</p></article>
<aside><h3>Related stories</h3><ul><li><a href="a">Ukraine war: what we know</a></li></ul></aside>
<footer>© 2024 The Wire. All rights reserved.</footer></body></html>"""

DATA = '<script type="application/ld+json">'


@pytest.fixture(params=["trafilatura", "without"])
def library(request, monkeypatch):
    if request.param == "without":
        monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    else:
        pytest.importorskip("trafilatura", reason="the extra nlp is not installed")
    return request.param


def test_the_article_is_read_and_nothing_around_it(library, read):
    report = open_report(PAGE)
    assert (report.title, report.outlet, report.url) == ("Army ready to leave", "The Wire", "https://wire.example/1")
    assert (report.dateline, report.dated) == (date(2024, 10, 20), "in the metadata of the page")
    reading = read(report)
    assert len([s for s in sentences_of(report) if "ready to leave the base" in s]) == 2
    assert {m.code for m in reading.actors} == {"MLI", "FRA"}
    assert not {"CHN", "RUS", "UKR"} & {m.code for m in reading.actors}
    assert bool(report.notes) == (library == "without")


def sentences_of(report):
    from foedus.news.sentences import sentences

    return [s.text for s in sentences(report.text, report.body, report.skipped)]


def test_a_printed_dateline_comes_before_that_of_the_page():
    page = PAGE.replace(f"<p>{PROSE}</p>", f"<p>BAMAKO, Oct 18, 2024 (Wire) - {PROSE}</p>")
    report = open_report(page)
    assert (report.dateline, report.dated) == (date(2024, 10, 18), "printed in the report")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="date" content="2024-01-02">', date(2024, 1, 2)),
        (
            f'{DATA}{{"@type": "NewsArticle", "datePublished": "2023-05-06T01:00Z"}}</script>',
            date(2023, 5, 6),
        ),
        (
            f'{DATA}{{"@graph": [{{"@type": ["Article"], "datePublished": "2023-05-07"}}]}}</script>',
            date(2023, 5, 7),
        ),
        ('<script type="application/ld+json">{"@type": "Event", "datePublished": "2023-05-06"}</script>', None),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<meta name="date" content="2024-02-30">', None),
        ("", None),
    ],
)
def test_a_day_of_a_page_is_only_what_it_states(head, day):
    report = open_report(
        f"<html><head>{head}</head><body><p>{PROSE} It was May 4, 2011 when it began.</p></body></html>"
    )
    assert report.dateline == day


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + PROSE + "<" * 300_000,
        "<p>" + PROSE + "<script>" * 30_000,
        "<div>" * 20_000 + PROSE,
        "<nav>" * 20_000 + PROSE,
        "<p>" + (PROSE + " ") * 9_000 + "</p>",
        f"<p>{PROSE}" * 6_000,
        "<!--" * 60_000 + PROSE,
        "<p>" + PROSE + '"' * 10_000 + "</p>",
        '<meta content="' * 20_000 + PROSE,
        "<title>" * 30_000 + PROSE,
    ],
    ids=["angles", "scripts", "divs", "menus", "paragraph", "paragraphs", "comments", "quotes", "meta", "titles"],
)
@pytest.mark.usefixtures("library")
def test_broken_pages_are_read_or_refused_in_a_moment(body):
    from foedus.errors import BadReport

    before = time.process_time()
    try:
        open_report(f"<html><body>{body}")
    except BadReport as error:
        assert "\n" not in str(error)  # noqa: PT017 - nothing readable may be left of it, which is said in one line
    assert time.process_time() - before < 5


@pytest.mark.parametrize("row", furniture_list(), ids=lambda row: row["kind"])
def test_each_kind_of_furniture_knows_its_own_line_and_spares_prose(row):
    assert furniture_kind(row["yes"]) == row["kind"]
    assert furniture_kind(row["no"]) == ""


def test_no_annotated_report_holds_furniture():
    from foedus.news.local.examples import annotated

    assert [row["doc_id"] for row in annotated()[0] if open_report(row["text"]).skipped] == []


def test_links_below_a_heading_go_with_it_up_to_the_next_prose():
    text = f"{PROSE}\n\nMost read\n- Ukraine war: what we know\n- Xi visits Moscow\n\n{PROSE}\n\nA heading\n\n{PROSE}"
    (region,) = furniture_in(text, 0)
    assert text[slice(*region)] == "Most read\n- Ukraine war: what we know\n- Xi visits Moscow"


def test_nothing_is_read_in_what_is_skipped(read):
    links = 'Related stories\n"Russia sent 500 troops to China'
    text = f'{PROSE}\n\n{links}\n\n"Russia sent 300 troops to Mali," the Kremlin said.'
    reading = read(open_report(text))
    assert text == reading.text
    assert "CHN" not in {m.code for m in reading.actors}
    assert [(c.quantity.low, c.source) for c in reading.claims if c.quantity] == [(300, "Kremlin")]
