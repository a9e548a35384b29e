"""A file of probabilities: CSV with `state,side,p`, every mistake at once with its line."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from foedus.errors import BadQuestion, DataErrors, FoedusError, Mistake
from foedus.law.asked import somebody
from foedus.war.chances import SIDES, Given

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.world import World

__all__ = ["read_chances"]

_HEAD = ["state", "side", "p"]


def read_chances(path: Path, world: World) -> Given:
    """The probabilities of a file, with codes for names.

    Args:
        path: CSV in UTF-8 with the columns state (any name), side (defending or attacking) and p.
        world: the day on which the names are read.

    Raises:
        BadQuestion: no such file, or not these columns.
        DataErrors: every mistake in it, with its line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise BadQuestion(f"{path} cannot be read ({what}); give a CSV file with the columns state,side,p") from error
    rows = csv.reader(text.splitlines())
    head = [cell.strip() for cell in next(rows, [])]
    if head != _HEAD:
        raise BadQuestion(f"{path}:1: the columns are {','.join(head) or 'none'}; they must be state,side,p")
    found: Given = {}
    wrong: list[Mistake] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        try:
            key, p = _row([cell.strip() for cell in row], world)
        except FoedusError as error:
            wrong.append(Mistake(str(path), rows.line_num, str(error)))
            continue
        if key in found:
            wrong.append(Mistake(str(path), rows.line_num, f"{key[0]}, {key[1]} stands here for the second time"))
        found[key] = p
    if wrong:
        raise DataErrors(wrong)
    return found


def _row(row: list[str], world: World) -> tuple[tuple[str, str], float]:
    if len(row) != len(_HEAD):
        raise BadQuestion(f"{len(row)} cells; a row is state,side,p")
    name, side, text = row
    if side not in SIDES:
        raise BadQuestion(f"{side!r} is no side; write defending or attacking")
    try:
        p = float(text)
    except ValueError:
        p = -1.0
    if not 0 <= p <= 1:
        raise BadQuestion(f"{text!r} is no probability; it lies between 0 and 1")
    return (somebody(world, name), side), p
