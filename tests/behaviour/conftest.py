"""What the tests of behaviour share: the atlas, ATOP, the arrays by year, and small frames of made rows."""

import numpy as np
import polars as pl
import pytest

from foedus.atlas.load import shipped_atlas


@pytest.fixture(scope="session")
def atlas():
    return shipped_atlas()


@pytest.fixture(scope="session")
def atop(atlas):
    from foedus.law.atop import read_atop

    return read_atop(atlas)


@pytest.fixture(scope="session")
def known():
    from foedus.behaviour.covariates import covariates

    return covariates()


@pytest.fixture(scope="session")
def made_calls():
    """Calls to help that never were: 300 of them, more often kept by major powers and early."""
    from foedus.behaviour.honour_cases import HONOUR

    rng = np.random.default_rng(7)
    rows = rng.standard_normal((300, len(HONOUR)))
    year = np.sort(rng.integers(1850, 2010, 300))
    chance = 1 / (1 + np.exp(-(1.5 * rows[:, 0] - 0.5 * rows[:, 3] - (year > 1945))))
    return pl.DataFrame(
        {
            "conflict": [f"war-{n // 5}" for n in range(300)],
            "year": year,
            "ccode": np.arange(300),
            "kept": (rng.random(300) < chance).astype(np.int8),
            **{name: rows[:, n] for n, name in enumerate(HONOUR)},
        }
    )


@pytest.fixture(scope="session")
def made_chances():
    """Opportunities that never were: 60 conflicts, ten states outside, two sides; a tenth joins."""
    from foedus.behaviour.features import ALLIANCE, VARIABLES

    rng = np.random.default_rng(8)
    wars, states = 60, 10
    count = wars * states * 2
    rows = rng.standard_normal((count, len(VARIABLES)))
    owed = [n for n, name in enumerate(VARIABLES) if name in (*ALLIANCE, "bilateral_other", "any_other")]
    rows[:, owed] = rng.random((count, len(owed))) < 0.2
    side = np.tile([0, 1], wars * states)
    joins = rng.random(wars * states) < 0.2 / (1 + np.exp(-rows[::2, 0]))
    return pl.DataFrame(
        {
            "conflict": [f"war-{n // (2 * states)}" for n in range(count)],
            "stage": np.zeros(count, np.int32),
            "year": np.repeat(np.linspace(1850, 2010, wars).astype(int), 2 * states),
            "ccode": np.repeat(np.tile(np.arange(states), wars), 2),
            "side": side,
            "outside": np.repeat(np.linspace(25, 190, wars).astype(int), 2 * states),
            "joined": (np.repeat(joins, 2) & (side == 1)).astype(np.int8),
            **{name: rows[:, n] for n, name in enumerate(VARIABLES)},
        }
    )
