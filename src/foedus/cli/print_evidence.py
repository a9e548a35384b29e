"""How the evidence of a ledger looks on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.cli.output import console, date_in_words, print_table
from foedus.ledger.bearing import bearings
from foedus.ledger.novelty import novelties
from foedus.ledger.picture import Picture
from foedus.ledger.strands import in_words
from foedus.terms.evidence import MATTERS
from foedus.told.evidence import is_short

if TYPE_CHECKING:
    from foedus.terms.evidence import Dissent, Matter, Strand
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
                _print_kind(title, picture.matters(state, name))
        for novelty in novelties(world, state, kind):
            console().print(f"New, as {novelty.source} has it ({novelty.entry[:9]}): {novelty}")
        if sources:
            _print_sources(picture, state, kind)
    for caveat in picture.caveats:
        console().print(f"Note: {caveat}.")


def _print_kind(title: str, matters: tuple[Matter, ...]) -> None:
    if not matters:
        return
    listed = sorted(matters, key=lambda m: (m.last, m.key), reverse=True)
    rows = [
        (
            _who(m),
            str(m.standing),
            m.stage.replace("_", " "),
            date_in_words(str(m.since or "")),
            _figures(m),
            _claims(m),
            _against(m),
        )
        for m in listed[:LONGEST]
    ]
    more = f" (the latest {LONGEST} of {len(listed)})" if len(listed) > LONGEST else ""
    columns = ("who", "standing", "stage", "since", "figures", "claims", "dissent")
    print_table(f"Evidence: {title}{more}", columns, rows)


def _who(m: Matter) -> str:
    told = "; ".join(f"{role} {', '.join(codes)}" for role, codes in m.about)
    return told + (f"\nrecord: {m.record}" if m.record else "")


def _figures(m: Matter) -> str:
    return "\n".join(map(_figure, m.strands))


def _figure(s: Strand) -> str:
    words = " ".join(filter(None, (s.measure.unit, s.measure.status, s.measure.scope)))
    return f"{in_words(s.low, s.high)} {words} ({s.as_of}; {s.standing})"


def _claims(m: Matter) -> str:
    grade = f"{m.grade}: " if m.grade else ""
    origins = ", ".join(key.partition(" ")[2] for key in m.origins)
    ids = ", ".join(t.entry[:9] for t in m.claims[:4]) + (f" and {len(m.claims) - 4} more" if len(m.claims) > 4 else "")
    return f"{grade}{origins}\n{ids}"


def _against(m: Matter) -> str:
    rows = [*m.dissent, *(d for s in m.strands for d in s.dissent if d.kind in ("figure", "not_confirmed"))]
    return "\n".join(dict.fromkeys(map(_dissent, rows)))


def _dissent(d: Dissent) -> str:
    back, day = "" if d.live else ", taken back", f" ({d.day})" if d.day else ""
    return f"{d.kind.replace('_', ' ')}{back}: {d.by}{day}: {d.says}"


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
