"""What the page answers from: the treaties, and the worlds and answers that were asked for last."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from foedus.errors import FoedusError
from foedus.law.casus import obligations
from foedus.law.reading import treaties
from foedus.web.sources import ATOP, not_here
from foedus.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.law.owed import Obligations
    from foedus.terms.treaties import Treaty
    from foedus.web.asking import Asked
    from foedus.web.casebook import Casebook

__all__ = ["Record", "Shelf", "today"]

Key = TypeVar("Key")
Kept = TypeVar("Kept")


class Shelf(Generic[Key, Kept]):
    """The last things that were asked for, and no more than fit.

    >>> shelf = Shelf[str, int](1)
    >>> shelf.get("a", lambda: 1), shelf.get("b", lambda: 2), shelf.get("a", lambda: 3)
    (1, 2, 3)
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Kept]) -> Kept:
        """What stands under this key, made if it is not there."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = self._kept[key] = make()
        while len(self._kept) > self._room:
            self._kept.popitem(last=False)
        return made


class Record:
    """The treaties, read once, and a few worlds; with a ledger, the worlds as it revises them.

    It is used by one thread at a time: a world works out its notes as it is asked.
    """

    def __init__(self, casebook: Casebook | None = None) -> None:
        self.casebook = casebook
        self._treaties = Shelf[str, tuple["Treaty", ...]](2)
        self._first = Shelf[str, World](2)
        self._worlds = Shelf[tuple[str, ...], World](12)
        self._owed = Shelf[tuple["Asked", str], "Obligations"](48)
        self._once: dict[type, object] = {}

    def treaties(self, source: str = "corpus") -> tuple[Treaty, ...]:
        """The corpus, or ATOP.

        Raises:
            FoedusError: ATOP is not here.
        """
        return self._treaties.get(source, lambda: _read(source))

    def world(self, on: str = "", known_on: str = "", source: str = "corpus") -> World:
        """The world on a day; left out, today.

        Raises:
            BadDate: no such day.
        """
        day = on or today()
        return self._worlds.get((day, known_on, source, self.head), lambda: self._world(day, known_on or None, source))

    def owed(self, asked: Asked) -> Obligations:
        """The answer to a question.

        Raises:
            FoedusError: it cannot be put; the message says why.
        """
        return self._owed.get((asked.at(asked.on or today()), self.head), lambda: self._answer(asked))

    @property
    def head(self) -> str:
        """What stands for the entries of the ledger; empty without one."""
        return self.casebook.head if self.casebook else ""

    def _world(self, day: str, known_on: str | None, source: str) -> World:
        if self.casebook is None:
            first = self._first.get(source, lambda: World(self.treaties(source), day))
            return first.at(day, known_on)
        return self.casebook.world(self.treaties(source), day, known_on)

    def kept(self, kind: type[Kept], make: Callable[[], Kept]) -> Kept:
        """What is worked out once and holds for as long as the page is served."""
        found = self._once.get(kind)
        if not isinstance(found, kind):
            found = self._once[kind] = make()
        return found

    def _answer(self, asked: Asked) -> Obligations:
        world = self.world(asked.on, asked.known_on, asked.treaties)
        return obligations(world, asked.attack(), "honoured" if asked.honoured else None)


def _read(source: str) -> tuple[Treaty, ...]:
    missing = not_here(ATOP) if source == "atop" else ""
    if missing:
        raise FoedusError(missing)
    return treaties(None if source == "corpus" else source)


def today() -> str:
    """Today's date."""
    return datetime.now(UTC).date().isoformat()
