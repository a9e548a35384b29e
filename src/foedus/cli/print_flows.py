"""How flows, dependence and by-passing look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.cli.output import console, print_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.terms.flows import Flow
    from foedus.ties.coverage import Coverage
    from foedus.ties.dependence import Dependence
    from foedus.ties.flows import Flows

__all__ = ["print_coverage", "print_flows"]

_PAIRS, _CHANCE = 6, 0.05


def print_flows(told: Flows) -> None:
    """Flows by partner, then dependence in spans, then who is by-passed, then what is not known."""
    since = f" since {told.since}" if told.since else ""
    partners: dict[tuple[str, str, str, str, str, str], list[Flow]] = {}
    for flow in told.flows:
        source, status = (_LEDGER, flow.status) if _claimed(flow) else (flow.source.partition(":")[0], "")
        nobody = "nobody named" if source == _LEDGER else "world"
        sides = (flow.sender or nobody, flow.receiver or nobody)
        partners.setdefault((flow.kind, *sides, source, flow.unit, status), []).append(flow)
    rows = [
        (*key[:3], _years(series), _latest(series), _most(series), key[4], _whence(key[3], series))
        for key, series in sorted(partners.items(), key=lambda item: (item[0][0], item[0][3], item[0][1:3], item[0][4]))
        if any(f.high is None or f.high > 0 for f in series)
    ]
    columns = ("what", "from", "to", "years", "latest", "most", "unit", "source")
    if rows:
        print_table(f"Flows to and from {told.state}{since}", columns, rows)
    else:
        console().print(f"No flow to or from {told.state} is known{since}.")
    _print_dependence(told)
    _print_bypassing(told)
    for said in told.says:
        console().print(f"Note: {said}.")
    print_coverage(told.coverage)


def _claimed(flow: Flow) -> bool:
    """Is it a claim of a ledger?"""
    return bool(flow.entries) or flow.status.startswith("claimed")


def _whence(source: str, series: list[Flow]) -> str:
    """The source; of claims who says so."""
    if source != _LEDGER:
        return source
    return f"claimed by {', '.join(dict.fromkeys(f.by for f in series if f.by)) or 'nobody named'}"


_LEDGER = "ledger"


def print_coverage(coverage: Iterable[Coverage]) -> None:
    """What each source covers, and what it leaves open."""
    for each in coverage:
        says = f": {'; '.join(each.says)}" if each.says else ""
        console().print(f"Coverage: {each.what}, {each.source}, {each.years}{says}.")


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"{low:,.0f} or more"
    if low is None:
        return f"up to {high:,.0f}"
    return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"


def _years(series: list[Flow]) -> str:
    years = sorted({f.year for f in series if f.year})
    known = sorted({f.year for f in series if f.year and f.low is not None})
    if not years:
        return str(series[0].span)
    told = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return told if len(known) == len(years) else f"{told}, {len(years) - len(known)} unknown"


def _latest(series: list[Flow]) -> str:
    last = max(series, key=lambda f: f.span.latest.toordinal() if f.span.latest else 0)
    status = "" if last.status in ("registered", "present") else f" {last.status}"
    return f"{last.span}: {_range(last.low, last.high)}{status}"


def _most(series: list[Flow]) -> str:
    known = [f for f in series if f.high is not None]
    if not known:
        return ""
    most = max(known, key=lambda f: f.high or 0.0)
    return f"{most.span}: {_range(most.low, most.high)}"


def _print_dependence(told: Flows) -> None:
    arms = [d for d in told.dependence if d.kind == "arms" and d.last > d.first]
    troops = [d for d in told.dependence if d.kind == "troops"][-1:]
    rows = [
        (d.kind, f"{d.first}-{d.last}" if d.last > d.first else f"end of {d.last}", _shares(d), _index(d), d.source)
        for d in (*arms, *troops)
    ]
    if rows:
        columns = ("what", "years", "shares of providers", "Herfindahl", "source")
        print_table(f"On whom {told.state} depends", columns, [(*r[:4], r[4].partition(":")[0]) for r in rows])


def _shares(d: Dependence) -> str:
    shown = [f"{who} {_percent(low, high)}" for who, (low, high) in d.shares[:5]]
    more = len(d.shares) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "") or d.says


def _percent(low: float, high: float) -> str:
    one, two = f"{low:.0%}", f"{high:.0%}"
    return one if one == two else f"{one} to {two}"


def _index(d: Dependence) -> str:
    if d.herfindahl is None:
        return "unknown" if d.total is None else ""
    if d.low is None or d.high is None or d.high - d.low < 0.005:
        return f"{d.herfindahl:.2f}"
    return f"{d.herfindahl:.2f} ({d.low:.2f} to {d.high:.2f})"


def _print_bypassing(told: Flows) -> None:
    likely = [b for b in told.bypassing if b.p_adjusted <= _CHANCE]
    if told.bypassing and not likely:
        best = min(b.p_adjusted for b in told.bypassing)
        first, last = told.bypassing[0].first, told.bypassing[0].last
        console().print(
            f"By-passing: no patron's share of arms fell from {first} to {last} while another's rose by more than "
            f"chance does (smallest adjusted p {best:.2f})."
        )
    if not likely:
        return
    rows = [
        (
            b.falling,
            b.rising,
            f"{b.first}-{b.last}",
            f"{b.fall[0]:+.0%} ({b.fall[1]:+.0%} to {b.fall[2]:+.0%})",
            f"{b.rise[0]:+.0%} ({b.rise[1]:+.0%} to {b.rise[2]:+.0%})",
            f"{b.p:.3f}",
            f"{b.p_adjusted:.3f}" + (" exact" if b.exact else " drawn"),
        )
        for b in likely[:_PAIRS]
    ]
    columns = ("by-passed", "rising", "years", "its share, a decade", "the other's", "p", "p adjusted")
    print_table("By-passing in arms: more than chance does", columns, rows)
