"""Duties to help that arose in the wars of the record: one row for each state that was called, and whether it came.

From the trial of the law engine: who was bound to help whom when a casus foederis arose, by the leading account. A
state that fought beside the ally already had nothing left to decide and is left out.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.behaviour.calls import ARGUABLE, INVOKED, Call, names_adversary
from foedus.behaviour.conflicts import conflicts
from foedus.behaviour.covariates import FIRST, covariates
from foedus.behaviour.features import VARIABLES, features, outsiders
from foedus.behaviour.opportunities import Places, entries
from foedus.behaviour.past import Past
from foedus.court.rungs import trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from foedus.court.rungs import Trial
    from foedus.court.verdicts import AllianceVerdict, Duty
    from foedus.terms.history import PastWar

__all__ = ["HONOUR", "honour_cases"]

HONOUR = (
    "major",
    "capabilities",
    "near_side",
    "near_other",
    "rival_other",
    "distance_other",
    "similarity_side",
    "beside_before",
    "against_before",
    "bilateral",
    "small",
    "named",
    "certain",
    "wartime",
    "rate_before",
)
"""The variables of the model of honour: those of `foedus.behaviour.features`, and three of its own."""

_MEMORY = 25
"""Over how many years before a call the rate of kept calls is taken: long enough for a few dozen."""

_YEAR = timedelta(days=366)
"""After this time it is known whether a call was kept."""


def honour_cases(
    done: Trial | None = None,
    *,
    undecided: bool = True,
    progress: Callable[[str], None] | None = None,
    lag: int = 1,
) -> pl.DataFrame:
    """Who was called to help in which war, what was known of it then, and whether it fought beside the ally.

    Args:
        done: a trial; left out, it is held.
        undecided: leave out those who fought beside the ally already when they were called.
        progress: told what is being done.
        lag: how many years old the values of states, pairs and the record are; more than one tells what age costs.

    Returns:
        A plain polars frame: `conflict, on, year, ccode, state, kept, entered`, then the variables of `HONOUR`.
        `entered` is the day on which it fought beside the ally. `certain` tells that a duty is invoked and not only
        arguable, `wartime` that everything was promised during the war. `rate_before` is the log-odds of the share of
        earlier calls that were kept, drawn towards one half by two imagined cases: calls of the 25 years before, in
        other wars, whose year to come in was over. So it learns how the times change from the past alone. Only what
        arose on the first day of the call counts, for the variables as for the outcome.

    Raises:
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    done = done or trial(progress)
    known = covariates()
    place = Places(known, done.atlas)
    past = Past(entries(conflicts("war", "strict", done.atlas), place), known)
    called = sorted(_called(done, undecided=undecided), key=lambda c: (c[1], c[0].id, c[2]))
    rows: list[dict[str, object]] = []
    history: list[tuple[date, str, bool]] = []
    for war, since, state, duties in called:
        year = since.year
        kept = any(d.kept for d in duties)
        where = place.of(state, year)
        sides = (
            place.all_of({a for d in duties for a in d.obligation.against} - {state}, year),
            place.all_of({d.obligation.promisee for d in duties}, year),
        )
        if where is None or not sides[0].size or not sides[1].size or year - lag < FIRST:
            continue
        back = since - timedelta(days=366 * (lag - 1))
        past.up_to(back)
        states = np.union1d(outsiders(known, year, sides), [where]).astype(np.int64)
        row = int(np.searchsorted(states, where))
        call = _call(duties, done)
        names = [place.names[int(n)] for n in states]
        values = features(known, year - lag, sides, states, names, {(state, 1): call}, past)[row, 1]
        rows.append(
            {
                "conflict": war.id,
                "on": since,
                "year": year,
                "ccode": int(known.codes[where]),
                "state": state,
                "kept": int(kept),
                "entered": _entered(war, state, duties) if kept else None,
                **{name: float(values[VARIABLES.index(name)]) for name in HONOUR if name in VARIABLES},
                "certain": float(any(d.certain for d in duties)),
                "wartime": float(all(d.wartime for d in duties)),
                "rate_before": rate_before(history, back, war.id),
            }
        )
        history.append((since, war.id, kept))
    return pl.DataFrame(rows, schema_overrides={"entered": pl.Date}, infer_schema_length=None)


def _called(done: Trial, *, undecided: bool) -> Iterator[tuple[PastWar, date, str, list[Duty]]]:
    """War, first day of a call, state, and its duties to help on that side that arose on it; one row for each side.

    Those who fought already are left out.
    """
    by_war: dict[str, list[AllianceVerdict]] = {}
    for verdict in done.verdicts:
        by_war.setdefault(verdict.war, []).append(verdict)
    for war in done.wars:
        groups: dict[tuple[str, int | None], list[Duty]] = {}
        for verdict in by_war.get(war.id, ()):
            for duty in verdict.arisen:
                owed = duty.obligation
                if owed.kind in ("defense", "offense"):
                    groups.setdefault((owed.promisor, war.side(owed.promisee, duty.since)), []).append(duty)
        for (state, side), duties in groups.items():
            since = min(d.since for d in duties)
            first = [d for d in duties if d.since == since]  # what it promised or was asked later nobody knew then
            fighting = any(f.state == state and f.side == side and f.entry < since <= f.exit for f in war.fighters)
            if not (fighting and undecided):
                yield war, since, state, first


def _entered(war: PastWar, state: str, duties: list[Duty]) -> date:
    """The first day from the call on which it fought on the ally's side."""
    since, side = duties[0].since, war.side(duties[0].obligation.promisee, duties[0].since)
    return min(max(f.entry, since) for f in war.fighters if f.state == state and f.side == side and f.exit >= since)


def _call(duties: list[Duty], done: Trial) -> Call:
    treaties = {t.id: t for t in done.treaties}
    call = Call()
    for duty in duties:
        owed = duty.obligation
        call.level[owed.kind] = max(call.level[owed.kind], INVOKED if duty.certain else ARGUABLE)
        members = len(treaties[owed.treaty].states)
        call.bilateral |= members == 2
        call.members = min(call.members or members, members)
        clauses = (c for c in treaties[owed.treaty].clauses if c.article == owed.article)
        call.named |= any(names_adversary(c.when) for c in clauses)
    return call


def rate_before(history: list[tuple[date, str, bool]], since: date, war: str) -> float:
    """The log-odds of the share kept of earlier calls (day, war, kept) in other wars whose year was over by then."""
    kept = [k for on, other, k in history if other != war and since.year - _MEMORY <= on.year and on + _YEAR < since]
    share = (sum(kept) + 1) / (len(kept) + 2)
    return float(np.log(share / (1 - share)))
