"""Reading `sources.bib`: BibTeX in its plainest form, one field a line, which is all that the file needs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.errors import DataErrors, Mistake

__all__ = ["Entry", "read_bibliography"]

_HEAD = re.compile(r"@(?P<kind>\w+)\{(?P<key>[^,\s]+),$")
_FIELD = re.compile(r"  (?P<name>\w+) = \{(?P<value>.*)\},$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One work to cite.

    Attributes:
        key: its key.
        kind: `article`, `book`, `misc` and so on.
        fields: what BibTeX calls so, braces included.
        text: the entry as it stands in the file.
    """

    key: str
    kind: str
    fields: dict[str, str]
    text: str


def read_bibliography(raw: bytes, file: str) -> dict[str, Entry]:
    """The entries of a bibliography by key, in the order of the file.

    Raises:
        DataErrors: every line that is none of `@kind{key,`, `  field = {value},`, `}` and `% remark`; keys given twice.
    """
    entries: dict[str, Entry] = {}
    mistakes: list[Mistake] = []
    head: re.Match[str] | None = None
    fields: dict[str, str] = {}
    lines: list[str] = []
    for n, line in enumerate(raw.decode("utf-8").splitlines(), 1):
        if head is None:
            head, fields, lines = _HEAD.match(line), {}, [line]
            if head is None and line and not line.startswith("%"):
                mistakes.append(Mistake(file, n, "an entry begins with `@kind{key,` on a line of its own"))
            elif head and head["key"] in entries:
                mistakes.append(Mistake(file, n, f"`{head['key']}` stands here twice; keep one"))
            continue
        lines.append(line)
        if line == "}":
            entries[head["key"]] = Entry(head["key"], head["kind"], fields, "\n".join(lines))
            head = None
        elif found := _FIELD.match(line):
            fields[found["name"]] = found["value"]
        else:
            mistakes.append(Mistake(file, n, "write one field a line: two spaces, `name = {value},`"))
    if head is not None:
        mistakes.append(Mistake(file, len(raw.splitlines()), f"`{head['key']}` does not end: a line `}}` is missing"))
    if mistakes:
        raise DataErrors(mistakes)
    return entries
