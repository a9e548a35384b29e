"""Verdicts on alliances in a war: clause by clause, state by state, and for the alliance as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.history import Act
    from foedus.terms.obligations import Obligation

__all__ = ["CONDUCT", "KINDS", "AllianceVerdict", "Breach", "Duty", "StateVerdict"]

KINDS = ("defense", "offense", "neutrality", "nonaggression")
"""Kinds of duty that are on trial: consultation leaves no trace in data on wars."""

CONDUCT = ("fought beside", "came late", "abstained", "fought against", "stayed out", "attacked")
"""What a promisor did: of help, the first four; of neutrality, it stayed out or fought against; it attacked an ally."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One clause between two states in one war: invoked, and kept or not.

    Attributes:
        obligation: the engine's verdict on the day on which it first arose, with its proof.
        since: that day.
        conduct: see `CONDUCT`.
        kept: was it kept?
        wartime: was the promise made while the war was already going on?
        minor: does it arise only by a minor account of who attacked whom?
    """

    obligation: Obligation
    since: date
    conduct: str
    kept: bool
    wartime: bool
    minor: bool

    @property
    def certain(self) -> bool:
        """Does the engine say invoked, and not only arguable?"""
        return self.obligation.status == "invoked"


@dataclass(frozen=True, slots=True)
class Breach:
    """A member attacked a fellow member while the alliance was in force: it broke whatever it had promised it.

    Attributes:
        kinds: the kinds of duty that it owed the state attacked.
        minor: only a minor account has the attack.
    """

    act: Act
    treaty: str
    kinds: tuple[str, ...]
    minor: bool


@dataclass(frozen=True, slots=True)
class StateVerdict:
    """One state under one alliance in one war: what it owed to whom, and whether it kept all of it."""

    state: str
    duties: tuple[Duty, ...]
    breaches: tuple[Breach, ...]

    @property
    def kept(self) -> bool:
        """Did it keep every duty that arose by the leading account, and attack no ally by it?"""
        return all(b.minor for b in self.breaches) and all(d.kept or d.minor for d in self.duties)


@dataclass(frozen=True, slots=True)
class AllianceVerdict:
    """One alliance in one war.

    Attributes:
        war: id of the war; `number`: its number in the Correlates of War list.
        alliance: number in ATOP.
        kinds: the kinds of duty that it holds, invoked or not.
        in_force: who of its members fought while it was in force.
    """

    war: str
    number: int | None
    alliance: int
    kinds: tuple[str, ...]
    in_force: tuple[str, ...]
    duties: tuple[Duty, ...] = ()
    breaches: tuple[Breach, ...] = ()

    @property
    def arisen(self) -> tuple[Duty, ...]:
        """The duties that arose by the leading account of who attacked whom.

        What the record leaves open counts as met, a condition without its text as well as an attack whose author is
        disputed; but an attack that only a minor account has, against an agreed one, leaves a duty arguable that is
        not counted.
        """
        return tuple(d for d in self.duties if not d.minor)

    @property
    def broken(self) -> tuple[Breach, ...]:
        """The attacks on fellow members by the leading account."""
        return tuple(b for b in self.breaches if not b.minor)

    @property
    def invoked(self) -> bool:
        """Did a casus foederis arise, or did a member attack a fellow member?"""
        return bool(self.arisen or self.broken)

    @property
    def certain(self) -> bool:
        """Is that so even if no open condition is taken to be met?"""
        return any(d.certain for d in self.duties) or any(not b.act.disputed for b in self.broken)

    @property
    def kept(self) -> bool:
        """Was every duty that arose kept by everyone, and no member attacked by another?"""
        return not self.broken and all(d.kept for d in self.arisen)

    @property
    def wartime(self) -> bool:
        """Was everything that arose promised only during the war?"""
        return not self.broken and bool(self.arisen) and all(d.wartime for d in self.arisen)

    @property
    def states(self) -> tuple[StateVerdict, ...]:
        """State by state."""
        who = dict.fromkeys([*(d.obligation.promisor for d in self.duties), *(b.act.by for b in self.breaches)])
        return tuple(
            StateVerdict(
                state,
                tuple(d for d in self.duties if d.obligation.promisor == state),
                tuple(b for b in self.breaches if b.act.by == state),
            )
            for state in who
        )
