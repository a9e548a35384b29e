"""Competing hypotheses on the command line: rate a claim against one, and weigh all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.ledger_options import AuthorOpt, EntryArg, KnownOpt, LedgerOpt, ReasonOpt, open_ledger, which_day
from foedus.cli.options import JsonOpt, KnownOnOpt, OnOpt

if TYPE_CHECKING:
    from foedus.ledger.hypotheses import Matrix
    from foedus.terms.entries import Entry
    from foedus.terms.grades import Grade
    from foedus.world import World

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the group."""
    app.command()(rate)
    app.command()(weigh)


def rate(
    claim: EntryArg,
    hypothesis: Annotated[str, typer.Argument(help="the note that states the hypothesis", show_default=False)],
    rating: Annotated[str, typer.Argument(help="consistent, inconsistent or neutral", show_default=False)],
    reason: ReasonOpt,
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Rate a claim against a hypothesis: a cell of the matrix, with its author and reason.

    Example: foedus ledger rate c1f0 n77a inconsistent --reason "who fights for money is not left unpaid"
    """
    from foedus.cli.output import print_json, shown
    from foedus.cli.print_ledger import in_words
    from foedus.errors import UnknownName
    from foedus.terms.entries import RATINGS

    if rating not in RATINGS:
        raise UnknownName("rating", rating, RATINGS, "a claim is consistent, inconsistent or neutral to a hypothesis")
    with open_ledger(ledger, author=author) as opened:
        _is(opened.find(claim).entry.kind, "claim", claim)
        _is(opened.find(hypothesis).entry.said.get("form", ""), "hypothesis", hypothesis)
        stored = opened.judge(rating, claim, by=hypothesis, reason=reason, known=which_day(known))
        if json:
            print_json(stored.to_dict())
        else:
            typer.echo(shown(in_words(stored)))


def weigh(
    ledger: LedgerOpt = "foedus.db",
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    json: JsonOpt = False,
) -> None:
    """Weigh hypotheses against graded claims: what speaks against each, and what would tell them apart.

    State one with `foedus ledger note "..." --form hypothesis`, fill the cells with `foedus ledger rate`.

    Example: foedus ledger weigh --known-on 2024-10-19
    """
    from foedus.cli.options import today
    from foedus.law.reading import treaties
    from foedus.ledger.hypotheses import spoken_of, weigh
    from foedus.world import World

    day = on or known_on or today()
    with open_ledger(ledger, read_only=True) as opened:
        entries = [s.entry for s in opened.entries(kinds=("judgement", "note"))]
        entries += opened.bodies(sorted(spoken_of(entries)))
        world = opened.revise(World(treaties(), day, known_on))
        matrix = weigh(entries, _grades(world, entries), world.known_on)
    if not matrix.hypotheses:
        typer.echo(
            'no hypothesis in this ledger; state one with `foedus ledger note "..." --form hypothesis`', err=True
        )
        raise typer.Exit(1)
    if json:
        from foedus.cli.output import print_json

        print_json(matrix.to_dict())
    else:
        _print(matrix)


def _is(found: str, wanted: str, reference: str) -> None:
    from foedus.errors import BadQuestion

    if found != wanted:
        raise BadQuestion(
            f"{reference} is no {wanted} but a {found or 'note'}; `foedus ledger log` lists what is there"
        )


def _grades(world: World, entries: list[Entry]) -> dict[str, Grade]:
    """The grades of the claims that were rated, as they count on the day."""
    wanted = {e.id for e in entries if e.kind == "claim"}
    states = {code for e in entries if e.kind == "claim" for codes in e.said["actors"].values() for code in codes[:1]}
    found: dict[str, Grade] = {}
    if world.evidence is None:
        return found
    for state in sorted(states):
        for matter in world.evidence.matters(state):
            found |= {t.entry: t.grade for t in (*matter.claims, *matter.denials) if t.entry in wanted}
    return found


def _print(matrix: Matrix) -> None:
    from foedus.cli.output import console, print_table

    marks = {"consistent": "+", "inconsistent": "-", "neutral": "0"}
    names = {h.id: f"H{n}" for n, h in enumerate(matrix.hypotheses, start=1)}
    rows = [
        (
            names[h.id],
            h.text,
            _range(h.against),
            " ".join(f"{n} {word}" for word, n in h.counts if n),
            "yes" if h.surely_least else "perhaps" if h.least else "no",
        )
        for h in matrix.hypotheses
    ]
    print_table("Hypotheses, least contradicted first", ("", "hypothesis", "against it", "claims", "least?"), rows)
    cells = [
        (
            i.claim[:9],
            i.words,
            str(i.grade),
            _range(i.weight),
            *(marks.get(dict(i.ratings).get(h, ""), "?") for h in names),
        )
        for i in matrix.items
    ]
    print_table("Claims, what tells most apart first", ("claim", "words", "grade", "weight", *names.values()), cells)
    out = console()
    out.print(
        "+ consistent, - inconsistent, 0 neutral, ? not rated. What is consistent with all of them tells nothing."
    )
    if matrix.would_discriminate:
        told = ", ".join(f"{claim[:9]} ({swing:.2f})" for claim, swing in matrix.would_discriminate[:5])
        out.print(f"Would tell most apart, if its grade and its open cells were settled: {told}.")
    if matrix.critical:
        out.print(f"Without {', '.join(c[:9] for c in matrix.critical)} another hypothesis would stand first.")


def _range(ends: tuple[float, float]) -> str:
    low, high = ends
    return f"{low:.2f}" if low == high else f"{low:.2f} to {high:.2f}"
