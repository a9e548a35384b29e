"""Where a sweep is written: what is there is not lost, what fails leaves nothing, and parts never mix."""

import polars as pl
import pytest

import foedus as fd
from foedus.errors import BadQuestion, FoedusError
from foedus.war.parts import Store, answered, run_here, run_processes
from foedus.war.sweep import Plan, planned

ON = "2026-11-01"


class Failing:
    """A model that cannot answer."""

    def probabilities(self, world, attack):  # noqa: ARG002 - the protocol of models has it
        raise FoedusError("no answer")


class FailingLater:
    """A model that answers the first part of a plan only."""

    def probabilities(self, world, attack):  # noqa: ARG002 - the protocol of models has it
        if attack.target == "AUT":
            raise FoedusError("no answer")
        return type("Told", (), {"mean": {}, "draws": None})()


def plan_of(**more):
    return planned(fd.treaties(), ON, {}, **{"draws": 64, "default": 0.3, **more})


def part_of(plan):
    return plan.parts()[0]


def test_a_run_that_fails_before_a_part_is_done_leaves_nothing(tmp_path):
    with pytest.raises(FoedusError, match="no answer"):
        run_here(planned(fd.treaties(), ON, Failing(), draws=64), tmp_path / "a.parquet")
    with pytest.raises(FoedusError, match="no answer"):
        run_processes(planned(fd.treaties(), ON, Failing(), draws=64), tmp_path / "a.parquet", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_fails_later_keeps_its_parts(tmp_path):
    plan = planned(fd.treaties(), ON, FailingLater(), draws=64)
    assert len(plan.parts()) > 30, "a model takes its time, so that a day is cut into many parts"
    with pytest.raises(FoedusError, match="no answer"):
        run_here(plan, tmp_path / "a.parquet")
    store = Store(tmp_path / "a.parquet", plan)
    done, of = store.done(plan.parts())
    assert 0 < done < of == 195
    assert len(store.missing(plan.parts())) < len(plan.parts())


def test_a_folder_without_parts_refuses_nobody(tmp_path):
    Store(tmp_path / "a.parquet", plan_of())
    other = plan_of(seed=7)
    store = Store(tmp_path / "a.parquet", other)
    store.keep(part_of(other), pl.DataFrame({"on": [1]}))
    with pytest.raises(BadQuestion, match=r"another seed\)"):
        Store(tmp_path / "a.parquet", plan_of())


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"seed": 7}, "another seed"),
        ({"draws": 128}, "another draws"),
        ({"default": 0.4}, "another default"),
        ({"known_on": "2026-01-01"}, "another known_on"),
        ({"without": ("1949-north-atlantic",)}, "another without"),
    ],
)
def test_parts_of_every_other_question_are_refused(tmp_path, more, says):
    plan = plan_of()
    Store(tmp_path / "a.parquet", plan).keep(part_of(plan), pl.DataFrame({"on": [1]}))
    with pytest.raises(BadQuestion, match=rf"\({says}\)"):
        Store(tmp_path / "a.parquet", plan_of(**more))


def test_parts_of_another_record_or_of_other_probabilities_are_refused(tmp_path):
    plan = plan_of()
    Store(tmp_path / "a.parquet", plan).keep(part_of(plan), pl.DataFrame({"on": [1]}))
    less = planned(fd.treaties()[:-1], ON, {}, draws=64, default=0.3)
    with pytest.raises(BadQuestion, match="another record"):
        Store(tmp_path / "a.parquet", less)
    other = planned(fd.treaties(), ON, {("RUS", "defending"): 0.4}, draws=64, default=0.3)
    with pytest.raises(BadQuestion, match="another probabilities"):
        Store(tmp_path / "a.parquet", other)


def test_a_part_is_never_taken_for_one_of_another_question(tmp_path):
    one, two = plan_of(), plan_of(seed=7)
    store = Store(tmp_path / "a.parquet", one)
    beside = Store(tmp_path / "a.parquet", two)  # begun before the first has a part
    store.keep(part_of(one), pl.DataFrame({"on": [1]}))
    assert part_of(two) in beside.missing(two.parts())


def test_an_output_that_answers_the_same_is_read_and_another_is_not_lost(tmp_path, monkeypatch):
    path = tmp_path / "a.parquet"
    rows = run_here(plan_of(), path)
    before = path.read_bytes()
    with pytest.raises(BadQuestion, match=r"holds another sweep \(another seed\)"):
        run_here(plan_of(seed=7), path)
    assert path.read_bytes() == before
    with monkeypatch.context() as patched:
        patched.setattr(Plan, "day", None)  # whoever goes to work fails
        assert run_here(plan_of(), path).equals(rows)
        assert run_processes(plan_of(), path, 2).equals(rows)
    other = run_here(plan_of(seed=7), path, overwrite=True)
    assert not other.equals(rows)
    assert answered(path, plan_of(seed=7)).equals(other)
    assert [p.name for p in tmp_path.iterdir()] == ["a.parquet"]


@pytest.mark.parametrize("content", [b"", b"my notes", None])
def test_a_file_that_holds_no_sweep_is_not_overwritten(tmp_path, content):
    path = tmp_path / "a.parquet"
    if content is None:
        pl.DataFrame({"mine": [1, 2]}).write_parquet(path)
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(BadQuestion, match="holds no sweep; name another file"):
        run_here(plan_of(), path)
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_and_a_missing_folder_are_refused_before_the_work(tmp_path, monkeypatch):
    monkeypatch.setattr(Plan, "day", None)
    with pytest.raises(BadQuestion, match="it is a folder; name a file"):
        run_here(plan_of(), tmp_path)
    with pytest.raises(BadQuestion, match="there is no folder"):
        run_here(plan_of(), tmp_path / "nowhere" / "a.parquet")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_put_in_place_leaves_no_temporary_file(tmp_path):
    plan = plan_of()
    run_here(plan, tmp_path / "whole.parquet")
    store = Store(tmp_path / "a.parquet", plan)
    for part in plan.parts():
        store.keep(part, pl.DataFrame({"on": [1]}))
    (tmp_path / "a.parquet").mkdir()
    with pytest.raises(FoedusError, match="the finished parts are kept"):
        store.finish(plan.parts())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.parquet", "a.parquet.parts", "whole.parquet"]
