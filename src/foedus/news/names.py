"""Who is named in a text: states, entities and their leaders, capitals and bodies, as on a day.

A capital, a leader and a body of state stand for their state; an armed group or organisation stands for itself. The
longest name wins, spelling and capitals must agree ("US" is a state, "us" is not). A name that several bear ("Korean")
counts for the one of them that the text names otherwise, and for nobody if it names both or none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.news.lists import names_list
from foedus.news.name_rows import Row, Rows, is_adjective, rows_of_atlas
from foedus.news.words import Word, plain_words
from foedus.terms.claims import Mention

if TYPE_CHECKING:
    from datetime import date

    from foedus.atlas.atlas import Atlas

__all__ = ["NameBook", "Named", "as_mentions"]

_PLAIN_SURNAME = 5
"""A surname of so many letters that one leader in office bears alone means that leader without the full name."""

_JOINT = re.compile(r"(?:\s|-|\u2013|'|\u2019|\.|&|/){0,3}\Z")
_SPEAKS = ("name", "capital", "body", "leader", "half", "entity", "armed")


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
    institutes: dict[str, str] = field(default_factory=dict)
    _index: Rows = field(default_factory=Rows)
    _short: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        data = names_list()
        index = self._index = rows_of_atlas(self.atlas, self.moment).copy()
        for row in data["leaders"]:
            if row["from"] <= self.moment.isoformat() <= (row["to"] or "9999"):
                index.put([row["name"]], (row["of"],), "leader")
                full = plain_words(row["name"])
                short = plain_words(row["short"] or full[-1])
                self._short.setdefault(short[0], []).append((short, " ".join(full) + "|" + row["of"]))
        for row in data["thinktanks"]:
            index.put(row["names"], (), "institute")
            self.institutes |= dict.fromkeys(row["names"], row["of"])
        index.put(data["not_names"], (), "none")
        index.put([o for o in data["outlets"] if plain_words(o)[0] not in index], (), "outlet")

    def find(self, text: str, words: list[Word]) -> list[Named]:
        """Every name in the text, in its order, none inside another."""
        found = self._scan(text, words, self._index)
        told = {" ".join(plain_words(n.text)) + "|" + n.codes[0] for n in found if n.kind == "leader"}
        shorts = Rows()
        for first, rows in self._short.items():
            alone = len({full for _, full in rows}) == 1 and len(rows[0][0]) == 1 and len(first) >= _PLAIN_SURNAME
            known: tuple[Row, ...] = tuple(
                (key, (full.rpartition("|")[2],), "leader") for key, full in rows if full in told or alone
            )
            if known:
                shorts[first] = known
        states = {c for n in found if n.kind != "several" for c in n.codes}
        halves = Rows()
        for half in names_list()["halves"]:
            if {half["of"], half["beside"]} <= states:
                halves[half["name"]] = (((half["name"],), (half["of"],), "half"),)
        taken = {n.start for n in found}
        free = [n for n in self._scan(text, words, shorts) if n.start not in taken]
        free += [n for n in self._scan(text, words, halves) if n.start not in taken and _is_half(text, n)]
        spans = _Spans(found)
        found += [n for n in free if not spans.cover(n.start)]
        return sorted((_settled(n, states) for n in found if n.kind != "none"), key=lambda n: n.start)

    def _scan(self, text: str, words: list[Word], index: Rows) -> list[Named]:
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
    return Named(codes, named.text, "demonym" if is_adjective(named.text) else "name", named.start, named.end)


def _is_half(text: str, named: Named) -> bool:
    before, after = text[max(0, named.start - 4) : named.start].lower(), text[named.end : named.end + 2]
    return before == "the " and not re.match(r" [A-Z]", after) and after[:1] != "-"


def as_mentions(found: list[Named]) -> tuple[Mention, ...]:
    """The records of the field's words: one for each code."""
    return tuple(Mention(code, n.text, n.start, n.end) for n in found for code in n.codes)
