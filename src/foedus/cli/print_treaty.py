"""How one treaty looks on a terminal."""

from __future__ import annotations

from typing import Any

from foedus.briefing.sentences import article_in_words
from foedus.cli.output import console, date_in_words, print_table

__all__ = ["print_treaty"]


def print_treaty(told: dict[str, Any]) -> None:
    """A treaty on a terminal: head, parties, clauses, the rest."""
    out = console()
    out.print(f"{told['name']}  ({told['id']})", style="bold")
    if told["aka"]:
        out.print(f"also: {'; '.join(told['aka'])}")
    binds = "binds in law" if told["binding"] else "does not bind in law"
    signed, in_force, end = (date_in_words(told[field] or "never") for field in ("signed", "in_force", "end"))
    dates = f"signed {signed}, in force {'from some day ' if in_force.startswith('between') else ''}{in_force}"
    out.print(
        f"{told['instrument'].replace('_', ' ')} ({binds}), {dates}"
        + (f", ended {end} ({told['end_how']})" if told["end"] else "")
    )
    if told["end_note"]:
        out.print(told["end_note"])
    out.print(f"parties: {', '.join(_party(p) for p in told['parties'])}")
    for s in told["suspensions"]:
        out.print(
            f"suspended {'between' if s['between'] else 'for'} {', '.join(s['states'])} from {s['from']}: {s['what']}"
        )
    for c in told["clauses"]:
        promise = f"{_whom(c['promisors'])} to {_whom(c['promisees'])}"
        rows = [
            ("substance", c["substance"]),
            ("promise", promise),
            ("when", c["when"]),
            ("owes", f"{c['owes']}; discretion: {c['discretion']}" + (f" ({c['process']})" if c["process"] else "")),
        ]
        if c["from"] or c["to"]:
            rows.append(("reads so", f"from {c['from'] or 'the beginning'} to {c['to'] or 'today'}"))
        words = article_in_words(c["article"], c["kind"])
        print_table(words if c["kind"] in words else f"{words}: {c['kind']}", ("", ""), rows)
    for n in told["not_coded"]:
        out.print(f"Not coded: {', '.join(n['articles'])}: {n['reason']}")
    for field, reason in told["unverified"].items():
        out.print(f"Not verified: {field} ({reason})", style="yellow")
    for note in told["notes"]:
        out.print(f"Note: {note}")
    for source in told["sources"]:
        out.print(f"Source: {source['where']} [{', '.join(source['supports'])}]", style="dim")


def _party(party: dict[str, Any]) -> str:
    entry = f" from {party['entry']}" if party["entry"] else ""
    gone = f" to {party['exit']}" if party["exit"] else ""
    return f"{party['state']}{entry}{gone}"


def _whom(states: str | list[str]) -> str:
    return states if isinstance(states, str) else ", ".join(states)
