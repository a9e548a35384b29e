"""Which kernel works: numpy's, or the compiled one. What comes out is the same to the last bit."""

from __future__ import annotations

from importlib.util import find_spec

from foedus.errors import BadQuestion, FoedusError

__all__ = ["KERNELS", "pays", "use_compiled"]

KERNELS = ("auto", "numpy", "compiled")
"""What may be asked for."""

_MANY = 10_000_000
"""From so many draws of one attack on, loading the compiled kernel (about a second) is made good."""

_MANY_ATTACKS = 1_000_000_000
"""The same for a sweep, in which most attacks call hardly anybody: draws times attacks."""


def use_compiled(kernel: str, *, pays: bool) -> bool:
    """Should the compiled kernel work?

    Args:
        kernel: what was asked for.
        pays: is there enough to do? Only `auto` looks at it.

    Raises:
        BadQuestion: there is no such kernel.
        FoedusError: the compiled one was asked for, and numba is missing.

    >>> use_compiled("numpy", pays=True), use_compiled("auto", pays=False)
    (False, False)
    """
    if kernel not in KERNELS:
        raise BadQuestion(f"unknown kernel {kernel!r}; say {', '.join(KERNELS[:-1])} or {KERNELS[-1]}")
    if kernel == "numpy" or (kernel == "auto" and not pays):
        return False
    there = find_spec("numba") is not None
    if kernel == "compiled" and not there:
        raise FoedusError("the compiled kernel needs numba: install foedus[fast], or leave the kernel out")
    return there


def pays(draws: int, attacks: int = 1) -> bool:
    """Is there so much to do that loading the compiled kernel is made good?

    >>> pays(100_000), pays(1024, 38_000), pays(100_000_000)
    (False, False, True)
    """
    return draws >= _MANY if attacks == 1 else draws * attacks >= _MANY_ATTACKS
