"""What stands out in a sweep: the most dangerous pairs, the states called most, and the treaties that carry most."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

    Args:
        plan: a sweep.
        treaties: which treaties, by id; left out, each that calls somebody on the day.
        progress: told how many treaties are done, of how many.

    Returns:
        One row for each treaty: `entering` (states drawn in, on average over all attacks) with and without it, the
        difference, how many attacks it changes, and the pair that it changes most.
    """
    import polars as pl  # noqa: PLC0415 - heavy, and only here

    day = plan.day(plan.days[0])
    for key in treaties:
        day.world.treaty(key)
    whole = _entering(day)
    carrying = day.treaties()
    wanted = list(treaties) or sorted(carrying)
    rows = []
    for done, key in enumerate(wanted, 1):
        without = _entering(day.less(key)) if key in carrying else whole
        change = {pair: without[pair] - size for pair, size in whole.items()}
        pair = max(change, key=lambda p: (abs(change[p]), p))
        told = pair if change[pair] else (None, None)
        mean = sum(whole.values()) / len(whole)
        left = sum(without.values()) / len(whole)
        count = sum(abs(c) > 1e-12 for c in change.values())
        rows.append((plan.days[0], key, mean, left, left - mean, count, *told, change[pair]))
        if progress is not None:
            progress(done, len(wanted))
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


def _entering(day: Day) -> dict[tuple[str, str], float]:
    """How many states each attack draws in, on average."""
    found = {}
    for target in day.states:
        attack = day.against(target)
        total = attack.size("defending") + attack.size("attacking") - 2.0
        found.update({(attacker, target): float(n) for attacker, n in zip(attack.attackers, total, strict=True)})
    return found
