"""Nothing is tested on what it was trained on, and nothing trained on the future."""

import numpy as np
import polars as pl
import pytest

from foedus.behaviour.attempts import ATTEMPTS, HONOUR_ATTEMPTS, attempt, honour_attempt
from foedus.behaviour.backtest import left_out, rolling
from foedus.behaviour.honour import HonourModel
from foedus.behaviour.joiners import JoinerModel
from foedus.errors import BadQuestion


class Recorder:
    """A forecaster that remembers what it is given, and tells the share of the past."""

    def __init__(self):
        self.seen = []

    def __call__(self, past, happened, clusters):
        assert len(happened) == len(clusters) == past.height

        def answer(frame):
            self.seen.append((past, frame))
            return np.full(frame.height, happened.mean())

        return answer


def test_a_rolling_origin_trains_on_the_past_alone(made_chances):
    recorder = Recorder()
    found = rolling(made_chances, "joined", recorder, 1900, 1999, 10)
    assert len(recorder.seen) == 10
    for origin, (past, asked) in zip(range(1900, 2000, 10), recorder.seen, strict=True):
        assert past["year"].max() < origin <= asked["year"].min()
        assert asked["year"].max() < origin + 10
        assert past.height == made_chances.filter(pl.col("year") < origin).height
    tested = made_chances.filter(pl.col("year").is_between(1900, 1999))
    assert len(found.told) == tested.height == sum(asked.height for _, asked in recorder.seen)
    assert list(found.happened) == tested["joined"].to_list()


def test_the_last_step_does_not_go_beyond_the_last_year(made_chances):
    recorder = Recorder()
    rolling(made_chances, "joined", recorder, 1990, 1997, 5)
    assert max(asked["year"].max() for _, asked in recorder.seen) <= 1997


def test_the_base_rate_is_that_of_the_past(made_chances):
    found = rolling(made_chances, "joined", Recorder(), 1900, 1999, 10)
    assert list(found.base) == list(found.told)
    assert found.base[0] == made_chances.filter(pl.col("year") < 1900)["joined"].mean()


def test_a_conflict_that_is_left_out_is_not_trained_on(made_chances):
    recorder = Recorder()
    found = left_out(made_chances, "joined", recorder)
    assert len(recorder.seen) == 60
    for past, asked in recorder.seen:
        assert asked["conflict"].n_unique() == 1
        assert not set(past["conflict"]) & set(asked["conflict"])
        assert past.height + asked.height == made_chances.height
    assert len(found.told) == made_chances.height


def test_many_conflicts_are_left_out_in_groups(made_chances):
    recorder = Recorder()
    left_out(made_chances, "joined", recorder, groups=7)
    assert len(recorder.seen) == 7
    assert all(not set(past["conflict"]) & set(asked["conflict"]) for past, asked in recorder.seen)


def test_nothing_to_train_on_and_nothing_to_ask_are_refused(made_chances):
    with pytest.raises(BadQuestion, match="nothing happened before 1850 to train on; begin later than 1850"):
        rolling(made_chances, "joined", Recorder(), 1850, 1900)
    with pytest.raises(BadQuestion, match="no conflict began in these years"):
        rolling(made_chances, "joined", Recorder(), 2020, 2030)


@pytest.mark.parametrize("name", ATTEMPTS)
def test_every_attempt_tells_probabilities_and_learns_from_the_past_alone(name, made_chances):
    """The future is corrupted, and what was told of the years before stays."""
    before = rolling(made_chances, "joined", attempt(name, 0.1), 1960, 1969, 5)
    assert ((before.told > 0) & (before.told < 1)).all()
    spoilt = made_chances.with_columns(joined=pl.when(pl.col("year") >= 1970).then(1).otherwise("joined"))
    after = rolling(spoilt, "joined", attempt(name, 0.1), 1960, 1969, 5)
    assert list(after.told) == list(before.told)


