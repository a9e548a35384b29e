"""The page "What treaties did and did not do" tells what the trial says now."""

from __future__ import annotations

import os
import re
from html import unescape
from importlib import import_module
from pathlib import Path

import pytest
from pages import ROOT

PAGE = ROOT / "docs" / "explanation" / "what-treaties-did.md"
PICTURES = ROOT / "docs" / "pictures" / "trial"


def coding():
    """The coders' file: named by FOEDUS_CODING, or beside the mirror; `None` if it is not here."""
    beside = Path(os.environ.get("FOEDUS_MIRROR", "-")).parent / "reference" / "bf2018_wars_to_1938.csv"
    named = Path(os.environ.get("FOEDUS_CODING", beside))
    return named if named.is_file() else None


@pytest.fixture(scope="module")
def script():
    """The script that writes the page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "docs"))
        yield import_module("make_trial")


@pytest.fixture(scope="module")
def found(script):
    """The trial; beside the coders where their file is here, else the numbers beside them are left as they stand."""
    return script.gather(coding())


@pytest.mark.mirror
def test_every_number_on_the_page_is_the_one_that_the_trial_gives_now(script, found):
    shown = PAGE.read_text(encoding="utf-8")
    assert shown == script.page(shown, found), "run `make trial-page` and look at what changed"


@pytest.mark.mirror
def test_every_figure_shows_what_the_trial_gives_now(script, found):
    for file, (_, text) in script.pictures(found).items():
        drawn = (PICTURES / file).read_text(encoding="utf-8")
        says = re.search("<dc:description>(.*?)</dc:description>", drawn, re.DOTALL)
        assert unescape(says[1]) == text, f"{file}: run `make trial-page` and look at what changed"


@pytest.mark.mirror
def test_every_divergent_case_is_argued_and_no_other(script, found):
    if not found.beside:
        return  # a coding is needed to know which they are
    argued = {(row["war"], row["alliance"]) for row in script.arguments()}
    assert argued == {(pair.number, pair.alliance) for pair in found.beside[-1].divergent}


def test_no_line_of_the_page_begins_with_a_number_that_is_made():
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.lstrip().startswith("<!--=")] == []  # Markdown would end the paragraph there


def test_each_figure_of_the_page_has_words_for_those_who_do_not_see_it():
    shown = re.findall(r"!\[(.+?)\]\(\.\./pictures/trial/(.+?)\)", PAGE.read_text(encoding="utf-8"))
    assert sorted(file for _, file in shown) == sorted(path.name for path in PICTURES.glob("*.svg"))
    assert all(len(words) > 40 for words, _ in shown)
