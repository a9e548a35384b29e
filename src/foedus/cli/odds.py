"""Verbs on behaviour: fit, score, odds."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.options import FactOpt, JsonOpt, KnownOnOpt, OnOpt, TreatiesOpt, WhereOpt, asked, world_of
from foedus.cli.questions import AttackersArg, TargetArg
from foedus.errors import FoedusError, UnknownName

if TYPE_CHECKING:
    from foedus.behaviour.today import Odds

__all__ = ["add_to"]

SeedOpt = Annotated[int, typer.Option("--seed", help="the same seed gives the same bytes")]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    app.command()(odds)
    app.command()(fit)
    app.command()(score)


def odds(
    attackers: AttackersArg,
    target: TargetArg,
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    where: WhereOpt = None,
    fact: FactOpt = None,
    treaties: TreatiesOpt = "corpus",
    model: Annotated[Path | None, typer.Option("--model", help="a fitted model (default: the one that ships)")] = None,
    first: Annotated[int, typer.Option("--first", min=1, help="how many of the likeliest to print")] = 20,
    json: JsonOpt = False,
) -> None:
    """Who would probably enter if this attack happened on this day: a fitted model, not the law.

    Example: foedus odds KOR PRK --on 2026-11-01
    """
    from foedus.behaviour.joiners import JoinerModel
    from foedus.behaviour.today import odds as ask

    fitted = JoinerModel.from_json(_text(model)) if model else None
    told = ask(world_of(on, known_on, treaties), asked(attackers, target, where, fact), fitted)
    if json:
        from foedus.cli.output import print_json

        print_json(told.to_dict())
        return
    _print(told, first)


def _print(told: Odds, first: int) -> None:
    from foedus.cli.output import console, print_table

    kept = {
        (r["state"], r["side"]): f"{r['p']:.0%} ({r['low']:.0%} to {r['high']:.0%})" for r in told.honour.to_dicts()
    }
    rows = [
        (
            r["state"],
            r["side"],
            f"{r['p']:.1%}",
            f"{r['low']:.1%} to {r['high']:.1%}",
            r["help"],
            kept.get((r["state"], r["side"]), ""),
        )
        for r in told.frame.head(first).to_dicts()
    ]
    columns = ("state", "side", "enters", "interval of 95%", "promise of help", "keeps its word")
    print_table(f"If {told.attack} on {told.on}", columns, rows)
    if kept:
        console().print("Note: `enters` and `keeps its word` are two models: see the cards.")
    for caveat in told.caveats:
        console().print(f"Note: {caveat}")
    left_out = [what for what in told.missing if what.endswith("left out")]
    for what in left_out:
        console().print(f"Note: {what}")
    if weak := len(told.missing) - len(left_out):
        console().print(f"Note: nothing is known of {weak} states' capabilities; they count as the weakest.")


def fit(
    model: Annotated[str, typer.Argument(help="joiner, honour, tension or outlook")],
    output: Annotated[Path, typer.Option("--output", "-o", help="the file to write (.json)")],
    seed: SeedOpt = 1914,
    draws: Annotated[int, typer.Option("--draws", min=2, max=10_000, help="refits on drawn conflicts")] = 200,
) -> None:
    """Fit a model on the sources, score it out of sample, and write it as JSON.

    Example: foedus fit joiner -o joiner.json
    """
    from foedus.behaviour.fitting import fit_honour, fit_joiner
    from foedus.behaviour.outlook.shipping import fit_outlook
    from foedus.behaviour.tension.fitting import fit_tension

    makers: dict[str, Any] = {
        "joiner": fit_joiner,
        "honour": fit_honour,
        "tension": fit_tension,
        "outlook": fit_outlook,
    }
    if model not in makers:
        known = (
            "the models are joiner (who enters), honour (who keeps a call), tension (who has a dispute) and "
            "outlook (how wars end)"
        )
        raise UnknownName("model", model, makers, known)
    if not output.parent.is_dir():
        raise FoedusError(f"cannot write {output}: there is no folder {output.parent}; make it or name another")
    part = output.with_name(output.name + ".part")
    try:
        if output.is_dir():
            raise FoedusError(f"cannot write {output}: it is a folder; name a file")
        part.write_text("", encoding="utf-8")  # before minutes of work
        made = makers[model](seed, draws, _say)
        part.write_text(made.to_json() + "\n", encoding="utf-8")
        part.replace(output)
    except OSError as error:
        raise FoedusError(f"cannot write {output}: {error}; name another file") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    trained = made.trained
    typer.echo(f"{output}: {trained.rows:,} rows, {trained.happened} happened, {trained.first} to {trained.last}")


def score(
    which: Annotated[
        list[str] | None,
        typer.Argument(help="broad, strict, sequential, disputes, honour, tension, outlook (default: all)"),
    ] = None,
    seed: SeedOpt = 1914,
    draws: Annotated[int, typer.Option("--draws", min=10, max=10_000, help="draws of the bootstrap by conflict")] = 500,
    json: JsonOpt = False,
) -> None:
    """How good the models are, out of sample and forward in time, beside plain baselines.

    Example: foedus score broad honour
    """
    from foedus.behaviour.fitting import SETS, score_honour, score_joiners
    from foedus.behaviour.outlook.scoring import score_outlook
    from foedus.behaviour.tension.scoring import score_tension

    others = {"honour": score_honour, "tension": score_tension, "outlook": score_outlook}
    every = (*SETS, *others)
    wanted = which or every
    for name in wanted:
        if name not in every:
            raise UnknownName("set", name, every, f"the sets are {', '.join(every)}")
    found = {
        name: others[name](seed, draws, _say) if name in others else score_joiners(name, seed, draws, _say)
        for name in wanted
    }
    if json:
        from foedus.cli.output import print_json

        plain = {n: {a: {m: list(v) for m, v in told.items()} for a, told in s.items()} for n, s in found.items()}
        print_json({"seed": seed, "draws": draws, "scores": plain})
        return
    from foedus.cli.output import print_table

    heads = {
        "auc": "AUC",
        "ap": "AP",
        "skill": "skill",
        "brier_skill": "Brier skill",
        "top": "top 20",
        "right": "right side",
        "ratio": "told/happened",
        "c_index": "C-index",
        "year_skill": "skill, a year",
    }
    for name, attempts in found.items():
        shown = [measure for measure in heads if all(measure in told for told in attempts.values())]
        rows = [(label, *(_cell(told[m]) for m in shown)) for label, told in attempts.items()]
        print_table(name, ("", *(heads[m] for m in shown)), rows)


def _cell(told: tuple[float, float, float]) -> str:
    return f"{told[0]:.3f} [{told[1]:.2f}, {told[2]:.2f}]"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FoedusError(f"cannot read {path}: {error}; give a file that `foedus fit` wrote") from None


def _say(what: str) -> None:
    sys.stderr.write(f"foedus: {what}\n")
    sys.stderr.flush()
