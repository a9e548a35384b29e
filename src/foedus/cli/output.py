"""Ways out: JSON, CSV, a table on a terminal. What comes from data is printed as text, never as markup."""

from __future__ import annotations

import csv
import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console

__all__ = ["console", "date_in_words", "json_line", "print_csv", "print_json", "print_markdown", "print_table", "shown"]


def console() -> Console:
    """A console on standard output; wide where nobody looks, so that nothing is cut in a file or a pipe."""
    from rich.console import Console

    plain = Console(highlight=False, markup=False, emoji=False)
    return plain if plain.is_terminal else Console(highlight=False, markup=False, emoji=False, width=140)


def date_in_words(text: str) -> str:
    """A date for people: a span of possible days is no stretch of time, and says so.

    >>> date_in_words("1914-08-04"), date_in_words("2000-02-09/2000-12-31"), date_in_words("2025-07-17/..")
    ('1914-08-04', 'between 2000-02-09 and 2000-12-31', '2025-07-17 or later')
    """
    first, slash, last = text.partition("/")
    if not slash:
        return text
    if last in ("", ".."):
        return f"{first} or later"
    return f"{last} or earlier" if first in ("", "..") else f"between {first} and {last}"


def shown(text: str) -> str:
    r"""Text from outside as a terminal may show it: what would steer it, or turn the text round, is made seen.

    >>> shown("red: \x1b[31m, and a bell \x07")
    'red: ␛[31m, and a bell ␇'
    """
    return _STEERS.sub(lambda found: _seen(found[0]), text)


def _seen(character: str) -> str:
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else f"<U+{code:04X}>"


_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters other than tab and line break, and those that turn the direction of writing."""


def json_line(value: object, indent: int | None = None) -> str:
    """A value as JSON that a terminal shows and does not obey."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def print_json(value: object) -> None:
    """One JSON value on standard output."""
    sys.stdout.write(json_line(value, 1) + "\n")


def print_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Rows as CSV: what is missing is empty; text that a spreadsheet would run as a formula is disarmed."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([shown(_cell(row.get(c, ""))) for c in columns])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table with a title; columns wrap rather than lose text."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(shown(title), style="bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    told = list(rows)
    for column in columns:
        widest = max((len(word) for row in told for word in row[columns.index(column)].split()), default=0)
        table.add_column(
            column, overflow="fold", no_wrap=column in _IDS, min_width=widest if column in _WORDS else None
        )
    for row in told:
        table.add_row(*(Text(shown(cell), style=_STYLES.get(cell, "")) for cell in row))
    console().print(table)


_IDS = ("id", "treaty", "article", "status", "standing")
"""Columns whose words are for copying: they are never broken."""

_WORDS = ("basis",)
"""Columns that hold such words among others: no word of them is broken."""

_STYLES = {
    "invoked": "bold green",
    "arguable": "yellow",
    "suspended": "magenta",
    "pending": "cyan",
    "not invoked": "dim",
    "gained": "green",
    "lost": "red",
}


def print_markdown(text: str) -> None:
    """Markdown laid out on a terminal; as it is where nobody looks."""
    out = console()
    if not out.is_terminal:
        sys.stdout.write(text)
        return
    from rich.markdown import Markdown

    out.print(Markdown(text))
