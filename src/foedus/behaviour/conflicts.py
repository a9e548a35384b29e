"""Conflicts that others could join: wars under three definitions, and militarised disputes.

- **strict**: a war with everyone who was in it on its first day; who entered later joined.
- **broad**: a war between one principal on each side, first attacker and first attacked; all others joined.
- **sequential**: a war at each of its stages; who entered next joined.
- **dispute**: a militarised interstate dispute (Gibler, Miller and Little 2016) and its originators; others joined.

Participants of wars are those of the Correlates of War project; who attacked whom first is our own record where we have
one. Side 0 attacks, side 1 is attacked.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from foedus.errors import BadQuestion
from foedus.history.wars import past_wars
from foedus.tables.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.atlas.atlas import Atlas
    from foedus.terms.history import Fighter, PastWar

__all__ = ["DEFINITIONS", "Conflict", "Definition", "Unit", "conflicts"]

Unit = Literal["war", "dispute"]
Definition = Literal["strict", "broad", "sequential"]
DEFINITIONS: tuple[Definition, ...] = ("strict", "broad", "sequential")


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict at one moment.

    Attributes:
        id: of the war or dispute; `stage`: which of its stages, from 0.
        on: the day; what is known of it is what was known the day before.
        sides: codes of those in it by then: who attacks, who is attacked.
        joined: code -> side of those who joined (in a sequence: next).
        days: code -> the day on which it joined: before that nobody knew it.
    """

    id: str
    stage: int
    on: date
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    joined: dict[str, int] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """A name of its own for the conflict at this moment."""
        return f"{self.id}:{self.stage}"


def conflicts(unit: Unit, definition: Definition, atlas: Atlas) -> tuple[Conflict, ...]:
    """Every conflict of the record, in the order of their days.

    Raises:
        BadQuestion: another unit or definition; for disputes only `strict` is there.
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    if unit not in ("war", "dispute") or definition not in DEFINITIONS:
        raise BadQuestion(
            f"no opportunities of {unit!r}, {definition!r}; unit: war or dispute; definition: {', '.join(DEFINITIONS)}"
        )
    if unit == "dispute":
        if definition != "strict":
            raise BadQuestion("disputes have one definition, strict: those who began them, and who joined later")
        found = [*_disputes(atlas)]
    else:
        listed, ours = _listed(atlas)
        make = {"strict": _strict, "broad": _broad, "sequential": _sequential}[definition]
        found = [conflict for war in listed for conflict in make(war, ours[war.id])]
    return tuple(sorted(found, key=lambda c: (c.on, c.id, c.stage)))


@lru_cache(maxsize=1)
def _listed(atlas: Atlas) -> tuple[tuple[PastWar, ...], dict[str, PastWar]]:
    """The wars as the data sets have them, and by id with our own acts: several definitions are read from them."""
    return past_wars(atlas, corrected=False), {war.id: war for war in past_wars(atlas)}


def _entries(war: PastWar) -> dict[str, Fighter]:
    """Each participant's first stretch of fighting."""
    found: dict[str, Fighter] = {}
    for fighter in sorted(war.fighters, key=lambda f: f.entry):
        found.setdefault(fighter.state, fighter)
    return found


def _principals(war: PastWar, ours: PastWar) -> tuple[str, str]:
    """The first attacker and the first attacked among the participants."""
    states = set(war.states)
    acts = [a for a in ours.acts if {a.by, a.against} <= states] or list(war.acts)
    first = next((a for a in acts if not a.disputed), acts[0])
    return first.by, first.against


def _first_day(war: PastWar, ours: PastWar) -> tuple[date, dict[str, int], list[tuple[date, str, int]]]:
    """The first day, who is in on it, by side, and who enters later.

    The first day is that on which both sides have somebody; in a few wars it lies after the war's own first day, and
    what is known is what was known on its eve.
    """
    entries = _entries(war)
    attacker = _principals(war, ours)[0]
    number = entries[attacker].side
    side = {state: 0 if f.side == number else 1 for state, f in entries.items()}
    order = sorted(entries.values(), key=lambda f: (f.entry, f.state))
    begun = max(war.start, *(min(f.entry for f in order if side[f.state] == n) for n in (0, 1)))
    here = {f.state: side[f.state] for f in order if f.entry <= begun}
    return begun, here, [(f.entry, f.state, side[f.state]) for f in order if f.state not in here]


def _sides(here: dict[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(s for s, n in here.items() if n == 0), tuple(s for s, n in here.items() if n == 1)


def _strict(war: PastWar, ours: PastWar) -> Iterator[Conflict]:
    begun, here, later = _first_day(war, ours)
    joined = {state: side for _, state, side in later}
    yield Conflict(war.id, 0, begun, _sides(here), joined, {state: day for day, state, _ in later})


def _broad(war: PastWar, ours: PastWar) -> Iterator[Conflict]:
    begun, here, later = _first_day(war, ours)
    one, two = _principals(war, ours)
    everyone = {**here, **{state: side for _, state, side in later}}
    rest = {state: side for state, side in everyone.items() if state not in (one, two)}
    days = {state: day for day, state, _ in later}
    yield Conflict(war.id, 0, begun, ((one,), (two,)), rest, {s: days.get(s, begun) for s in rest})


def _sequential(war: PastWar, ours: PastWar) -> Iterator[Conflict]:
    on, here, later = _first_day(war, ours)
    days = sorted({day for day, _, _ in later})
    for stage in range(len(days) + 1):
        then = days[stage] if stage < len(days) else date.max
        entering = {s: side for day, s, side in later if day == then}
        yield Conflict(war.id, stage, on, _sides(here), entering, dict.fromkeys(entering, then))
        if entering:
            here |= entering
            on = then + timedelta(days=1)


def _disputes(atlas: Atlas) -> Iterator[Conflict]:
    """Disputes with an originator on each side; side A is the one that began."""
    rows: dict[int, list[dict[str, int]]] = {}
    for row in read("gml-part").select("dispnum", "ccode", "styear", "stmon", "stday", "sidea", "orig").to_dicts():
        rows.setdefault(row["dispnum"], []).append(row)
    for number, parts in rows.items():
        began: dict[str, int] = {}
        joined: dict[str, int] = {}
        days: dict[str, date] = {}
        for row in parts:
            found = atlas.find(str(row["ccode"]))
            code = found.code if found else f"cow:{row['ccode']}"
            (began if row["orig"] == 1 else joined).setdefault(code, 0 if row["sidea"] == 1 else 1)
            days.setdefault(code, _latest(row))
        if set(began.values()) == {0, 1}:
            first = min((r["styear"], max(r["stmon"], 1), max(r["stday"], 1)) for r in parts if r["orig"] == 1)
            rest = {state: side for state, side in joined.items() if state not in began}
            on = date(*first)
            yield Conflict(f"mid-{number}", 0, on, _sides(began), rest, {s: max(on, days[s]) for s in rest})


def _latest(row: dict[str, int]) -> date:
    """The last day on which it can have joined, where the day or the month is not known."""
    month = row["stmon"] if row["stmon"] > 0 else 12
    return date(row["styear"], month, row["stday"] if row["stday"] > 0 else monthrange(row["styear"], month)[1])
