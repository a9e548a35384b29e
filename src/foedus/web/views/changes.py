"""What an attack would change, in small pictures: tension of the two, how they align, and who supplies whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from foedus.errors import BadQuestion, FoedusError
from foedus.law.asked import somebody
from foedus.web.asking import Asked, line
from foedus.web.pictures.drawing import inline, picture_file
from foedus.web.pictures.series import Line, Spread, columns, lines, ranges
from foedus.web.shown import show
from foedus.web.sources import not_here
from foedus.web.tables import csv_file, file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree.ElementTree import Element

    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.web.lanes import Lane
    from foedus.web.record import Record

__all__ = ["changes"]

_VOTES = ("atop-alliance", "cow-nmc", "cw-system", "unga-ideal-points")
_FLOWS = ("cow-trade-sy", "sipri-transfers", "troopdata-deployments")
_TENSION = (
    *("atop-alliance", "cow-capitals", "cow-contdir", "cow-igo-ndy", "cow-majors", "cow-mid-ddydisps", "cow-mindist"),
    *("cow-nmc", "cw-democracy", "cw-system", "troopdata-deployments", "tss-rivalries"),
)
MOST = 3
"""States whose alignment one picture holds."""


@dataclass(frozen=True, slots=True)
class _Chart:
    """One figure: drawn, and the same as a table.

    Attributes:
        says: what it shows, and what it does not; `page`: of the documentation, on the method.
    """

    title: str
    picture: Element
    heads: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    says: tuple[str, ...]
    page: str
    others: tuple[tuple[str, str], ...] = ()


def changes(lane: Lane) -> list[Route]:
    """The addresses of all three: the page, the picture as a file, and the table as CSV."""
    return [
        Route(f"/{kind}{ending}", lane.runs(partial(view, kind)))
        for kind in _KINDS
        for ending, view in (("", _page), (".svg", _file), (".csv", _table))
    ]


def _page(kind: str, request: Request, record: Record) -> Response:
    question = Asked()
    values: dict[str, Any] = {"kind": kind, "title": _KINDS[kind][0], "wrong": "", "chart": None}
    try:
        question = Asked.of(request.query_params)
        chart = _made(kind, request, record)
        values |= {"title": chart.title, "chart": chart, "picture": inline(chart.picture)}
    except FoedusError as error:
        values["wrong"] = str(error)
    of = request.query_params.get("of", "")
    values |= {"question": question, "query": question.query(), "of": of[:40], "names": list(_KINDS.items())}
    return show(request, "changes.html", values, 400 if values["wrong"] else 200)


def _file(kind: str, request: Request, record: Record) -> Response:
    chart = _made(kind, request, record)
    return picture_file(chart.picture, file_name(Asked.of(request.query_params), f"{kind}.svg"))


def _table(kind: str, request: Request, record: Record) -> Response:
    chart = _made(kind, request, record)
    rows = [dict(zip(chart.heads, row, strict=True)) for row in chart.rows]
    return csv_file(rows, chart.heads, file_name(Asked.of(request.query_params), f"{kind}.csv"))


def _made(kind: str, request: Request, record: Record) -> _Chart:
    _, wanted, make = _KINDS[kind]
    question = Asked.of(request.query_params)
    question.attack()  # both sides are named
    missing = not_here(wanted)
    if missing:
        raise FoedusError(f"this needs data sets of others: {missing}")
    return make(question, record, line(request.query_params, "of"))


def _codes(question: Asked, record: Record) -> list[str]:
    """The states of the question, the attacked first."""
    world = record.world(question.on, question.known_on)
    attack = question.attack()
    return list(dict.fromkeys(somebody(world, name) for name in (attack.target, *attack.attackers)))


def _tension(question: Asked, record: Record, _: str) -> _Chart:
    from foedus.behaviour.tension.latest import tension  # noqa: PLC0415 - heavy, and only where it is asked for

    world = record.world(question.on, question.known_on)
    target, *others = _codes(question, record)
    if not others:
        raise BadQuestion("tension is between two states; name one that attacks and another that is attacked")
    rows, drawn = [], []
    says: tuple[str, ...] = ()
    for other in others[:MOST]:
        told = tension(other, target, on=world.on, known_on=world.known_on)
        (row,) = told.frame.to_dicts()
        says = told.caveats
        name = f"{world.atlas.name(other, world.on)} and {world.atlas.name(target, world.on)}"
        rows.append((name, row["p"], row["low"], row["high"], row["rank"], row["last_dispute"]))
        drawn.append((name, Spread(row["p"], row["low"], row["high"])))
    title = f"How probably a militarised dispute begins in {world.on.year}"
    heads = ("pair", "probability", "low", "high", f"rank among {told.pairs:,} pairs", "last dispute on record")
    picture = ranges(drawn, title=f"{title}, with intervals of 95 per cent; the table holds the same")
    return _Chart(title, picture, heads, tuple(rows), says, "reference/models/tension.md")


def _alignment(question: Asked, record: Record, _: str) -> _Chart:
    from foedus.ties.alignment import alignment  # noqa: PLC0415 - heavy, and only where it is asked for

    world = record.world(question.on, question.known_on)
    told = alignment(*_codes(question, record)[:MOST], atlas=world.atlas, known_on=world.horizon)
    apart = [v for v in told.measured if v.measure == "distance" and v.low is not None]
    by_pair: dict[str, list[tuple[int, Spread]]] = {}
    for v in sorted(apart, key=lambda v: v.year):
        by_pair.setdefault(v.pair, []).append((v.year, Spread(v.value, v.low, v.high)))
    title = "How far apart they vote in the General Assembly"
    series = [Line(pair, tuple(points)) for pair, points in by_pair.items()]
    picture = lines(series, title=f"{title}, by session, with intervals of 90 per cent; the table holds the same")
    rows = tuple((v.pair, v.year, v.value, v.low, v.high) for v in apart)
    says = (*told.says, *_left_out(told.coverage))
    return _Chart(title, picture, ("pair", "year", "distance", "low", "high"), rows, says, "reference/alignment.md")


def _flows(question: Asked, record: Record, of: str) -> _Chart:
    from foedus.ties.flows import flows  # noqa: PLC0415 - heavy, and only where it is asked for

    world = record.world(question.on, question.known_on)
    codes = _codes(question, record)
    state = somebody(world, of) if of else codes[0]
    told = flows(state, atlas=world.atlas, known_on=world.horizon)
    spans = [d for d in told.dependence if d.kind == "arms" and d.last > d.first]
    drawn = [(f"{d.first}-{d.last}", [(who, (low + high) / 2) for who, (low, high) in d.shares]) for d in spans]
    name = world.atlas.name(state, world.on)
    title = f"Who supplied {name} with arms"
    told_title = f"{title}: shares in spans of five years; the table holds the same"
    empty = {f"{d.first}-{d.last}": "not known" if d.total is None else "nothing" for d in spans}
    picture = columns(_whole(drawn), title=told_title, empty=empty)
    rows = tuple(
        (f"{d.first}-{d.last}", who, low, high, d.herfindahl)
        for d in spans
        for who, (low, high) in d.shares or ((d.says, (None, None)),)
    )
    heads = ("years", "supplier", "least share", "greatest share", "Herfindahl")
    others = tuple((code, world.atlas.name(code, world.on)) for code in codes if code != state)
    says = (*(f"{said[:1].upper()}{said[1:]}." for said in told.says), *_left_out(told.coverage))
    return _Chart(title, picture, heads, rows, says, "reference/flows.md", others)


def _whole(drawn: Sequence[tuple[str, list[tuple[str, float]]]]) -> list[tuple[str, list[tuple[str, float]]]]:
    """The middles of the ranges, so that each column sums to one."""
    sums = [sum(share for _, share in shares) or 1.0 for _, shares in drawn]
    return [(span, [(who, s / total) for who, s in shares]) for (span, shares), total in zip(drawn, sums, strict=True)]


def _left_out(coverage: Sequence[Any]) -> tuple[str, ...]:
    return tuple(
        f"{c.what[:1].upper()}{c.what[1:]}: {'; '.join(c.says)}." for c in coverage if c.says and c.last is not None
    )


_KINDS: dict[str, tuple[str, tuple[str, ...], Callable[[Asked, Record, str], _Chart]]] = {
    "tension": ("Tension", _TENSION, _tension),
    "alignment": ("Alignment", _VOTES, _alignment),
    "flows": ("Suppliers", _FLOWS, _flows),
}
