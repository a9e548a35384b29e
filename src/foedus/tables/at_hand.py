"""Data sets at hand: everything that a table needs is here before the first column is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.errors import SourceMissing
from foedus.sources.fetch import local
from foedus.sources.files import standing
from foedus.sources.registry import source

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["at_hand"]


def at_hand(ids: Iterable[str]) -> None:
    """See that the files of these data sets are here; fetch those that are not.

    Raises:
        SourceMissing: one cannot be fetched; the message names it with the reason, and all others that are not here.
        SourceAltered: a file has other bytes than the registered ones.
    """
    wanted = [source(each) for each in dict.fromkeys(ids)]
    absent = [each for each in wanted if standing(each).state != "ok"]
    for at, each in enumerate(absent):
        try:
            local(each)
        except SourceMissing as error:
            others = [other.id for other in absent[at + 1 :]]
            if not others:
                raise
            every = " ".join([each.id, *others])
            raise SourceMissing(
                each.id,
                f"{error}\nNot here either, and needed for the same table: {', '.join(others)}. Nothing was made; "
                f"`foedus data fetch {every}` fetches them all.",
            ) from error
