"""What flows to and from a state, on whom it depends, and who is by-passed: `foedus flows`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.atlas.load import shipped_atlas
from foedus.errors import BadDate
from foedus.sources.registry import source
from foedus.terms.when import FIRST_DAY, day
from foedus.ties import arms, stationed, trade, troops
from foedus.ties.bypassing import bypassing
from foedus.ties.claimed import claimed_flows
from foedus.ties.coverage import read_or_say
from foedus.ties.dependence import LUMP, dependence, yearly_shares
from foedus.world import LAST_DAY, SURVEYED

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from foedus.atlas.atlas import Atlas
    from foedus.terms.flows import Claims, Flow
    from foedus.ties.bypassing import Bypassing
    from foedus.ties.coverage import Coverage
    from foedus.ties.dependence import Dependence

__all__ = ["COLUMNS", "Flows", "bypassed", "flows"]

COLUMNS = (*("kind", "sender", "receiver", "year", "span", "low", "high", "unit", "status", "source", "entries", "by"),)
"""The columns of the frame and of CSV."""


@dataclass(frozen=True, slots=True)
class Flows:
    """What flows to and from a state.

    Attributes:
        state: its code; `since`: the first year asked for, or `None`.
        flows: every figure, by kind, sender, receiver and year.
        coverage: what each source covers, what it leaves open, and what was left out for which reason.
        dependence: shares and concentration of the state's providers, in spans of five years and for each year.
        bypassing: pairs of patrons of which one's share falls while the other's rises, tested against chance.
        says: why by-passing could not be tested, and what is known from evidence only.
    """

    state: str
    since: int | None
    flows: tuple[Flow, ...]
    coverage: tuple[Coverage, ...]
    dependence: tuple[Dependence, ...]
    bypassing: tuple[Bypassing, ...]
    says: tuple[str, ...]

    @property
    def frame(self) -> pl.DataFrame:
        """The figures as a plain polars frame, in the fields of a `Flow` with its `year`."""
        import polars as pl  # noqa: PLC0415 - when a frame is asked for

        kinds = {"year": pl.Int64(), "low": pl.Float64(), "high": pl.Float64(), "entries": pl.List(pl.String)}
        schema = {name: kinds.get(name, pl.String()) for name in COLUMNS}
        return pl.DataFrame([f.to_dict() for f in self.flows], schema=schema)

    def to_dict(self) -> dict[str, Any]:
        """The object that `foedus flows --json` prints."""
        return {
            "state": self.state,
            "since": self.since,
            "flows": [f.to_dict() for f in self.flows],
            "dependence": [d.to_dict() for d in self.dependence],
            "bypassing": [b.to_dict() for b in self.bypassing],
            "coverage": [c.to_dict() for c in self.coverage],
            "says": list(self.says),
        }


def flows(
    state: str,
    since: int | None = None,
    evidence: Claims | None = None,
    atlas: Atlas | None = None,
    known_on: str | date | None = None,
) -> Flows:
    """Who supplies whom: arms, troops, trade and labour to and from a state, and its dependence on those who give.

    Arms are SIPRI's trend-indicator values, troops those of the United States abroad (Allen, Flynn and Martinez Machain
    2022) and, apart from them, the dated record of forces; trade is with the world as a whole; labour is known from
    evidence only. Concentration is Herfindahl's index of the shares (Hirschman 1945). A source that is not at hand is
    left out, and `coverage` says why. Zero stands only where a source looked.

    Args:
        state: a code or name.
        since: the first year; left out, everything.
        evidence: what a ledger tells of the day (`ledger.revise(world).evidence`).
        atlas: the states and forces; left out, those that ship.
        known_on: only what was known by this day: of sources the years before its own, of the record what was public.

    Raises:
        UnknownName, AmbiguousName: nobody, or several, are called so.
        BadDate: a year outside the record.

    >>> import foedus as fd
    >>> told = fd.flows("North Korea", since=2024)  # doctest: +SKIP
    >>> sent = [f for f in told.flows if (f.kind, f.receiver) == ("troops", "RUS")]  # doctest: +SKIP
    >>> str(sent[0].span), sent[0].low, sent[0].high  # doctest: +SKIP
    ('2024-10-13', 1500.0, 1500.0)
    """
    if since is not None and not FIRST_DAY.year <= since <= LAST_DAY.year:
        raise BadDate(f"{since} lies outside the record; name a year from {FIRST_DAY.year} to {LAST_DAY.year}")
    atlas, known = atlas or shipped_atlas(), None if known_on is None else day(known_on)
    code = atlas.actor(state).code
    to, to_cover = read_or_say(f"arms to {code}", arms.SOURCE, lambda: arms.arms_to(atlas, code))
    out, out_cover = read_or_say(f"arms from {code}", arms.SOURCE, lambda: arms.arms_from(atlas, code))
    host, host_cover = read_or_say(f"troops in {code}", troops.SOURCE, lambda: troops.troops_to(atlas, code))
    sent, sent_cover = read_or_say(f"troops of {code}", troops.SOURCE, lambda: troops.troops_from(atlas, code))
    bought, trade_cover = read_or_say(f"trade of {code}", trade.SOURCE, lambda: trade.trade_of(atlas, code))
    to, out, host, sent, bought = (_by(told, known) for told in (to, out, host, sent, bought))
    covers = (cover.by(known) for cover in (to_cover, out_cover, host_cover, sent_cover, trade_cover))
    dated, dated_cover = stationed.stationed(atlas, code, known)
    claimed, claimed_cover = claimed_flows(evidence, code)
    every = (*to, *out, *host, *sent, *dated, *bought, *claimed)
    years = _years(since, known)
    pairs, why = _tested(code, to, years, to_cover)
    depends = (*_on_arms(code, to, years), *_on_troops(atlas, code, since, known))
    return Flows(
        state=code,
        since=since,
        flows=tuple(f for f in every if since is None or _last_year(f) >= since),
        coverage=(*covers, dated_cover, claimed_cover),
        dependence=depends,
        bypassing=tuple(pairs),
        says=tuple(filter(None, [f"by-passing: {why}" if why else "", _LABOUR if evidence is None else ""])),
    )


def bypassed(
    state: str, since: int | None = None, atlas: Atlas | None = None, known_on: str | date | None = None
) -> tuple[tuple[Bypassing, ...], str, Coverage]:
    """By-passing among those who supply a state with arms: what `flows` says of it, without the rest.

    Returns:
        The pairs; why nothing could be tested (empty if it could); what the source covers.

    Raises:
        UnknownName, AmbiguousName: nobody, or several, are called so.
    """
    atlas, known = atlas or shipped_atlas(), None if known_on is None else day(known_on)
    code = atlas.actor(state).code
    to, cover = read_or_say(f"arms to {code}", arms.SOURCE, lambda: arms.arms_to(atlas, code))
    pairs, why = _tested(code, _by(to, known), _years(since, known), cover)
    return tuple(pairs), why, cover.by(known)


_LABOUR = "labour: no source counts it; it is known from evidence only, and none was given"


def _last_year(flow: Flow) -> int:
    """The latest year that a flow may be about; an open span may be about any."""
    return flow.span.latest.year if flow.span.latest else LAST_DAY.year


def _by(told: tuple[Flow, ...], known: date | None) -> tuple[Flow, ...]:
    """Those of years that were over by the day."""
    return told if known is None else tuple(f for f in told if _last_year(f) < known.year)


def _years(since: int | None, known: date | None) -> range:
    """The years of SIPRI in which shares are known, as far as they are asked for and were known by the day."""
    last = source(arms.SOURCE).last
    assert last is not None  # noqa: S101 - the registry has it
    last = last if known is None else min(last, known.year - 1)
    return range(max(since or 0, arms.WHOLE_FROM), last + 1)


def _on_arms(code: str, to: tuple[Flow, ...], years: range) -> list[Dependence]:
    """In spans of five years that end with the source, then year by year."""
    spans = [(last - LUMP + 1, last) for last in range(years.stop - 1, years.start + LUMP - 2, -LUMP)]
    wanted = (*reversed(spans), *((year, year) for year in years))
    return [d for first, last in wanted if (d := dependence(to, code, first, last)) is not None]


def _on_troops(atlas: Atlas, code: str, since: int | None, known: date | None) -> list[Dependence]:
    """At the end of each year, by the dated record: whose troops stood on its land."""
    mine = [f for f in atlas.forces if f.host == code and f.since and f.since.earliest]
    begins = min((f.since.earliest.year for f in mine if f.since and f.since.earliest), default=None)
    if begins is None:
        return []
    found = []
    for year in range(max(begins, since or 0), min(SURVEYED, known or SURVEYED).year):
        told = dependence(stationed.standing_in(atlas, code, year, known), code, year, year)
        found += [told] if told else []
    return found


def _tested(code: str, to: tuple[Flow, ...], years: range, coverage: Coverage) -> tuple[list[Bypassing], str]:
    if coverage.missing:
        fetch = f"`foedus data fetch {arms.SOURCE}`"
        return [], f"the source of arms is not at hand, so nothing is known of suppliers; {fetch} gets it"
    if not to:
        return [], f"no deliveries of arms are in {arms.SOURCE}"
    if not years:
        return [], f"the source of arms ends in {years.stop - 1}"
    return bypassing(code, *yearly_shares(to, years))
