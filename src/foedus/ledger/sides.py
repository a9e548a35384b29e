"""Which claims tell of one matter that goes on over time: the same two sides, as columns tell them.

A claim that does not name the second side (the host, the recipient) is counted with the one second side of which others
tell about the same time; where there are several, or none, it stands for itself.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.ledger.kinds import KINDS, ROLES, between, stays_home

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.ledger.cut import Cut

__all__ = ["Sides", "sides_of"]

Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""Codes on each side."""

NEAR = 180
"""So many days apart two claims tell of about the same time."""


def sides_of(found: Cut, kind: str, state: str | None = None) -> dict[Sides, NDArray[Any]]:
    """The places of a cut by the sides of their matter; only matters that are about this state if one is given."""
    columns = found.columns
    places = np.flatnonzero(columns["matter"][found.rows] == KINDS.index(kind))
    if not len(places):
        return {}
    numbers, where = np.unique(columns["actors"][found.rows[places]], return_inverse=True)
    texts = [columns.tables["actors"][n] for n in numbers]
    told = [json.loads(text) if text else {} for text in texts]
    sides = [between(kind, list(actors.items())) for actors in told]
    wanted = _wanted(told, sides, kind, state)
    home = [stays_home(kind, list(actors.items())) for actors in told]
    numbered: dict[Sides, int] = {}
    counted = [s in wanted and not at_home for s, at_home in zip(sides, home, strict=True)]
    labels = np.array(
        [numbered.setdefault(s, len(numbered)) if counts else -1 for s, counts in zip(sides, counted, strict=True)]
    )[where]
    listed = list(numbered)
    mine = labels >= 0
    places, labels = places[mine], labels[mine]
    order = np.argsort(labels, kind="stable")
    cuts = np.searchsorted(labels[order], np.arange(len(listed) + 1))
    split = {s: places[order[cuts[n] : cuts[n + 1]]] for n, s in enumerate(listed)}
    if ROLES[kind][1]:
        split = _hosted(split, found)
    if state is not None:
        split = {s: rows for s, rows in split.items() if state in (*s[0], *s[1]) or _names(rows, found, state)}
    return {s: split[s] for s in sorted(split)}


def _wanted(told: list[dict[str, Any]], sides: list[Sides], kind: str, state: str | None) -> set[Sides]:
    """The sides that are about a state, with those that may turn out to be: the same first side with no second."""
    if state is None:
        return set(sides)
    direct = {s for s, actors in zip(sides, told, strict=True) if any(state in codes for codes in actors.values())}
    if not ROLES[kind][1]:
        return direct
    first = {one for one, _ in direct}
    return {s for s in sides if s[0] in first}


def _hosted(split: dict[Sides, NDArray[Any]], found: Cut) -> dict[Sides, NDArray[Any]]:
    """The same with claims of one side put with the other side that is told about the same time."""
    days = {s: np.sort(found.as_of[rows]) for s, rows in split.items() if s[1]}
    others: dict[tuple[str, ...], list[Sides]] = {}
    for s in days:
        others.setdefault(s[0], []).append(s)
    result: dict[Sides, list[NDArray[Any]]] = {s: [rows] for s, rows in split.items() if s[1]}
    for s, rows in split.items():
        if s[1]:
            continue
        for place in rows:
            near = [o for o in others.get(s[0], ()) if _near(days[o], int(found.as_of[place]))]
            result.setdefault(near[0] if len(near) == 1 else s, []).append(np.array([place]))
    return {s: np.sort(np.concatenate(rows)) for s, rows in result.items()}


def _near(days: NDArray[Any], day: int) -> bool:
    at = int(np.searchsorted(days, day - NEAR))
    return at < len(days) and bool(days[at] <= day + NEAR)


def _names(rows: NDArray[Any], found: Cut, state: str) -> bool:
    texts = found.columns.tables["actors"]
    return any(f'"{state}"' in texts[n] for n in np.unique(found.columns["actors"][found.rows[rows]]))
