"""How cascades and sweeps look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.cli.output import console, print_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import polars as pl

    from foedus.war.result import Cascade
    from foedus.war.sweep import Plan
    from foedus.world import World

__all__ = ["print_cascade", "print_ranks"]

_SIDES = (("defending", "beside the target"), ("attacking", "beside the attackers"))


def print_cascade(run: Cascade, world: World, first: int = 20) -> None:
    """Who may enter, how large the sides grow, who comes together."""
    name, out, day = world.atlas.name, console(), world.on
    who = ", ".join(name(a, day) for a in run.attack.attackers)
    verb = "attacks" if len(run.attack.attackers) == 1 else "attack"
    out.print(f"If {who} {verb} {name(run.attack.target, day)} on {day}:")
    if not run.entrants:
        out.print("\nNo duty calls anybody, and nobody has a chance as a bystander: the parties stand alone.")
        return
    rows = [
        (
            e.state,
            name(e.state, day),
            dict(_SIDES)[e.side],
            f"{e.p:.3f}",
            f"{e.low:.3f} to {e.high:.3f}",
            "bystander" if e.bystander else f"{e.p_called:.3f}",
            str(e.wave),
        )
        for e in run.entrants[:first]
    ]
    print_table("Who may enter", ("state", "name", "side", "p", "95%", "called", "wave"), rows)
    if len(run.entrants) > first:
        out.print(f"{len(run.entrants) - first} more are less likely to enter; --first {len(run.entrants)} prints all.")
    for side, size in run.sizes:
        out.print(
            f"{side.capitalize()}: {size.mean:.1f} states on average, {size.low} to {size.high} in 95 of 100 cases."
        )
    for bloc in run.blocs():
        out.print(f"Together, {dict(_SIDES)[bloc.side]}: {', '.join(bloc.states)}.")
    if run.torn:
        out.print("Torn between both sides, so out: " + ", ".join(f"{s} ({p:.3f})" for s, p in run.torn) + ".")
    for members, p in run.coalitions[:8]:
        told = ", ".join(s if side == "defending" else f"{s} (attacking)" for s, side in members) or "nobody"
        out.print(f"{p:.3f}  {told}")
    how = "every outcome enumerated" if run.method == "exact" else f"{run.draws:,} draws, seed {run.seed}"
    source = f"those of {run.model}" if run.model else "those given"
    out.print(f"Method: {how}. Law says who is called; the probabilities are {source}.")
    _print_notes(run)


def _print_notes(run: Cascade) -> None:
    """What the model says of its answer."""
    out = console()
    if run.model and any(e.bystander for e in run.entrants):
        out.print("Note: the model knows every state, so whoever no duty can call decides once, at the start (wave 0).")
    for caveat in run.caveats:
        out.print(f"Note: {caveat}")
    left_out = [what for what in run.missing if what.endswith("left out")]
    for what in left_out:
        out.print(f"Note: {what}")
    if weak := len(run.missing) - len(left_out):
        out.print(f"Note: nothing is known of {weak} states' capabilities; they count as the weakest.")


def print_ranks(
    rows: pl.DataFrame,
    plan: Plan,
    output: Path,
    *,
    keystones: Callable[[int, int], None] | None = None,
    plot: Path | None = None,
) -> None:
    """What stands out in a sweep; with keystones, also what each treaty carries."""
    from foedus.war import ranks

    out = console()
    pairs, called = ranks.dangerous_pairs(rows), ranks.called_most(rows)
    attacks = rows.n_unique(["on", "attacker", "target"])
    out.print(f"{output}: {attacks:,} attacks, {rows.height:,} rows")
    print_table(
        "Most dangerous pairs",
        ("on", "attacker", "target", "entering", "p widens"),
        [
            (str(r["on"]), r["attacker"], r["target"], f"{r['entering']:.2f}", f"{r['p_widens']:.3f}")
            for r in pairs.iter_rows(named=True)
        ],
    )
    print_table(
        "Called most",
        ("on", "state", "called", "enters", "attacks"),
        [
            (str(r["on"]), r["state"], f"{r['called']:.1f}", f"{r['enters']:.1f}", f"{r['attacks']:,}")
            for r in called.iter_rows(named=True)
        ],
    )
    keys = None
    if keystones is not None:
        keys = ranks.keystones(plan, progress=keystones)
        print_table(
            f"Keystone treaties on {plan.days[0]}: what changes if this treaty ends",
            ("treaty", "drawn in", "without it", "change", "attacks changed"),
            [
                (
                    r["treaty"],
                    f"{r['entering']:.3f}",
                    f"{r['without_it']:.3f}",
                    f"{r['change']:+.3f}",
                    f"{r['attacks_changed']:,}",
                )
                for r in keys.head(20).iter_rows(named=True)
            ],
        )
    if plot is not None:
        from foedus.war.pictures import plot_ranks

        plot_ranks(plot, pairs, called, keys)
