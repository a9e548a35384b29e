"""How well a matter stands: from the grades of who says it, admissions, live denials, and what analysts judged.

| word | when |
|---|---|
| accepted | an analyst accepts a claim that says it, or a claim is as good as the stated policy asks |
| established | confirmed by others (credibility 1); admissions count twice. Denied and not admitted: probable at best |
| probable, possible | credibility 2, 3 at best |
| claimed | somebody says so and it cannot be judged (6), or it is only held possible |
| contested | denied by as many as say it (4) |
| denied | the denial is borne out (5), an analyst accepts the denial alone, or nobody says it at all |
| disputed | an analyst disputes every claim of it |

"Contested" stands beside the first five while a denial is live: its author has not said the contrary since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ledger.heard import SAYS
from foedus.ledger.kinds import PLANNED
from foedus.news.origins import origin
from foedus.news.weighing import weigh
from foedus.terms.evidence import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.ledger.heard import Heard
    from foedus.news.grade_table import GradeTable
    from foedus.terms.evidence import Told
    from foedus.terms.grades import Grade
    from foedus.terms.tellings import Group

__all__ = ["BEST", "live", "standing_of"]

BEST = (1, 2, 3, 6, 4, 5)
"""Credibility from best to worst: what cannot be judged is better than what is doubtful."""

_WORD = {1: "established", 2: "probable", 3: "possible", 6: "claimed", 4: "contested", 5: "denied"}


def live(denials: Sequence[Told], said: Sequence[Heard], origins: dict[str, str]) -> tuple[Told, ...]:
    """The denials that still stand: nobody disputes them, and their authors have not said the contrary since.

    Args:
        denials: of the matter.
        said: the claims that say it.
        origins: claim -> its origin.
    """
    after: dict[str, list[object]] = {}
    for h in said:
        if h.claim.modality in SAYS and not h.plans:
            after.setdefault(origins[h.entry], []).append(h.telling.day)
    return tuple(
        d
        for d in denials
        if d.verdict != "dispute" and not any(day > d.telling.day for day in after.get(d.origin, ()))  # type: ignore[operator] # days
    )


def standing_of(
    said: Sequence[Told],
    denials: Sequence[Told],
    standing_denials: Sequence[Told],
    grades: Sequence[Grade],
    group: Group | None,
    table: GradeTable,
) -> Standing:
    """The standing of what these claims say.

    Args:
        said: the claims that say it.
        denials: those that deny it.
        standing_denials: of these the live ones.
        grades: of the proposition as such, by the rules, one for each claim that may bear it out.
        group: those who say it and deny it, as they were graded.
        table: of sources.
    """
    against = tuple(dict.fromkeys(d.origin for d in standing_denials))
    accepted = _authors([t for t in said if _happened(t)] or said)
    refused = _authors(denials)
    admitted = _admitted(group, table)
    hand = [t.grade for t in said if t.graded_by]
    if accepted:
        return Standing("accepted", bool(against), (f"accepted by {', '.join(accepted)}",), admitted, against, accepted)
    if refused:
        why = (f"the denial is accepted by {', '.join(refused)}",)
        return Standing("denied", bool(said), why, admitted, against, refused)
    if not said:
        return Standing("denied", contested=False, reasons=("only denials",), denied=against)
    if all(t.verdict == "dispute" for t in said):
        by = sorted({t.by for t in said})
        return Standing("disputed", bool(against), (f"disputed by {', '.join(by)}",), admitted, against)
    judged = [*grades, *hand] or [t.grade for t in said]
    best = min(judged, key=lambda g: (BEST.index(g.credibility), g.reliability))
    reasons = tuple(reason for reason in best.reasons if not reason.startswith("other figures"))
    word = _WORD[best.credibility]
    if word == "established" and against and not admitted:
        word, reasons = "probable", (*reasons, "denied and not admitted, so it is not established")
    return Standing(word, bool(against), reasons, admitted, against)


def _happened(told: Told) -> bool:
    """Does it say that it is so, and not that it is planned or possible? Only then does accepting it make it so."""
    claim = told.telling.claim
    return claim.modality in (*SAYS, "likely") and claim.status not in PLANNED


def _authors(told: Sequence[Told]) -> tuple[str, ...]:
    return tuple(sorted({t.by if t.verdict == "accept" else f"the policy ({t.grade})" for t in told if t.believed}))


def _admitted(group: Group | None, table: GradeTable) -> tuple[str, ...]:
    """Who admits it: as the rules of grades have it, and parties to the matter who say what they had denied before."""
    if group is None:
        return ()
    keys = set(weigh(group.tellings, group.denials, table, frozenset(group.relays)).admitted)
    first = {origin(d, table): d.day for d in reversed(group.denials)}
    for told in group.tellings:
        key, before = origin(told, table), first.get(origin(told, table))
        if before is not None and told.day is not None and before < told.day and told.claim.modality == "asserted":
            keys.add(key)
    return tuple(sorted(key.partition(" ")[2] for key in keys))
