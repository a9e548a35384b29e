"""A question as an address puts it: read from a query string, and written back as one for every view's link."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from foedus.errors import BadQuestion
from foedus.terms.attacks import Attack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.datastructures import QueryParams

    from foedus.terms.truth import Truth

__all__ = ["Asked", "line", "lines"]

LONGEST = 200
"""Letters that a field may have."""

MOST = 40
"""Attackers, or facts, that a question may name."""

_TRUTHS: dict[str, Truth] = {"true": True, "false": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the form: words as they were typed, not yet understood.

    Attributes:
        attackers: one or several, with commas between them.
        facts: each as NAME=true, NAME=false or NAME=unknown.
        honoured: every invoked duty is kept, in waves.
        treaties: the corpus, or ATOP.
    """

    attackers: str = ""
    target: str = ""
    where: str = ""
    on: str = ""
    known_on: str = ""
    facts: tuple[str, ...] = ()
    honoured: bool = False
    treaties: str = "corpus"

    @classmethod
    def of(cls, query: QueryParams) -> Asked:
        """The question of a query string.

        Raises:
            BadQuestion: a field that is too long, or not one of its values.
        """
        facts = tuple(part for text in lines(query, "fact") for part in re.split(r"[,;\s]+", text) if part)
        if len(facts) > MOST:
            raise BadQuestion(f"{len(facts)} facts are too many; state at most {MOST}")
        assume, treaties = line(query, "assume"), line(query, "treaties") or "corpus"
        if assume not in ("", "honoured"):
            raise BadQuestion(f"assume={assume}: the only assumption is honoured")
        if treaties not in ("corpus", "atop"):
            raise BadQuestion(f"treaties={treaties}: the page answers from corpus or atop")
        fields = {name: line(query, name) for name in ("attackers", "target", "where", "on", "known_on")}
        return cls(**fields, facts=tuple(dict.fromkeys(facts)), honoured=assume == "honoured", treaties=treaties)

    @property
    def empty(self) -> bool:
        """Does it ask nothing yet?"""
        return not self.attackers and not self.target

    def attack(self) -> Attack:
        """The attack that it asks about.

        Raises:
            BadQuestion: a side is missing, there are too many, or a fact is not written as one.
        """
        several = [name.strip() for name in self.attackers.split(",") if name.strip()]
        if not several or not self.target:
            missing = "who attacks" if not several else "who is attacked"
            raise BadQuestion(f"say {missing}: a code (KOR) or a name (South Korea)")
        if len(several) > MOST:
            raise BadQuestion(f"{len(several)} attackers are too many; name at most {MOST}")
        return Attack(several, self.target, self.where or None, dict(self._stated()))

    def _stated(self) -> Iterator[tuple[str, Truth]]:
        told: dict[str, Truth] = {}
        for text in self.facts:
            name, equals, value = text.partition("=")
            if not equals or value.lower() not in _TRUTHS:
                raise BadQuestion(f"fact {text!r}: write NAME=true, NAME=false or NAME=unknown: self_defence=true")
            if told.get(name, _TRUTHS[value.lower()]) is not _TRUTHS[value.lower()]:
                raise BadQuestion(f"the fact {name} is stated twice, and not alike; state it once")
            told[name] = _TRUTHS[value.lower()]
            yield name, told[name]

    def stating(self, fact: str, value: str) -> Asked:
        """The same question with one fact more, or stated otherwise."""
        others = [f for f in self.facts if f.partition("=")[0] != fact]
        return replace(self, facts=(*others, f"{fact}={value}"))

    def at(self, on: str) -> Asked:
        """The same question on another day."""
        return replace(self, on=on)

    def query(self, **more: str) -> str:
        """The query string; what is left out stays out."""
        return "&".join(filter(None, (_written(self), urlencode([(k, v) for k, v in more.items() if v]))))


@lru_cache(maxsize=8)
def _written(asked: Asked) -> str:
    """The query string of a question; a page has a hundred links that begin with it."""
    told = [(name, getattr(asked, name)) for name in ("attackers", "target", "where", "on", "known_on")]
    told += [("fact", fact) for fact in asked.facts]
    told += [("assume", "honoured" if asked.honoured else "")]
    told += [("treaties", "" if asked.treaties == "corpus" else asked.treaties)]
    return urlencode([(name, value) for name, value in told if value])


def line(query: QueryParams, name: str) -> str:
    """One field of a query string, its white space mended.

    Raises:
        BadQuestion: it is too long, or holds what is no text.
    """
    return _mended(query.get(name, ""), name)


def lines(query: QueryParams, name: str) -> list[str]:
    """A field that may be repeated."""
    return [text for value in query.getlist(name)[: MOST + 1] if (text := _mended(value, name, LONGEST * 10))]


def _mended(value: str, name: str, longest: int = LONGEST) -> str:
    text = " ".join(value.split())
    if len(text) > longest:
        raise BadQuestion(f"{name}: {len(text)} letters are too many; write at most {longest}")
    if not text.isprintable():
        raise BadQuestion(f"{name}: it holds signs that cannot be printed; write it anew")
    return text
