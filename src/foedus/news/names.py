"""Who is named in a text: states, entities and their leaders, capitals and bodies, as on a day.

A capital, a leader and a body of state stand for their state; an armed group or organisation stands for itself. The
longest name wins, spelling and capitals must agree ("US" is a state, "us" is not). A name that several bear ("Korean")
counts for the one of them that the text names otherwise, and for nobody if it names both or none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.errors import AmbiguousName, UnknownName
from foedus.news.lists import names_list
from foedus.news.words import Word, plain_words
from foedus.terms.claims import Mention
from foedus.terms.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedus.atlas.atlas import Atlas

__all__ = ["NameBook", "Named", "as_mentions"]

_PLAIN_SURNAME = 5
"""A surname of so many letters that one leader in office bears alone means that leader without the full name."""

_JOINT = re.compile(r"(?:\s|-|\u2013|'|\u2019|\.|&|/){0,3}\Z")
_SPEAKS = ("name", "capital", "body", "leader", "half", "entity", "armed")


_Row = tuple[tuple[str, ...], tuple[str, ...], str]
"""A name's words, the codes that it stands for, and its kind."""


@dataclass(frozen=True, slots=True)
class Named:
    """One name in the text: the codes that it stands for (none for an outlet), and what kind of name it is."""

    codes: tuple[str, ...]
    text: str
    kind: str
    start: int
    end: int

    @property
    def acts(self) -> bool:
        """Is it a noun that can act and speak (not "Russian")?"""
        return self.kind in _SPEAKS


@dataclass(slots=True)
class NameBook:
    """Every name that counts on a day, ready to be found in a text."""

    atlas: Atlas
    moment: date
    _index: dict[str, list[_Row]] = field(default_factory=dict)
    _short: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    institutes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        data = names_list()
        skip = set(data["ambiguous"])
        self._fill_atlas(skip)
        for row in data["bodies"]:
            self._add(row["names"], (row["of"],), "body")
        for row in data["several"]:
            self._add(row["names"], tuple(row["of"]), "name")
        for row in data["leaders"]:
            if row["from"] <= self.moment.isoformat() <= (row["to"] or "9999"):
                self._add([row["name"]], (row["of"],), "leader")
                full = plain_words(row["name"])
                short = plain_words(row["short"] or full[-1])
                self._short.setdefault(short[0], []).append((short, " ".join(full) + "|" + row["of"]))
        for row in data["thinktanks"]:
            self._add(row["names"], (), "institute")
            self.institutes |= dict.fromkeys(row["names"], row["of"])
        self._add(data["not_names"], (), "none")
        self._add([o for o in data["outlets"] if plain_words(o)[0] not in self._index], (), "outlet")
        for rows in self._index.values():
            rows.sort(key=lambda row: -len(row[0]))

    def _fill_atlas(self, skip: set[str]) -> None:
        demonyms: dict[str, list[str]] = {}
        for state in self.atlas.states:
            if _long_gone(state, self.moment):
                continue
            names = dict.fromkeys([state.name, *state.variants, *state.ambiguous, *(n.name for n in state.names)])
            self._add_resolved([n for n in names if n not in skip and n not in state.demonyms])
            alive = state.member(self.moment)
            for word in state.demonyms:
                if alive and word not in skip and word not in (state.name, *state.variants, *state.ambiguous):
                    demonyms.setdefault(word, []).append(state.code)
            capital = state.capital(self.moment) if alive else None
            if capital:
                self._add([n for n in (capital.name, *capital.aka) if n not in skip], (state.code,), "capital")
        for entity in self.atlas.entities:
            names = dict.fromkeys([entity.name, *entity.variants, entity.code if len(entity.code) > 1 else entity.name])
            self._add(
                [n for n in names if n not in skip and "(" not in n],
                (entity.code,),
                "armed" if entity.kind == "armed_group" else "entity",
            )
            for word in entity.demonyms:
                if word not in skip and word not in names:
                    demonyms.setdefault(word, []).append(entity.code)
        for word, codes in demonyms.items():
            self._add([word], tuple(dict.fromkeys(codes)), "demonym" if len(set(codes)) == 1 else "several")

    def _add_resolved(self, names: Iterable[str]) -> None:
        for name in names:
            try:
                found = self.atlas.actor(name, self.moment)
                kind = "demonym" if _adjective(name) else "name"
                self._add([name], (found.code,), kind if isinstance(found, State) else "entity")
            except AmbiguousName as error:
                self._add([name], tuple(code for code, _ in error.candidates), "several")
            except UnknownName:
                continue

    def _add(self, names: Iterable[str], codes: tuple[str, ...], kind: str) -> None:
        for name in names:
            key = plain_words(name.removeprefix("the ").removeprefix("The "))
            for first in dict.fromkeys((key[0], key[0][:1].upper() + key[0][1:])) if key else ():
                rows = self._index.setdefault(first, [])
                rows[:] = [row for row in rows if row[0][1:] != key[1:]]
                rows.append(((first, *key[1:]), codes, kind))

    def find(self, text: str, words: list[Word]) -> list[Named]:
        """Every name in the text, in its order, none inside another."""
        found = self._scan(text, words, self._index)
        told = {" ".join(plain_words(n.text)) + "|" + n.codes[0] for n in found if n.kind == "leader"}
        shorts: dict[str, list[_Row]] = {}
        for first, rows in self._short.items():
            alone = len({full for _, full in rows}) == 1 and len(rows[0][0]) == 1 and len(first) >= _PLAIN_SURNAME
            known: list[_Row] = [
                (key, (full.rpartition("|")[2],), "leader") for key, full in rows if full in told or alone
            ]
            if known:
                shorts[first] = known
        states = {c for n in found if n.kind != "several" for c in n.codes}
        halves: dict[str, list[_Row]] = {
            h["name"]: [((h["name"],), (h["of"],), "half")]
            for h in names_list()["halves"]
            if {h["of"], h["beside"]} <= states
        }
        taken = {n.start for n in found}
        free = [n for n in self._scan(text, words, shorts) if n.start not in taken]
        free += [n for n in self._scan(text, words, halves) if n.start not in taken and _is_half(text, n)]
        spans = _Spans(found)
        found += [n for n in free if not spans.cover(n.start)]
        return sorted((_settled(n, states) for n in found if n.kind != "none"), key=lambda n: n.start)

    def _scan(self, text: str, words: list[Word], index: dict[str, list[_Row]]) -> list[Named]:
        found: list[Named] = []
        at, total = 0, len(words)
        while at < total:
            hit = 0
            for key, codes, kind in index.get(words[at].text, ()):
                stop = at + len(key)
                if stop <= total and all(words[at + n].text == key[n] for n in range(1, len(key))):
                    gaps = (text[words[n].end : words[n + 1].start] for n in range(at, stop - 1))
                    if all(_JOINT.match(gap) and "\n\n" not in gap for gap in gaps):
                        start, end = words[at].start, words[stop - 1].end
                        if kind == "capital" and at > 1 and [w.low for w in words[at - 2 : at]] == ["university", "of"]:
                            codes, kind = (), "none"  # noqa: PLW2901 - a university's town is no government
                        found.append(Named(codes, text[start:end], kind, start, end))
                        hit = len(key)
                        break
            at += hit or 1
        return found


