"""With which probability each state enters on each side: given by hand, read from a file, or by a fitted model."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from foedus.errors import BadQuestion, FoedusError
from foedus.law.asked import somebody

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from foedus.terms.attacks import Attack
    from foedus.world import World

__all__ = ["SIDES", "Chances", "Estimate", "Given", "Model", "Said", "chances_of"]

SIDES = ("defending", "attacking")

Given = dict[tuple[str, str], float]
"""`{(state, side): p}`."""


class Estimate(Protocol):
    """What a model says of one attack.

    Attributes:
        mean: of each state and side, the probability that it enters.
        draws: of each, the same under so many draws of the model's parameters, as many for each; or `None`. What has
            draws counts with the mean of them, so that one attack and a sweep tell the same.

    If it has `caveats`, `years` or `missing`, as the odds have, a cascade hands them on.
    """

    @property
    def mean(self) -> Mapping[tuple[str, str], float]:
        """The probability of each state and side."""

    @property
    def draws(self) -> Mapping[tuple[str, str], NDArray[np.float64]] | None:
        """The same for each draw of the parameters."""


@runtime_checkable
class Model(Protocol):
    """Whatever gives the probabilities of an attack: a fitted model of joining."""

    def probabilities(self, world: World, attack: Attack) -> Estimate:
        """The probability that each state enters on each side of this attack; names in the attack are codes."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a model says of its own answer.

    Attributes:
        caveats: what whoever reads it must know, in sentences.
        years: variable -> the year of the values that stand for the day.
        missing: what no source tells.
    """

    caveats: tuple[str, ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class _Codes:
    """Codes of names, found once on a day: a model names the same states for every attack."""

    of: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities checked, with codes for names.

    Attributes:
        mean: of each state and side.
        draws: the same for each draw of a model's parameters; empty if there is no such uncertainty.
        default: of a state that is called and not among them.
        said: what the model says of its answer; nothing if the probabilities were given by hand.
    """

    mean: Mapping[tuple[str, str], float]
    draws: Mapping[tuple[str, str], NDArray[np.float64]]
    default: float = 0.0
    said: Said = Said()

    @property
    def parameters(self) -> int:
        """How many draws of the parameters there are; 1 if they are taken as known."""
        return len(next(iter(self.draws.values()))) if self.draws else 1

    def of(self, state: str, side: str) -> float:
        """The probability that this state enters on this side if it is called to it."""
        return self.mean.get((state, side), self.default)

    def each(self, state: str, side: str) -> NDArray[np.float64]:
        """The same for each draw of the parameters."""
        found = self.draws.get((state, side))
        return np.full(self.parameters, self.of(state, side)) if found is None else found

    def listed(self) -> tuple[tuple[str, str], ...]:
        """The states and sides with a chance of their own, sorted: where no duty can call, a bystander's."""
        return tuple(sorted(key for key in self.mean if self.may(*key)))

    def may(self, state: str, side: str) -> bool:
        """May it enter on this side at all?"""
        return self.of(state, side) > 0 or bool(np.any(self.draws.get((state, side), 0.0)))


def chances_of(
    world: World, attack: Attack, given: Mapping[tuple[str, str], float] | Model, default: float = 0.0
) -> Chances:
    """The probabilities of one attack, checked.

    Args:
        world: the day.
        attack: the attack, with codes for names.
        given: `{(state, side): p}`, or a model.
        default: of a state that is called and not among them.

    Raises:
        BadQuestion: probabilities outside [0, 1], sides of another name: all of them at once.
        UnknownName: a state that nobody knows.
    """
    wrong: list[str] = []
    if not _probability(default):
        wrong.append(f"the probability of those not listed is {default}; it lies between 0 and 1")
    draws: Mapping[tuple[str, str], NDArray[np.float64]] = {}
    said = Said()
    if isinstance(given, Model):
        estimate = given.probabilities(world, attack)
        mean, draws = estimate.mean, estimate.draws or {}
        said = _said(estimate)
    elif hasattr(given, "items"):
        mean = given
    else:
        raise BadQuestion(
            "probabilities are a mapping {(state, side): p} or a model with a method `probabilities(world, attack)`; "
            f"this is neither: {given!r}"
        )
    coded: dict[tuple[str, str], float] = {}
    for key, p in mean.items():
        state, side = key if isinstance(key, tuple) and len(key) == 2 else (str(key), "")
        if side not in SIDES:
            wrong.append(f"{key!r}: a key is (state, side), and the side is defending or attacking")
        elif not _probability(p):
            wrong.append(f"{state}, {side}: {p} is no probability; it lies between 0 and 1")
        else:
            try:
                coded[_code(world, state), side] = float(p)
            except FoedusError as error:
                wrong.append(str(error))
    drawn, also_wrong = _drawn(draws, world)
    wrong += also_wrong
    if wrong:
        raise BadQuestion("; ".join(wrong) if len(wrong) < 2 else "\n".join([f"{len(wrong)} mistakes:", *wrong]))
    if drawn:
        means = np.stack(list(drawn.values())).mean(axis=1).tolist()
        coded.update(zip(drawn, means, strict=True))
    return Chances(coded, drawn, float(default), said)


def _said(estimate: Estimate) -> Said:
    years: Mapping[str, int] = getattr(estimate, "years", {})
    return Said(
        tuple(getattr(estimate, "caveats", ())), tuple(sorted(years.items())), tuple(getattr(estimate, "missing", ()))
    )


def _code(world: World, name: str) -> str:
    known = world.notes.page(_Codes).of
    if name not in known:
        known[name] = somebody(world, name)
    return known[name]


def _drawn(
    draws: Mapping[tuple[str, str], NDArray[np.float64]], world: World
) -> tuple[dict[tuple[str, str], NDArray[np.float64]], list[str]]:
    """All at once where nothing is wrong, for a sweep asks many times; else one by one, to tell what is."""
    with suppress(ValueError):
        table = np.array(list(draws.values()), dtype=np.float64)
        if table.ndim == 2 and table.size and table.min() >= 0 and table.max() <= 1:
            return {(_code(world, state), side): row for (state, side), row in zip(draws, table, strict=True)}, []
    found: dict[tuple[str, str], NDArray[np.float64]] = {}
    wrong: list[str] = []
    for (state, side), values in draws.items():
        array = np.asarray(values, dtype=np.float64)
        if array.ndim != 1 or not len(array) or not (array.min() >= 0 and array.max() <= 1):
            wrong.append(f"{state}, {side}: the draws of its probability are one row of numbers between 0 and 1")
        else:
            found[_code(world, state), side] = array
    if len({len(a) for a in found.values()}) > 1:
        wrong.append("every state has as many draws of its probability as every other")
    return found, wrong


def _probability(p: object) -> bool:
    try:
        number = float(p)  # type: ignore[arg-type]  # what is no number is refused below
    except (TypeError, ValueError):
        return False
    return math.isfinite(number) and 0 <= number <= 1
