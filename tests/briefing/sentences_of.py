"""The sentences of a brief in HTML, each with where it leads: for the test that none is left without its ground."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"br", "meta", "link", "hr", "img", "input", "source", "wbr"}

UNITS = ("p", "li", "dd", "tr", "blockquote", "figcaption")
"""Elements that hold a sentence, or several that belong together."""

NO_SUBSTANCE = {"soft", "meta", "key", "brand", "only-print"}
"""Classes of what tells how to read the page, or repeats a title."""

EVIDENCE = {"proof", "grounds"}
"""Classes of proofs, figures and sources: what a sentence rests on, and so needs no ground of its own."""

ENDS = ("claims", "entries", "sources")
"""Sections where links end: the claims in their words, the sources and data sets with their citations."""


@dataclass(eq=False)
class Element:
    """An element with its children; text stands among them."""

    name: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def within(self) -> Iterator[Element]:
        """Itself and every element in it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.within()

    def above(self) -> Iterator[Element]:
        """Itself and every element around it."""
        yield self
        if self.parent is not None:
            yield from self.parent.above()

    @property
    def text(self) -> str:
        return " ".join("".join(c if isinstance(c, str) else f" {c.text} " for c in self.children).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("root", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {k: v or "" for k, v in attrs}, self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.here.name == tag, f"<{self.here.name}> is closed by </{tag}>"
            self.here = self.here.parent or self.root

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parsed(page: str) -> Element:
    reader = _Reader()
    reader.feed(page)
    return next(e for e in reader.root.within() if e.name == "main")


def sentences(main: Element) -> Iterator[Element]:
    """The innermost units of substance: neither evidence nor how to read the page.

    A picture's caption stands apart: the table beside it says the same, row by row.
    """
    for element in main.within():
        if element.name not in UNITS or not element.text:
            continue
        if any(e.name in UNITS for e in element.within() if e is not element):
            continue
        around = list(element.above())
        if any(e.name in ("nav", "footer", "thead", "summary", "figcaption") for e in around):
            continue
        if any(e.classes & (EVIDENCE | NO_SUBSTANCE) for e in around):
            continue
        if any(e.name == "section" and e.attributes.get("aria-labelledby") in ENDS for e in around):
            continue
        yield element


def leads(unit: Element, ids: set[str]) -> bool:
    """Does it lead to its ground in this file, or does the row in which it stands hold it?"""
    item = next((e for e in unit.above() if e.name in ("li", "tr", "dd") or e.classes & {"item", "call"}), unit)
    if any(e.classes & EVIDENCE for e in item.within()):
        return True
    return any(goes(e) and e.attributes["href"][1:] in ids for e in item.within())


def goes(element: Element) -> bool:
    return element.name == "a" and element.attributes.get("href", "").startswith("#")
