"""Every pair of states: the same as each attack alone, in any number of processes, killed or not."""

import os
import signal
import subprocess
import sys
import time

import polars as pl
import pytest

import foedus as fd
from foedus.errors import BadDate, BadQuestion, UnknownName
from foedus.war.day import Day
from foedus.war.parts import Store, run_here, run_processes
from foedus.war.ranks import called_most, dangerous_pairs, keystones
from foedus.war.sweep import COLUMNS, planned

ON = "2026-11-01"
P = {("RUS", "defending"): 0.35, ("CHN", "attacking"): 0.1, ("USA", "defending"): 0.6}


@pytest.fixture(scope="module")
def plan():
    return planned(fd.treaties(), ON, P, draws=128, default=0.3)


@pytest.fixture(scope="module")
def rows(plan):
    return run_here(plan)


def test_every_ordered_pair_is_there(rows):
    assert rows.columns == list(COLUMNS)
    pairs = rows.unique(["attacker", "target"])
    assert pairs.height == 195 * 194
    assert (pairs["attacker"] != pairs["target"]).all()


@pytest.mark.parametrize(
    ("attacker", "target"),
    [("RUS", "EST"), ("KOR", "PRK"), ("USA", "PRK"), ("RUS", "UKR"), ("CHN", "USA"), ("IND", "PAK")],
)
def test_a_row_says_what_the_attack_alone_says(rows, attacker, target):
    world = fd.World(fd.treaties(), on=ON)
    run = fd.cascade(world, fd.Attack(attacker, target), P, 128, default=0.3, method="simulated")
    told = rows.filter((pl.col("attacker") == attacker) & (pl.col("target") == target))
    here = {
        (s, side): (p, called) for s, side, p, called in told.select("state", "side", "p", "p_called").iter_rows() if s
    }
    assert {key: (pytest.approx(p), pytest.approx(c)) for key, (p, c) in here.items()} == {
        (e.state, e.side): (e.p, e.p_called) for e in run.entrants if e.p or e.p_called
    }
    assert told["size_defending"][0] == pytest.approx(1 + sum(e.p for e in run.entrants if e.side == "defending"))
    alone = [dict(size.distribution).get(1, 0.0) for _, size in run.sizes]
    assert max(1 - p for p in alone) <= told["p_widens"][0] + 1e-9
    assert told["p_widens"][0] <= sum(1 - p for p in alone) + 1e-9


class Model:
    """Other probabilities for every attack, so that nothing can be shared."""

    def probabilities(self, world, attack):  # noqa: ARG002 - the protocol of models has it
        (attacker,) = attack.attackers
        p = (sum(map(ord, attacker + attack.target)) % 10) / 10
        mean = {("USA", "defending"): p, ("FRA", "defending"): p / 2}
        if attacker < "M":
            mean["IND", "attacking"] = 0.3
        return type("Told", (), {"mean": mean, "draws": None})()


def test_a_model_is_asked_about_every_attack():
    world = fd.World(fd.treaties(), on=ON)
    found = Day(world, Model(), 200, 5, default=0.2).against("EST")
    for attacker in ("RUS", "BLR", "SWE"):
        run = fd.cascade(world, fd.Attack(attacker, "EST"), Model(), 200, 5, default=0.2, method="simulated")
        n = found.attackers.index(attacker)
        assert {k: v[n] for k, v in found.p.items() if v[n] > 0} == pytest.approx(
            {(e.state, e.side): e.p for e in run.entrants if e.p > 0}
        )


def test_nothing_depends_on_the_number_of_processes(plan, rows, tmp_path):
    told = []
    found = run_processes(plan, tmp_path / "two.parquet", 2, lambda done, of: told.append((done, of)))
    assert found.equals(rows)
    run_here(plan, tmp_path / "one.parquet")
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.parquet", "two.parquet"]
    assert told[-1] == (195, 195)


