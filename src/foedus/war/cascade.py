"""How far does one attack spread? The closure of the law engine with chance in place of certainty.

Synchronous waves; a state decides once: when a duty to fight, assist or act first calls it, or, if no chain of duties
leads from the attack to it, as a bystander at the start. It then enters with its own probability. A state called to
both sides in one wave is torn and stays out. With probabilities of 1 this is the closure itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.errors import BadQuestion
from foedus.gate.seeds import checked_seed
from foedus.law.asked import understood
from foedus.war import default_model
from foedus.war.chances import SIDES, Model, chances_of
from foedus.war.compiled import Compiled
from foedus.war.exact import enumerable, enumerated
from foedus.war.intervals import estimate
from foedus.war.kernels import pays, use_compiled
from foedus.war.outcome import start_of
from foedus.war.reach import Possible
from foedus.war.result import Cascade, Entrant, Size
from foedus.war.simulated import simulated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from foedus.terms.attacks import Attack
    from foedus.war.chances import Chances
    from foedus.war.outcome import Entry, Outcome
    from foedus.world import World

__all__ = ["MOST_DRAWS", "cascade", "checked_draws", "checked_seed"]

MOST_DRAWS = 1_000_000_000
"""More draws than this are refused: the model is never that well known."""


def cascade(  # noqa: PLR0913 - each by its name
    world: World,
    attack: Attack,
    probabilities: Mapping[tuple[str, str], float] | Model | None = None,
    draws: int = 100_000,
    rng: int = 1914,
    *,
    default: float = 0.0,
    method: str = "auto",
    kernel: str = "auto",
    progress: Callable[[int, int], None] | None = None,
) -> Cascade:
    """Who will probably come, on which side, if this attack happens on the world's day.

    Args:
        world: the day.
        attack: attackers, target, place and stated facts; names of any kind.
        probabilities: `{(state, side): p}` with side `"defending"` or `"attacking"`, or a model with a method
            `probabilities(world, attack)`; left out, the fitted model that ships.
        draws: how often the dice are thrown; memory does not grow with it.
        rng: the seed; the same seed gives the same bytes.
        default: the probability of a state that is called and not among the probabilities.
        method: `"auto"` enumerates every outcome where few states can be called and simulates otherwise; `"exact"` and
            `"simulated"` insist.
        kernel: `"numpy"`, `"compiled"` (needs `foedus[fast]`), or `"auto"`: the compiled one where numba is there and
            the draws are many. The answer is the same to the last bit.
        progress: told how many draws are done, of how many.

    Returns:
        The probability of each state and side with its interval, sizes, blocs, and who comes together; of a model also
        which it is, its caveats, and the years of what it knows.

    Raises:
        BadQuestion: a probability outside [0, 1], no draws or too many, an attack that cannot be asked about.
        UnknownName: a state, place or fact that nobody knows.
        FoedusError: the compiled kernel is asked for and numba is missing.

    A state listed with a probability that no chain of duties can call is a *bystander*: it takes its chance once,
    before the first wave. A fitted model lists every state, so that whoever no duty can call is one.
    `P(enters) = p x P(is called)` where a duty calls: exact in p, it varies only with the calls.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="2026-11-01")
    >>> run = fd.cascade(world, fd.Attack("KOR", "PRK"), {("RUS", "defending"): 0.25})
    >>> run.method, run["RUS", "defending"].p, run["RUS", "defending"].p_called
    ('exact', 0.25, 1.0)
    """
    checked_draws(draws)
    checked_seed(rng)
    if method not in ("auto", "exact", "simulated"):
        raise BadQuestion(f"unknown method {method!r}; say auto, exact or simulated")
    compiled_kernel = use_compiled(kernel, pays=pays(draws))
    named, place = understood(world, attack)
    given = _given(probabilities)
    chances = chances_of(world, named, given, default)
    first = (*named.attackers, named.target)
    listed = tuple(entry for entry in chances.listed() if entry[0] not in first)
    others = (*named.attackers, *(state for state, _ in listed))
    compiled = Compiled(world, dict(named.facts), {named.target: place}, others)
    contested = world.may_be_self_defence(named.attackers, named.target) is not None

    def begun() -> Possible:
        bit = compiled.grounds.bit
        return Possible(compiled.book, bit, named.attackers, named.target, contested=contested)

    bound = {state for state, _ in compiled.reach(begun(), lambda _state, _side: True)}
    bystanders = tuple(entry for entry in listed if entry[0] not in bound)
    possible = begun()
    for entry in bystanders:
        possible.add(*entry)
    unbidden = {state for state, _ in bystanders}
    reached = {e for e in compiled.reach(possible, chances.may) if e[0] not in unbidden}
    circuit = compiled.circuit(possible)
    start = start_of(named, compiled.grounds.bit, bystanders, contested=contested)
    entries = sorted({*reached, *bystanders})
    exactly = enumerable(entries, chances)
    if method == "exact" and not exactly:
        raise BadQuestion(f"{len(entries)} coins are too many to try every way in which they fall; leave method out")
    if exactly and method != "simulated":
        outcome, how = enumerated(circuit, start, chances, entries), "exact"
    else:
        run = _simulation(compiled_kernel)
        outcome, how = run(circuit, start, chances, draws, rng, progress=progress), "simulated"
    return Cascade(
        named,
        world.on.isoformat(),
        draws,
        rng,
        how,
        chances.parameters,
        _entrants(outcome, chances, bystanders, entries),
        tuple((side, _size(outcome.sizes[side], 1 if side == "defending" else len(named.attackers))) for side in SIDES),
        tuple(outcome.torn.items()),
        outcome.coalitions,
        outcome.pairs,
        _name(given) if isinstance(given, Model) else None,
        (*chances.said.caveats, *_too_few(draws, chances.parameters, how)),
        chances.said.years,
        chances.said.missing,
    )


def _name(model: Model) -> str:
    from foedus.war.models import name_of  # noqa: PLC0415 - whoever gives probabilities needs no model

    return name_of(model)


def _too_few(draws: int, parameters: int, method: str) -> tuple[str, ...]:
    """A word for draws that do not reach all draws of the parameters."""
    reached = -(-draws // 64)
    if method == "exact" or reached >= parameters:
        return ()
    told = f"{draws:,} draws reach {reached} of the {parameters} draws of the model's parameters"
    return (f"{told}: sizes and blocs rest on those; {64 * parameters:,} draws reach all.",)


def _simulation(compiled: bool) -> Callable[..., Outcome]:
    if compiled:
        from foedus.war.native.simulated import simulated_native  # noqa: PLC0415 - numba takes half a second to load

        return simulated_native
    return simulated


def _given(probabilities: Mapping[tuple[str, str], float] | Model | None) -> Mapping[tuple[str, str], float] | Model:
    found = default_model() if probabilities is None else probabilities
    if found is None:
        raise BadQuestion("no fitted model ships, so say how probably each state comes: {('RUS', 'defending'): 0.3}")
    return found


def checked_draws(draws: int) -> None:
    """Refuse no draws and absurdly many.

    Raises:
        BadQuestion: with what to do.
    """
    if not isinstance(draws, int) or isinstance(draws, bool) or not 1 <= draws <= MOST_DRAWS:
        advice = f"1 to {MOST_DRAWS:,}; 100000 give a probability to a third of a per cent"
        raise BadQuestion(f"{draws!r} draws cannot be made: ask for a whole number from {advice}")


def _entrants(
    outcome: Outcome, chances: Chances, bystanders: tuple[Entry, ...], entries: list[Entry]
) -> tuple[Entrant, ...]:
    found = []
    none = np.zeros(chances.parameters)
    for state, side in entries:
        if (state, side) in bystanders:
            across = (state, SIDES[1 - SIDES.index(side)])
            p, other = chances.each(state, side), chances.each(*across) if across in bystanders else none
            enters = p - np.maximum(0.0, p + other - 1.0)
            mean, low, high, _ = estimate(enters, np.ones(len(p)), np.zeros(len(p), dtype=np.int64))
            found.append(Entrant(state, side, mean, low, high, 0.0, 0, bystander=True))
            continue
        called: NDArray[np.float64] = outcome.called.get((state, side), none)
        mean, low, high, share = estimate(chances.each(state, side), called, outcome.draws)
        if share > 0:
            found.append(Entrant(state, side, mean, low, high, share, outcome.since[state, side]))
    return tuple(sorted(found, key=lambda e: (-e.p, -e.p_called, e.state, e.side)))


def _size(shares: NDArray[np.float64], begin: int) -> Size:
    reached = np.cumsum(shares)
    total = float(reached[-1])
    low, high = (int(np.searchsorted(reached, share * total - 1e-12)) + begin for share in (0.025, 0.975))
    mean = float(shares @ np.arange(len(shares))) + begin
    return Size(mean, low, high, tuple((n + begin, float(p)) for n, p in enumerate(shares) if p > 0))
