"""All draws asked with one product say what each says by itself."""

import numpy as np
import pytest

from foedus.behaviour.ridge import Ridge, log_odds_by_draw


@pytest.mark.parametrize("shape", [(3,), (5, 3), (4, 2, 3)])
def test_draws_at_once_are_the_draws_one_by_one(shape):
    rng = np.random.default_rng(1914)
    draws = [
        Ridge(rng.normal(size=3), rng.uniform(0.5, 2, 3), rng.normal(size=3), float(rng.normal()), 1.0, thinning)
        for thinning in (0.0, 0.25, 1.0)
    ]
    rows = rng.normal(size=shape)
    found = log_odds_by_draw(draws, rows, crowd=1.6)
    assert found.shape == (3, *shape[:-1])
    np.testing.assert_allclose(found, [d.log_odds(rows, 1.6) for d in draws], rtol=1e-12)
