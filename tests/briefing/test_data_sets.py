"""What odds and measured statements rest on is cited, and is what the registry holds."""

from __future__ import annotations

import pytest

import foedus as fd
from foedus.briefing.data_sets import METHODS
from foedus.sources.registry import source


@pytest.mark.parametrize("page", METHODS)
def test_every_data_set_of_a_method_is_registered(page: str) -> None:
    assert all(source(key).cite for key in METHODS[page])


@pytest.mark.mirror
def test_a_brief_cites_what_its_odds_and_statements_read() -> None:
    brief = fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2024-10-19")
    page = brief.render("html")
    assert 'href="#method-tension">method</a>' in page
    assert 'id="method-tension"' in page
    assert 'id="data-cow-mid-ddydisps"' in page
    assert "Stockholm International Peace Research Institute" in brief.render("md")
