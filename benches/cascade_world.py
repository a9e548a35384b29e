"""A made world of 200 states with pacts as large and as many as those of ATOP, for `benches/cascade.py`."""

from __future__ import annotations

from itertools import product
from random import Random
from string import ascii_uppercase

import foedus as fd
from foedus.atlas.atlas import Atlas
from foedus.terms.conditions import All, Atom
from foedus.terms.places import Holder, Place
from foedus.terms.states import State
from foedus.terms.treaties import Clause, Party, Treaty
from foedus.terms.when import Spell, When

STATES = tuple("".join(letters) for letters in product(ascii_uppercase, repeat=3))[:200]
DEFENSE = (32, 30, 27, 25, 22, 18, 16, 15, 15, 11, 9, 6)
"""Sizes of the pacts in which everybody defends everybody."""
OFFENSE = (27, 22, 15, 11, 6)
"""Sizes of the pacts in which everybody joins the wars of everybody."""


def members(size: int, dice: Random) -> tuple[str, ...]:
    """A region: neighbours in the list, with a few from elsewhere."""
    start = dice.randrange(len(STATES))
    near = [STATES[(start + n) % len(STATES)] for n in range(size + 8)]
    return tuple(sorted(dice.sample(near, size)))


def groups() -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[tuple[str, str]]]:
    """Pacts of defence, pacts of offence, and one-sided promises to join wars."""
    dice = Random(1815)  # noqa: S311 - a made world is no secret
    defense = [members(size, dice) for size in DEFENSE]
    defense += [tuple(sorted(dice.sample(STATES, 2))) for _ in range(100)]
    offense = [members(size, dice) for size in OFFENSE]
    promises = [tuple(dice.sample(STATES, 2)) for _ in range(46)]
    return defense, offense, [(one, two) for one, two in promises]


def clauses() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Every directed clause: (promisor, promisee) of defence, and of offence."""
    defense, offense, promises = groups()
    one = [(a, b) for group in defense for a, b in product(group, group) if a != b]
    two = [(a, b) for group in offense for a, b in product(group, group) if a != b]
    return one, [*two, *promises]


def world() -> fd.World:
    """The same as treaties."""
    when, defense, offense, promises = When.parse("1950-01-01"), *groups()
    attacked = All((Atom("attacked", ("promisee",)), Atom("by", ("any",))))

    def treaty(n: int, group: tuple[str, ...], clause: Clause) -> Treaty:
        parties = tuple(Party(s) for s in group)
        return Treaty(f"1950-made-{n}", f"Made {n}", "treaty", parties, (clause,), signed=when, in_force=when)

    help_due = Clause("1", "defense", "help", attacked, "assist", "none")
    join = Clause("1", "offense", "join", Atom("at_war", ("promisee",)), "fight", "none")
    made = [treaty(n, group, help_due) for n, group in enumerate(defense)]
    made += [treaty(1000 + n, group, join) for n, group in enumerate(offense)]
    for n, (one, two) in enumerate(promises):
        given = Clause("1", "offense", "join", Atom("at_war", ("promisee",)), "fight", "none", promisors=(one,))
        made.append(treaty(2000 + n, (one, two), given))
    places = tuple(Place(s, s, "land", sovereign=(Holder(s, Spell()),)) for s in STATES)
    atlas = Atlas(states=tuple(State(s, f"Land of {s}") for s in STATES), entities=(), places=places, areas=(), wars=())
    return fd.World(made, "1960-01-01", atlas=atlas)


def chances() -> dict[tuple[str, str], float]:
    """A probability for each state and side, .5 on average."""
    dice = Random(1816)  # noqa: S311 - a made world, no secret
    return {(s, side): dice.random() for s in STATES for side in ("defending", "attacking")}
