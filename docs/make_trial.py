"""Write docs/explanation/what-treaties-did.md and its figures: every number on it comes from the trial.

The page is its own template. What stands between `<!-- made: NAME -->` and `<!-- /made -->`, and in a sentence between
`<!--=NAME-->` and `<!--/-->`, is replaced; everything else is written by hand, and so are the arguments about divergent
cases in divergent-cases.yaml beside it. Run it after a change to the engine, to what mends ATOP or to the record of
wars, with `FOEDUS_MIRROR` set and a coding as `foedus trial --against` takes it:

    python docs/make_trial.py CODING
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from trial_numbers import (
    DRAWS,
    GROUPS,
    RUNGS,
    SEED,
    SUMMER,
    Bar,
    Dots,
    Found,
    Span,
    alike,
    bars,
    days,
    due,
    gather,
    in_words,
    owing,
    says,
    shares,
    steps,
    summer,
)

from foedus.court.scores import RATES, rates
from foedus.gate.marked import read_yaml
from foedus.law.overlays import read_overlays

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.court.verdicts import AllianceVerdict

HERE = Path(__file__).parent
PAGE = HERE / "explanation" / "what-treaties-did.md"
ARGUMENTS = HERE / "explanation" / "divergent-cases.yaml"
PICTURES = HERE / "pictures" / "trial"

NOT_ARGUED = "**not argued yet**"
SHORT = {
    "Austrian Empire": "Austria",
    "German Empire": "Germany",
    "Joseon": "Korea",
    "Ottoman Empire": "Turkey",
    "Second French Empire": "France",
    "United Kingdom of Great Britain and Ireland": "Britain",
}


def numbers(found: Found) -> dict[str, str]:
    """What the prose names."""
    invoked, wars = found.invoked, found.done.wars
    before, since = ([v for v in invoked if (found.year(v) < 1945) == early] for early in (True, False))
    overlays = read_overlays(found.done.atlas)
    everyone, early, late, _ = bars(found)
    told = {
        "wars": str(len(wars)),
        "first": str(min(w.start.year for w in wars)),
        "last": str(max(w.end.year for w in wars)),
        "unlisted": str(sum(w.number is None for w in wars)),
        "acts": str(sum(len(w.acts) for w in wars)),
        "pairs": str(len(found.done.verdicts)),
        "invoked": str(len(invoked)),
        "certain": str(sum(v.certain for v in invoked)),
        "open": str(sum(not v.certain for v in invoked)),
        "kept": _share(invoked),
        "kept_before": _share(before),
        "kept_since": _share(since),
        "overlays": str(len(overlays)),
        "overlay_alliances": str(len({o.number for o in overlays})),
        "overlays_unverified": str(sum(not o.verified for o in overlays)),
        "promisors": str(sum(everyone.counts.values())),
        "beside_early": _of(early, "fought beside"),
        "beside_late": _of(late, "fought beside"),
        "abstained_late": _of(late, "abstained"),
        "against": str(everyone.counts["fought against"]),
        "late": str(everyone.counts["came late"]),
    }
    for what in ("help", "neutrality", "attack"):
        some = [v for v in invoked if due(v) == what]
        told |= {f"{what}_n": str(len(some)), f"{what}_kept": _share(some)}
    lake = [v for v in invoked if v.war in ("changkufeng", "nomonhan") and due(v) == "neutrality"]
    told["border_battles"] = str(len(lake))
    many = [v for v in invoked if due(v) == "help" and owing(v) >= 6]
    told |= {"many_n": str(len(many)), "many_kept": _none(sum(v.kept for v in many))}
    told["world_wars"] = str(sum(v.war in ("world-war-i", "world-war-ii") for v in invoked))
    return told | (_beside_numbers(found) if found.beside else {})


def _beside_numbers(found: Found) -> dict[str, str]:
    last = found.beside[-1]
    scores, spans = last.scores(), last.intervals(DRAWS, SEED)
    years = [p.year for p in last.pairs if p.year]
    theirs = last.their_rates()["all"]
    coded = {(p.war, p.alliance) for p in last.pairs}
    here = [v for v in found.invoked if min(years) <= found.year(v) <= max(years)]
    return {
        "n": str(last.n),
        "their_n": str(theirs.n),
        "coding_first": str(min(years)),
        "coding_last": str(max(years)),
        "f1": f"{scores['f1']:.2f}",
        "f1_span": _brackets(spans["f1"]),
        "precision": f"{scores['precision']:.2f}",
        "recall": f"{scores['recall']:.2f}",
        "agreement": f"{scores['agreement']:.0%}",
        "relevance": f"{sum(p.ours == p.theirs for p in last.pairs) / last.n:.0%}",
        "outside": str(sum((v.war, v.alliance) not in coded for v in here)),
        "divergent": str(len(last.divergent)),
    }


def blocks(found: Found) -> dict[str, str]:
    """The tables; those that need a coding only if there is one."""
    told = {
        "rates": _rates_table(found),
        "due": _due_table(found),
        "promised": _promised_table(found),
        "conduct": _conduct_table(found),
        "summer": _summer_table(found),
    }
    if found.beside:
        told |= {"ladder": _ladder_table(found), "coded_rates": _coded_table(found), "divergent": _cases(found)}
    return told


def _ladder_table(found: Found) -> str:
    rows = []
    for rung, beside in zip(found.ladder, found.beside, strict=True):
        scores, spans = beside.scores(), beside.intervals(DRAWS, SEED)
        agreed = (
            "" if scores["agreement"] is None else f"{scores['agreement']:.0%} {_brackets(spans['agreement'], 100)}"
        )
        kept = "" if rung.kept is None else f"{len(rung.kept) / len(rung.invoked):.0%}"
        f1 = f"{scores['f1']:.2f} {_brackets(spans['f1'])}"
        scored = (f"{scores['precision']:.2f}", f"{scores['recall']:.2f}", f1, agreed)
        rows.append((RUNGS[rung.name], str(len(rung.invoked)), kept, *scored))
    return _table(("rung", "invoked", "kept", "precision", "recall", "F1", "agreement on kept"), rows, "lrrrrrr")


def _rates_table(found: Found) -> str:
    rows = []
    for label, series in shares(found):
        by = {dots.name: dots for dots in series}
        names = ("Foedus", "Berkemeier and Fuhrmann 2018", "Leeds, Long and Mitchell 2000", "Chiba and others 2026")
        rows.append((label, *(_cell(by.get(name)) for name in names)))
    head = ("alliances invoked", "Foedus", "Berkemeier and Fuhrmann", "Leeds, Long and Mitchell", "Chiba and others")
    return _table(head, rows, "lrrrr")


def _coded_table(found: Found) -> str:
    last = found.beside[-1]
    ours, theirs, spans = last.our_rates(), last.their_rates(), last.intervals(DRAWS, SEED)
    rows = []
    for group in RATES:
        if theirs[group].n and (group == "all" or theirs[group].n < theirs["all"].n):
            mine = f"{_percent(ours[group].share)} {_brackets(spans[f'rates.{group}'], 100)} ({ours[group].n})"
            rows.append((GROUPS[group], mine, f"{_percent(theirs[group].share)} ({theirs[group].n})"))
    return _table(("alliances", "Foedus, where both hold it invoked", "the coders"), rows, "lrr")


def _due_table(found: Found) -> str:
    names = {
        "help": "help",
        "neutrality": "neutrality, and no help",
        "attack": "neither, but a member attacked another",
    }
    rows = []
    for what, label in names.items():
        some = [v for v in found.invoked if due(v) == what]
        early = [v for v in some if found.year(v) < 1945]
        rows.append((label, *(_counted(part) for part in (some, early, [v for v in some if v not in early]))))
    return _table(("what was due", "all", "wars before 1945", "wars since 1945"), rows, "lrrr")


def _promised_table(found: Found) -> str:
    rows = []
    for label, wartime in (("before the war", False), ("during it", True)):
        some = [v for v in found.invoked if v.wartime == wartime]
        told = rates(found.done, some)
        rows.append((label, *(f"{_percent(told[g].share)} ({told[g].n})" if told[g].n else "" for g in RATES)))
    return _table(("promised", *(GROUPS[g].removeprefix("with a promise ") for g in RATES)), rows, "lrrrrrrr")


def _conduct_table(found: Found) -> str:
    made = bars(found)
    rows = []
    for bar in made:
        total = sum(bar.counts.values())
        rows.append((bar.label, str(total), *(f"{n} ({n / total:.0%})" for n in bar.counts.values())))
    return _table(("who owed help", "states", *made[0].counts), rows, "lrrrrr")


def _summer_table(found: Found) -> str:
    name = found.done.atlas.name
    rows = []
    for day in days(found):
        verbs = {"declaration": "declares war on", "invasion": "invades"}
        acts = [
            f"{name(a.act.by)} {verbs.get(a.act.what, 'attacks')} {name(a.act.against)}"
            + (", in defence" if a.attack is False else "")
            for a in day.acts
        ]
        called = [f"{name(d[0].obligation.promisor)}: {says(found, d)}" for d in alike(day.called)]
        if acts or called:
            rows.append((in_words(day.on), "; ".join(acts), "; ".join(called)))
    return _table(("1914", "who acted", "who was called, to what, and what it did"), rows, "lll")


def _cases(found: Found) -> str:
    """Each divergent case with what both say and our argument."""
    argued = {(row["war"], row["alliance"]): row["why"] for row in arguments()}
    rows = []
    for pair in found.beside[-1].divergent:
        war = found.done.war(pair.war)
        members = dict.fromkeys(s for t in found.done.treaties if t.atop == pair.alliance for s in t.states)
        names = [found.done.atlas.name(s, war.start) for s in list(members)[:4]]
        rows.append(
            (
                f"{war.name} ({pair.number}): {', '.join(SHORT.get(n, n) for n in names)} ({pair.alliance})",
                _verdict(pair.theirs, pair.their_kept),
                _verdict(pair.ours, pair.our_kept),
                " ".join(argued.get((pair.number, pair.alliance), NOT_ARGUED).split()),
            )
        )
    return _table(("war (COW number): members (ATOP number)", "coders", "Foedus", "why"), rows, "llll")


def arguments() -> list[dict[str, object]]:
    """Why the engine says otherwise than the coders, case by case."""
    return read_yaml(ARGUMENTS.read_bytes(), ARGUMENTS.name).data


def _verdict(invoked: bool, kept: bool | None) -> str:
    return "not invoked" if not invoked else "kept" if kept else "broken"


def _share(verdicts: Sequence[AllianceVerdict]) -> str:
    return _percent(sum(v.kept for v in verdicts) / len(verdicts))


def _of(bar: Bar, what: str) -> str:
    return _percent(bar.counts[what] / sum(bar.counts.values()))


def _none(count: int) -> str:
    return str(count) if count else "none"


def _counted(verdicts: Sequence[AllianceVerdict]) -> str:
    kept = sum(v.kept for v in verdicts)
    return f"{kept} of {len(verdicts)} ({_share(verdicts)})" if verdicts else ""


def _cell(dots: Dots | None) -> str:
    if dots is None:
        return ""
    share = _percent(dots.share) if dots.name == "Foedus" else f"{dots.share * 100:.1f}".removesuffix(".0") + "%"
    return share + (f" {_brackets(dots.span, 100)}" if dots.span else "") + (f" ({dots.n})" if dots.n else "")


def _percent(share: float) -> str:
    return f"{int(share * 100 + 0.5)}%"


def _brackets(span: Span, times: int = 1) -> str:
    if span is None:
        return ""
    low, high = (f"{end * times:.0f}" if times > 1 else f"{end:.2f}" for end in span)
    return f"[{low}, {high}]"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], sides: str) -> str:
    rule = ["---" if side == "l" else "--:" for side in sides]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


_BLOCK = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- /made -->)", re.DOTALL)
_NUMBER = re.compile(r"(<!--=(\w+)-->).*?(<!--/-->)")


def page(text: str, found: Found) -> str:
    """The page with its tables and numbers as they are now; those that need a coding stand if there is none.

    Raises:
        KeyError: the page asks for a table or a number that nobody makes.
    """
    tables, words = blocks(found), numbers(found)
    text = _BLOCK.sub(lambda m: f"{m[1]}\n{_made(tables, m, found)}\n\n{m[3]}", text)
    return _NUMBER.sub(lambda m: m[1] + _made(words, m, found) + m[3], text)


def _made(told: dict[str, str], match: re.Match[str], found: Found) -> str:
    if match[2] in told or found.beside:
        return told[match[2]]
    return match[0].removeprefix(match[1]).removesuffix(match[3]).strip("\n")


def pictures(found: Found) -> dict[str, tuple[str, str]]:
    """Title and text of each figure by its file name: the text says all that the figure shows."""
    _, *scenes = summer(found)
    rates_in_words = (f"{label}: {', '.join(map(str, series))}" for label, series in shares(found))
    told = {
        "kept.svg": ("How often invoked alliances were kept", "; ".join(rates_in_words)),
        "conduct.svg": ("What those did who owed help", "; ".join(map(str, bars(found)))),
        "summer-1914.svg": ("July and August 1914", "; ".join(str(one) for scene in scenes for one in scene)),
    }
    if found.beside:
        told["ladder.svg"] = ("The ladder beside the coders", "; ".join(map(str, steps(found))))
    return told


def main() -> None:
    """Write page and figures."""
    if len(sys.argv) != 2:
        sys.exit("name the coding: python docs/make_trial.py CODING (make trial-page CODING=...)")
    import trial_figures as draw  # noqa: PLC0415 - heavy, and a test of the numbers needs none of it

    found = gather(Path(sys.argv[1]), lambda what: print(what, file=sys.stderr))
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
    print(f"wrote docs/explanation/{PAGE.name}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    drawn = {
        "ladder.svg": draw.ladder(steps(found)),
        "kept.svg": draw.kept(shares(found)),
        "conduct.svg": draw.conduct(bars(found)),
        "summer-1914.svg": draw.war(*summer(found), SUMMER[1:]),
    }
    for file, (title, text) in pictures(found).items():
        draw.save(drawn[file], PICTURES / file, title, text)
        print(f"wrote docs/pictures/trial/{file}")


if __name__ == "__main__":
    main()
