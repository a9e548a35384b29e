"""The fitted model that answers: how it is read, which one it is, and what its answers rest on."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from foedus.behaviour.joiners import JoinerModel
from foedus.behaviour.joining import Joining
from foedus.behaviour.shipped import shipped_joiner
from foedus.errors import BadQuestion, FoedusError
from foedus.gate.kept import digest
from foedus.sources.registry import sources

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.war.chances import Model

__all__ = ["heeds_only_the_parties", "identity_of", "name_of", "read_model"]


def read_model(path: Path) -> Model:
    """The model in a file that `foedus fit joiner` wrote.

    Raises:
        FoedusError: it cannot be read, is damaged, or of another version or kind.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FoedusError(f"cannot read {path}: {error}; give a file that `foedus fit joiner` wrote") from None
    return Joining(JoinerModel.from_json(text))


def name_of(model: Model) -> str:
    """Which model it is, in words.

    >>> from foedus.war import default_model
    >>> name_of(default_model()).endswith("as it ships")
    True
    """
    if not isinstance(model, Joining):
        return type(model).__name__
    fitted, shipped = model.model or shipped_joiner(), shipped_joiner()
    trained, own = fitted.trained, fitted.to_json()
    which = "as it ships" if own == shipped.to_json() else f"refitted, digest {digest(own.encode())[:8]}"
    return f"the fitted model of joining, {trained.first} to {trained.last}, {which}"


def identity_of(model: Model) -> str:
    """A digest of whatever its answers rest on: its numbers, and the sources from which it is asked.

    Raises:
        BadQuestion: nothing tells it from another.
    """
    if isinstance(model, Joining):
        told = [f"{source.id} {source.sha256}" for source in sources()]
        return digest((model.model or shipped_joiner()).to_json().encode(), "\n".join(told).encode())
    try:
        return digest(type(model).__qualname__.encode(), pickle.dumps(model))
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise BadQuestion(
            f"{type(model).__name__} cannot be sent to another process nor told from another model ({error}); "
            "define it at the top of a module"
        ) from error


def heeds_only_the_parties(model: object) -> bool:
    """Does a treaty matter to the model only where the attacker or the target has a case of it?

    The odds ask the law what is owed to the two sides, and take nothing else from the treaties.
    """
    return isinstance(model, Joining)
