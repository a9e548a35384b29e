"""What coders said: which alliances were invoked in which war, and whether they were honoured.

Two forms are read: a table with the columns `cowwarid, atopid, relevant, honorLLM`, and the replication file of
Berkemeier and Fuhrmann (2018), where an alliance is relevant unless `dnaLLM` (does not apply) is 1. `honorLLM` is 1 for
an alliance that was honoured; anything else means that it was not.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.errors import DataErrors, FoedusError, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Coded", "Coding", "read_coders"]


@dataclass(frozen=True, slots=True)
class Coded:
    """One alliance in one war, as coded.

    Attributes:
        number: of the war in the Correlates of War list; `alliance`: in ATOP.
        relevant: did the coders hold it invoked?
        honoured: did they hold it kept? Only where it was relevant.
    """

    number: int
    alliance: int
    relevant: bool
    honoured: bool


@dataclass(frozen=True, slots=True)
class Coding:
    """A whole file.

    Attributes:
        unlisted: rows whose war has no number in the Correlates of War list; they cannot be matched.
    """

    name: str
    pairs: tuple[Coded, ...]
    unlisted: int


_KEYS = ("cowwarid", "atopid")
_NEEDS = "a coding has the columns cowwarid, atopid, honorLLM, and relevant (or dnaLLM)"


def read_coders(path: Path) -> Coding:
    """Read a coding (`.csv`, or the replication file `.dta`).

    Raises:
        FoedusError: no such file, or no file of this kind, or a column is missing.
        DataErrors: every row that cannot be read, with its line.
    """
    if not path.is_file():
        raise FoedusError(f"no file {path}; give a CSV with the columns cowwarid, atopid, relevant and honorLLM")
    columns, rows = _stata(path) if path.suffix.lower() == ".dta" else _csv(path)
    missing = [c for c in (*_KEYS, "honorLLM") if c not in columns]
    if "relevant" not in columns and "dnaLLM" not in columns:
        missing.append("relevant")
    if missing:
        found = ", ".join(columns) or "none"
        raise FoedusError(f"{path}: no column {', '.join(missing)}; {_NEEDS}; found: {found[:200]}")
    pairs: dict[tuple[int, int], Coded] = {}
    mistakes: list[Mistake] = []
    unlisted = 0
    for line, row in rows:
        wrong = [f"`{c}` is {row[c]!r}, no {_kind(c)}" for c in row if row[c] and not _sound(c, row[c])]
        war, alliance = _number(row["cowwarid"] or None), _number(row["atopid"] or None)
        if not wrong and alliance is None:
            wrong = ["`atopid` is missing; it names the alliance by its number in ATOP"]
        if wrong:
            mistakes.append(Mistake(path.name, line, "; ".join(wrong)))
        elif war is None:
            unlisted += 1
        else:
            assert alliance is not None  # noqa: S101 - told above
            coded = _coded(int(war), int(alliance), row)
            before = pairs.setdefault((coded.number, coded.alliance), coded)
            if before != coded:
                told = f"war {coded.number} and alliance {coded.alliance} stand here twice, and not alike; keep one row"
                mistakes.append(Mistake(path.name, line, told))
    if mistakes:
        raise DataErrors(mistakes)
    if not pairs:
        raise FoedusError(f"{path}: no row with a war of the Correlates of War list; {_NEEDS}")
    return Coding(path.name, tuple(pairs.values()), unlisted)


def _coded(war: int, alliance: int, row: dict[str, str]) -> Coded:
    relevant = _number(row["relevant"]) == 1 if "relevant" in row else _number(row["dnaLLM"]) != 1
    return Coded(war, alliance, relevant, relevant and _number(row["honorLLM"]) == 1)


def _kind(column: str) -> str:
    return "whole number" if column in _KEYS else "number"


def _sound(column: str, text: str) -> bool:
    """A number; of a war or an alliance, a whole one, in whatever way a program wrote it ("106.0")."""
    number = _number(text)
    return number is not None and (column not in _KEYS or number.is_integer())


def _number(text: str | None) -> float | None:
    """A number, or `None` where there is none: an empty field, or something else."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None


_WANTED = (*_KEYS, "relevant", "dnaLLM", "honorLLM")


def _csv(path: Path) -> tuple[list[str], Iterable[tuple[int, dict[str, str]]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FoedusError(f"{path}: not UTF-8 text; {_NEEDS}") from None
    reader = csv.DictReader(text.splitlines())
    try:
        columns = list(reader.fieldnames or ())
        rows = [(reader.line_num, {c: _clean(row.get(c)) for c in _WANTED if c in columns}) for row in reader]
    except csv.Error as error:
        raise FoedusError(f"{path}: not a CSV that can be read ({error}); {_NEEDS}") from None
    return columns, rows


def _clean(value: str | None) -> str:
    """The text of a field; empty where it only marks that something is missing."""
    text = (value or "").strip()
    return "" if text.casefold() in ("na", "nan", ".") else text


def _stata(path: Path) -> tuple[list[str], Iterable[tuple[int, dict[str, str]]]]:
    import pandas as pd  # noqa: PLC0415 - heavy, and only for a Stata file

    try:
        frame: Any = pd.read_stata(path, convert_categoricals=False)
    except Exception as error:  # noqa: BLE001 - what the reader raises depends on where the file is damaged
        raise FoedusError(f"{path}: not a Stata file that can be read ({error}); {_NEEDS}") from None
    here = [c for c in _WANTED if c in frame.columns]
    plain = frame[here].astype(object).where(frame[here].notna(), "")
    rows = [(n, {c: _clean(str(v)) for c, v in row.items()}) for n, row in enumerate(plain.to_dict("records"), start=1)]
    return list(frame.columns), rows
