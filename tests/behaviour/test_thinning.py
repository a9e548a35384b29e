"""The more states, the less likely each: learnt forward in time, and the intercept keeps the number that happened."""

import numpy as np
import polars as pl
import pytest

from foedus.behaviour.joiners import JoinerModel
from foedus.behaviour.model import forecaster, logit_of, rows_of
from foedus.behaviour.ridge import fit, thinned
from foedus.behaviour.thinning import POWERS, crowd_of, known_by, weights_of_powers
from foedus.errors import FoedusError


def record(power, seed=1):
    """Wars of 150 years in a growing world, each state with a chance that falls by this power of their number."""
    rng = np.random.default_rng(seed)
    parts = []
    for n, year in enumerate(range(1830, 1980)):
        count = 20 + (year - 1830)
        x = rng.standard_normal(count)
        chance = 0.08 * np.exp(0.5 * x) * (count / 40) ** -power
        part = pl.DataFrame({"x": x, "joined": (rng.random(count) < chance).astype(np.int8)})
        parts.append(part.with_columns(conflict=pl.lit(f"w{n}"), year=pl.lit(year), outside=pl.lit(count)))
    return pl.concat(parts)


def mean_power(frame):
    rows, happened = rows_of(frame, ("x",)), frame["joined"].to_numpy().astype(float)
    weights = weights_of_powers(frame, rows, happened, 1.0)
    assert weights.sum() == pytest.approx(1)
    return float(weights @ POWERS)


@pytest.mark.parametrize("power", [0.0, 1.0])
def test_the_power_that_was_put_in_is_found(power):
    assert np.mean([mean_power(record(power, seed)) for seed in range(4)]) == pytest.approx(power, abs=0.15)


def test_the_future_does_not_count():
    frame = record(1.0)
    early = frame.filter(pl.col("year") < 1900)
    spoilt = frame.with_columns(joined=pl.when(pl.col("year") >= 1900).then(1).otherwise("joined").cast(pl.Int8))
    assert mean_power(spoilt.filter(pl.col("year") < 1900)) == mean_power(early)


def test_with_too_few_to_learn_from_all_powers_weigh_alike():
    frame = record(1.0).filter(pl.col("year") < 1832)
    assert mean_power(frame) == pytest.approx(0.5)


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0])
def test_as_many_are_told_as_happened(power):
    frame = record(0.5)
    rows, happened = rows_of(frame, ("x",)), frame["joined"].to_numpy().astype(float)
    weights = np.random.default_rng(2).integers(0, 3, len(rows)).astype(float)
    for weight in (None, weights):
        one = thinned(fit(rows, happened, 1.0, weight), rows, happened, crowd_of(frame), power, weight)
        told = one.predict(rows, crowd_of(frame))
        assert np.average(told, weights=weight) == pytest.approx(np.average(happened, weights=weight), rel=1e-5)


def test_odds_fall_with_the_power_of_the_number_of_states():
    frame = record(0.5)
    rows, happened = rows_of(frame, ("x",)), frame["joined"].to_numpy().astype(float)
    one = logit_of(frame, rows, happened, np.arange(len(rows)) // 50, 1.0, 0.5)
    few, many = (one.log_odds(np.zeros((1, 1)), np.log(count / 40))[0] for count in (40, 160))
    assert few - many == pytest.approx(0.5 * np.log(4))


def test_the_crowd_is_counted_over_forty_and_not_where_nobody_counts():
    assert list(crowd_of(pl.DataFrame({"outside": [40, 80]}))) == pytest.approx([0, np.log(2)])
    assert list(crowd_of(pl.DataFrame({"x": [1, 2]}))) == [0, 0]


def test_who_entered_later_had_not_entered():
    from datetime import date

    frame = pl.DataFrame({"entered": [date(1939, 9, 3), date(1940, 1, 1), None]})
    assert list(known_by(frame, np.array([1.0, 1.0, 0.0]), 1940)) == [1, 0, 0]
    assert list(known_by(frame, np.array([1.0, 1.0, 0.0]), 1941)) == [1, 1, 0]
    assert list(known_by(frame.drop("entered"), np.array([1.0, 1.0, 0.0]), 1940)) == [1, 1, 0]


def test_a_model_that_counts_states_asks_for_their_number(made_chances):
    model = JoinerModel().fit(made_chances, draws=3, variance=0.1)
    assert 0 < model.fitted.ridge.thinning < 1
    assert {d.thinning for d in model.fitted.draws} <= set(POWERS)
    with pytest.raises(FoedusError, match="the frame lacks `outside`"):
        model.predict(made_chances.drop("outside"))
    back = JoinerModel.from_json(model.to_json())
    assert back.predict(made_chances)["p"].to_numpy() == pytest.approx(
        model.predict(made_chances)["p"].to_numpy(), abs=1e-5
    )


def test_a_thinning_that_is_given_is_taken(made_chances):
    none, full = (
        forecaster(JoinerModel().columns, 0.1, power)(
            made_chances, made_chances["joined"].to_numpy().astype(float), np.arange(made_chances.height) // 20
        )(made_chances)
        for power in (0.0, 1.0)
    )
    late = made_chances["year"].to_numpy() > 1980
    assert full[late].mean() < none[late].mean()
    assert full[~late].mean() > none[~late].mean()
