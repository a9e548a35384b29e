"""From entries to the world as it was known on a day: pure, and the same in whatever order they were recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.ledger.columns import Columns, columns_of
from foedus.ledger.cut import cut
from foedus.ledger.grading import Grader, policy
from foedus.ledger.pact_law import revised_treaties
from foedus.ledger.picture import Picture
from foedus.ledger.revision import Revision, Weighing
from foedus.ledger.war_law import revised_wars
from foedus.news.grade_table import shipped_grades
from foedus.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from foedus.news.grade_table import GradeTable
    from foedus.terms.entries import Entry
    from foedus.terms.treaties import Treaty

__all__ = ["fold"]


def fold(
    entries: Iterable[Entry] | Columns,
    on: str | date,
    known_on: str | date | None = None,
    *,
    base: World | Sequence[Treaty] | None = None,
    believe: str | None = None,
    bodies: Callable[[Sequence[str]], Iterable[Entry]] | None = None,
    table: GradeTable | None = None,
) -> World:
    """The world of the record, revised by what entries tell.

    Treaties and wars are changed at once, as far as claims bear on law; everything else is worked out when it is asked
    for (`world.evidence`). `docs/explanation/fold.md` has the rules.

    Args:
        entries: of a ledger, in any order; or their columns, and then `bodies` gives entries by their ids.
        on: the day in the world.
        known_on: what was known by this day; left out, everything known today.
        base: the record to revise, a world or treaties; left out, the corpus that ships.
        believe: a grade such as "C3": claims as good on both scales count as accepted.
        bodies: with columns, gives the entries with these ids, in any order.
        table: grades of sources, where another table than that which ships is meant.

    Raises:
        BadDate: no such day.
        FoedusError: `believe` is no grade that can be asked for.

    >>> import foedus as fd
    >>> world = fold([], "2024-10-19", base=fd.World(fd.treaties(), on="2024-10-19"))
    >>> world.evidence.matters()
    ()
    """
    asked = policy(believe)
    if isinstance(entries, Columns):
        columns, given = entries, bodies or _nothing
    else:
        listed = list(entries)
        columns, given = columns_of(listed), _by_id(listed)
    table = table or shipped_grades()

    def made(day: str | date, known: str | date | None, record: World | Sequence[Treaty] | None) -> World:
        plain = _plain(record, day, known)
        found = cut(columns, plain.on, plain.known_on)
        grader = Grader(table, found.judged, asked)
        revision, weighing = Revision(found), Weighing(found, grader)
        picture = Picture(found, grader, plain, given, made, revision)
        treaties = revised_treaties(plain.treaties, weighing, revision, picture.event, plain.known_on)
        wars = revised_wars(plain.atlas.wars, plain.horizon, weighing, revision, picture.these)
        changed = any(a is not b for a, b in zip(wars, plain.atlas.wars, strict=False)) or len(wars) != len(
            plain.atlas.wars
        )
        atlas = plain.atlas.revised(plain.atlas.forces, wars=wars) if changed else plain.atlas
        return World(treaties, plain.on, plain.known_on, atlas, picture)

    return made(on, known_on, base)


def _plain(base: World | Sequence[Treaty] | None, on: str | date, known_on: str | date | None) -> World:
    """The record alone on the day."""
    if isinstance(base, World):
        return World(base.treaties, on, known_on, base.atlas)
    if base is None:
        from foedus.law.reading import treaties  # noqa: PLC0415 - only where no record was given

        base = treaties()
    return World(tuple(base), on, known_on)


def _nothing(keys: Sequence[str]) -> Iterable[Entry]:
    if keys:
        from foedus.errors import FoedusError  # noqa: PLC0415 - only when it goes wrong

        raise FoedusError("columns alone do not hold what claims say; give `bodies`, which gives entries by their ids")
    return ()


def _by_id(listed: Sequence[Entry]) -> Callable[[Sequence[str]], Iterable[Entry]]:
    found: dict[str, Any] = {}

    def give(keys: Sequence[str]) -> Iterable[Entry]:
        if not found:
            found.update((entry.id, entry) for entry in listed)
        return [found[key] for key in keys]

    return give
