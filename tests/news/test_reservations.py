"""Refusals to confirm: who does not confirm which claim."""

from __future__ import annotations

import pytest

import foedus as fd
from foedus.terms.claims import NARRATOR, Reading

SAID = "Some 12,000 North Korean soldiers will be sent to Russia, the Yonhap agency reported."


def read(body: str) -> Reading:
    return fd.read(f"SEOUL, Oct 19, 2024 (Wire) - {body}\n".encode(), reader="plain")


def told(reading: Reading) -> list[tuple[str, str | None, bool, list[tuple[str, float | None]]]]:
    return [
        (r.source, r.affiliation, r.proposed, [(c.event_type, c.quantity.low if c.quantity else None) for c in r.about])
        for r in reading.reservations
    ]


@pytest.mark.parametrize(
    "refusal",
    [
        "The National Intelligence Service declined to confirm the figure.",
        "The National Intelligence Service could not independently confirm that number.",
        "The National Intelligence Service would neither confirm nor deny the report.",
        "The National Intelligence Service has yet to verify it.",
    ],
)
def test_a_refusal_points_back_to_the_claim_before_it(refusal: str) -> None:
    reading = read(f"{SAID} {refusal}")
    assert told(reading) == [("National Intelligence Service", "KOR", False, [("troop_deployment", 12000.0)])]
    assert [c.event_type for c in reading.claims] == ["troop_deployment"]


def test_what_somebody_cannot_confirm_is_not_claimed_by_that_speaker() -> None:
    reading = read("The United States cannot confirm that 1,500 North Korean soldiers have been sent to Russia.")
    assert reading.claims == ()
    (only,) = reading.reservations
    assert (only.affiliation, only.proposed) == ("USA", True)
    assert only.about[0].event_type == "troop_deployment"


def test_a_pronoun_means_who_was_heard_last() -> None:
    reading = read(
        f"{SAID} Some 3,000 are in Russia now, Ukrainian President Volodymyr Zelensky said. He could not verify it."
    )
    # What he said himself is not what he does not confirm: the claim before it is.
    assert [r.source for r in reading.reservations] == ["Volodymyr Zelensky"]


def test_a_figure_that_is_not_confirmed_is_a_claim_with_a_figure() -> None:
    body = "North Korean soldiers have arrived in Russia, Kyiv's army said. Seoul cannot confirm the numbers."
    assert told(read(body)) == []


def test_a_refusal_with_no_claim_near_it_is_about_nothing() -> None:
    far = " ".join(["The weather in the town has been warm and dry for several weeks now."] * 9)
    assert told(read(f"{SAID} {far} The National Intelligence Service declined to confirm it.")) == []


def test_who_confirms_is_no_refusal() -> None:
    assert told(read(f"{SAID} The National Intelligence Service confirmed the figure.")) == []


def test_a_denial_inside_stays_a_denial() -> None:
    body = f"{SAID} Moscow denied that North Korean soldiers are in Russia."
    assert told(read(body)) == []
    assert "denied" in [c.modality for c in read(body).claims]


def test_nobody_is_named_where_nobody_is() -> None:
    (only,) = read(f"{SAID} That could not be independently verified.").reservations
    assert only.source == NARRATOR
