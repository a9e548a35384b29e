"""The pages of the documentation, cut into what can be run: files to write, Python, commands with what they print.

On a page, in order: a block with `title="NAME"` is saved as that file; a `python` block runs (as a doctest if it has
`>>>`); a line of a `console` or `sh` block that starts with `$ foedus` runs in a shell, and what stands below it is
what it must print, up to `...`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<lang>\w*)(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=indent)``` *$", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(r"!?\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the file that it is to be saved as, its text, and the line of that text."""

    lang: str
    title: str
    body: str
    line: int


@dataclass(frozen=True)
class Command:
    """One command line, what it must print, and its line on the page."""

    text: str
    prints: str
    line: int


def pages() -> list[Path]:
    """Every page, those at the top of the tree first."""
    top = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*top, *sorted((ROOT / "docs").rglob("*.md"))]


def name(page: Path) -> str:
    """The page's path inside the tree."""
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    found = []
    for match in _FENCE.finditer(text):
        title = re.search(r'title="([^"]+)"', match["info"])
        line = text.count("\n", 0, match.start("body")) + 1
        found.append(Block(match["lang"], title[1] if title else "", dedent(match["body"]), line))
    return found


def commands(block: Block) -> list[Command]:
    """The `foedus` commands of a block, each with what stands below it."""
    found: list[Command] = []
    ours = False
    for n, text in enumerate(block.body.splitlines()):
        if text.startswith("$ "):
            ours = text.startswith("$ foedus")
            if ours:
                found.append(Command(text.removeprefix("$ "), "", block.line + n))
        elif ours:
            last = found[-1]
            found[-1] = Command(last.text, f"{last.prints}{text}\n", last.line)
    return found


def links(text: str) -> list[tuple[str, int]]:
    """Targets of links that lie inside the tree, with their lines."""
    found = []
    for match in _LINK.finditer(_FENCE.sub(lambda m: "\n" * m[0].count("\n"), text)):
        target = match["target"].partition("#")[0]
        if target and "://" not in target and not target.startswith("mailto:"):
            found.append((target, text.count("\n", 0, match.start()) + 1))
    return found