class _Spans:
    """Places that are taken."""

    def __init__(self, found: list[Named]) -> None:
        self._taken = {place for n in found for place in range(n.start, n.end)}

    def cover(self, place: int) -> bool:
        return place in self._taken


def _settled(named: Named, states: set[str]) -> Named:
    """A name that several bear, settled by who else is named."""
    if named.kind != "several":
        return named
    others = [c for c in named.codes if c in states]
    codes = tuple(others) if len(others) == 1 else ()
    return Named(codes, named.text, "demonym" if _adjective(named.text) else "name", named.start, named.end)


_AGES, _UNDATED = 120, 2000


def _long_gone(state: State, moment: date) -> bool:
    """Did it end so long before the report that its name means a region or a town by now (Bavaria, Naples)?"""
    ends = [code.spell.end for code in (*state.cow, *state.gw)]
    known = [end.year for end in ends if end]
    return bool(known) and len(known) == len(ends) and max(known) + _AGES < min(moment.year, _UNDATED)


def _adjective(word: str) -> bool:
    return word.endswith(("ian", "ians", "ean", "eans", "man", "mans", "ese", "i", "is")) and " " not in word


def _is_half(text: str, named: Named) -> bool:
    before, after = text[max(0, named.start - 4) : named.start].lower(), text[named.end : named.end + 2]
    return before == "the " and not re.match(r" [A-Z]", after) and after[:1] != "-"


def as_mentions(found: list[Named]) -> tuple[Mention, ...]:
    """The records of the field's words: one for each code."""
    return tuple(Mention(code, n.text, n.start, n.end) for n in found for code in n.codes)
