"""Rings of dead objects: seldom looked for while a short command reads, as usual where the page is served for days."""

import gc

import pytest


def test_the_page_is_served_with_the_usual_care(monkeypatch):
    pytest.importorskip("starlette", reason="the extra web is not installed")
    from typer.testing import CliRunner

    from foedus.cli.app import app
    from foedus.cli.rubbish import SELDOM, USUAL
    from foedus.web import serving

    before, seen = gc.get_threshold(), []
    monkeypatch.setattr(serving, "serve", lambda *_: seen.append(gc.get_threshold()))
    try:
        gc.set_threshold(*SELDOM)
        done = CliRunner().invoke(app, ["serve", "--port", "0"])
    finally:
        gc.set_threshold(*before)
    assert done.exit_code == 0
    assert seen == [USUAL]
    assert USUAL != SELDOM
