"""Fill the tables of the model cards from the models that ship and from docs/scores.json (`make models`).

docs/scores.json is what `foedus score --json` printed with its default seed and draws. What stands between
`<!-- made: NAME -->` and `<!-- /made -->` on a card, and in a sentence between `<!--=NAME-->` and `<!--/-->`, is
replaced; the rest is written by hand.

    foedus score --json > docs/scores.json
    python docs/make_models.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.behaviour.attempts import ATTEMPTS, HONOUR_ATTEMPTS
from foedus.behaviour.features import ALLIANCE, OTHERS
from foedus.behaviour.outlook.outcomes import OUTCOMES
from foedus.behaviour.outlook.shipping import shipped_outlook
from foedus.behaviour.outlook.sides import MEANING as OF_SIDES
from foedus.behaviour.shipped import shipped_honour, shipped_joiner
from foedus.behaviour.tension.tension import shipped_tension
from foedus.behaviour.tension.trials import TRIALS
from foedus.behaviour.tension.variables import MEANING as OF_PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.behaviour.model import Model

HERE = Path(__file__).parent
CARDS = HERE / "reference" / "models"
SCORES = HERE / "scores.json"

MEANING = {
    **OF_PAIRS,
    **OTHERS,
    **ALLIANCE,
    "certain": "a duty is invoked, and not only arguable",
    "wartime": "all that it owes was promised during the war",
    "rate_before": "log-odds of the share of calls kept in the 25 years before, in other wars",
}
SETS = ("broad", "strict", "sequential", "disputes")
WISHED = (
    ("broad", "auc", 0.83),
    ("broad", "ap", 0.13),
    ("broad", "skill", 0.20),
    ("strict", "auc", 0.79),
    ("strict", "ap", 0.048),
    ("sequential", "auc", 0.86),
    ("sequential", "ap", 0.05),
    ("sequential", "top", 0.65),
    ("disputes", "auc", 0.92),
    ("disputes", "ap", 0.023),
)
"""What was aimed at before the models were fitted: rolling origin, the logit."""

WISHED_HONOUR = (
    ("undecided, one war left out", "auc", 0.88),
    ("undecided, rolling 1945-2010", "brier_skill", 0.10),
)
NAMES = {
    "auc": "AUC",
    "ap": "average precision",
    "skill": "skill (log loss)",
    "brier_skill": "skill (Brier)",
    "top": "top 20",
    "right": "right side",
    "ratio": "told / happened",
    "gain": "average precision over that of the peace years",
}
HONOUR_SHOWN = ("auc", "ap", "skill", "brier_skill", "ratio")
_TRIED = "tried: "
_ALL, _RELEVANT = "all pairs: ", "relevant pairs: "
PAIRS_SHOWN = ("auc", "ap", "skill", "brier_skill", "ratio")
WISHED_TENSION = (
    (_ALL, "logit", "auc", 0.93),
    (_ALL, "logit", "gain", 1.15),
    (_RELEVANT, "logit", "auc", 0.80),
)
OUTLOOK_SHOWN = {
    "skill": "outcome, log loss saved against the shares of the past",
    "right": "outcome, share of wars whose likeliest came",
    "right_base": "the same of the commonest outcome of the past",
    "c_index": "length, C-index",
    "year_skill": "over within a year, log loss saved against lengths alone",
    "gain": "length, log-likelihood for each war above lengths alone",
}
Told = dict[str, list[float]]


def scores() -> dict[str, dict[str, Told]]:
    """The scores by set and attempt."""
    found: dict[str, dict[str, Told]] = json.loads(SCORES.read_text(encoding="utf-8"))["scores"]
    return found


def blocks() -> dict[str, dict[str, str]]:
    """Card -> name of a table or number -> what stands there."""
    told = scores()
    joiner, honour = shipped_joiner(), shipped_honour()
    tables = {f"scores_{name}": _scores(told[name]) for name in SETS}
    tension = told["tension"]
    return {
        "joiner": {
            "facts": _facts(joiner),
            "variables": _variables(joiner),
            "calibration": _calibration(joiner),
            "eras": _eras(joiner),
            "tried": _table(("", ""), [(name, what) for name, what in ATTEMPTS.items()], "ll"),
            "wished": _wished((f"{name}, {NAMES[m]}", told[name]["logit"][m], wish) for name, m, wish in WISHED),
            **tables,
            **_numbers(joiner),
        },
        "honour": {
            "facts": _facts(honour),
            "variables": _variables(honour),
            "calibration": _calibration(honour),
            "eras": _eras(honour),
            "scores": _scores({v: m for v, m in told["honour"].items() if not v.startswith(_TRIED)}, HONOUR_SHOWN),
            "attempts": _scores(
                {v.removeprefix(_TRIED): m for v, m in told["honour"].items() if v.startswith(_TRIED)}, HONOUR_SHOWN
            ),
            "tried": _table(("", ""), [(name, what) for name, what in HONOUR_ATTEMPTS.items()], "ll"),
            "wished": _wished(
                (f"{view}, {NAMES[m]}", told["honour"][view][m], wish) for view, m, wish in WISHED_HONOUR
            ),
            **_numbers(honour),
        },
        "tension": {
            "facts": _facts(shipped_tension()),
            "variables": _variables(shipped_tension()),
            "calibration": _calibration(shipped_tension(), "twentieth", 11),
            "calibration_relevant": _calibration(shipped_tension(), key="calibration_relevant"),
            "eras": _eras(shipped_tension()),
            "tried": _table(("", ""), [(name, what) for name, what in TRIALS.items()], "ll"),
            "scores_all": _scores(_of(tension, _ALL), PAIRS_SHOWN),
            "scores_relevant": _scores(_of(tension, _RELEVANT), PAIRS_SHOWN),
            "wished": _wished(
                (f"{view}{trial}, {NAMES[m]}", tension[f"{view}{trial}"][m], wish)
                for view, trial, m, wish in WISHED_TENSION
            ),
            **_numbers(shipped_tension()),
        },
        "outlook": outlook_blocks(told["outlook"]),
    }


def outlook_blocks(told: dict[str, Told]) -> dict[str, str]:
    """The tables of the card of both models of a war."""
    fitted = shipped_outlook()
    counts, trained = fitted.counts, fitted.trained
    decided = sum(counts[name] for name in OUTCOMES)
    facts = [
        ("wars", f"{trained.conflicts}, begun {trained.first} to {trained.last}"),
        ("moments at which their sides stood so", str(trained.rows)),
        *((f"{name} for whoever attacked", f"{counts[name]} ({counts[name] / decided:.0%})") for name in OUTCOMES),
        ("became wars of another kind", str(counts["other"])),
        ("somebody entered later beside the attackers", f"{counts['joined_attacking']} wars"),
        ("somebody entered later beside the attacked", f"{counts['joined_attacked']} wars"),
        ("variance of the prior, outcome and duration", " and ".join(f"{v:g}" for v in fitted.variances)),
        ("draws of the parameters", f"{len(fitted.draws)}, by war, seed {trained.seed}"),
        ("drift for a year of age, outcome and duration", " and ".join(f"{step:.4f}" for step in fitted.drift)),
    ]
    rows = []
    for n, (name, what) in enumerate(OF_SIDES.items()):
        ending = [f"{fitted.ending.coefficients[o, n]:+.2f}" for o in range(len(OUTCOMES))]
        rows.append((f"`{name}`", what, *ending, f"{fitted.lasting.coefficients[n]:+.2f}"))
    shown = [
        (f"{view}: {label}", *(f"{v:.2f}" if m != "gain" else f"{v:.3f}" for v in told[view][m]))
        for view in told
        for m, label in OUTLOOK_SHOWN.items()
    ]
    return {
        "facts": _table(("", ""), facts, "ll"),
        "variables": _table(("variable", "what it is", *OUTCOMES, "ends sooner"), rows, "llrrrr"),
        "scores": _table(("measure", "found", "low", "high"), shown, "lrrr"),
        "decided": str(decided),
        "joined_attacking": str(counts["joined_attacking"]),
        "joined_attacked": str(counts["joined_attacked"]),
        "conflicts": str(trained.conflicts),
    }


def _of(told: dict[str, Told], view: str) -> dict[str, Told]:
    return {name.removeprefix(view): values for name, values in told.items() if name.startswith(view)}


def _numbers(model: Model) -> dict[str, str]:
    trained, fitted = model.trained, model.fitted
    assert fitted is not None  # noqa: S101 - it was read
    return {
        "first": str(trained.first),
        "last": str(trained.last),
        "rows": f"{trained.rows:,}",
        "happened": str(trained.happened),
        "conflicts": str(trained.conflicts),
        "variance": f"{fitted.ridge.variance:g}",
        "thinning": f"{fitted.ridge.thinning:.2f}",
        "thinned": f"{5**-fitted.ridge.thinning:.2f}",
        "drift": f"{fitted.drift:.2f}",
        "drift_10": f"{fitted.drift * 10**0.5:.2f}",
    }


def _facts(model: Model) -> str:
    fitted, trained = model.fitted, model.trained
    assert fitted is not None  # noqa: S101 - it was read
    rows = [
        ("rows", f"{trained.rows:,}"),
        ("of them happened", f"{trained.happened} ({trained.happened / trained.rows:.1%})"),
        ("pairs of states" if fitted.kind == "tension" else "conflicts", str(trained.conflicts)),
        ("years of the first and the last", f"{trained.first} and {trained.last}"),
        ("variables", str(len(fitted.columns))),
        ("variance of the prior on a standardised coefficient", f"{fitted.ridge.variance:g}"),
        (
            "thinning, the power of the number of states",
            f"{fitted.ridge.thinning:.2f}" if fitted.ridge.thinning else "none",
        ),
        (
            "draws of the parameters",
            f"{len(fitted.draws)}, by {'pair' if fitted.kind == 'tension' else 'conflict'}, seed {trained.seed}",
        ),
        ("drift of the log-odds for a year of age", f"{fitted.drift:.3f}" if fitted.drift else "not measured"),
    ]
    return _table(("", ""), rows, "ll")


def _variables(model: Model) -> str:
    rows = []
    for r in model.summary().to_dicts():
        span = f"[{r['low']:+.2f}, {r['high']:+.2f}]"
        rows.append((f"`{r['variable']}`", MEANING[r["variable"]], f"{r['coefficient']:+.2f}", span))
    return _table(("variable", "what it is", "coefficient", "95%"), rows, "llrl")


def _calibration(model: Model, part: str = "tenth", first: int = 1, key: str = "calibration") -> str:
    assert model.fitted is not None  # noqa: S101 - it was read
    parts: list[dict[str, float]] = model.fitted.scores[key]
    rows = [
        (str(n), f"{p['n']:.0f}", _chance(p["told"]), _chance(p["happened"])) for n, p in enumerate(parts, start=first)
    ]
    return _table((part, "rows", "told", "happened"), rows, "rrrr")


def _eras(model: Model) -> str:
    assert model.fitted is not None  # noqa: S101 - it was read
    eras: list[dict[str, float]] = model.fitted.scores["eras"]
    plain: list[dict[str, float]] = model.fitted.scores.get("eras_without_thinning", [])
    rows = []
    for n, era in enumerate(eras):
        without = [f"{plain[n]['told']:.1f}"] if plain else []
        counts = (f"{era['rows']:,.0f}", f"{era['told']:.1f}", *without, f"{era['happened']:.0f}")
        rows.append((f"{era['first']:.0f}-{era['last']:.0f}", *counts, f"{era['skill']:.2f}"))
    head = ("", "rows", "foretold", *(["without thinning"] if plain else []), "happened", "skill (log loss)")
    return _table(head, rows, "l" + "r" * (len(head) - 1))


def _scores(
    told: dict[str, Told], shown: Sequence[str] = ("auc", "ap", "skill", "brier_skill", "top", "right", "ratio")
) -> str:
    rows = [(name, *(_cell(m, values[m]) for m in shown)) for name, values in told.items()]
    return _table(("", *(NAMES[m] for m in shown)), rows, "l" + "r" * len(shown))


def _wished(lines: Iterable[tuple[str, list[float], float]]) -> str:
    rows = []
    for label, (value, low, high), wish in lines:
        met = "reached" if round(value, 3) >= wish else "missed, inside the interval" if high >= wish else "missed"
        rows.append((label, f"{wish:g}", f"{value:.3f} [{low:.3f}, {high:.3f}]", met))
    return _table(("measure", "aimed at", "found", ""), rows, "lrll")


def _cell(measure: str, told: list[float]) -> str:
    places = 3 if measure == "ap" else 2
    return "{:.{p}f} [{:.{p}f}, {:.{p}f}]".format(*told, p=places)


def _chance(share: float) -> str:
    return f"{share:.2%}" if share < 0.1 else f"{share:.1%}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], sides: str) -> str:
    rule = ["---" if side == "l" else "--:" for side in sides]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


_BLOCK = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- /made -->)", re.DOTALL)
_NUMBER = re.compile(r"(<!--=(\w+)-->).*?(<!--/-->)")


def page(text: str, told: dict[str, str]) -> str:
    """The card with its tables and numbers as they are now.

    Raises:
        KeyError: the card asks for what nobody makes.
    """
    text = _BLOCK.sub(lambda m: f"{m[1]}\n{told[m[2]]}\n\n{m[3]}", text)
    return _NUMBER.sub(lambda m: m[1] + told[m[2]] + m[3], text)


def main() -> None:
    """Write the cards."""
    for card, told in blocks().items():
        path = CARDS / f"{card}.md"
        path.write_text(page(path.read_text(encoding="utf-8"), told), encoding="utf-8")
        print(f"wrote docs/reference/models/{card}.md")


if __name__ == "__main__":
    main()
