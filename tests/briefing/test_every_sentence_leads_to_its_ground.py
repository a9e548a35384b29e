"""Every sentence of substance in a brief leads to its proof, claim, odds, method or record in the same file."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from sentences_of import goes, leads, parsed, sentences

import foedus as fd

FOUNDING = Path(__file__).parents[2].parent / "shared" / "cases" / "founding-report.txt"
TODAY = "2026-11-01"


def founding() -> fd.Brief:
    if not FOUNDING.exists():
        pytest.skip("the founding report is third-party text")
    return fd.brief(FOUNDING, dateline="2024-10-19", today=TODAY)


def of_a_report(name: str) -> fd.Brief:
    return fd.brief(str(files("foedus") / "data" / "cases" / name), today=TODAY)


def asked(*sides: str, on: str) -> fd.Brief:
    return fd.brief(attack=fd.Attack(*sides), on=on, today=TODAY)


BRIEFS = {
    "founding": founding,
    "example": lambda: fd.brief(today=TODAY),
    "casualties": lambda: of_a_report("dprk-russia/2025-04-30-nis.txt"),
    "no dateline": lambda: fd.brief(FOUNDING, today=TODAY) if FOUNDING.exists() else founding(),
    "estonia": lambda: asked("RUS", "EST", on="2024-06-01"),
    "1914": lambda: asked("cow:AUH", "SRB", on="1914-07-28"),
    "falklands": lambda: asked("ARG", "GBR", on="1982-04-02"),
    "1939": lambda: asked("DEU", "POL", on="1939-09-01"),
    "korea": lambda: asked("KOR", "PRK", on="2024-10-19"),
    "ukraine on russia": lambda: asked("UKR", "RUS", on="2025-01-01"),
    "nobody": lambda: asked("BRA", "CHE", on="2024-01-01"),
    "an armed group": lambda: asked("HOUTHI", "ISR", on="2026-11-01"),
    "before odds": lambda: asked("Russia", "Prussia", on="1816-03-01"),
}


@pytest.fixture(params=[*BRIEFS])
def main(request):
    return parsed(BRIEFS[request.param]().render("html"))


def test_every_sentence_of_substance_leads_to_its_ground(main):
    ids = {e.attributes["id"] for e in main.within() if "id" in e.attributes}
    found = list(sentences(main))
    assert len(found) > 8
    assert [unit.text for unit in found if not leads(unit, ids)] == []


def test_no_link_leads_nowhere_and_no_anchor_stands_twice(main):
    names = [e.attributes["id"] for e in main.within() if "id" in e.attributes]
    assert sorted(set(names)) == sorted(names)
    assert {e.attributes["href"][1:] for e in main.within() if goes(e)} - set(names) == set()


def test_a_ledger_s_claims_are_led_to_as_well(tmp_path):
    told = ("2024-10-18-nis-first-contingent", "2024-10-18-budanov", "2024-10-22-dprk-at-un", "2025-01-13-nis-losses")
    cases = files("foedus") / "data" / "cases" / "dprk-russia"
    with fd.Ledger(tmp_path / "case.db") as ledger:
        for name in told:
            for claim in fd.read(str(cases / f"{name}.txt")):
                ledger.record(claim)
        world = ledger.revise(fd.World(fd.treaties(), on=TODAY))
    asked_of = {"attack": fd.Attack("KOR", "PRK"), "on": "2025-06-01"}
    for brief in (
        fd.brief(**asked_of, today=TODAY, world=world),
        fd.brief(str(cases / f"{told[-1]}.txt"), world=world),
    ):
        main = parsed(brief.render("html"))
        ids = {e.attributes["id"] for e in main.within() if "id" in e.attributes}
        assert any(name.startswith("entry-") for name in ids)
        assert [unit.text for unit in sentences(main) if not leads(unit, ids)] == []
        assert {e.attributes["href"][1:] for e in main.within() if goes(e)} <= ids


def test_the_walk_finds_a_sentence_without_ground():
    main = parsed('<main><section><p id="a">Bound: China.</p><p>Not bound: <a href="#a">Cuba</a>.</p></section></main>')
    assert [unit.text for unit in sentences(main) if not leads(unit, {"a"})] == ["Bound: China."]
    assert [unit.text for unit in sentences(main) if not leads(unit, set())] == ["Bound: China.", "Not bound: Cuba ."]
