"""One treaty as plain data: the object of `foedus show --json`, of the page, and of its API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from foedus.errors import UnknownName

if TYPE_CHECKING:
    from foedus.terms.treaties import Clause, Treaty

__all__ = ["treaty_as_dict"]


def treaty_as_dict(treaty: Treaty, article: str | None) -> dict[str, Any]:
    """A treaty as plain data, whole or one article of it.

    Raises:
        UnknownName: it has no such article.
    """
    names = sorted({*(c.article for c in treaty.clauses), *treaty.articles}, key=_in_order)
    if article is not None and article not in names and article not in {c.base_article for c in treaty.clauses}:
        raise UnknownName("article", article, names, f"the articles of {treaty.id} are {', '.join(names)}")
    chosen = [c for c in treaty.clauses if article is None or article in (c.article, c.base_article)]
    skipped = [n for n in treaty.not_coded if article is None or _covers(n.articles, article, treaty.articles)]
    return {
        "id": treaty.id,
        "name": treaty.name,
        "aka": list(treaty.aka),
        "instrument": treaty.instrument,
        "binding": treaty.binding,
        "text": treaty.text,
        **{f: str(w) if (w := getattr(treaty, f)) else None for f in ("signed", "in_force", "end", "known")},
        "end_how": treaty.end_how,
        "end_note": treaty.end_note,
        "parties": [
            {f: str(v) if (v := getattr(p, f)) else None for f in p.__dataclass_fields__} for p in treaty.parties
        ],
        "suspensions": [
            {
                "states": list(s.states),
                "between": s.between,
                "from": str(s.start),
                "to": str(s.end) if s.end else None,
                "what": s.what,
            }
            for s in treaty.suspensions
        ],
        "clauses": [_clause(c) for c in chosen],
        "not_coded": [{"articles": list(n.articles), "reason": n.reason} for n in skipped],
        "unverified": dict(treaty.unverified),
        "sources": [{"where": s.where, "supports": list(s.supports)} for s in treaty.sources],
        "notes": list(treaty.notes),
        "atop": treaty.atop,
    }


def _in_order(article: str) -> tuple[int, list[tuple[int, str]]]:
    """A key by which Article 2 comes before Article 10, IX before X, and what has no number last.

    >>> sorted(["10", "preamble", "2", "5(2)", "5"], key=_in_order)
    ['2', '5', '5(2)', '10', 'preamble']
    >>> sorted(["X", "II", "IX", "V"], key=_in_order)
    ['II', 'V', 'IX', 'X']
    """
    roman = re.match(r"[IVXLC]+(?![a-zA-Z])", article)
    if roman:
        return 0, [(_roman(roman[0]), article[roman.end() :])]
    parts = [(int(number or 0), word) for number, word in re.findall(r"(\d+)|(\D+)", article)]
    return (0 if article[:1].isdigit() else 1), parts


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in numeral]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


def _covers(listed: tuple[str, ...], article: str, names: tuple[str, ...]) -> bool:
    for text in listed:
        first, dash, last = text.partition("-")
        if article == text:
            return True
        if dash and {first, last, article} <= set(names):
            return names.index(first) <= names.index(article) <= names.index(last)
    return False


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "article": clause.article,
        "kind": clause.kind,
        "substance": clause.substance,
        "promisors": list(clause.promisors) or "each",
        "promisees": list(clause.promisees) or "others",
        "when": str(clause.when),
        "owes": clause.owes,
        "discretion": clause.discretion,
        "process": clause.process,
        "from": str(clause.start) if clause.start else None,
        "to": str(clause.end) if clause.end else None,
        "known": str(clause.known) if clause.known else None,
        "known_until": str(clause.known_until) if clause.known_until else None,
    }
