"""How far an event has come: tense and the verbs around it tell, and what they leave open stays open."""

from __future__ import annotations

import pytest

import foedus as fd


def stage(body: str, event: str) -> str | None:
    found = fd.read(f"SEOUL, Jan 13, 2025 (Wire) - {body}\n".encode(), reader="local").claims
    return next(c.status for c in found if c.event_type == event)


@pytest.mark.parametrize(
    ("body", "event", "wanted"),
    [
        ("France withdrew its last 300 soldiers from Chad on Thursday.", "troop_withdrawal", "completed"),
        ("France will withdraw its last 300 soldiers from Chad in March.", "troop_withdrawal", "planned"),
        ("The last 300 French soldiers are set to depart from Chad.", "troop_withdrawal", "planned"),
        ("Turkey is to deliver 20 armed drones to Mali, officials in Ankara said.", "arms_transfer", "planned"),
        ("Turkey has delivered 20 armed drones to Mali, officials in Ankara said.", "arms_transfer", "completed"),
        ("About 1,500 Rwandan soldiers remain stationed in Mozambique.", "troop_deployment", "present"),
        ("Russia and Belarus are holding a joint exercise near Brest this week.", "exercise", "underway"),
        ("Poland and Romania signed a defence treaty in Warsaw on Monday.", "treaty_signing", "completed"),
    ],
)
def test_tense_tells_the_stage(body: str, event: str, wanted: str) -> None:
    assert stage(body, event) == wanted


def test_what_is_believed_has_no_stage() -> None:
    assert stage("Japan wants closer ties with the Philippines, its foreign minister said.", "policy_statement") is None


def test_who_is_there_already_is_there_whatever_follows() -> None:
    body = "About 900 Cuban soldiers are already in Angola, likely to march on the capital soon, officials said."
    found = fd.read(f"LUANDA, Jan 13, 1976 (Wire) - {body}\n".encode(), reader="local").claims
    assert [(c.modality, c.status) for c in found if c.quantity] == [("asserted", "present")]


def test_one_of_many_is_no_count() -> None:
    body = b"SEOUL, Jan 13, 2025 (Wire) - One of the soldiers sent to Kursk by North Korea was captured.\n"
    found = fd.read(body, reader="local").claims
    assert all(c.quantity is None for c in found)


def test_what_is_so_called_has_no_speaker() -> None:
    body = (
        b"SEOUL, Jan 13, 2025 (Wire) - The South is protected by the so-called US nuclear umbrella against Pyongyang.\n"
    )
    assert {c.source for c in fd.read(body, reader="local").claims} <= {"NARRATOR"}