@pytest.mark.parametrize("name", HONOUR_ATTEMPTS)
def test_every_attempt_on_honour_tells_probabilities(name, made_calls):
    found = rolling(made_calls, "kept", honour_attempt(name), 1960, 1969, 5)
    assert ((found.told > 0) & (found.told < 1)).all()


def test_the_correction_for_rare_events_raises_what_is_rare_and_lowers_what_is_not(made_calls):
    plain, rare = (
        rolling(made_calls, "kept", honour_attempt(name), 1960, 1999, 20).told for name in ("logit", "rare events")
    )
    assert (plain > 0.5).any()
    assert ((rare - plain) * (0.5 - plain) > 0).all()


def test_who_entered_after_an_origin_had_not_entered_for_whoever_is_trained_at_it(made_chances):
    """The United States of 1941, to somebody who asks in 1940 about a war of 1939."""
    late = made_chances.with_columns(
        entered=pl.when(pl.col("joined") == 1).then(pl.date(pl.col("year") + 3, 1, 1)).otherwise(None)
    )
    told = []

    def train(past, happened, _clusters):
        told.append((past["year"].to_numpy(), past["joined"].to_numpy(), happened))
        return lambda frame: np.full(frame.height, happened.mean())

    found = rolling(late, "joined", train, 1900, 1999, 10)
    for origin, (year, joined, known) in zip(range(1900, 2000, 10), told, strict=True):
        assert list(known) == list(np.where(year + 3 < origin, joined, 0))  # of that very day: not before it
    assert sum(joined.sum() > known.sum() for _, joined, known in told) > 3
    assert found.base[0] == told[0][2].mean()
    assert list(found.happened) == late.filter(pl.col("year").is_between(1900, 1999))["joined"].to_list()


def test_both_sides_of_a_state_are_told_to_the_measures(made_chances):
    found = rolling(made_chances, "joined", attempt("logit", 0.1), 1960, 1969, 5)
    pairs = found.told.reshape(-1, 2)
    assert found.across.reshape(-1, 2) == pytest.approx(pairs[:, ::-1])
    assert set(found.years) <= set(range(1960, 1970))


def test_one_war_left_out_chooses_its_prior_without_it(made_calls):
    """The prior that the whole record chose is not used: it knows the war that is left out."""
    weak = HonourModel().fit(made_calls, draws=2, variance=1e-6)
    strong = HonourModel().fit(made_calls, draws=2, variance=0.3)
    assert list(weak.leave_out().forecasts.told) == list(strong.leave_out().forecasts.told)


def test_after_a_fit_the_backtest_needs_no_frame(made_calls):
    model = HonourModel().fit(made_calls, draws=1, variance=0.1)
    assert model.backtest(first=1950, step=30).scores(20) == model.backtest(made_calls, 1950, step=30).scores(20)
    half = made_calls.filter(pl.col("year") < 1980)
    told, all_told = (model.backtest(frame, 1950, step=30).forecasts.told for frame in (half, None))
    assert len(told) < len(all_told)
    assert model.leave_out().name == "honour, leave one conflict out"
    scores = model.leave_out().scores(20)
    assert scores["auc"][0] > 0.6  # what was put in is found
    with pytest.raises(BadQuestion, match="was not fitted here and holds no rows"):
        HonourModel().backtest()


def test_a_backtest_does_not_use_what_the_whole_record_gave(made_calls):
    model = HonourModel().fit(made_calls, draws=1, variance=0.1)
    told = model.backtest(first=1950, step=30).forecasts.told
    assert list(HonourModel().backtest(made_calls, 1950, step=30).forecasts.told) == list(told)


def test_pictures_of_calibration_and_effects_are_written(made_chances, tmp_path):
    model = JoinerModel("others").fit(made_chances, draws=3, variance=0.1)
    model.backtest(first=1950, step=30).plot(tmp_path / "calibration.svg")
    model.plot_effects(tmp_path / "effects.png")
    assert "<svg" in (tmp_path / "calibration.svg").read_text(encoding="utf-8")
    assert (tmp_path / "effects.png").read_bytes().startswith(b"\x89PNG")
