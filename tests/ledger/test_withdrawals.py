"""Forces that leave: so many gone are not so many there, and a denial that they left is none of their presence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gold import claim

from foedus.ledger.fold import fold

if TYPE_CHECKING:
    from foedus.terms.entries import Entry
    from foedus.terms.evidence import Matter
    from foedus.world import World

DAY = "2026-11-01"
ACTORS = {"sender": ["MMR"], "host": ["BLR"]}


def said(day: str, source: str, of: str, event: str, words: str, **more: object) -> Entry:
    return claim(day, source, of, event, words, actors=ACTORS, **more)


CAME = said(
    "2026-09-01", "Ryder", "USA", "troop_deployment", "10,000 have come.", figure=10000,
    status="completed", when="2026-08-20",
)  # fmt: skip
LEFT = said(
    "2026-10-01", "Smith", "GBR", "troop_withdrawal", "500 have left.", figure=500,
    status="completed", when="2026-09-30",
)  # fmt: skip


def force(entries: list[Entry], record: World) -> Matter:
    (found,) = fold(entries, DAY, base=record).evidence.matters("MMR", "force")
    return found


def test_who_left_and_who_came_are_two_figures(record: World) -> None:
    told = {(s.measure.status, s.low) for s in force([CAME, LEFT], record).strands}
    assert told == {("completed", 10000), ("withdrawn", 500)}


def test_that_some_left_does_not_bear_out_that_others_are_there(record: World) -> None:
    assert force([CAME, LEFT], record).standing.word == force([CAME], record).standing.word == "claimed"
    assert str(force([CAME, LEFT], record).since) == "2026-08-20"


def test_so_many_gone_is_no_strength(record: World) -> None:
    world = fold([LEFT], DAY, base=record)
    assert [f.figure for f in world.forces("MMR") if f.force.sender == "MMR"] in ([], [None])


def test_who_denies_that_they_left_does_not_deny_that_they_are_there(record: World) -> None:
    denial = said("2026-10-02", "Lukashenko", "BLR", "troop_withdrawal", "They have not left.", modality="denied")
    found = force([CAME, denial], record)
    assert (found.standing.contested, found.denials) == (False, ())
