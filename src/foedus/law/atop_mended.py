"""ATOP mended from the texts: our own reading of the same instrument, and overlays, in place of coded conditions.

ATOP says that a duty has a condition and often not which. Three layers, the later before the earlier, for each kind of
duty that ATOP codes: its coding; the clauses of the treaty file of ours that names the same alliance (`atop: id`); the
rows of `atop-overlays.yaml`. Members, their days and the kinds of duty stay ATOP's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from foedus.law.corpus import read_corpus
from foedus.law.overlays import read_overlays
from foedus.terms.conditions import All, Atom, Condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.atlas.atlas import Atlas
    from foedus.law.overlays import Overlay
    from foedus.terms.treaties import Clause, Treaty
    from foedus.terms.when import When

__all__ = ["mended"]

_ADVERSARY = Atom("uncoded", ("atop_particular_adversary",))
_PARTNER = Atom("uncoded", ("atop_which_partner",))


def mended(phases: Iterable[Treaty], atlas: Atlas) -> tuple[Treaty, ...]:
    """The same alliances, with what our treaty files and overlays know of their texts."""
    ours: dict[int, list[Treaty]] = {}
    for treaty in read_corpus(atlas):
        if treaty.atop is not None:
            ours.setdefault(treaty.atop, []).append(treaty)
    rows: dict[int, list[Overlay]] = {}
    for row in read_overlays(atlas):
        rows.setdefault(row.number, []).append(row)
    return tuple(_mended(p, ours.get(p.atop or 0, ()), rows.get(p.atop or 0, ())) for p in phases)


def _mended(phase: Treaty, ours: Iterable[Treaty], rows: Iterable[Overlay]) -> Treaty:
    number = _phase_number(phase)
    here = [row for row in rows if row.phase in (None, number)]
    texts = [t for t in ours if _overlap(t, phase)]
    if not here and not texts:
        return phase
    clauses: list[Clause] = []
    unverified: dict[str, str] = {}
    for kind in dict.fromkeys(c.kind for c in phase.clauses):
        coded = [c for c in phase.clauses if c.kind == kind]
        told = [row for row in here if kind in row.kinds]
        if told:
            clauses += _from_overlays(told, coded, phase, unverified)
        else:
            clauses += [*_from_texts(texts, kind, phase, unverified)] or coded
    return replace(phase, clauses=tuple(clauses), unverified=tuple(unverified.items()))


def _phase_number(phase: Treaty) -> int:
    return int(phase.id.partition(".")[2] or 0)


def _from_overlays(
    rows: list[Overlay], coded: list[Clause], phase: Treaty, unverified: dict[str, str]
) -> Iterator[Clause]:
    for n, row in enumerate((r for r in rows if not r.drop), start=1):
        label = f"{coded[0].article}, overlay" + (f" {n}" if len(rows) > 1 else "")
        if not row.verified:
            unverified[f"articles.{label}"] = f"the text was not seen: {row.source}"
        substance = f"{coded[0].substance} Mended from the text: {row.reason}"
        for clause in coded[:1] if row.when is not None else coded:
            members = clause.promisors or phase.states
            if row.when is not None:
                members = tuple(dict.fromkeys(m for c in coded for m in (c.promisors or phase.states)))
            promisors = tuple(s for s in row.promisors or members if s in phase.states)
            if not promisors:
                continue
            when = row.when if row.when is not None else _narrowed(clause.when, row)
            yield replace(
                clause,
                article=label,
                substance=substance,
                when=when,
                promisors=() if set(promisors) == set(phase.states) else promisors,
                promisees=row.promisees,
            )


def _narrowed(condition: Condition, row: Overlay) -> Condition:
    """ATOP's condition with its adversaries named, and its partners settled where the row says who owes whom."""
    parts = list(condition.parts) if isinstance(condition, All) else [condition]
    if row.adversaries:
        parts = [p for p in parts if p != _ADVERSARY and not (isinstance(p, Atom) and p.name == "by")]
        parts.append(Atom("by", row.adversaries))
    if row.promisors or row.promisees:
        parts = [p for p in parts if p != _PARTNER]
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _from_texts(texts: list[Treaty], kind: str, phase: Treaty, unverified: dict[str, str]) -> Iterator[Clause]:
    """The clauses of this kind in our own files of the instrument; dated where several files make up one alliance."""
    for text in texts:
        for clause in text.clauses:
            promisors = tuple(s for s in clause.promisors if s in phase.states)
            if clause.kind != kind or (clause.promisors and not promisors):
                continue
            label = f"{kind}, article {clause.article} of {text.id}"
            doubt = text.reason_unverified(f"articles.{clause.article}", f"articles.{clause.base_article}", "text")
            if doubt:
                unverified[f"articles.{label}"] = doubt
            several = len(texts) > 1
            start = clause.start or (text.signed if several else None)
            end = clause.end or (text.end if several else None)
            yield replace(clause, article=label, promisors=promisors, start=start, end=end, known=None)


def _overlap(text: Treaty, phase: Treaty) -> bool:
    """Do our instrument and ATOP's phase share a day, from signature to end?"""
    begins = [_first(p.entry) for p in phase.parties]
    ends = [_last(p.exit) for p in phase.parties]
    return _first(text.signed or text.in_force) < max(ends) and min(begins) < _last(text.end)


def _first(when: When | None) -> date:
    return (when.earliest if when else None) or date.min


def _last(when: When | None) -> date:
    return (when.latest if when else None) or date.max
