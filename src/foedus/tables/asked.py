"""What was asked for: is it a variable at all?"""

from __future__ import annotations

from foedus.tables.catalogue import VARIABLES
from foedus.tables.variable import Variable

__all__ = ["not_a_variable"]


def not_a_variable(given: object) -> str | None:
    """Why this cannot be added to any panel; None if it is a variable.

    >>> not_a_variable("majors")
    "add('majors'): this is a name, not a variable; write add(fd.majors())"
    """
    if isinstance(given, Variable):
        return None
    if isinstance(given, str):
        name = given.partition("(")[0].removeprefix("fd.")
        do = f"add(fd.{name}())" if name in VARIABLES else "add(fd.majors(), ...)"
        return f"add({given!r}): this is a name, not a variable; write {do}"
    called = getattr(given, "__name__", "")
    if called in VARIABLES:
        return f"add(fd.{called}): the function was not called; write add(fd.{called}())"
    if isinstance(given, (list, tuple, set)):
        return f"add({type(given).__name__}): name the variables one by one; write add(*variables)"
    return f"add({given!r}): this is no variable; write add(fd.majors(), ...)"
