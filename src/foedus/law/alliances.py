"""Who is whose ally on a day: a treaty of defense or offense in force between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.law.cases import live_bonds
from foedus.terms.truth import any_of

if TYPE_CHECKING:
    from foedus.terms.truth import Truth
    from foedus.world import World

__all__ = ["allied"]

_HELP = ("defense", "offense")


def allied(one: str, other: str, world: World) -> tuple[Truth, tuple[str, ...]]:
    """Are these two allied on the world's day, and by which treaties?

    It is enough that one has promised the other help by an instrument that binds. A treaty that waits for its entry
    into force makes nobody an ally, and one of which the days are not known leaves it open; whether its performance is
    suspended does not matter, for it is still the alliance.
    """
    bonds = [
        bond
        for promisor, promisee in ((one, other), (other, one))
        for bond in live_bonds(promisee, world)
        if (bond.promisor, bond.promisee) == (promisor, promisee)
        and bond.clause.kind in _HELP
        and bond.treaty.binding
        and bond.in_force is not False
    ]
    truth = any_of(bond.in_force for bond in bonds)
    return truth, tuple(dict.fromkeys(b.treaty.id for b in bonds if b.in_force == truth))
