"""History as tests: every case of the YAML files in this folder, a parameter each.

The files are for lawyers; this module only holds them against the engine. The words of a case are explained in
`docs/how-to/write-a-case.md`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import foedus as fd

ORDER = ("invoked", "arguable", "suspended", "pending", "none")
HELP = ("defense", "offense")
HERE = Path(__file__).parent


def cases():
    for path in sorted(HERE.glob("*.yaml")):
        for case in YAML(typ="safe", pure=True).load(path):
            marks = [pytest.mark.mirror] if case.get("treaties") == "atop" else []
            yield pytest.param(case, id=f"{path.stem}: {case['case']}", marks=marks)


@cache
def corpus(source):
    return fd.treaties(None if source == "corpus" else source)


def answer(case):
    attack = case["attack"]
    known_on = attack.get("known_on")
    treaties = corpus(case.get("treaties", "corpus"))
    world = fd.World(treaties, str(attack["day"]), str(known_on) if known_on else None)
    question = fd.Attack(attack["by"], attack["on"], attack.get("where"), attack.get("facts"))
    return fd.obligations(world, question, attack.get("assume"))


def listed(value):
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("case", list(cases()))
def test_the_law_says_what_history_and_the_text_say(case):
    owed = answer(case)
    for name, expected in case["expect"].items():
        wanted = expected if isinstance(expected, dict) else {"status": expected}
        code = owed.world.atlas.actor(name, owed.world.on).code
        mine = [o for o in owed.found if o.promisor == code and o.kind in HELP]
        best = min((o.status for o in mine), key=ORDER.index, default="none")
        if "status" in wanted:
            assert best in listed(wanted["status"]), f"{name} is {best}: {case['reference']}"
        if "treaty" in wanted:
            assert any(fits(o, wanted) for o in mine), f"{name}: {[(o.treaty, o.article, o.status) for o in mine]}"
    if "torn" in case:
        assert sorted(case["torn"]) == sorted(owed.torn)
    if "conflicts" in case:
        torn_by_duties = {c.state for c in owed.conflicts}
        assert set(case["conflicts"]) <= torn_by_duties if case["conflicts"] else not torn_by_duties
    joined = {"defending": owed.joined, "attacking": owed.joined_attackers}
    for side, states in case.get("joined", {}).items():
        entered = {state for state, _ in joined[side]}
        assert set(states) == entered


def fits(obligation, wanted):
    return (
        obligation.treaty == wanted["treaty"]
        and obligation.status in listed(wanted.get("status", obligation.status))
        and wanted.get("article", obligation.article) == obligation.article
        and wanted.get("owes", obligation.owes) == obligation.owes
        and set(wanted.get("turns_on", ())) <= set(obligation.turns_on)
    )


def test_every_case_makes_a_point_and_names_what_it_rests_on():
    for case in (param.values[0] for param in cases()):
        assert case["point"].strip()
        assert case["reference"].strip()
