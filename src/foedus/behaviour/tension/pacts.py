"""A pact that is not there, or the end of one that is: the same pair, with all else as it stands.

What comes of it is what the model says of pairs that are alike in all else and differ in the pact. Pacts are not
assigned at random: states promise help against a threat that they see, so a pact may stand where a dispute was likely
anyway (Smith 1995). Leeds (2003) and Johnson and Leeds (2011) find fewer disputes begun against those whom a pact
defends; Kenwick, Vasquez and Powers (2015) find no such thing before the age of nuclear weapons. No such change is an
effect of a treaty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.behaviour.covariates import FIRST
from foedus.behaviour.tension.ties import LAST_PACT
from foedus.errors import BadQuestion

if TYPE_CHECKING:
    from foedus.behaviour.tension.ties import Ties

__all__ = ["CAVEAT", "Change", "changed"]

CAVEAT = (
    "Pacts are not assigned at random: states ally against threats that are there already. The change is what the "
    "model says of pairs alike in all else, and no effect of a treaty; forecasts are as good without knowing of pacts."
)


@dataclass(frozen=True, slots=True)
class Change:
    """A defence pact between two states, made or ended.

    Attributes:
        one, two: codes of the states.
        made: is it made? Else it is ended.
    """

    one: str
    two: str
    made: bool

    @classmethod
    def read(cls, text: str, *, made: bool) -> Change:
        """From text like `PRK:RUS`.

        Raises:
            BadQuestion: it is not written so.

        >>> str(Change.read("PRK:RUS", made=True))
        'with a defence pact of PRK and RUS'
        """
        one, colon, two = (part.strip() for part in text.partition(":"))
        if not (one and colon and two) or ":" in two:
            raise BadQuestion(f"{text!r} names no pact; write two states with a colon between them, as in PRK:RUS")
        return cls(one, two, made)

    def __str__(self) -> str:
        return f"{'with' if self.made else 'without'} a defence pact of {self.one} and {self.two}"


def changed(bound: Ties, year: int, one: int, two: int, *, made: bool) -> Ties:
    """The pacts with a mutual promise of defence between these positions, or without any, in this year.

    Only what the two have promised each other by way of defence changes: no other kind of promise, no portfolio.
    """
    if bound.later is not None and year > LAST_PACT:
        later = bound.later["defense"].copy()
        later[one, two] = later[two, one] = made
        return replace(bound, later=bound.later | {"defense": later})
    at = min(year, LAST_PACT) - FIRST
    defense = bound.pacts["defense"].copy()
    defense[at, one, two] = defense[at, two, one] = made
    return replace(bound, pacts=bound.pacts | {"defense": defense})
