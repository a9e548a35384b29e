"""Who says it and how many fell, where language is closed: ends of sentences, short names, losses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import foedus as fd
from foedus.news.local.earlier import ShortNames, untitled
from foedus.news.speakers import Speaker

if TYPE_CHECKING:
    from foedus.terms.claims import Claim


def read(body: str) -> tuple[Claim, ...]:
    return fd.read(f"SEOUL, Jan 13, 2025 (Wire) - {body}\n".encode(), reader="local").claims


@pytest.mark.parametrize(
    ("ending", "source", "state"),
    [
        ("the head of Ukraine's military intelligence, Kyrylo Budanov, said on Friday", "Kyrylo Budanov", "UKR"),
        (
            "Russia's chief of the general staff, Valery Gerasimov, told reporters on Saturday",
            "Valery Gerasimov",
            "RUS",
        ),
        ("South Korea's National Intelligence Service told lawmakers", "National Intelligence Service", "KOR"),
    ],
)
def test_an_attribution_that_closes_its_sentence_speaks_for_all_of_it(ending: str, source: str, state: str) -> None:
    found = read(f"About 3,000 North Korean soldiers are stationed in Russia, {ending}.")
    assert [(c.source, c.affiliation) for c in found if c.event_type == "troop_deployment"] == [(source, state)]


def test_a_second_clause_is_no_attribution() -> None:
    found = read("About 3,000 North Korean soldiers are stationed in Russia, and the minister told nobody of them.")
    assert found[0].source == "NARRATOR"


def test_a_bare_noun_means_the_body_that_was_named() -> None:
    found = read(
        "South Korea's National Intelligence Service said that 3,000 North Korean soldiers had arrived in Russia. "
        "Another 2,000 soldiers will be sent to Kursk, the service said."
    )
    assert {c.source for c in found} == {"National Intelligence Service"}
    assert {c.affiliation for c in found} == {"KOR"}


def test_a_noun_that_nobody_bore_stays_as_it_is() -> None:
    names = ShortNames()
    names.settled(Speaker("Joint Chiefs of Staff", "KOR", person=False))
    assert names.settled(Speaker("service", None, person=False)).source == "service"
    assert names.settled(Speaker("staff", "JPN", person=False)).source == "staff"
    assert names.settled(Speaker("staff", None, person=False)).source == "Joint Chiefs of Staff"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("US Secretary of State Antony Blinken", "Antony Blinken"),
        ("the chief of the army, Ann Lee", "Ann Lee"),
        ("Foreign Ministry", "Foreign Ministry"),
        ("Joint Chiefs of Staff", "Joint Chiefs of Staff"),
    ],
)
def test_a_person_is_named_without_titles(written: str, name: str) -> None:
    assert untitled(Speaker(written, None, person=False)).source == name


@pytest.mark.parametrize(
    ("verb", "unit"), [("killed", "killed"), ("wounded", "wounded"), ("killed or wounded", "killed")]
)
def test_the_verb_tells_whether_they_fell(verb: str, unit: str) -> None:
    found = read(f"About 600 North Korean soldiers have been {verb} in attacks by Ukraine, the army said.")
    assert [c.quantity.unit for c in found if c.quantity and c.event_type == "attack"] == [unit]


def test_a_fraction_is_no_number() -> None:
    found = read("Two thirds of the North Korean soldiers have been killed in attacks by Ukraine, the army said.")
    assert found
    assert all(c.quantity is None for c in found)


def test_the_state_of_the_source_is_no_second_host() -> None:
    found = read(
        "About 8,000 North Korean soldiers have been sent to Russia, US Secretary of State Antony Blinken said."
    )
    assert dict(found[0].actors) == {"sender": ("PRK",), "host": ("RUS",)}
