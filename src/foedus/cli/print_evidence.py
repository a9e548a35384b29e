"""How the evidence of a ledger looks on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.evidence import dissents, figure_in_words, speakers, thing
from foedus.cli.output import console, date_in_words, print_table
from foedus.ledger.bearing import bearings
from foedus.ledger.novelty import novelties
from foedus.ledger.picture import Picture
from foedus.terms.evidence import MATTERS
from foedus.told.evidence import is_short

if TYPE_CHECKING:
    from foedus.terms.evidence import Matter
    from foedus.world import World

__all__ = ["print_evidence"]

LONGEST = 12
"""So many matters of a kind stand on a terminal; `--json` has all of them."""


def print_evidence(world: World, state: str | None, kind: str | None = None, *, sources: bool = False) -> None:
    """The matters by kind, the latest first; then claims of novelty, sources, and what must be known of all this."""
    picture = world.evidence
    if not isinstance(picture, Picture):
        return
    counts = picture.counts(state)
    if is_short(picture, state, kind):
        rows = [(MATTERS[name], f"{count:,}") for name, count in counts.items()]
        print_table("Claims of the ledger, by what they tell of", ("matter", "claims"), rows)
    else:
        for name, title in MATTERS.items():
            if kind in (None, name):
                _print_kind(title, picture.matters(state, name), world)
        for novelty in novelties(world, state, kind):
            console().print(f"New, as {novelty.source} has it ({novelty.entry[:9]}): {novelty}")
        if sources:
            _print_sources(picture, state, kind)
    for caveat in picture.caveats:
        console().print(f"Note: {caveat}.")


def _print_kind(title: str, matters: tuple[Matter, ...], world: World) -> None:
    if not matters:
        return
    listed = sorted(matters, key=lambda m: (m.last, m.key), reverse=True)
    rows = [
        (
            _who(m, world),
            str(m.standing),
            m.stage.replace("_", " "),
            date_in_words(str(m.since or "")),
            "\n".join(f"{figure_in_words(s)} ({s.standing})" for s in m.strands),
            _claims(m, world),
            "\n".join(dissents(m, quoted=True)),
        )
        for m in listed[:LONGEST]
    ]
    more = f" (the latest {LONGEST} of {len(listed)})" if len(listed) > LONGEST else ""
    columns = ("what", "standing", "stage", "since", "figures", "claims", "dissent")
    print_table(f"Evidence: {title}{more}", columns, rows)


def _who(m: Matter, world: World) -> str:
    return thing(m, world) + (f"\nrecord: {m.record}" if m.record else "")


def _claims(m: Matter, world: World) -> str:
    grade = f"{m.grade}: " if m.grade else ""
    ids = ", ".join(t.entry[:9] for t in m.claims[:4]) + (f" and {len(m.claims) - 4} more" if len(m.claims) > 4 else "")
    return f"{grade}{', '.join(speakers(m, world))}\n{ids}"


def _print_sources(picture: Picture, state: str | None, kind: str | None) -> None:
    rows = [
        (
            b.origin.partition(" ")[2],
            str(len(b.entries)),
            "\n".join(f"{c.key}: {c.before} -> {c.after or 'nothing left'}" for c in b.falls),
        )
        for b in bearings(picture, state, kind)
    ]
    print_table("What falls without a source, the one that bears most first", ("origin", "claims", "what falls"), rows)
