"""Write docs/reference/variables/: a page for each variable of the tables, from its docstring and its sources."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from foedus.sources.citation import reference
from foedus.sources.registry import source
from foedus.tables.catalogue import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.tables.variable import Variable

TARGET = Path(__file__).parent / "reference" / "variables"

# Calls that show every source and every column of a variable; those not named here are called without arguments.
CALLS: dict[str, list[tuple[str, ...]]] = {
    "alliances": [("atop",), ("corpus",)],
    "armed_conflicts": [("intrastate",)],
    "disputes": [("cow",), ("gml",)],
    "distance": [("capital",), ("minimum",)],
    "peace_years": [],
    "similarity": [("atop",), ("corpus",)],
    "wars": [("inter",), ("intra",)],
}

HEAD = "<!-- Written by docs/make_variables.py from docstring and registry: change those, then `make reference`. -->"


def pages() -> dict[str, str]:
    """Every page as it should stand, by its file name."""
    found = {f"{name}.md": _page(name) for name in sorted(VARIABLES)}
    found["index.md"] = _index()
    return found


def _make(name: str) -> Callable[..., Any]:
    return getattr(import_module(VARIABLES[name]), name)


def _page(name: str) -> str:
    make = _make(name)
    parts = [
        HEAD,
        f"\n# {name}\n",
        f"```text\nfd.{name}({_arguments(make)})\n```\n",
        _prose(inspect.getdoc(make) or ""),
    ]
    made = [make(*call) for call in CALLS.get(name, [()])]
    if made:
        parts.append(_columns(made))
        parts.append(_sources(made))
    return "\n".join(parts)


def _arguments(make: Callable[..., object]) -> str:
    """The arguments with their defaults; a star before the first that goes by name only."""
    told: list[str] = []
    for given in inspect.signature(make).parameters.values():
        if given.kind is given.KEYWORD_ONLY and "*" not in told:
            told.append("*")
        told.append(given.name if given.default is given.empty else f"{given.name}={given.default!r}")
    return ", ".join(told)


def _columns(made: list[Variable]) -> str:
    lines = ["## Columns\n", "| call | unit | columns |", "|---|---|---|"]
    for variable in made:
        for unit in variable.units:
            names = " ".join(f"`{column}`" for column in variable.columns.get(unit, ()))
            lines.append(f"| `{variable.name}` | {unit}-year | {names} |")
    return "\n".join([*lines, ""])


def _sources(made: list[Variable]) -> str:
    ids = dict.fromkeys(i for v in made for system in v.systems for i in v.sources.get(system, ()))
    if not ids:
        return ""
    lines = ["## Sources\n", "| id | data | years | cite |", "|---|---|---|---|"]
    for key in ids:
        one = source(key)
        years = f"{one.first} to {one.last}" if one.first and one.last else ""
        lines.append(f"| `{one.id}` | [{one.name}]({one.page}) {one.version} | {years} | {reference(key)} |")
    return "\n".join([*lines, ""])


_HEADINGS = {"Args": "Arguments", "Returns": "What comes back", "Raises": "Errors", "References": "Literature"}


def _prose(doc: str) -> str:
    """A docstring as Markdown: sections become headings, their entries a list; examples are left to the code."""
    parts = []
    for block in re.split(r"\n(?=(?:Args|Returns|Raises|References):\n)", re.split(r"\n>>> ", doc)[0]):
        head, _, rest = block.partition(":\n")
        if head in _HEADINGS:
            entries = re.match(r"(?:    .*\n?|\n(?=    ))*", rest)
            inside = entries[0] if entries else ""
            parts += [f"## {_HEADINGS[head]}", _section(dedent(inside).strip(), listed=head != "Returns")]
            parts.append(rest[len(inside) :].strip())  # what stands unindented after a section is prose again
        else:
            parts.append(block.strip())
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(text: str, *, listed: bool) -> str:
    if not listed:
        return text
    joined = re.sub(r"\n +", " ", text)
    named = (re.sub(r"^([a-zA-Z_]+):", r"`\1`:", entry) for entry in joined.splitlines())
    return "\n".join(f"- {entry}" for entry in named)


def _index() -> str:
    lines = [HEAD, "\n# Variables\n", "Each is added to a panel: `panel.add(fd.majors(), fd.contiguity())`.\n"]
    lines += ["| call | what it says |", "|---|---|"]
    for name in sorted(VARIABLES):
        first = (inspect.getdoc(_make(name)) or "").partition("\n\n")[0].replace("\n", " ")
        lines.append(f"| [`fd.{name}`]({name}.md) | {first} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    TARGET.mkdir(exist_ok=True)
    for file, text in pages().items():
        (TARGET / file).write_text(text, encoding="utf-8")
        print(f"wrote docs/reference/variables/{file}")
