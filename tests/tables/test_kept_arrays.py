"""Arrays that follow from sources are kept, and not used where a source is missing or the sources are others."""

import numpy as np
import pytest

from foedus.tables import kept_arrays as room
from foedus.tables.kept_arrays import kept_arrays

ARRAYS = {"far": np.array([[1.5, np.nan], [0.0, 2.0]], np.float32), "bound": np.array([[False, True], [False, False]])}


@pytest.fixture
def made(tmp_path, monkeypatch):
    """How often the arrays were made; the cache folder is an empty one, and every source is there."""
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    monkeypatch.setattr(room, "standing", lambda _: Standing("ok"))
    return []


class Standing:
    def __init__(self, state):
        self.state = state


def asked(made, **more):
    return kept_arrays("pairs", ["cow-nmc"], lambda: made.append(1) or ARRAYS, **more)


def test_what_is_kept_is_what_was_made(made):
    first, again = asked(made), asked(made)
    assert len(made) == 1
    for found in (first, again):
        assert {name: array.dtype for name, array in found.items()} == {n: a.dtype for n, a in ARRAYS.items()}
        for name, array in ARRAYS.items():
            np.testing.assert_array_equal(found[name], array)
    with pytest.raises(ValueError, match="read-only"):
        again["far"][0, 0] = 9


def test_what_also_decides_is_asked(made):
    asked(made, also=b"one model")
    asked(made, also=b"another")
    assert len(made) == 2


def test_a_source_that_is_missing_is_not_hidden_by_what_is_kept(made, monkeypatch):
    asked(made)
    monkeypatch.setattr(room, "standing", lambda _: Standing("missing"))
    asked(made)
    assert len(made) == 2


@pytest.mark.parametrize("damage", [lambda told: told[:100], lambda _: b"no archive", lambda _: b""])
def test_a_damaged_file_is_made_anew(made, tmp_path, damage):
    asked(made)
    (file,) = tmp_path.glob("arrays/*.npz")
    file.write_bytes(damage(file.read_bytes()))
    np.testing.assert_array_equal(asked(made)["bound"], ARRAYS["bound"])
    assert len(made) == 2
