"""How entries of a ledger look on a terminal, as CSV and as JSON lines."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, Any

from foedus.cli.output import json_line, print_csv, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.ledger.stored import Stored

__all__ = ["in_words", "print_entry", "print_log"]

_COLUMNS = ("number", "id", "kind", "known", "author", "what")
_LONG = 160


def print_log(first: Stored, rest: Iterator[Stored], *, form: str) -> None:
    """Entries as JSON lines, as CSV, or a line each."""
    found = chain([first], rest)
    if form == "json":
        for stored in found:
            sys.stdout.write(json_line(stored.to_dict()) + "\n")
    elif form == "csv":
        print_csv((_row(stored) for stored in found), _COLUMNS)
    else:
        for stored in found:
            row = _row(stored)
            line = f"{row['number']:>7}  {row['id'][:9]}  {row['known']}  {row['kind']:<9}  {row['what']}"
            sys.stdout.write(shown(line) + "\n")
    sys.stdout.flush()


def _row(stored: Stored) -> dict[str, Any]:
    entry = stored.entry
    what = " ".join(in_words(stored).split())
    return {
        "number": stored.number,
        "id": stored.id,
        "kind": entry.kind,
        "known": entry.known.isoformat(),
        "author": entry.author,
        "what": what if len(what) <= _LONG else what[: _LONG - 1] + "…",
    }


def in_words(stored: Stored) -> str:
    """What an entry says, in one line."""
    said, kind = stored.entry.said, stored.entry.kind
    if kind == "report":
        return f"{said['title'] or said['name']} · {said['outlet'] or 'outlet unknown'}"
    if kind == "claim":
        return _claim(said)
    if kind == "judgement":
        return f"{_verdict(said)}: {stored.entry.reason}"
    if kind == "grade":
        return f"{said['reliability']}{said['credibility']} for {said['of'][:9]}: {stored.entry.reason}"
    if kind == "note":
        source = f" ({said['source']})" if said["source"] else ""
        return f"{said['form'].replace('_', ' ')}{source}: {said['text']}"
    return f"{said['entries']} entries from {said['from']}"


_BESIDE = {"supersede": "by", "same-as": "and", "different-quantity": "and"}


def _verdict(said: dict[str, Any]) -> str:
    """A judgement in one line."""
    verdict, of = said["verdict"], said["of"][:9]
    if verdict == "known-since":
        return f"{of} known since {said['day']}"
    return f"{verdict} {of} {_BESIDE.get(verdict, 'to')} {said['by'][:9]}" if said["by"] else f"{verdict} {of}"


def _claim(said: dict[str, Any]) -> str:
    actors = "; ".join(f"{role} {', '.join(codes)}" for role, codes in said["actors"].items())
    what = said["event_type"].replace("_", " ") + (f": {actors}" if actors else "")
    status = f", {said['status']}" if said.get("status") else ""
    who = "the report itself" if said["source"] == "NARRATOR" else said["source"]
    return f"{who}, {said['modality']}: {what}{_many(said.get('quantity'))}{status} · {said['sentence']}"


def _many(quantity: dict[str, Any] | None) -> str:
    if not quantity:
        return ""
    low, high, unit = quantity["low"], quantity["high"], quantity["unit"]
    if low == high:
        return f", {low:,} {unit}"
    if high is None:
        return f", {low:,} or more {unit}"
    return f", up to {high:,} {unit}" if low is None else f", {low:,} to {high:,} {unit}"


def print_entry(stored: Stored, around: dict[str, Any] | None, about: Iterable[Stored]) -> None:
    """An entry with its report's words and what was judged of it."""
    entry = stored.entry
    lines = [
        f"entry {stored.number} · {stored.id} · {entry.kind}",
        f"known since {entry.known} · recorded {entry.recorded.isoformat(timespec='seconds')} by {entry.author}",
    ]
    if entry.reason:
        lines.append(f"because: {entry.reason}")
    lines += ["", *_body(entry.said)]
    if around:
        told = f"…{around['before']}»{around['words']}«{around['behind']}…"
        lines += ["", f"in {around['title'] or around['name']} ({around['report'][:9]}):", "", told]
    judged = list(about)
    if judged:
        lines += ["", "about it:"]
        lines += [f"  {one.number} · {one.id[:9]} · {one.entry.known} · {in_words(one)[:_LONG]}" for one in judged]
    lines += ["", f"hash {stored.hash}"]
    sys.stdout.write(shown("\n".join(lines)) + "\n")


def _body(said: dict[str, Any]) -> list[str]:
    rows = []
    for name, value in said.items():
        if value in (None, "", [], {}) or name == "text":
            continue
        text = value if isinstance(value, str) else json_line(value)
        rows.append(f"  {name.replace('_', ' '):<18} {text}")
    if said.get("text"):
        rows += ["", said["text"]]
    return rows
