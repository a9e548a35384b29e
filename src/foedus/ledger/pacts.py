"""Claims about events of treaties, matched to the treaties of the corpus: by id, or by parties and time.

A claim without an id is matched if all its parties are all the parties of a treaty, and of several such treaties one is
nearest: its own day of that event lies within 45 days of the claim's, or it alone was signed and had not ended. What is
matched to none stands for itself and changes no law.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.ledger.kinds import KINDS, TREATY_EVENTS
from foedus.ledger.words import CLASSES
from foedus.terms.claims import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from foedus.ledger.cut import Cut
    from foedus.terms.treaties import Treaty
    from foedus.terms.when import When

__all__ = ["Happened", "event_day", "events_of"]

NEAR = timedelta(days=45)


@dataclass(frozen=True, slots=True, order=True)
class Happened:
    """One event of one treaty (signed, ratified, acceded, in_force, suspended, denounced, ended), and who did it."""

    treaty: str
    parties: tuple[str, ...]
    event: str
    by: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of its matter."""
        by = f":{'+'.join(self.by)}" if self.by else ""
        return f"treaty:{self.treaty or '+'.join(self.parties) or 'unnamed'}:{self.event}{by}"


def event_day(when: When | None) -> tuple[date, date] | None:
    """The days on which an event of the corpus can have been; `None` if it is open or not given."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest


def events_of(found: Cut, treaties: Sequence[Treaty], state: str | None = None) -> dict[Happened, NDArray[Any]]:
    """The places of a cut by event; only of treaties and parties that this state is among if one is given."""
    columns = found.columns
    places = np.flatnonzero(columns["matter"][found.rows] == KINDS.index("treaty"))
    if not len(places):
        return {}
    rows = found.rows[places]
    told = np.stack(
        [columns[name][rows].astype(np.int64) for name in ("treaty", "actors", "event", "words")]
        + [found.as_of[places]]
    )
    kinds, where = np.unique(told, axis=1, return_inverse=True)
    matcher = _Matcher(treaties)
    numbered: dict[Happened, int] = {}
    labels = []
    for treaty, actors, event, words, as_of in kinds.T.tolist():
        happened = matcher.match(
            columns.tables["treaty"][treaty],
            columns.tables["actors"][actors],
            TREATY_EVENTS[EVENT_TYPES[event]],
            words,
            date.fromordinal(as_of),
        )
        wanted = state is None or state in happened.parties or state in matcher.states(happened.treaty)
        labels.append(numbered.setdefault(happened, len(numbered)) if wanted else -1)
    labelled = np.array(labels)[where.reshape(-1)]
    order = np.argsort(labelled, kind="stable")
    cuts = np.searchsorted(labelled[order], np.arange(len(numbered) + 1))
    split = {happened: places[order[cuts[n] : cuts[n + 1]]] for n, happened in enumerate(numbered)}
    return {happened: split[happened] for happened in sorted(split)}


class _Matcher:
    """Finds the treaty that a claim is about."""

    def __init__(self, treaties: Iterable[Treaty]) -> None:
        self._by_id = {t.id: t for t in treaties}
        self._by_parties: dict[frozenset[str], list[Treaty]] = {}
        for t in self._by_id.values():
            self._by_parties.setdefault(frozenset(t.states), []).append(t)
        self._actors: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def states(self, treaty: str) -> tuple[str, ...]:
        return self._by_id[treaty].states if treaty in self._by_id else ()

    def match(self, treaty: str, actors: str, event: str, words: int, moment: date) -> Happened:
        if actors not in self._actors:
            told = json.loads(actors) if actors else {}
            by = tuple(sorted(told.get("by", ())))
            self._actors[actors] = (tuple(sorted({*told.get("party", ()), *by})), by)
        parties, by = self._actors[actors]
        event = _refined(event, words)
        found = treaty if treaty in self._by_id else self._named(parties, event, moment)
        if event == "acceded":
            new = tuple(p for p in parties if p not in self.states(found))
            event, by = ("acceded", new) if found and new else ("ratified", ())
        if event not in ("ended", "denounced", "suspended", "acceded"):
            by = ()
        return Happened(found, () if found else parties, event, by)

    def _named(self, parties: tuple[str, ...], event: str, moment: date) -> str:
        listed = self._by_parties.get(frozenset(parties), ()) if len(parties) > 1 else ()
        own = [t for t in listed if _close(_day_of(t, event), moment)]
        alive = [
            t
            for t in listed
            if (t.signed is None or t.signed.by(moment) is not False)
            and (t.end is None or t.end.by(moment - NEAR) is not True)
        ]
        for some in (own, alive):
            if len(some) == 1:
                return some[0].id
        return ""


def _refined(event: str, words: int) -> str:
    def says(name: str) -> bool:
        return bool(words >> CLASSES.index(name) & 1)

    if event == "ended":
        return "suspended" if says("SUSPENSION") else "denounced" if says("DENUNCIATION") else "ended"
    return "acceded" if event == "ratified" and says("ACCESSION") else event


def _day_of(treaty: Treaty, event: str) -> When | None:
    if event == "signed":
        return treaty.signed
    return treaty.end if event in ("ended", "denounced", "suspended") else treaty.in_force


def _close(when: When | None, moment: date) -> bool:
    days = event_day(when)
    return days is not None and days[0] - NEAR <= moment <= days[1] + NEAR
