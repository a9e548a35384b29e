"""The atlas as one record: look a state, a place, an area or a war up by any name that papers or scholars use."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.errors import AmbiguousName, UnknownName
from foedus.terms.states import Actor, Entity, State
from foedus.terms.when import Spell

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.places import Area, Place
    from foedus.terms.wars import War

__all__ = ["Atlas", "folded"]

_ALWAYS = Spell()


@dataclass(frozen=True, slots=True)
class _Names:
    """Folded names: borne by several, always borne by one, borne for a spell."""

    ambiguous: dict[str, list[State]]
    always: dict[str, list[Actor]]
    dated: dict[str, list[tuple[Actor, Spell]]]


@dataclass(frozen=True, slots=True)
class Atlas:
    """States, entities, places, areas and wars; frozen.

    Attributes:
        states, entities, places, areas, wars: the records, in the order of their files.
    """

    states: tuple[State, ...]
    entities: tuple[Entity, ...]
    places: tuple[Place, ...]
    areas: tuple[Area, ...]
    wars: tuple[War, ...]
    _memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def actor(self, name: str, moment: date | None = None) -> Actor:
        """The state or entity that this name means, on this day if one is given.

        Takes ISO alpha-3 (`PRK`), Correlates of War numbers (`731`) and letters (`cow:PRK`), English names and
        usual variants ("North Korea", "DPRK", "Prussia" on a day before 1871), and codes of entities.

        Raises:
            UnknownName: nobody is called so; near names are suggested.
            AmbiguousName: several are ("Korea").
        """
        text = name.strip()
        dated = [a for a, spell in self._shared_codes().get(text, ()) if moment is not None and moment in spell]
        found = dated[0] if dated else self._codes().get(text) or self._codes().get(text.upper())
        if found:
            return found
        candidates = self._called(folded(name), moment)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise AmbiguousName("state", name, [(c.code, c.name) for c in candidates])
        known = [s.name for s in self.states] + [v for s in self.states for v in s.variants]
        known += [e.name for e in self.entities] + [s.code for s in self.states if len(name.strip()) <= 3]
        raise UnknownName("state", name, known, "use an ISO code (PRK), a COW number (731) or an English name")

    def _called(self, fold: str, moment: date | None) -> list[Actor]:
        """Everyone whom a name may mean: its dated bearers on the day, else its ambiguous or undated ones."""
        names = self._names()
        dated = [a for a, spell in names.dated.get(fold, []) if moment is not None and moment in spell]
        if len(dated) == 1:
            return dated
        ambiguous = names.ambiguous.get(fold, [])
        if moment is not None and len(ambiguous) > 1:
            alive = [a for a in ambiguous if isinstance(a, State) and a.member(moment)]
            ambiguous = alive or ambiguous
        found = ambiguous or names.always.get(fold, []) or dated or [a for a, _ in names.dated.get(fold, [])]
        return list(dict.fromkeys(found))

    def state(self, name: str, moment: date | None = None) -> State:
        """The same, but only a member of the state system.

        Raises:
            UnknownName: nobody, or an entity that is no state.
        """
        found = self.actor(name, moment)
        if isinstance(found, State):
            return found
        raise UnknownName("state", name, (), f"{found.name} is no member of the state system: {found.contested}")

    def find(self, code: str) -> Actor | None:
        """The state or entity with exactly this code."""
        return self._codes().get(code)

    def name(self, code: str, moment: date | None = None) -> str:
        """What the holder of this code is called, on this day if one is given; the code itself if unknown."""
        found = self._codes().get(code)
        if found is None:
            return code
        return found.called(moment) if moment else found.name

    def place(self, name: str, moment: date | None = None) -> Place:
        """The place that this name means: a state's home territory, a place of the gazetteer, or a capital.

        What is a state today and was a colony on the day means the colony then ("Malta" in 1955).

        Raises:
            UnknownName: no such place; near names are suggested.
            AmbiguousName: several.
        """
        places = self._places()
        if name.strip() in places:
            return places[name.strip()]
        home, unsure = self._home_of(name, moment)
        if home is not None and isinstance(self._codes().get(home.id), State) and self._stands(home, moment):
            return home
        rows = self._place_names().get(folded(name), [])
        dated = [p for p, spell in rows if moment is not None and moment in spell]
        candidates = list(dict.fromkeys(dated or [p for p, _ in rows]))
        if len(candidates) > 1:
            candidates = [p for p in candidates if self._stands(p, moment)] or candidates
        if home is not None or isinstance(unsure, AmbiguousName):  # a colony counts only while somebody held it
            candidates = [p for p in candidates if moment is not None and p.sovereigns(moment)]
        if len(candidates) == 1:
            return candidates[0]
        if home is not None and not candidates:
            return home
        if candidates:
            raise AmbiguousName("place", name, [(c.id, c.name) for c in candidates])
        if isinstance(unsure, AmbiguousName):
            raise unsure
        known = [p.name for p in self.places] + [a for p in self.places for a in p.aka]
        advice = "name an island, territory, sea, city or base of places.yaml, or a state for its home territory"
        raise UnknownName("place", name, known, advice)

    def _home_of(self, name: str, moment: date | None) -> tuple[Place | None, Exception | None]:
        """The home territory that this name means, or why none."""
        try:
            return self._places()[self.actor(name, moment).code], None
        except (UnknownName, AmbiguousName) as why:
            return None, why

    def _stands(self, place: Place, moment: date | None) -> bool:
        """Is this no home territory, or that of a state that is in the state system on the day (or at all)?"""
        holder = self._codes().get(place.id)
        return not isinstance(holder, State) or moment is None or holder.member(moment)

    def home(self, code: str) -> Place:
        """The home territory of a state or entity."""
        return self._places()[code]

    def area(self, key: str) -> Area:
        """The area with this id."""
        areas: dict[str, Area] = self._kept("areas", lambda: {a.id: a for a in self.areas})
        return areas[key]

    def war(self, key: str) -> War:
        """The war with this id."""
        wars: dict[str, War] = self._kept("wars", lambda: {w.id: w for w in self.wars})
        return wars[key]

    def _kept(self, key: str, make: Any) -> Any:
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]

    def _codes(self) -> dict[str, Actor]:
        def make() -> dict[str, Actor]:
            codes: dict[str, Actor] = {}
            for state in self.states:
                codes[state.code] = state
                for code in state.cow:
                    codes[str(code.number)] = codes[f"cow:{code.letters}"] = codes[f"COW:{code.letters}"] = state
                for code in state.gw:
                    codes[f"gw:{code.number}"] = codes[f"gw:{code.letters}"] = state
            for state in self.states:
                for iso in (*([state.iso3] if state.iso3 else []), *state.former_iso3):
                    codes.setdefault(iso, state)
            for entity in self.entities:
                codes[entity.code] = entity
            return codes

        kept: dict[str, Actor] = self._kept("codes", make)
        return kept

    def _shared_codes(self) -> dict[str, list[tuple[Actor, Spell]]]:
        """Codes that a list gave to two states one after the other, with their spells."""

        def make() -> dict[str, list[tuple[Actor, Spell]]]:
            bearers: dict[str, list[tuple[Actor, Spell]]] = {}
            for state in self.states:
                for code in state.cow:
                    for text in (str(code.number), f"cow:{code.letters}"):
                        bearers.setdefault(text, []).append((state, code.spell))
                for code in state.gw:
                    for text in (f"gw:{code.number}", f"gw:{code.letters}"):
                        bearers.setdefault(text, []).append((state, code.spell))
            return {text: rows for text, rows in bearers.items() if len({a.code for a, _ in rows}) > 1}

        kept: dict[str, list[tuple[Actor, Spell]]] = self._kept("shared codes", make)
        return kept

    def _names(self) -> _Names:
        def make() -> _Names:
            names = _Names({}, {}, {})
            for state in self.states:
                for text in state.ambiguous:
                    names.ambiguous.setdefault(folded(text), []).append(state)
                for text in (state.name, *state.variants):
                    names.always.setdefault(folded(text), []).append(state)
                for dated in state.names:
                    names.dated.setdefault(folded(dated.name), []).append((state, dated.spell))
            for entity in self.entities:
                for text in (entity.name, *entity.variants):
                    names.always.setdefault(folded(text), []).append(entity)
            return names

        kept: _Names = self._kept("names", make)
        return kept

    def _places(self) -> dict[str, Place]:
        kept: dict[str, Place] = self._kept("places", lambda: {p.id: p for p in self.places})
        return kept

    def _place_names(self) -> dict[str, list[tuple[Place, Spell]]]:
        def make() -> dict[str, list[tuple[Place, Spell]]]:
            names: dict[str, list[tuple[Place, Spell]]] = {}
            actors = self._codes()
            for place in self.places:
                stem = place.name.partition(" (")[0]  # "Malta (British colony)" is called Malta in its time
                words = (place.name, stem, place.id.replace("-", " "), *place.aka)
                for text in dict.fromkeys(folded(word) for word in words) if place.id not in actors else ():
                    names.setdefault(text, []).append((place, _ALWAYS))
            for state in self.states:
                for capital in state.capitals:
                    for text in (capital.name, *capital.aka):
                        names.setdefault(folded(text), []).append((self._places()[state.code], capital.spell))
            return names

        kept: dict[str, list[tuple[Place, Spell]]] = self._kept("place names", make)
        return kept


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
