"""Every name and code that papers or scholars use for a state or entity, and whom it means on a day."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.states import Actor, Entity, State
    from foedus.terms.when import Spell

__all__ = ["Names", "folded"]


class Names:
    """An index of names and codes.

    Attributes:
        codes: every code -> its bearer.
        shared: codes that a list gave to two states one after the other, with their spells.
        ambiguous: folded names borne by several.
        always: folded names borne by one throughout.
        dated: folded names borne for a spell.
    """

    def __init__(self, states: tuple[State, ...], entities: tuple[Entity, ...]) -> None:
        self._states, self._entities = states, entities
        self.codes = _codes(states, entities)
        self.shared = _shared(states)
        self.ambiguous: dict[str, list[State]] = {}
        self.always: dict[str, list[Actor]] = {}
        self.dated: dict[str, list[tuple[State, Spell]]] = {}
        for state in states:
            for text in state.ambiguous:
                self.ambiguous.setdefault(folded(text), []).append(state)
            for text in (state.name, *state.variants):
                self.always.setdefault(folded(text), []).append(state)
            for dated in state.names:
                self.dated.setdefault(folded(dated.name), []).append((state, dated.spell))
        for entity in entities:
            for text in (entity.name, *entity.variants):
                self.always.setdefault(folded(text), []).append(entity)

    def coded(self, name: str, moment: date | None) -> Actor | None:
        """The bearer of this code, on this day if one is given."""
        text = name.strip()
        then = [a for a, spell in self.shared.get(text, ()) if moment is not None and moment in spell]
        return then[0] if then else self.codes.get(text) or self.codes.get(text.upper())

    def called(self, fold: str, moment: date | None) -> list[Actor]:
        """Everyone whom a name may mean: its dated bearers on the day, else its ambiguous or undated ones."""
        bearers = self.dated.get(fold, [])
        dated: list[Actor] = [a for a, spell in bearers if moment is None or moment in spell]
        if len(dated) == 1 and moment is not None:
            return dated
        ambiguous = self.ambiguous.get(fold, [])
        if moment is not None and len(ambiguous) > 1:
            ambiguous = [a for a in ambiguous if a.member(moment)] or ambiguous
        return list(dict.fromkeys([*ambiguous] or self.always.get(fold, []) or dated))

    def spelled(self, length: int) -> list[str]:
        """Names that a name of this length may have been meant for; codes for the shortest."""
        known = [text for s in self._states for text in (s.name, *s.variants, *(n.name for n in s.names))]
        known = [text for text in known if text[1:2] not in (" ", ".")]  # nobody means "S. Korea" by "Krea"
        return known + [e.name for e in self._entities] + [s.code for s in self._states if length <= 3]


def _codes(states: tuple[State, ...], entities: tuple[Entity, ...]) -> dict[str, Actor]:
    codes: dict[str, Actor] = {}
    for state in states:
        codes[state.code] = state
        for code in state.cow:
            codes[str(code.number)] = codes[f"cow:{code.letters}"] = codes[f"COW:{code.letters}"] = state
        for code in state.gw:
            codes[f"gw:{code.number}"] = codes[f"gw:{code.letters}"] = state
    for state in states:
        for iso in (*([state.iso3] if state.iso3 else []), *state.former_iso3):
            codes.setdefault(iso, state)
    for entity in entities:
        codes[entity.code] = entity
    return codes


def _shared(states: tuple[State, ...]) -> dict[str, list[tuple[Actor, Spell]]]:
    bearers: dict[str, list[tuple[Actor, Spell]]] = {}
    for state in states:
        for code in state.cow:
            for text in (str(code.number), f"cow:{code.letters}"):
                bearers.setdefault(text, []).append((state, code.spell))
        for code in state.gw:
            for text in (f"gw:{code.number}", f"gw:{code.letters}"):
                bearers.setdefault(text, []).append((state, code.spell))
    return {text: rows for text, rows in bearers.items() if len({a.code for a, _ in rows}) > 1}


def folded(name: str) -> str:
    """A name without accents, case, dots, dashes and article, so that spellings meet.

    >>> folded("The Côte-d'Ivoire") == folded("cote d'ivoire")
    True
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[.'\u2019`]", "", plain)
    plain = re.sub(r"[^\w&]+", " ", plain).strip()
    return plain.removeprefix("the ")
