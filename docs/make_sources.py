"""Write docs/reference/sources.md from src/foedus/data/sources.yaml and sources.bib (`make reference`)."""

from __future__ import annotations

from pathlib import Path

from foedus.sources.citation import reference
from foedus.sources.registry import Source, sources

TARGET = Path(__file__).parent / "reference" / "sources.md"

HEAD = """\
# Sources

<!-- Written by docs/make_sources.py from src/foedus/data/sources.yaml and sources.bib: change it there, then run
`make reference`. -->

The data sets of others that Foedus reads, each pinned to one version, one address and one digest. None of them ships
with Foedus: [`foedus data fetch`](../how-to/data.md) brings them, and each keeps its own terms. Read those before you
pass a data set on, and cite its makers, not Foedus alone: `foedus cite` and `Panel.cite()` print the entries.

**Years** are the years that a data set covers. Inside them its silence means that nothing happened, so that Foedus
writes 0; outside them nobody looked, so that Foedus writes nothing. They can be wider than the years in the file: a
list of wars covers the years of peace too. **Codes** are the state codes in it: `cow` for Correlates of War, `gw` for
Gleditsch and Ward.

The Correlates of War *Formal Alliances* are left out: their maintainer asks that software does not carry them.
Alliances come from ATOP and from the treaty files of Foedus.
"""

COLUMNS = ("id", "data set", "version", "years", "a row is", "codes")


def page() -> str:
    """The page as it should stand."""
    parts = [HEAD, _row(COLUMNS), _row(["---"] * len(COLUMNS))]
    parts += [_row((f"[`{s.id}`](#{s.id})", s.name, s.version, s.years, s.unit, s.system or "")) for s in sources()]
    parts += ["\n## One by one\n"]
    parts += [_block(s) for s in sources()]
    return "\n".join(parts)


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _block(one: Source) -> str:
    years = f", {one.years}" if one.years else ""
    return f"""\
### `{one.id}` {{#{one.id}}}

{one.name}, version {one.version}{years}; a row is one {one.unit}. [Its page]({one.page}).

- Terms: {one.terms}
- Cite: {reference(one.id)}
- File: [`{one.file}`]({one.address}), {one.bytes:,} bytes, SHA-256 `{one.sha256}`
"""


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    print(f"wrote docs/reference/{TARGET.name}")
