"""What stands out in a sweep, on rows made by hand and on treaties whose end can be worked out."""

from datetime import date

import polars as pl
import pytest

import foedus as fd
from foedus.war.parts import run_here
from foedus.war.ranks import called_most, dangerous_pairs, keystones
from foedus.war.sweep import COLUMNS, planned

DAY = date(2026, 11, 1)
NATO, DPRK = "1949-north-atlantic", "2024-russia-dprk"
ROWS = pl.DataFrame(
    [
        (DAY, "AAA", "BBB", "CCC", "defending", 0.5, 0.8, 0.6, 1.5, 1.25),
        (DAY, "AAA", "BBB", "DDD", "attacking", 0.25, 0.4, 0.6, 1.5, 1.25),
        (DAY, "BBB", "AAA", "CCC", "attacking", 0.1, 0.3, 0.1, 1.0, 1.1),
        (DAY, "BBB", "DDD", None, None, None, None, 0.0, 1.0, 1.0),
    ],
    schema=dict(zip(COLUMNS, [pl.Date, *[pl.String] * 4, *[pl.Float64] * 5], strict=True)),
    orient="row",
)


def test_the_parties_are_not_drawn_in():
    told = dangerous_pairs(ROWS)
    assert told.select("attacker", "target", "entering", "p_widens").rows() == [
        ("AAA", "BBB", 0.75, 0.6),
        ("BBB", "AAA", pytest.approx(0.1), 0.1),
        ("BBB", "DDD", 0.0, 0.0),
    ]
    assert dangerous_pairs(ROWS, 1).height == 1


def test_calls_are_told_by_side():
    told = {row["state"]: row for row in called_most(ROWS).iter_rows(named=True)}
    assert {k: pytest.approx(v) for k, v in told["CCC"].items() if isinstance(v, float)} == {
        "called": 1.1,
        "enters": 0.6,
        "called_defending": 0.8,
        "called_attacking": 0.3,
    }
    assert told["CCC"]["attacks"] == 2
    assert (told["DDD"]["called_defending"], told["DDD"]["called_attacking"]) == (0.0, 0.4)


def test_a_keystone_tells_the_pair_that_it_changes_most():
    asked = {"draws": 64, "default": 0.3}
    sizes = {}
    for without in ((), (NATO,)):
        rows = run_here(planned(fd.treaties(), DAY, {}, without=without, **asked))
        sizes[without] = {
            (r["attacker"], r["target"]): r["entering"] for r in dangerous_pairs(rows, 10**6).iter_rows(named=True)
        }
    change = {pair: sizes[NATO,][pair] - size for pair, size in sizes[()].items()}
    steps = []
    row = keystones(planned(fd.treaties(), DAY, {}, **asked), [NATO], lambda *step: steps.append(step)).row(
        0, named=True
    )
    assert steps == [(n + 1, 390) for n in range(390)]
    assert row["most_changed_by"] == pytest.approx(min(change.values()))
    assert change[row["attacker"], row["target"]] == pytest.approx(row["most_changed_by"])
    assert row["attacks_changed"] == sum(abs(c) > 1e-12 for c in change.values())
    assert row["change"] == pytest.approx(sum(change.values()) / len(change))
    assert row["entering"] == pytest.approx(sum(sizes[()].values()) / len(change))


def test_what_was_left_out_already_is_no_keystone():
    plan = planned(fd.treaties(), DAY, {}, draws=64, default=0.3, without=(NATO,))
    told = {row["treaty"]: row for row in keystones(plan, [NATO, DPRK]).iter_rows(named=True)}
    assert told[NATO]["change"] == 0.0
    assert (told[NATO]["attacker"], told[NATO]["attacks_changed"]) == (None, 0)
    assert told[DPRK]["change"] < 0
    whole = {
        r["treaty"]: r
        for r in keystones(planned(fd.treaties(), DAY, {}, draws=64, default=0.3), [NATO]).iter_rows(named=True)
    }
    assert told[DPRK]["entering"] == pytest.approx(whole[NATO]["without_it"])
