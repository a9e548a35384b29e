"""Whom an entry names and of which entries it speaks: what is kept beside it so that it is found quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.terms.scheme import from_scheme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

__all__ = ["codes_of", "named", "of_text", "targets_of"]

_OF_STATES = ("thinktank", "armedgroup")
"""Kinds of source whose affiliation ends with a code ("thinktank:KOR")."""


def codes_of(kind: str, said: Mapping[str, Any]) -> set[str]:
    """States and entities that an entry names itself, by Foedus' codes: a claim's actors, and whom its source is of.

    A report is found by its text, see `of_text`.

    >>> said = {"actors": {"sender": ["PRK"], "host": ["SUN"]}, "source_affiliation": "thinktank:KOR"}
    >>> sorted(codes_of("claim", said))
    ['KOR', 'PRK', 'RUS']
    """
    if kind == "report":
        return {of_text(said["digest"])}
    if kind != "claim":
        return set()
    found = {code for codes in said["actors"].values() for code in codes}
    affiliation = said.get("source_affiliation") or ""
    form, colon, code = affiliation.partition(":")
    if colon and form in _OF_STATES:
        found.add(code)
    elif affiliation == affiliation.upper() or form == "cow":
        found.add(affiliation)
    return {from_scheme(code) for code in found if code}


def of_text(digest: str) -> str:
    """What the reports with this text are found by."""
    return f"text:{digest}"


def targets_of(kind: str, said: Mapping[str, Any]) -> list[str]:
    """The entries of which an entry speaks, by id."""
    if kind == "claim":
        return [said["report"]] if said["report"] else []
    if kind == "judgement":
        return [said["of"], said["by"]] if said["by"] else [said["of"]]
    if kind == "grade":
        return [said["of"]]
    if kind != "note":
        return []
    return [*said["about"], *([said["report"]] if said.get("report") else [])]


def named(kind: str, said: Mapping[str, Any], of_targets: Iterable[Collection[str]]) -> set[str]:
    """Whom it names itself, and whom the entries name that it judges or notes."""
    own = codes_of(kind, said)
    return own if kind == "claim" else own.union(*of_targets)
