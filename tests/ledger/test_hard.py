"""Killed at any instant, and eight at once: in short; the bench does the same for longer."""

from random import Random

from hard import kill_while_adding, many_writers
from made import claim_entry

from foedus.ledger.ledger import Ledger
from foedus.ledger.verifying import verify


def test_whoever_is_killed_while_adding_leaves_all_that_was_told_and_nothing_half(where, tmp_path):
    Ledger(where, author="Ann Lee").close()
    dice = Random(1871)  # noqa: S311 - dice
    told = 0
    for turn in range(4):
        told = max(told, kill_while_adding(where, tmp_path, dice, turn * 2_000, longest=0.4)[0])
    assert told
    with Ledger(where, author="Ann Lee") as ledger:
        ledger.append([claim_entry(10**6)])
    found = verify(where)
    assert found
    assert found.sealed is (None if "://" in where else True)


def test_eight_writers_at_once_lose_nothing_and_make_one_chain(where, tmp_path):
    assert sum(many_writers(where, tmp_path, seconds=3.0)) >= 80


def test_a_server_that_dies_keeps_what_was_told(server, numbers):
    where = server.address(f"case_{next(numbers)}")
    with Ledger(where, author="Ann Lee") as ledger:
        told = ledger.append([claim_entry(n) for n in range(50)])
        server.stop("immediate")
        server.start()
    with Ledger(where, author="Ann Lee") as again:
        assert list(again.entries()) == list(told)
        assert verify(where)