def test_a_killed_run_goes_on_and_writes_the_same_bytes(tmp_path):
    def command(name, processes):
        words = ["sweep", "--on", ON, "--p-all", "0.3", "--draws", "20000", "-o", str(tmp_path / name)]
        return [sys.executable, "-m", "foedus", *words, "--processes", str(processes)]

    folder = tmp_path / "killed.parquet.parts"
    run = subprocess.Popen(command("killed.parquet", 1), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while run.poll() is None and len(list(folder.glob("2*.parquet")) if folder.exists() else []) < 2:
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()
    kept = {p.name: p.stat().st_mtime_ns for p in folder.glob("2*.parquet")}
    assert 2 <= len(kept) < 8
    done = subprocess.run(command("killed.parquet", 2), check=True, capture_output=True, text=True)
    assert "attacks" in done.stdout
    subprocess.run(command("whole.parquet", 1), check=True, capture_output=True)
    assert (tmp_path / "killed.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert not folder.exists()


def test_parts_of_another_question_are_not_taken_for_parts_of_this_one(plan, tmp_path):
    store = Store(tmp_path / "a.parquet", plan)
    store.keep(plan.parts()[0], pl.DataFrame({"on": [1]}))
    other = planned(fd.treaties(), ON, P, draws=256, default=0.3)
    with pytest.raises(BadQuestion, match=r"another sweep \(another draws\)"):
        Store(tmp_path / "a.parquet", other)
    (tmp_path / "a.parquet.parts" / "sweep.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadQuestion, match="damaged"):
        Store(tmp_path / "a.parquet", plan)


def test_a_cluster_gives_the_same_though_a_worker_is_killed(plan, rows, tmp_path):
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    from foedus.war.cluster import run_cluster

    pythonpath = os.environ.get("PYTHONPATH", "")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        killed = []

        def progress(done, of):
            assert of == 195
            if done < of and not killed:
                worker = next(iter(cluster.workers.values()))
                killed.append(worker.process.pid)
                os.kill(worker.process.pid, signal.SIGKILL)

        found = run_cluster(plan, tmp_path / "cluster.parquet", cluster.scheduler_address, progress)
        assert killed
    assert os.environ.get("PYTHONPATH", "") == pythonpath
    assert found.equals(rows)


def test_an_address_where_nobody_answers_is_told(plan, tmp_path):
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    from foedus.errors import FoedusError
    from foedus.war.cluster import run_cluster

    for address in ("nonsense://nowhere", "nonsense", "tcp://127.0.0.1:9"):
        start = time.monotonic()
        with pytest.raises(FoedusError, match="no Dask scheduler answers"):
            run_cluster(plan, tmp_path / "x.parquet", address)
        assert time.monotonic() - start < 8, "nobody waits for a client of Dask"
    assert list(tmp_path.iterdir()) == []


def test_years_are_the_same_day_of_each(tmp_path):
    some = planned(fd.treaties(), "1913-06-28", {}, years=(1913, 1914), draws=64, default=0.5)
    frame = run_here(some, tmp_path / "years.parquet")
    assert [d.isoformat() for d in frame["on"].unique().sort()] == ["1913-06-28", "1914-06-28"]
    with pytest.raises(BadDate, match="29 February is no day of 1913"):
        planned(fd.treaties(), "1912-02-29", {}, years=(1912, 1915))
    with pytest.raises(BadDate, match="comes after the last"):
        planned(fd.treaties(), ON, {}, years=(1915, 1912))
    with pytest.raises(UnknownName):
        planned(fd.treaties(), ON, {}, without=("1949-warsaw",))
    with pytest.raises(BadQuestion, match="too many"):
        planned(fd.treaties(), ON, {}, draws=10_000_000)


def test_ranks_name_what_stands_out(rows):
    pairs = dangerous_pairs(rows)
    assert pairs.height == 20
    assert pairs["entering"].is_sorted(descending=True)
    called = called_most(rows, 5)
    assert called["called"].is_sorted(descending=True)
    assert called["enters"].sum() < called["called"].sum()


def test_a_keystone_is_missed(plan):
    keys = keystones(plan, ["1949-north-atlantic", "2024-russia-dprk", "1648-westphalia"][:2])
    nato = keys.filter(pl.col("treaty") == "1949-north-atlantic")
    assert nato["change"][0] < 0
    assert nato["attacks_changed"][0] > 4000
    with pytest.raises(UnknownName):
        keystones(plan, ["1648-westphalia"])


def test_the_ranks_as_a_picture(rows, tmp_path):
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    from foedus.errors import FoedusError
    from foedus.war.pictures import plot_ranks

    plot_ranks(tmp_path / "ranks.svg", dangerous_pairs(rows), called_most(rows))
    assert (tmp_path / "ranks.svg").stat().st_size > 5000
    with pytest.raises(FoedusError, match="cannot be written"):
        plot_ranks(tmp_path / "ranks.xyz", dangerous_pairs(rows), called_most(rows))
