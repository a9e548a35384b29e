"""Every difference from ATOP has a reason in its file, and every reason a difference."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import replace
from pathlib import Path

import pytest

import foedus
from foedus.atlas.load import shipped_atlas
from foedus.gate.marked import read_yaml
from foedus.law.atop import read_atop
from foedus.law.atop_differences import differences, general, unexplained
from foedus.law.treaty_file import check_treaty
from foedus.law.treaty_sense import Vocabulary
from foedus.terms.conditions import Atom
from foedus.terms.treaties import Clause, Party, Treaty
from foedus.terms.when import When

ROOT = Path(__file__).parents[2]

with_atop = pytest.mark.skipif("FOEDUS_MIRROR" not in os.environ, reason="ATOP 5.1 is needed: set FOEDUS_MIRROR")


@pytest.fixture(scope="module")
def phases():
    alliances: dict[int, list[Treaty]] = {}
    for phase in read_atop(shipped_atlas()):
        alliances.setdefault(phase.atop, []).append(phase)
    return alliances


@pytest.mark.mirror
@with_atop
def test_every_number_is_one_of_atops(phases):
    assert [t.id for t in foedus.treaties() if t.atop and t.atop not in phases] == []


@pytest.mark.mirror
@with_atop
def test_every_difference_has_a_reason(phases):
    missing = {t.id: unexplained(t, phases[t.atop])[0] for t in foedus.treaties() if t.atop}
    assert {name: found for name, found in missing.items() if found} == {}


@pytest.mark.mirror
@with_atop
def test_no_reason_explains_a_difference_that_is_none(phases):
    stale = {t.id: unexplained(t, phases[t.atop])[1] for t in foedus.treaties() if t.atop}
    assert {name: fields for name, fields in stale.items() if fields} == {}


@pytest.mark.mirror
@with_atop
def test_the_committed_page_is_the_one_that_the_script_writes():
    spec = importlib.util.spec_from_file_location("make_atop_differences", ROOT / "docs" / "make_atop_differences.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text(encoding="utf-8") == script.page(), "run python docs/make_atop_differences.py"


def treaty(name: str, *parties: Party, kinds: tuple[str, ...] = ("defense",), **fields) -> Treaty:
    clauses = tuple(Clause(k, k, "", Atom("attacked", ("promisee",)), "assist", "process") for k in kinds)
    dates = {k: When.parse(v) if k in ("signed", "in_force", "end") else v for k, v in fields.items()}
    return Treaty(id=name, name=name, instrument="treaty", parties=parties, clauses=clauses, **dates)


def party(state: str, entry: str = "", exit_day: str = "", how: str = "") -> Party:
    day = When.parse
    return Party(state, entry=day(entry) if entry else None, exit=day(exit_day) if exit_day else None, how=how)


OURS = treaty("ours", party("FRA"), party("GBR"), signed="1920-01-10", in_force="1920-06-01")


def theirs(*parties: Party, **fields) -> Treaty:
    return treaty("atop:1", *parties, signed=parties[0].entry.text, **fields)


BOTH = (party("FRA", "1920-01-10"), party("GBR", "1920-01-10"))


def test_a_day_of_signature_is_no_difference():
    assert differences(OURS, [theirs(*BOTH)]) == {}


def test_a_kind_that_only_one_of_the_two_codes_is_a_difference():
    assert differences(OURS, [theirs(*BOTH, kinds=("defense", "consultation"))]) == {
        "kinds.consultation": ("no", "yes")
    }


def test_a_state_that_is_missing_on_one_side_is_a_difference():
    found = differences(OURS, [theirs(party("FRA", "1920-01-10"), party("ITA", "1920-01-10"))])
    assert found == {"parties.GBR": ("a party", "no member"), "parties.ITA": ("no party", "a member")}


def test_an_accession_is_not_dated_by_the_signature_of_the_treaty():
    ours = replace(OURS, parties=(*OURS.parties, party("ITA", "1930-05-01", how="accession")))
    found = differences(ours, [theirs(*BOTH, party("ITA", "1929-11-01"))])
    assert found == {"parties.ITA.entry": ("1930-05-01", "1929-11-01")}


def test_an_exit_shows_the_last_day_as_atop_gives_it():
    ours = replace(OURS, end=When.parse("1930-01-01"))
    alliance = theirs(party("FRA", "1920-01-10", "1930-01-02"), party("GBR", "1920-01-10", "1925-03-02"))
    assert differences(ours, [alliance]) == {"parties.GBR.exit": ("free from 1930-01-01", "last day 1925-03-01")}


def test_phases_of_other_texts_are_left_out():
    before = theirs(
        party("FRA", "1910-01-01", "1920-01-10"), party("GBR", "1910-01-01", "1920-01-10"), kinds=("offense",)
    )
    now = theirs(party("FRA", "1920-01-10", "1930-01-01"), party("GBR", "1920-01-10", "1930-01-01"))
    after = theirs(party("FRA", "1930-01-01"), party("GBR", "1930-01-01"), kinds=("neutrality",))
    assert differences(replace(OURS, end=When.parse("1930-01-01")), [before, now, after]) == {}


def test_what_happens_after_the_last_year_of_atop_is_no_difference():
    back = (party("FRA", "", "1930-01-01"), party("FRA", "2020-01-01"), party("GBR"), party("ITA", "2019-01-01"))
    alliance = theirs(party("FRA", "1920-01-10", "1930-01-01"), party("GBR", "1920-01-10"))
    assert differences(replace(OURS, parties=back), [alliance]) == {}


def test_a_reason_for_every_party_serves_those_that_the_file_does_not_name():
    alliance = theirs(party("FRA", "1919-01-01"), party("GBR", "1918-01-01"))
    named = replace(
        OURS, atop_differences=(("parties.entry", "..."), ("parties.GBR.entry", "..."), ("parties.exit", "..."))
    )
    assert unexplained(named, [alliance]) == ({}, ["parties.exit"])
    assert unexplained(OURS, [alliance])[0].keys() == {"parties.FRA.entry", "parties.GBR.entry"}
    assert {general(f) for f in unexplained(OURS, [alliance])[0]} == {"parties.entry"}


def file_with(*fields: str) -> str:
    listed = "".join(f'\n    - {{field: "{field}", reason: one}}' for field in fields)
    return f"""\
