"""The one door to numba: functions that are compiled when they are first called, and kept on disk.

What is kept lies in the cache folder, under a digest of the source: numba itself looks at the file of the outermost
function only, and would go on with an old kernel when another file has changed. Counting references to arrays (`_nrt`)
is turned off: nothing is allocated inside, and the counting took two thirds of the time.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numba

from foedus.gate.kept import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["entrance", "quick"]

F = TypeVar("F", bound="Callable[..., Any]")

_numba: Any = numba
_OPTIONS = {"no_cfunc_wrapper": True, "_nrt": False, "error_model": "numpy"}


def quick(function: F) -> F:
    """A part of the kernel, called by compiled functions only."""
    found: F = _numba.njit(no_cpython_wrapper=True, forceinline=True, **_OPTIONS)(function)
    return found


def entrance(function: F) -> F:
    """A function of the kernel that Python calls: compiled with all that it calls, and kept."""
    before = _numba.config.CACHE_DIR
    _numba.config.CACHE_DIR = str(cache_folder() / f"kernel-{_source()}")
    found: F
    try:
        found = _numba.njit(cache=True, **_OPTIONS)(function)
    except RuntimeError:  # nothing can be written anywhere: compile it each time
        found = _numba.njit(**_OPTIONS)(function)
    finally:
        _numba.config.CACHE_DIR = before
    return found


def _source() -> str:
    """A digest of everything that is compiled."""
    here = Path(__file__).parent
    files = [here.parent / "coins.py", *sorted(here.glob("*.py"))]
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=8).hexdigest()
