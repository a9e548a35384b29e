"""The verbs of an analyst: verdicts on entries, since when they are known, grades and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.ledger_options import AuthorOpt, EntryArg, KnownOpt, LedgerOpt, ReasonOpt, open_ledger, which_day
from foedus.cli.options import JsonOpt

if TYPE_CHECKING:
    from foedus.ledger.stored import Stored

__all__ = ["add_to"]

OtherArg = Annotated[str, typer.Argument(help="the other entry", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the group."""
    for verb in (accept, dispute, retract, supersede):
        app.command()(verb)
    app.command("same-as")(same_as)
    app.command("different-quantity")(different_quantity)
    app.command("known-since")(known_since)
    app.command()(grade)
    app.command()(note)


def accept(
    entry: EntryArg,
    reason: ReasonOpt,
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Accept a claim: it counts as true from now on.

    Example: foedus ledger accept c1f0 --reason "admitted in Moscow on 26 April"
    """
    _judge("accept", entry, None, reason, ledger, author, known, json=json)


def dispute(
    entry: EntryArg,
    reason: ReasonOpt,
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Dispute a claim: it stays on the record, as disputed.

    Example: foedus ledger dispute c1f0 --reason "the figure is that of another unit"
    """
    _judge("dispute", entry, None, reason, ledger, author, known, json=json)


def retract(
    entry: EntryArg,
    reason: ReasonOpt,
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Retract an entry: from that day on it counts for nothing, and it stays to be seen.

    Example: foedus ledger retract 17 --reason "the outlet withdrew its report" --known 2024-11-02
    """
    _judge("retract", entry, None, reason, ledger, author, known, json=json)


def supersede(
    entry: EntryArg,
    by: Annotated[str, typer.Option("--by", help="the entry that stands in its place")],
    reason: ReasonOpt,
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Say that another claim, or report, stands in the place of one, as long as it stands itself.

    Example: foedus ledger supersede 17 --by 42 --reason "corrected by the service itself"
    """
    _judge("supersede", entry, by, reason, ledger, author, known, json=json)


def same_as(
    entry: EntryArg,
    other: OtherArg,
    reason: ReasonOpt,
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Say that two claims tell of the same thing.

    Example: foedus ledger same-as 17 42 --reason "one briefing, two outlets"
    """
    _judge("same-as", entry, other, reason, ledger, author, known, json=json)


def different_quantity(
    entry: EntryArg,
    other: OtherArg,
    reason: ReasonOpt,
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Say that the figures of two claims measure different things.

    Example: foedus ledger different-quantity 17 42 --reason "1,500 were seen, 12,000 decided"
    """
    _judge("different-quantity", entry, other, reason, ledger, author, known, json=json)


def known_since(
    entry: EntryArg,
    day: Annotated[str, typer.Argument(help="since when it was public, YYYY-MM-DD", show_default=False)],
    reason: ReasonOpt,
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Mend the day since which a report, a claim or a note was public; the claims of a report go with it.

    Example: foedus ledger known-since 17 2024-10-18 --reason "the agency sent it the evening before"
    """
    with open_ledger(ledger, author=author) as opened:
        stored = opened.judge("known-since", entry, day=which_day(day), reason=reason, known=which_day(known))
        _tell(stored, json=json)


def grade(
    entry: EntryArg,
    grade: Annotated[str, typer.Argument(help="a grade of the Admiralty code: A1 to F6")],
    reason: Annotated[list[str], typer.Option("--reason", help="why, in words; may be repeated")],
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Grade a claim, or a report for its claims, by hand: reliability of the source A to F, credibility 1 to 6.

    Example: foedus ledger grade c1f0 B2 --reason "right before" --reason "borne out by satellite pictures"
    """
    from foedus.errors import BadQuestion

    given = grade.strip().upper()
    if len(given) != 2 or not given[1].isdecimal():
        raise BadQuestion(f"{grade!r} is no grade: a letter from A to F and a digit from 1 to 6, such as B2")
    with open_ledger(ledger, author=author) as opened:
        _tell(opened.grade(entry, given[0], int(given[1]), reasons=reason, known=which_day(known)), json=json)


def note(
    text: Annotated[str, typer.Argument(help="what is noted")],
    about: Annotated[
        list[str] | None, typer.Option("--about", help="an entry that it is about; may be repeated")
    ] = None,
    form: Annotated[str, typer.Option("--form", help="remark, not_confirmed or hypothesis")] = "remark",
    source: Annotated[str, typer.Option("--source", help="who does not confirm")] = "",
    reason: Annotated[str, typer.Option("--reason", help="why it is noted")] = "",
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    known: KnownOpt = None,
    json: JsonOpt = False,
) -> None:
    """Note something: a remark, that somebody does not confirm a claim, a hypothesis.

    Example: foedus ledger note "declined to confirm 12,000" --form not_confirmed --source NIS --about 42
    """
    with open_ledger(ledger, author=author) as opened:
        stored = opened.note(
            text, about=tuple(about or ()), form=form, source=source, reason=reason, known=which_day(known)
        )
        _tell(stored, json=json)


def _judge(
    verdict: str,
    entry: str,
    by: str | None,
    reason: str,
    ledger: str,
    author: str | None,
    known: str | None,
    *,
    json: bool,
) -> None:
    with open_ledger(ledger, author=author) as opened:
        _tell(opened.judge(verdict, entry, by=by, reason=reason, known=which_day(known)), json=json)


def _tell(stored: Stored, *, json: bool) -> None:
    """Say what was recorded."""
    from foedus.cli.output import print_json, shown
    from foedus.cli.print_ledger import in_words

    if json:
        print_json(stored.to_dict())
    else:
        typer.echo(shown(f"entry {stored.number}, {stored.id}: {in_words(stored)}"))