id: 1920-france-uk
name: A treaty
instrument: treaty
signed: 1920-01-10
in_force: 1920-06-01
parties:
  - {{state: FRA}}
  - {{state: GBR}}
articles: 1
clauses:
  - {{article: "1", kind: consultation, substance: They confer., when: on_request, owes: consult, discretion: none}}
atop:
  id: 1
  differences:{listed}
"""


def complaints(*fields: str) -> list[str]:
    words = Vocabulary(frozenset({"FRA", "GBR", "ITA"}), frozenset(), frozenset())
    _, mistakes = check_treaty(read_yaml(file_with(*fields).encode(), "1920-france-uk.yaml"), words)
    return [str(m) for m in mistakes]


def test_the_fields_of_a_difference_are_accepted():
    fields = ("kinds.defense", "parties.ITA", "parties.FRA.entry", "parties.GBR.exit", "parties.entry", "parties.exit")
    assert complaints(*fields) == []


@pytest.mark.parametrize(
    "field",
    ["signed", "end", "defense", "kinds.peace", "parties", "parties.XXX", "parties.ITA.entry", "parties.FRA.signed"],
)
def test_another_field_is_refused_and_the_allowed_ones_are_named(field):
    [told] = complaints(field)
    assert "1920-france-uk.yaml:15" in told
    assert f"`{field}` is no field of a difference; use kinds.KIND" in told


def test_a_field_explained_twice_is_refused():
    [told] = complaints("parties.exit", "parties.exit")
    assert "explained twice" in told
