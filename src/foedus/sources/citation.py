"""What to cite for a data set: BibTeX for a paper, a line for a reader."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from foedus.sources.bibliography import read_bibliography
from foedus.sources.registry import source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.sources.bibliography import Entry

__all__ = ["bibtex", "reference", "references", "software"]


def bibtex(ids: Iterable[str]) -> str:
    """BibTeX entries for everything that these data sets ask to be cited, each once, in the order of first use.

    Raises:
        UnknownName: no such data set.

    >>> print(bibtex(["cow-trade-sy"]).splitlines()[0])
    @manual{barbieri-keshk-2016,
    """
    return "\n\n".join(entry.text for entry in _entries(ids)) + "\n"


def references(ids: Iterable[str]) -> tuple[str, ...]:
    """One readable line for each work that these data sets ask to be cited, each once, in the order of first use.

    Raises:
        UnknownName: no such data set.

    >>> len(references(["cow-trade-sy", "cow-nmc"]))
    4
    """
    return tuple(_line(entry) for entry in _entries(ids))


def reference(id: str) -> str:  # noqa: A002 - as in the registry
    """The works that one data set asks to be cited, as one readable line.

    Raises:
        UnknownName: no such data set.

    >>> print(reference("archigos"))
    Goemans, Henk E., Kristian Skrede Gleditsch and Giacomo Chiozza. 2009. "Introducing Archigos: A Dataset of Political Leaders." Journal of Peace Research 46(2): 269-283. https://doi.org/10.1177/0022343308100719
    """  # noqa: E501 - one line is what it gives
    return " ".join(references([id]))


def software(used: str | None = None) -> str:
    """The BibTeX entry of Foedus itself, whose treaty files are data as well: `alliances("corpus")` rests on them.

    Args:
        used: the version with which something was made; left out, this one.

    >>> print(software("0.1.0").splitlines()[3])
      version = {0.1.0},
    """
    used = used or version("foedus")
    return (
        "@software{foedus,\n  author = {{The Foedus authors}},\n"
        "  title = {Foedus: military alliances made computable, with its corpus of treaties},\n"
        f"  version = {{{used}}},\n  year = {{2026}},\n}}\n"
    )


def _entries(ids: Iterable[str]) -> list[Entry]:
    known = _bibliography()
    return [known[key] for key in dict.fromkeys(key for one in ids for key in source(one).cite)]


@cache
def _bibliography() -> dict[str, Entry]:
    """The bibliography that ships, read once; its entries are frozen."""
    return read_bibliography((files("foedus") / "data" / "sources.bib").read_bytes(), "sources.bib")


def _line(entry: Entry) -> str:
    plain = {name: _plain(value) for name, value in entry.fields.items()}
    title = plain["title"] if entry.kind == "book" else f'"{plain["title"]}."'
    parts = [f"{_authors(entry.fields['author'])}.", f"{plain.get('year', 'n.d')}.", title]
    if "journal" in plain:
        number = f"({plain['number']})" if "number" in plain else ""
        pages = f": {plain['pages']}" if "pages" in plain else ""
        parts.append(f"{plain['journal']} {plain['volume']}{number}{pages}.")
    elif "booktitle" in plain:
        parts.append(f"In {plain['booktitle']}, edited by {_authors(plain['editor'], last_first=False)}.")
    if entry.kind == "book":
        parts[-1] += "."
    publisher = plain.get("publisher") or plain.get("organization")
    if publisher:
        parts.append(f"{plain['address']}: {publisher}." if "address" in plain else f"{publisher}.")
    link = f"https://doi.org/{plain['doi']}" if "doi" in plain else plain.get("url")
    return " ".join([*parts, link] if link else parts)


def _authors(names: str, *, last_first: bool = True) -> str:
    """Names as a reader expects them: the first author by family name, the others as they sign."""
    several = names.split(" and ")
    shown = [
        _plain(name) if (n == 0 and last_first) or ", " not in name else _plain(" ".join(reversed(name.split(", ", 1))))
        for n, name in enumerate(several)
    ]
    shown = [name.removesuffix(".") if n == len(shown) - 1 else name for n, name in enumerate(shown)]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _plain(text: str) -> str:
    """BibTeX's marks taken out: braces, escaped characters, the long dash of a range of pages."""
    return text.replace("{", "").replace("}", "").replace("\\&", "&").replace("--", "-")
