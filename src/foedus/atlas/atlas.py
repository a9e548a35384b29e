"""The atlas as one record: look a state, a place, an area or a war up by any name that papers or scholars use."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from foedus.atlas.existence import called_once
from foedus.atlas.names import Names, folded
from foedus.errors import AmbiguousName, UnknownName
from foedus.terms.states import Actor, Entity, State
from foedus.terms.when import Spell

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from foedus.terms.forces import Force
    from foedus.terms.places import Area, Place
    from foedus.terms.umbrellas import Umbrella
    from foedus.terms.wars import War

__all__ = ["Atlas", "folded"]

_ALWAYS = Spell()


@dataclass(frozen=True, slots=True)
class Atlas:
    """States, entities, places, areas, wars, forces abroad and umbrellas; frozen.

    Attributes:
        states, entities, places, areas, wars, forces, umbrellas: the records, in the order of their files.
        before: the code of a state and the id of a place that its land was before it stood ("MLT", "malta-colony").
    """

    states: tuple[State, ...]
    entities: tuple[Entity, ...]
    places: tuple[Place, ...]
    areas: tuple[Area, ...]
    wars: tuple[War, ...]
    before: tuple[tuple[str, str], ...] = ()
    forces: tuple[Force, ...] = ()
    umbrellas: tuple[Umbrella, ...] = ()
    _memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def revised(
        self,
        forces: tuple[Force, ...],
        umbrellas: tuple[Umbrella, ...] | None = None,
        wars: tuple[War, ...] | None = None,
    ) -> Atlas:
        """The same atlas with other forces abroad, and other umbrellas and wars if given: what evidence adds."""
        umbrellas, wars = self.umbrellas if umbrellas is None else umbrellas, self.wars if wars is None else wars
        return replace(self, forces=forces, umbrellas=umbrellas, wars=wars, _memo={})

    def actor(self, name: str, moment: date | None = None) -> Actor:
        """The state or entity that this name means, on this day if one is given.

        Takes ISO alpha-3 (`PRK`), Correlates of War numbers (`731`) and letters (`cow:PRK`), English names and
        usual variants ("North Korea", "DPRK", "Prussia" on a day before 1871), and codes of entities. Whether it
        existed on the day is another question: see `foedus.atlas.existence`.

        Raises:
            UnknownName: nobody is called so, or nobody was on that day; near names are suggested.
            AmbiguousName: several are ("Korea").
        """
        names = self._names()
        found = names.coded(name, moment)
        if found:
            return found
        candidates = names.called(folded(name), moment)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise AmbiguousName("state", name, [(c.code, c.called(moment) if moment else c.name) for c in candidates])
        once = names.dated.get(folded(name))
        if once and moment is not None:
            raise UnknownName("state", name, (), called_once(once, self.states, moment))
        known = names.spelled(len(name.strip()))
        raise UnknownName("state", name, known, "use an ISO code (PRK), a COW number (731) or an English name")

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
        return self._names().codes.get(code)

    def name(self, code: str, moment: date | None = None) -> str:
        """What the holder of this code is called, on this day if one is given; the code itself if unknown."""
        found = self._names().codes.get(code)
        if found is None:
            return code
        return found.called(moment) if moment else found.name

    def place(self, name: str, moment: date | None = None) -> Place:
        """The place that this name means: a state's home territory, a place of the gazetteer, or a capital.

        What is a state today and was a colony on the day means the colony then ("Malta" or "Valletta" in 1955); where
        the atlas knows no colony it means the state's land, with who held it on the day if that is known.

        Raises:
            UnknownName: no such place; near names are suggested.
            AmbiguousName: several.
        """
        places = self._places()
        if name.strip() in places:
            return places[name.strip()]
        home, unsure = self._home_of(name, moment)
        if home is not None and isinstance(self._names().codes.get(home.id), State) and self.stands(home, moment):
            return home
        rows = self._place_names().get(folded(name), [])
        dated = [p for p, spell in rows if moment is not None and moment in spell]
        candidates = self._in_time(list(dict.fromkeys(dated or [p for p, _ in rows])), moment)
        if home is not None or isinstance(unsure, AmbiguousName):  # a colony counts only while somebody held it
            candidates = [p for p in candidates if moment is not None and p.administrators(moment)]
        if len(candidates) == 1:
            return candidates[0]
        if home is not None and not candidates:
            return self._then(home, moment)
        if candidates:
            raise AmbiguousName("place", name, [(c.id, c.name) for c in candidates])
        if isinstance(unsure, AmbiguousName):
            raise unsure
        known = [p.name for p in self.places] + [a for p in self.places for a in p.aka]
        advice = "name an island, territory, sea, city or base of places.yaml, or a state for its home territory"
        raise UnknownName("place", name, known, advice)

    def somewhere(self, name: str, moment: date | None = None) -> Place | None:
        """The place of the gazetteer that bears this name on the day, if one alone does; no state, and no capital."""
        actors = self._names().codes
        rows = [row for row in self._place_names().get(folded(name), []) if row[0].id not in actors]
        found = {p.id: p for p, spell in rows if moment is None or moment in spell}
        return next(iter(found.values())) if len(found) == 1 else None

    def _home_of(self, name: str, moment: date | None) -> tuple[Place | None, Exception | None]:
        """The home territory that this name means, or why none."""
        try:
            return self._places()[self.actor(name, moment).code], None
        except (UnknownName, AmbiguousName) as why:
            return None, why

    def _in_time(self, candidates: list[Place], moment: date | None) -> list[Place]:
        """Of several, those that stand on the day, or the home of the state that stood next; all as they were then."""
        if len(candidates) > 1:
            candidates = [p for p in candidates if self.stands(p, moment)] or self._next(candidates, moment)
        return list(dict.fromkeys(self._then(p, moment) for p in candidates))

    def _next(self, homes: list[Place], moment: date | None) -> list[Place]:
        """Of homes that do not stand, that of the state which was the first to stand after the day; else all."""
        later = [(a.first_day, p) for p in homes if isinstance(a := self.find(p.id), State) and a.first_day]
        coming = sorted(((day, p) for day, p in later if moment and day > moment), key=lambda pair: pair[0])
        return [p for day, p in coming if day == coming[0][0]] or homes

    def _then(self, place: Place, moment: date | None) -> Place:
        """A home that does not stand, as the colony, mandate or province that its land was on the day, if listed."""
        if moment is None or self.stands(place, moment):
            return place
        earlier = (self._places()[key] for state, key in self.before if state == place.id)
        return next((p for p in earlier if p.administrators(moment)), place)

    def stands(self, place: Place, moment: date | None) -> bool:
        """Is this no home territory, or that of a state that is in the state system on the day (or at all)?"""
        holder = self._names().codes.get(place.id)
        return not isinstance(holder, State) or moment is None or holder.member(moment)

    def home(self, code: str) -> Place:
        """The home territory of a state or entity."""
        return self._places()[code]

    def area(self, key: str) -> Area:
        """The area with this id."""
        areas: dict[str, Area] = self.kept("areas", lambda: {a.id: a for a in self.areas})
        return areas[key]

    def war(self, key: str) -> War:
        """The war with this id."""
        wars: dict[str, War] = self.kept("wars", lambda: {w.id: w for w in self.wars})
        return wars[key]

    def kept(self, key: str, make: Callable[[], Any]) -> Any:
        """What is worked out of the atlas once, and kept with it under a name."""
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]

    def _names(self) -> Names:
        kept: Names = self.kept("names", lambda: Names(self.states, self.entities))
        return kept

    def _places(self) -> dict[str, Place]:
        kept: dict[str, Place] = self.kept("places", lambda: {p.id: p for p in self.places})
        return kept

    def _place_names(self) -> dict[str, list[tuple[Place, Spell]]]:
        def make() -> dict[str, list[tuple[Place, Spell]]]:
            names: dict[str, list[tuple[Place, Spell]]] = {}
            actors = self._names().codes
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

        kept: dict[str, list[tuple[Place, Spell]]] = self.kept("place names", make)
        return kept
