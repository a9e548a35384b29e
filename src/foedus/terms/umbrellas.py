"""Umbrellas: a power's pledge to deter attack on another, by its nuclear arms or by its army."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.terms.truth import Truth, all_of, negate

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.forces import Basis
    from foedus.terms.treaties import Source
    from foedus.terms.when import When

__all__ = ["Umbrella", "UmbrellaOpen"]


@dataclass(frozen=True, slots=True)
class Umbrella:
    """Extended deterrence: who deters attack on whom, by what means, by which words.

    Attributes:
        guarantor: the code of the power that deters.
        protected: codes of those under it; or, with `members_of`, the parties of that treaty while they are parties,
            save the guarantor and those `excepted`.
        kind: nuclear or conventional.
        since, until: when the pledge began and ended.
        stated: the day of the first official text that says it in so many words; before that, or without one, it is
            implied by a treaty and by practice.
        basis: the instruments on which it rests; `substance`: what they promise, in our own words.
        contested: what is disputed about it.
        known: when it became public, if not at once.
    """

    id: str
    guarantor: str
    kind: str
    since: When
    substance: str
    protected: tuple[str, ...] = ()
    members_of: str = ""
    excepted: tuple[str, ...] = ()
    until: When | None = None
    stated: When | None = None
    basis: tuple[Basis, ...] = ()
    contested: str = ""
    known: When | None = None
    note: str = ""
    sources: tuple[Source, ...] = ()
    unverified: tuple[tuple[str, str], ...] = ()

    def stands(self, moment: date) -> Truth:
        """Did the pledge stand on that day?"""
        return all_of((self.since.by(moment), negate(self.until.by(moment) if self.until else False)))

    def explicit(self, moment: date) -> str:
        """How explicit it was on that day: stated in an official text, or implied by a treaty and by practice."""
        return "stated" if self.stated is not None and self.stated.by(moment) is True else "implied"


@dataclass(frozen=True, slots=True)
class UmbrellaOpen:
    """An umbrella on a day: over whom for certain, and over whom perhaps.

    Attributes:
        stands: does the pledge stand?
        over: those under it for certain, if it stands.
        perhaps: those whose days are not known to the day, or whose bond to the guarantor is suspended.
        explicit: stated or implied, as of the day.
        basis: the instruments on which it rests, those of its time.
        open_membership: it protects the parties of a treaty that the corpus at hand does not hold.
    """

    umbrella: Umbrella
    stands: Truth
    over: tuple[str, ...]
    perhaps: tuple[str, ...]
    explicit: str
    basis: tuple[Basis, ...] = ()
    open_membership: bool = False
