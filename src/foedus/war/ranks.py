"""What stands out in a sweep: the most dangerous pairs, the states called most, and the treaties that carry most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.war.chances import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from foedus.war.day import Day
    from foedus.war.sweep import Plan

__all__ = ["called_most", "dangerous_pairs", "keystones"]


def dangerous_pairs(rows: pl.DataFrame, most: int = 20) -> pl.DataFrame:
    """The attacks that would draw in most states on average, beyond the two parties.

    Args:
        rows: of a sweep.
        most: how many.
    """
    import polars as pl  # noqa: PLC0415 - heavy, and only here

    pairs = rows.unique(["on", "attacker", "target"], keep="first")
    entering = pl.col("size_defending") + pl.col("size_attacking") - 2
    return (
        pairs.select(
            "on", "attacker", "target", entering.alias("entering"), "size_defending", "size_attacking", "p_widens"
        )
        .sort(["entering", "on", "attacker", "target"], descending=[True, False, False, False])
        .head(most)
    )


def called_most(rows: pl.DataFrame, most: int = 20) -> pl.DataFrame:
    """The states that most attacks would call, and that most would draw in: a sum over all attacks of each day.

    Args:
        rows: of a sweep.
        most: how many.
    """
    import polars as pl  # noqa: PLC0415 - heavy, and only here

    told = rows.filter(pl.col("state").is_not_null())
    called, enters = pl.col("p_called"), pl.col("p")
    return (
        told.group_by("on", "state")
        .agg(
            called.sum().alias("called"),
            enters.sum().alias("enters"),
            called.filter(pl.col("side") == "defending").sum().alias("called_defending"),
            called.filter(pl.col("side") == "attacking").sum().alias("called_attacking"),
            pl.struct("attacker", "target").n_unique().alias("attacks"),
        )
        .sort(["called", "on", "state"], descending=[True, False, False])
        .head(most)
    )


def keystones(
    plan: Plan, treaties: Sequence[str] = (), progress: Callable[[int, int], None] | None = None
) -> pl.DataFrame:
    """What changes if a treaty ends: every attack of the plan's first day again, without it, on the same coins.

    A model is asked about a world without the treaty, so its odds change as well as who is called.

    Args:
        plan: a sweep.
        treaties: which treaties, by id; left out, each that calls somebody on the day.
        progress: told how much is done, of how much: each target once with all treaties and once without each.

    Returns:
        One row for each treaty: `entering` (states drawn in, on average over all attacks) with and without it, the
        difference, how many attacks it changes, and the pair that it changes most.
    """
    import polars as pl  # noqa: PLC0415 - heavy, and only here

    day = plan.day(plan.days[0])
    for key in treaties:
        day.world.treaty(key)
    day.keep_answers()
    carrying = day.treaties()
    wanted = list(treaties) or sorted(carrying)
    done, of = 0, (1 + len(wanted)) * len(day.states)

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, of)

    whole = _entering(day, step)
    rows = []
    for key in wanted:
        matters = key in carrying or (isinstance(plan.given, Model) and key not in plan.without)
        without = _entering(day.less(key), step) if matters else whole
        change = {pair: without[pair] - size for pair, size in whole.items()}
        pair = max(change, key=lambda p: (abs(change[p]), p))
        told = pair if change[pair] else (None, None)
        mean = sum(whole.values()) / len(whole)
        left = sum(without.values()) / len(whole)
        count = sum(abs(c) > 1e-12 for c in change.values())
        rows.append((plan.days[0], key, mean, left, left - mean, count, *told, change[pair]))
    kinds = (pl.Date, pl.String, pl.Float64, pl.Float64, pl.Float64, pl.Int64, pl.String, pl.String, pl.Float64)
    names = (
        "on",
        "treaty",
        "entering",
        "without_it",
        "change",
        "attacks_changed",
        "attacker",
        "target",
        "most_changed_by",
    )
    frame = pl.DataFrame(rows, schema=dict(zip(names, kinds, strict=True)), orient="row")
    return frame.sort(["change", "treaty"])


def _entering(day: Day, step: Callable[[], None]) -> dict[tuple[str, str], float]:
    """How many states each attack draws in, on average; `step` is told after each target."""
    found = {}
    for target in day.states:
        attack = day.against(target)
        total = attack.size("defending") + attack.size("attacking") - 2.0
        found.update({(attacker, target): float(n) for attacker, n in zip(attack.attackers, total, strict=True)})
        step()
    return found
