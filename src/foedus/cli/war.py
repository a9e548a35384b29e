"""Verbs that simulate: cascade, sweep."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import FactOpt, JsonOpt, KnownOnOpt, OnOpt, TreatiesOpt, WhereOpt, asked, today, world_of
from foedus.errors import BadQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foedus.war.chances import Model
    from foedus.world import World

__all__ = ["add_to"]

FileOpt = Annotated[
    Path | None, typer.Option("--p", help="CSV with state,side,p: the probability of each state to enter on each side")
]
AllOpt = Annotated[
    float | None, typer.Option("--p-all", help="the probability of whoever is called and stands in no file")
]
ModelOpt = Annotated[
    Path | None,
    typer.Option("--model", help="a fitted model of joining, as `foedus fit joiner` writes it (default: as it ships)"),
]
SeedOpt = Annotated[int, typer.Option("--seed", help="the same seed gives the same figures")]
KernelOpt = Annotated[
    str,
    typer.Option(
        "--kernel", help="numpy, compiled (needs foedus[fast]), or auto: compiled where it pays; same figures"
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    app.command()(cascade)
    app.command()(sweep)


def cascade(
    attackers: Annotated[str, typer.Argument(help="who attacks: a code or name; several as RUS,BLR")],
    target: Annotated[str, typer.Argument(help="who is attacked")],
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    where: WhereOpt = None,
    fact: FactOpt = None,
    treaties: TreatiesOpt = "corpus",
    draws: Annotated[int, typer.Option("--draws", help="how often the dice are thrown")] = 100_000,
    seed: SeedOpt = 1914,
    p: FileOpt = None,
    p_all: AllOpt = None,
    model: ModelOpt = None,
    kernel: KernelOpt = "auto",
    first: Annotated[int, typer.Option("--first", min=1, help="how many of the likeliest to print")] = 20,
    json: JsonOpt = False,
) -> None:
    """How far an attack may spread: who enters on which side, with which probability, in waves.

    Whoever a duty calls comes with the probability given by --p or --p-all, else with that of the fitted model; the
    model has one for every state, and whoever no duty can call decides at the start.

    Example: foedus cascade RUS EST --on 2026-11-01 --p-all 0.3
    """
    from foedus.war.cascade import cascade as run

    world = world_of(on, known_on, treaties)
    given, default = _given(p, p_all, model, world)
    attack, told = asked(attackers, target, where, fact), _progress("draws")
    found = run(world, attack, given, draws, seed, default=default, kernel=kernel, progress=told)
    if json:
        from foedus.cli.output import print_json

        print_json(found.to_dict())
    else:
        from foedus.cli.print_war import print_cascade

        print_cascade(found, world, first)
    if not found.entrants:
        raise typer.Exit(1)


def sweep(
    output: Annotated[Path, typer.Option("--output", "-o", help="the Parquet file that is written")],
    on: OnOpt = None,
    years: Annotated[
        tuple[int, int] | None, typer.Option("--years", help="first and last year: the day of --on in each")
    ] = None,
    known_on: KnownOnOpt = None,
    treaties: TreatiesOpt = "corpus",
    draws: Annotated[int, typer.Option("--draws", help="how often the dice are thrown for each attack")] = 1024,
    seed: SeedOpt = 1914,
    p: FileOpt = None,
    p_all: AllOpt = None,
    model: ModelOpt = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="leave a treaty out, by id; may be repeated")
    ] = None,
    kernel: KernelOpt = "auto",
    processes: Annotated[int, typer.Option("--processes", help="processes of this machine")] = 1,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", help="a Dask scheduler, as tcp://host:8786, in place of processes")
    ] = None,
    keystones: Annotated[
        bool, typer.Option("--keystones", help="also what changes if each treaty ends: a sweep for each")
    ] = False,
    plot: Annotated[Path | None, typer.Option("--plot", help="also a picture of the ranks: .png, .svg or .pdf")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="write the output anew, whatever it holds")] = False,
) -> None:
    """Every attack of one state on another: who would be drawn in, as a table, and what stands out.

    A run that was killed goes on where it stopped if it is asked the same again, and writes the same rows. With the
    fitted model a day takes minutes.

    Example: foedus sweep --on 2026-11-01 --p-all 0.3 -o sweep.parquet
    """
    from foedus.cli.print_war import print_ranks
    from foedus.law.reading import treaties as read
    from foedus.war.parts import answered, run_here, run_processes
    from foedus.war.sweep import planned
    from foedus.world import World

    if output.suffix != ".parquet":
        raise BadQuestion(f"{output}: a sweep is written as Parquet; name a file that ends with .parquet")
    if plot is not None:
        from foedus.war.pictures import checked_picture

        checked_picture(plot)
    record = read(None if treaties == "corpus" else treaties)
    day = on or today()
    given, default = _given(p, p_all, model, World(record, day, known_on))
    plan = planned(
        record,
        day,
        given,
        years=years,
        draws=draws,
        seed=seed,
        default=default,
        known_on=known_on,
        without=without or (),
        kernel=kernel,
    )
    told = _progress("targets")
    rows = answered(output, plan, overwrite=overwrite)
    if rows is not None:
        sys.stderr.write(f"foedus: {output} answers this already, and is read; --overwrite works it out anew\n")
    elif scheduler is not None:
        from foedus.war.cluster import run_cluster

        rows = run_cluster(plan, output, scheduler, told, overwrite=overwrite)
    elif processes == 1:
        rows = run_here(plan, output, told, overwrite=overwrite)
    else:
        rows = run_processes(plan, output, processes, told, overwrite=overwrite)
    print_ranks(
        rows,
        plan,
        output,
        keystones=_progress("targets with and without each treaty") if keystones else None,
        plot=plot,
    )


def _given(
    path: Path | None, p_all: float | None, file: Path | None, world: World
) -> tuple[Mapping[tuple[str, str], float] | Model, float]:
    """The probabilities that the options give, or a model: that of a file, or the one that ships."""
    if file is not None:
        from foedus.war.models import read_model

        if path is not None or p_all is not None:
            raise BadQuestion("--model asks a fitted model, --p and --p-all give probabilities: say one or the other")
        return read_model(file), 0.0
    if path is not None:
        from foedus.war.chances_file import read_chances

        return read_chances(path, world), 0.0 if p_all is None else p_all
    if p_all is not None:
        return {}, p_all
    from foedus.war import default_model

    model = default_model()
    if model is None:
        raise BadQuestion(
            "no fitted model ships, so say how probably whoever is called will come: --p-all 0.3 for all alike, "
            "or --p FILE.csv with the columns state,side,p"
        )
    return model, 0.0


def _progress(what: str) -> Callable[[int, int], None]:
    """Says on standard error how much is done, at most twice a second, and nothing of what is quick."""
    from time import monotonic

    last = monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal last
        if monotonic() - last >= 0.5:
            last = monotonic()
            sys.stderr.write(f"foedus: {done:,} of {of:,} {what}\n")
            sys.stderr.flush()

    return tell
