"""The verdicts as rows: clause by clause, state by state, alliance by alliance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.court.rungs import Trial
    from foedus.court.verdicts import AllianceVerdict

__all__ = ["COLUMNS", "LEVELS", "Level", "conduct_of_help", "rows"]

Level = Literal["alliance", "state", "clause"]
LEVELS: tuple[Level, ...] = ("alliance", "state", "clause")

_WAR = ("war", "cowwarid", "year")
COLUMNS: dict[Level, tuple[str, ...]] = {
    "alliance": (
        *_WAR, "atopid", "kinds", "belligerents", "invoked", "certain", "kept", "wartime", "owed_by", "broken_by",
    ),
    "state": (*_WAR, "atopid", "state", "kinds", "owed_to", "conduct", "breach", "kept"),
    "clause": (
        *_WAR, "atopid", "treaty", "article", "kind", "promisor", "promisee", "against",
        "status", "turns_on", "since", "conduct", "kept", "wartime", "minor_account",
    ),
}  # fmt: skip
"""The fields of a row at each level, in their order."""


def rows(
    trial: Trial, level: Level = "alliance", verdicts: Iterable[AllianceVerdict] | None = None
) -> list[dict[str, Any]]:
    """The verdicts as rows of plain data.

    Args:
        trial: the trial.
        level: one row for each alliance in a war, for each state under an alliance that owed something, or for each
            clause between two states.
        verdicts: only these; all if left out.
    """
    make = {"alliance": _alliance, "state": _state, "clause": _clause}[level]
    years = {war.id: war.start.year for war in trial.wars}
    found = []
    for verdict in trial.verdicts if verdicts is None else verdicts:
        head = {"war": verdict.war, "cowwarid": verdict.number, "year": years[verdict.war], "atopid": verdict.alliance}
        found += [{**head, **row} for row in make(verdict)]
    return found


def conduct_of_help(verdicts: Iterable[AllianceVerdict]) -> dict[str, int]:
    """What those did who owed help: how many promisors, each once for an alliance and a war, by conduct.

    Who fought against one ally is counted so, whatever it did for others; else who fought beside one; else who came
    late; else it abstained.
    """
    order = ("fought against", "fought beside", "came late", "abstained")
    counted = dict.fromkeys(order, 0)
    for verdict in verdicts:
        for state in verdict.states:
            did = {d.conduct for d in state.duties if not d.minor and d.obligation.kind in ("defense", "offense")}
            if did:
                counted[next(c for c in order if c in did)] += 1
    return counted


def _alliance(verdict: AllianceVerdict) -> Iterator[dict[str, Any]]:
    states = verdict.states
    yield {
        "kinds": list(verdict.kinds),
        "belligerents": list(verdict.in_force),
        "invoked": verdict.invoked,
        "certain": verdict.certain if verdict.invoked else None,
        "kept": verdict.kept if verdict.invoked else None,
        "wartime": verdict.wartime if verdict.invoked else None,
        "owed_by": [s.state for s in states if any(not d.minor for d in s.duties)],
        "broken_by": [s.state for s in states if not s.kept],
    }


def _state(verdict: AllianceVerdict) -> Iterator[dict[str, Any]]:
    for state in verdict.states:
        duties = [d for d in state.duties if not d.minor]
        broken = [b for b in state.breaches if not b.minor]
        if duties or broken:
            yield {
                "state": state.state,
                "kinds": list(dict.fromkeys(d.obligation.kind for d in duties)),
                "owed_to": list(dict.fromkeys(d.obligation.promisee for d in duties)),
                "conduct": list(dict.fromkeys(d.conduct for d in duties)),
                "breach": [b.act.against for b in broken],
                "kept": state.kept,
            }


def _clause(verdict: AllianceVerdict) -> Iterator[dict[str, Any]]:
    for duty in verdict.duties:
        owed = duty.obligation
        yield {
            "treaty": owed.treaty,
            "article": owed.article,
            "kind": owed.kind,
            "promisor": owed.promisor,
            "promisee": owed.promisee,
            "against": list(owed.against),
            "status": owed.status,
            "turns_on": list(owed.turns_on),
            "since": duty.since.isoformat(),
            "conduct": duty.conduct,
            "kept": duty.kept,
            "wartime": duty.wartime,
            "minor_account": duty.minor,
        }
