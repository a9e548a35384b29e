"""What changed between two worlds: two days, or two states of knowledge; as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.law.force import known, standing
from foedus.ledger.strands import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foedus.terms.evidence import Matter
    from foedus.world import World

__all__ = ["Change", "Difference", "changes", "difference"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same: what it is, and how it stood before and after; empty where it was not there."""

    what: str
    key: str
    before: str
    after: str

    def to_dict(self) -> dict[str, str | None]:
        """As plain data."""
        return {"what": self.what, "key": self.key, "before": self.before or None, "after": self.after or None}


@dataclass(frozen=True, slots=True)
class Difference:
    """The days and states of knowledge compared, and the changes, sorted."""

    before: tuple[str, str | None]
    after: tuple[str, str | None]
    changes: tuple[Change, ...]

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "before": {"on": self.before[0], "known_on": self.before[1]},
            "after": {"on": self.after[0], "known_on": self.after[1]},
            "changes": [c.to_dict() for c in self.changes],
        }


def difference(one: World, two: World, state: str | None = None) -> Difference:
    """What changed from one world to another: matters and figures of the ledger, treaties, wars, forces of the record.

    Args:
        one: a world.
        two: another one, of the same ledger or of none.
        state: only what concerns this state.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="2024-12-03")
    >>> found = difference(world, world.at("2024-12-04"), "PRK").changes
    >>> [(c.key, c.before, c.after) for c in found if c.key == "2024-russia-dprk PRK"]
    [('2024-russia-dprk PRK', 'signed, not in force', 'in force')]
    """
    rows: list[Change] = []
    for what, told in (
        ("matter", _matters),
        ("figure", _figures),
        ("treaty", _treaties),
        ("war", _wars),
        ("force", _forces),
    ):
        rows += changes(what, told(one, state), told(two, state))
    return Difference(_clocks(one), _clocks(two), tuple(rows))


def changes(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """The rows in which two pictures of the same kind differ."""
    keys: Iterable[str] = sorted({*before, *after})
    rows = [Change(what, key, before.get(key, ""), after.get(key, "")) for key in keys]
    return [row for row in rows if row.before != row.after]


def _clocks(world: World) -> tuple[str, str | None]:
    return world.on.isoformat(), world.known_on.isoformat() if world.known_on else None


def _told(world: World, state: str | None) -> tuple[Matter, ...]:
    return world.evidence.matters(state) if world.evidence is not None else ()


def _matters(world: World, state: str | None) -> dict[str, str]:
    return {m.key: f"{m.standing}{f'; {m.stage}' if m.stage else ''}" for m in _told(world, state)}


def _figures(world: World, state: str | None) -> dict[str, str]:
    return {
        f"{m.key} {' '.join(filter(None, s.measure))}{f' ({s.part})' if s.part else ''}": in_words(s.low, s.high)
        for m in _told(world, state)
        for s in m.strands
    }


def _treaties(world: World, state: str | None) -> dict[str, str]:
    found = {}
    for treaty in world.treaties:
        if not known(treaty, world) or (state is not None and state not in treaty.states):
            continue
        for code in treaty.states:
            how = standing(treaty, code, world)
            if how.in_force is not False or how.pending:
                words = {True: "in force", None: "perhaps in force"}.get(how.in_force, "signed, not in force")
                frozen = [s for s in treaty.suspensions if code in s.states and s.start.by(world.horizon) is not False]
                held = [s for s in frozen if s.end is None or s.end.by(world.horizon) is not True]
                found[f"{treaty.id} {code}"] = words + (f"; suspended {held[0].start}" if held else "")
    return found


def _wars(world: World, state: str | None) -> dict[str, str]:
    found = {}
    for ongoing in world.wars_of(state) if state else world.wars():
        war = ongoing.war
        words = (
            "fought" if ongoing.fought else f"{ongoing.halt.kind} since {ongoing.halt.since}" if ongoing.halt else ""
        )
        sure = "" if ongoing.begun else " (begun: unknown)"
        found[war.id] = f"{words}{sure}: {', '.join(war.states(world.horizon))}"
    return found


def _forces(world: World, state: str | None) -> dict[str, str]:
    found = {}
    for f in world.forces(state):
        strength = f" ({in_words(f.figure.low, f.figure.high)}, {f.figure.stage})" if f.figure else ""
        found[f.force.id] = f"{f.stage}{strength}"
    return found
