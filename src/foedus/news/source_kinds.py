"""Of what kind a source is, and how reliable that kind: the first letter of a grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.news.grade_table import Entry, GradeTable, shipped_grades
from foedus.news.origins import known_as, speaks_for
from foedus.terms.claims import NARRATOR
from foedus.terms.grades import RELIABILITY

if TYPE_CHECKING:
    from foedus.terms.claims import Claim
    from foedus.terms.tellings import Telling

__all__ = ["entry_of", "reliability", "source_kind"]


def source_kind(told: Telling, table: GradeTable | None = None) -> str:
    """The kind of a telling's source, as the table of grades names it; "unknown" where nothing tells.

    >>> from foedus.terms.claims import Claim
    >>> from foedus.terms.tellings import Telling
    >>> said = Claim("NIS", "KOR", (), "say", "asserted", "", "attack", None, (), None, None, None, "", 0, 0)
    >>> source_kind(Telling(said, "a"))
    'intelligence'
    """
    return entry_of(told, table or shipped_grades()).kind


def reliability(told: Telling, table: GradeTable | None = None) -> tuple[str, tuple[str, ...]]:
    """The letter of a telling's source and the reasons."""
    entry = entry_of(told, table or shipped_grades())
    name = told.outlet or "the report itself" if told.claim.source == NARRATOR else told.claim.source
    kind = entry.kind.replace("_", " ")
    head = f"{entry.reliability}, {RELIABILITY[entry.reliability]}: {name} counts as {kind}"
    return entry.reliability, (f"{head}; {'; '.join(entry.reasons)}",)


def entry_of(told: Telling, table: GradeTable) -> Entry:
    """The row of the table that counts for a telling's source: its own, or that of its kind."""
    claim = told.claim
    name = (told.outlet or "") if claim.source == NARRATOR else claim.source
    named = table.named(name) if name else None
    if named:
        return named
    return table.kinds[_kind(claim, name, table)]


def _kind(claim: Claim, name: str, table: GradeTable) -> str:
    if claim.source == NARRATOR:
        return "press" if name else "unknown"
    kind, _, rest = (claim.affiliation or "").partition(":")
    plain = {"thinktank": "think_tank", "armedgroup": "armed_group", "ngo": "ngo", "academia": "academia"}
    described = table.described(known_as(name)) or table.described(name)
    if kind in plain:
        return plain[kind]
    if kind == "media":
        outlet = table.named(rest)
        return outlet.kind if outlet else "press"
    states = speaks_for(claim, table)
    if not states:
        return described or "unknown"
    if described in ("intelligence", "unnamed_official", "monitor", "document"):
        return described
    organisation = [table.named(code) for code in states]
    if all(found is not None and found.of is None for found in organisation):
        return next(found.kind for found in organisation if found)
    return "state_party" if states & _actors(claim) else "state_other"


def _actors(claim: Claim) -> frozenset[str]:
    return frozenset(code for _, codes in claim.actors for code in codes)
