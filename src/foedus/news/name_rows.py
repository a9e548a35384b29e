"""Rows of names: the words of each, the codes that it stands for, its kind. Those of the atlas change on few days.

Between two days on which a state, a capital or a name of one begins or ends, the rows stay the same; so they are made
once for each such stretch, and reports of one year share them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foedus.errors import AmbiguousName, UnknownName
from foedus.news.lists import names_list
from foedus.news.words import plain_words
from foedus.terms.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.atlas.atlas import Atlas

__all__ = ["Row", "Rows", "is_adjective", "rows_of_atlas"]

Row = tuple[tuple[str, ...], tuple[str, ...], str]
"""A name's words, the codes that it stands for, and its kind."""


class Rows(dict[str, tuple[Row, ...]]):
    """Rows by their first word, the longest names first."""

    def put(self, names: Iterable[str], codes: tuple[str, ...], kind: str) -> None:
        """Add names; each takes the place of the same name before it."""
        for name in names:
            key = _words(name)
            for first in dict.fromkeys((key[0], key[0][:1].upper() + key[0][1:])) if key else ():
                others = [row for row in self.get(first, ()) if row[0][1:] != key[1:]]
                self[first] = tuple(sorted([*others, ((first, *key[1:]), codes, kind)], key=lambda row: -len(row[0])))

    def copy(self) -> Rows:
        """The same rows, to be added to."""
        return Rows(self)


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(plain_words(name.removeprefix("the ").removeprefix("The ")))


def rows_of_atlas(atlas: Atlas, moment: date) -> Rows:
    """The names of states, capitals, bodies, entities and their people as on a day; shared, so not to be changed."""
    turns: list[date] = atlas.kept("turns of names", lambda: sorted(_turns(atlas)))
    made: dict[int, Rows] = atlas.kept("rows of names", dict)
    stretch = bisect_right(turns, moment)
    if stretch not in made:
        if len(made) >= _KEPT:
            made.pop(next(iter(made)), None)
        made[stretch] = _filled(atlas, moment)
    return made[stretch]


_KEPT = 16
"""Stretches whose rows are kept; each has about 1.6 MB."""


def _turns(atlas: Atlas) -> set[date]:
    """Every day from which on a name may mean something else than on the day before."""
    found = set(_days((*atlas.states, *atlas.entities)))
    years = {day.year + _AGES + 1 for day in found if day.year + _AGES + 1 <= _UNDATED}
    after = {day + timedelta(days=1) for day in found if day < date.max}
    return found | after | {date(year, 1, 1) for year in years}


def _days(value: Any) -> Iterator[date]:
    if isinstance(value, date):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _days(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _days(getattr(value, one.name))


def _filled(atlas: Atlas, moment: date) -> Rows:
    skip = set(names_list()["ambiguous"])
    rows = Rows()
    demonyms: dict[str, list[str]] = {}
    for state in atlas.states:
        if _long_gone(state, moment):
            continue
        names = dict.fromkeys([state.name, *state.variants, *state.ambiguous, *(n.name for n in state.names)])
        _put_resolved(rows, atlas, moment, [n for n in names if n not in skip and n not in state.demonyms])
        alive = state.member(moment)
        for word in state.demonyms:
            if alive and word not in skip and word not in (state.name, *state.variants, *state.ambiguous):
                demonyms.setdefault(word, []).append(state.code)
        capital = state.capital(moment) if alive else None
        if capital:
            rows.put([n for n in (capital.name, *capital.aka) if n not in skip], (state.code,), "capital")
    for entity in atlas.entities:
        names = dict.fromkeys([entity.name, *entity.variants, entity.code if len(entity.code) > 1 else entity.name])
        rows.put(
            [n for n in names if n not in skip and "(" not in n],
            (entity.code,),
            "armed" if entity.kind == "armed_group" else "entity",
        )
        for word in entity.demonyms:
            if word not in skip and word not in names:
                demonyms.setdefault(word, []).append(entity.code)
    for word, codes in demonyms.items():
        rows.put([word], tuple(dict.fromkeys(codes)), "demonym" if len(set(codes)) == 1 else "several")
    for row in names_list()["bodies"]:
        rows.put(row["names"], (row["of"],), "body")
    for row in names_list()["several"]:
        rows.put(row["names"], tuple(row["of"]), "name")
    return rows


def _put_resolved(rows: Rows, atlas: Atlas, moment: date, names: Iterable[str]) -> None:
    for name in names:
        try:
            found = atlas.actor(name, moment)
            kind = "demonym" if is_adjective(name) else "name"
            rows.put([name], (found.code,), kind if isinstance(found, State) else "entity")
        except AmbiguousName as error:
            rows.put([name], tuple(code for code, _ in error.candidates), "several")
        except UnknownName:
            continue


_AGES, _UNDATED = 120, 2000


def _long_gone(state: State, moment: date) -> bool:
    """Did it end so long before the report that its name means a region or a town by now (Bavaria, Naples)?"""
    ends = [code.spell.end for code in (*state.cow, *state.gw)]
    known = [end.year for end in ends if end]
    return bool(known) and len(known) == len(ends) and max(known) + _AGES < min(moment.year, _UNDATED)


def is_adjective(word: str) -> bool:
    """Does it look like the adjective of a country ("Iranian"), not like its name?"""
    return word.endswith(("ian", "ians", "ean", "eans", "man", "mans", "ese", "i", "is")) and " " not in word
