"""The evidence of a day: matters worked out when they are asked for, from the claims that count.

Nothing is graded, and no body read, before somebody asks for it; what was worked out is kept. The same question gives
the same answer, in whatever order entries came.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.ledger.abroad import force_of, recorded_force
from foedus.ledger.happenings import happenings
from foedus.ledger.heard import completed, hear, spells
from foedus.ledger.kinds import KINDS, ROLES
from foedus.ledger.ongoing import Stood, matter_of, stood
from foedus.ledger.pact_matters import pact_matters
from foedus.ledger.pacts import events_of
from foedus.ledger.sides import sides_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from numpy.typing import NDArray

    from foedus.ledger.cut import Cut
    from foedus.ledger.grading import Grader
    from foedus.ledger.pacts import Happened
    from foedus.ledger.revision import Revision
    from foedus.terms.evidence import Matter
    from foedus.terms.forces import Force
    from foedus.world import World

__all__ = ["MANY", "Picture"]

MANY = 5_000
"""From so many claims on a whole picture is told in its short form."""


@dataclass(slots=True)
class Picture:
    """What a ledger tells of a day.

    Attributes:
        found: the claims that count; `grader`: the table, the judgements, the policy.
        base: the world of the record, without the ledger, on the day.
        bodies: gives entries by id.
        again: folds the same entries for another day.
        law: what was changed in treaties and wars, and on which entries that rests.
    """

    found: Cut
    grader: Grader
    base: World
    bodies: Any
    again: Any
    law: Revision | None = None
    _kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def believe(self) -> str | None:
        """The grade from which a claim counts as accepted, if that is the policy."""
        return str(self.grader.believe) if self.grader.believe else None

    @property
    def caveats(self) -> tuple[str, ...]:
        """What whoever reads it must know."""
        told = [
            "that somebody claims a thing is not that it is so; the standing of a matter says how well it is borne out"
        ]
        if self.believe:
            told.append(f"by a stated policy claims graded {self.believe} or better on both scales count as accepted")
        if sum(self.counts().values()) > MANY:
            told.append(
                f"more than {MANY:,} claims count: without a state they are counted by kind and not graded, and forces "
                "abroad are those of the record; ask about one state"
            )
        return tuple(told)

    def matters(self, state: str | None = None, kind: str | None = None) -> tuple[Matter, ...]:
        """The matters of the day, of this state and kind only if given."""
        kinds = KINDS if kind is None else (kind,)
        return tuple(m for name in kinds for m in self._of_kind(name, state))

    def counts(self, state: str | None = None) -> dict[str, int]:
        """How many claims tell of the day, by kind of matter, without grades."""
        columns, rows = self.found.columns, self.found.rows[self.found.of_day]
        if state is not None:
            texts = columns.tables["actors"]
            named = np.array([f'"{state}"' in text for text in texts], dtype=bool)
            rows = rows[named[columns["actors"][rows]]]
        counted = np.bincount(columns["matter"][rows], minlength=256)
        return {kind: int(counted[n]) for n, kind in enumerate(KINDS) if counted[n]}

    def cites(self, what: str, fields: tuple[str, ...]) -> tuple[str, ...]:
        """The entries on which a fact of a treaty or war of the record rests beside it."""
        return self.law.cites(what, fields) if self.law is not None else ()

    def forces(self, state: str | None = None) -> tuple[Force, ...]:
        """Forces abroad that the record does not hold, as the claims have them."""
        if state is None and self.counts().get("force", 0) > MANY:
            return ()
        told = self.matters(state, "force")
        return tuple(force_of(m) for m in told if not m.record and m.standing.word not in ("denied", "disputed"))

    def on_day(self, on: str | date, known_on: str | date | None) -> World:
        """The same entries folded for another day."""
        world: World = self.again(on, known_on, self.base)
        return world

    def less(self, keys: frozenset[str]) -> Picture:
        """The same without these treaties."""
        base = self.base.less(keys)
        return Picture(self.found, self.grader, base, self.bodies, self.again, self.law)

    def event(self, happened: Happened, places: NDArray[Any]) -> tuple[Matter, ...]:
        """The matters of one event of a treaty."""
        if happened not in self._kept:
            heard = hear(self.found, places, self.bodies)
            self._kept[happened] = tuple(
                pact_matters(happened, heard, self.grader, self.base.treaties, self.base.known_on)
            )
        found: tuple[Matter, ...] = self._kept[happened]
        return found

    def these(self, places: NDArray[Any]) -> tuple[Stood, ...]:
        """How just these claims stand, taken as one matter for each stretch without a long silence."""
        key = places.tobytes()
        if key not in self._kept:
            heard = hear(self.found, places, self.bodies)
            self._kept[key] = tuple(stood(spell, self.grader) for spell in spells(heard))
        found: tuple[Stood, ...] = self._kept[key]
        return found

    def without(self, gone: Collection[str]) -> Picture:
        """The same without these claims, as if they had never been made."""
        columns, rows = self.found.columns, self.found.rows
        keys = np.array(sorted(int(key[1:], 16) for key in gone), dtype="<u8")
        left = ~np.isin(columns["id"][rows], keys)
        found = replace(self.found, rows=rows[left], as_of=self.found.as_of[left], of_day=self.found.of_day[left])
        return Picture(found, self.grader, self.base, self.bodies, self.again)

    def _of_kind(self, kind: str, state: str | None) -> tuple[Matter, ...]:
        key = (kind, state)
        if key not in self._kept:
            make = self._ongoing if kind in ROLES else self._once
            self._kept[key] = tuple(self._pacts(state) if kind == "treaty" else make(kind, state))
        found: tuple[Matter, ...] = self._kept[key]
        return found

    def _ongoing(self, kind: str, state: str | None) -> Iterator[Matter]:
        for sides, places in sides_of(self.found, kind, state).items():
            about = tuple((role, codes) for role, codes in zip(ROLES[kind], sides, strict=True) if role and codes)
            who = ">".join("+".join(codes) or "?" for role, codes in zip(ROLES[kind], sides, strict=True) if role)
            listed = [completed(h, kind, sides[1]) for h in hear(self.found, places, self.bodies)]
            for heard in spells(listed):
                key = f"{kind}:{who}:{heard[0].as_of.year}"
                matter = matter_of(key, kind, about, heard, self.grader)
                yield replace(matter, record=recorded_force(matter, self.base)) if kind == "force" else matter

    def _once(self, kind: str, state: str | None) -> Iterator[Matter]:
        columns = self.found.columns
        places = np.flatnonzero(columns["matter"][self.found.rows] == KINDS.index(kind))
        if state is not None:
            named = np.array([f'"{state}"' in text for text in columns.tables["actors"]], dtype=bool)
            places = places[named[columns["actors"][self.found.rows[places]]]]
        if len(places):
            yield from happenings(kind, hear(self.found, places, self.bodies), self.grader)

    def _pacts(self, state: str | None) -> Iterator[Matter]:
        for happened, places in events_of(self.found, self.base.treaties, state).items():
            yield from self.event(happened, places)
