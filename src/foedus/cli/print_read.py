"""How a reading and its scores look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.reading_page import how_many, how_surely, when_in_words, who_in_words
from foedus.cli.output import console, print_table
from foedus.news.grades import grade, grades_of
from foedus.news.same import same_claims
from foedus.news.scoring import score_claims
from foedus.terms.tellings import tellings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.terms.claims import Claim, Reading
    from foedus.terms.grades import Grade
    from foedus.terms.tellings import Group

__all__ = ["groups_of", "print_groups", "print_reading", "print_scores"]

_LONG = 110


def print_reading(name: str, reading: Reading) -> None:
    """Who, how surely, what, how many, when, in which words; where it is narrow, some share a column."""
    if reading.dateline:
        day = f"{reading.dateline.isoformat()} ({reading.dateline_from})"
    else:
        day = "no dateline: days that are not told in full are left open (give one with --dateline)"
    head = f"{reading.title or name} · {reading.outlet or 'outlet unknown'} · {day} · read by {reading.reader}"
    rows = [_row(reading, claim, grade) for claim, grade in zip(reading.claims, grades_of(reading, name), strict=True)]
    layout = next(groups for width, groups in _LAYOUTS if console().width >= width)
    columns = [", ".join(_COLUMNS[n] for n in group) for group in layout]
    print_table(head, columns, [["; ".join(row[n] for n in group if row[n]) for group in layout] for row in rows])
    if rows:
        console().print(_KEY)


_COLUMNS = ("who", "how surely", "grade", "what", "how many", "when", "in which words")
_LAYOUTS = (
    (140, ((0,), (1,), (2,), (3,), (4,), (5,), (6,))),
    (100, ((0,), (1, 2), (3, 4, 5), (6,))),
    (0, ((0, 1, 2), (3, 4, 5), (6,))),
)
"""From how many characters on, and which columns are one."""

_KEY = (
    "Grades: A (reliable) to E of the source, 1 (confirmed) to 5 of what it says; F and 6 cannot be judged. "
    "--json and --html tell why."
)


def _row(reading: Reading, claim: Claim, grade: Grade) -> tuple[str, ...]:
    words = " ".join(reading.text[claim.start : claim.end].split())
    words = words if len(words) <= _LONG else words[: _LONG - 1] + "…"
    who = who_in_words(claim) + (f" through {', '.join(claim.relayed_by)}" if claim.relayed_by else "")
    actors = "; ".join(f"{role} {', '.join(codes)}" for role, codes in claim.actors)
    what = claim.event_type.replace("_", " ") + (f": {actors}" if actors else "")
    when = when_in_words(claim.date)
    return who, how_surely(claim), str(grade), what, how_many(claim.quantity), when, words


def groups_of(readings: Sequence[tuple[str, Reading]]) -> list[tuple[Group, list[dict[str, object]]]]:
    """The same claim of many reports: groups, those with most origins first, each with the grades of its tellings."""
    told = [t for name, reading in readings for t in tellings(reading, name)]
    groups = same_claims(told, texts={name: reading.text for name, reading in readings})
    ordered = sorted(groups, key=lambda g: (-len(g.origins), -len(g.tellings), g.matter))
    return [(g, [grade(t, g).to_dict() for t in (*g.tellings, *g.denials)]) for g in ordered]


def print_groups(groups: Sequence[tuple[Group, list[dict[str, object]]]]) -> None:
    """What is told, by how many independent origins, in what they differ, and the best grade with its reasons."""
    rows = []
    for group, _ in groups:
        one = (group.tellings or group.denials)[0]
        actors = "; ".join(f"{role} {', '.join(codes)}" for role, codes in one.claim.actors)
        grades = sorted((grade(t, group) for t in (*group.tellings, *group.denials)), key=str)
        best = min(grades, key=lambda g: (g.credibility, g.reliability))
        rows.append(
            (
                group.event_type.replace("_", " ") + (f": {actors}" if actors else ""),
                f"{len(group.origins)} of {len(group.tellings) + len(group.denials)}",
                "; ".join(group.differences),
                f"{best}: {'; '.join(best.reasons)}",
                " ".join(one.claim.sentence.split())[:_LONG],
            )
        )
    columns = ("what", "independent origins", "differences", "best grade, and why", "first telling")
    print_table("The same claim in many reports", columns, rows)


def print_scores(gold: Sequence[dict[str, Any]], told: Sequence[dict[str, Any]]) -> None:
    """The scorer's table: precision, recall, F1 and the counts behind them."""
    scores = score_claims(gold, told)
    out = console()
    for name, row in scores.items():
        if not isinstance(row, dict):
            out.print(f"{name:<22} {row:.3f}")
        elif "hits" in row:
            out.print(_measure(name, row))
        elif name != "per_doc":
            for kind, inner in row.items():
                out.print(_measure("  " + kind, inner))


def _measure(name: str, row: dict[str, Any]) -> str:
    share = f"  accuracy on pairs {row['accuracy']:.3f}" if "accuracy" in row else ""
    counts = f"({row['hits']} / {row['pred']} / {row['gold']})"
    return f"{name:<22} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}  {counts}{share}"
