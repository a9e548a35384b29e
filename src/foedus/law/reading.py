"""Treaties by name: the corpus that ships, ATOP, or a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.atlas.load import shipped_atlas
from foedus.law.corpus import read_corpus

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.terms.treaties import Treaty

__all__ = ["treaties"]


def treaties(source: str | Path | None = None) -> tuple[Treaty, ...]:
    """Treaties to reason over.

    Args:
        source: left out, the corpus that ships; `"atop"`, the Alliance Treaty Obligations and Provisions data 5.1
            (1815-2018, fetched once); else a folder of treaty files.

    Raises:
        DataErrors: every mistake in every file, with its line.
        FoedusError: no such folder, or ATOP is not here and cannot be fetched.

    >>> import foedus as fd
    >>> len(fd.treaties()) >= 125
    True
    """
    if source == "atop":
        from foedus.law.atop import read_atop  # noqa: PLC0415 - few need it
        from foedus.law.atop_mended import mended  # noqa: PLC0415 - the same

        return mended(read_atop(shipped_atlas()), shipped_atlas())
    return read_corpus(shipped_atlas(), source)
