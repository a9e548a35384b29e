"""The fitted models that ship, as JSON beside the treaties."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from foedus.behaviour.honour import HonourModel
from foedus.behaviour.joiners import JoinerModel
from foedus.errors import FoedusError

__all__ = ["shipped_honour", "shipped_joiner", "shipped_text"]


@cache
def shipped_joiner() -> JoinerModel:
    """The model of joining, fitted on wars from 1816 to 2003 with one principal on each side.

    Raises:
        FoedusError: it is missing or damaged.
    """
    return JoinerModel.from_json(shipped_text("joiner"))


@cache
def shipped_honour() -> HonourModel:
    """The model of honour, fitted on the calls that arose in wars from 1848 to 2003.

    Raises:
        FoedusError: it is missing or damaged.
    """
    return HonourModel.from_json(shipped_text("honour"))


def shipped_text(name: str) -> str:
    """The text of the fitted model with this name.

    Raises:
        FoedusError: it is missing.
    """
    path = files("foedus") / "data" / "models" / f"{name}.json"
    if not path.is_file():
        raise FoedusError(f"the fitted model {name}.json is missing from this installation; `foedus fit` makes it")
    return path.read_text(encoding="utf-8")
