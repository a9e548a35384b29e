"""The manpower of a war, as claims have it: who comes in, who is lost, what an ally adds: `foedus manpower`.

Arithmetic on ranges where arithmetic will do, and no model. What nobody claims is unknown, and said to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.errors import BadQuestion, UnknownName
from foedus.ties.headcounts import LOSSES, headcounts
from foedus.ties.rates import share
from foedus.ties.tallies import best_of, tallied

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from foedus.terms.evidence import Evidence
    from foedus.terms.when import When
    from foedus.ties.rates import Range
    from foedus.ties.tallies import Days, Tally
    from foedus.world import OngoingWar, World

__all__ = ["Manpower", "Part", "manpower"]

COLUMNS = ("state", "item", "unit", "low", "high", "month_low", "month_high", "how", "since", "until", "by", "entries")
"""The columns of the frame and of CSV."""

_COMPARED = {"raised": "sent", **{item: item for item in ("present", *LOSSES)}}
"""What an ally's part is measured in: its soldiers sent stand beside those whom others raise."""

CAVEATS = (
    (
        "Figures are what reports claim; both sides count the other's losses high and their own low. Ranges are as "
        "wide as the claims and their days leave them, and no wider: they are no intervals of confidence."
    ),
    "Killed, wounded, captured and casualties are told apart and never added up; who came back is in none of them.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """What an ally's contingent makes of its side.

    Attributes:
        ally: whose contingent; `beside`: the others of its side.
        item: what is compared (raised: those sent beside those raised).
        low, high: the share; `None` where it is not known.
        mine, theirs: the tallies that were compared; `silent`: of whom nobody tells it.
        says: what is missing, or which days differ.
    """

    ally: str
    beside: tuple[str, ...]
    item: str
    low: float | None
    high: float | None
    mine: Tally | None
    theirs: tuple[Tally, ...]
    silent: tuple[str, ...]
    says: str

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        entries = [e for t in (self.mine, *self.theirs) if t is not None for e in t.entries]
        return {
            "ally": self.ally,
            "beside": list(self.beside),
            "item": self.item,
            "low": self.low,
            "high": self.high,
            "entries": entries,
            "silent": list(self.silent),
            "says": self.says or None,
        }


@dataclass(frozen=True, slots=True)
class Manpower:
    """Inflow, losses and allied contribution of a war, as claims have them.

    Attributes:
        war, name: of the world file; `on`, `known_on`: what was asked.
        sides: those who began it and those attacked, each with the states whose soldiers are on its side.
        tallies: every count as a range, with its claims; `parts`: what each ally's contingent makes of its side.
        gaps: what no claim tells; `caveats`: what whoever reads it must know.
    """

    war: str
    name: str
    on: str
    known_on: str | None
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    tallies: tuple[Tally, ...]
    parts: tuple[Part, ...]
    gaps: tuple[str, ...]
    caveats: tuple[str, ...] = CAVEATS

    @property
    def frame(self) -> pl.DataFrame:
        """The tallies as a plain polars frame."""
        import polars as pl  # noqa: PLC0415 - when a frame is asked for

        numbers = dict.fromkeys(("low", "high", "month_low", "month_high"), pl.Float64())
        lists = dict.fromkeys(("since", "by", "entries"), pl.List(pl.String))
        schema = {name: (numbers | lists).get(name, pl.String()) for name in COLUMNS}
        return pl.DataFrame([{name: row[name] for name in COLUMNS} for row in self.rows], schema=schema)

    @property
    def rows(self) -> tuple[dict[str, Any], ...]:
        """The tallies as plain data."""
        return tuple(t.to_dict() for t in self.tallies)

    def best(self, state: str, item: str) -> Tally | None:
        """The tally that stands for an item of a state: see `foedus.ties.tallies.best_of`."""
        return best_of((t for t in self.tallies if t.state == state), item)

    def to_dict(self) -> dict[str, Any]:
        """The object that `foedus manpower --json` prints."""
        return {
            "war": self.war,
            "on": self.on,
            "known_on": self.known_on,
            "sides": [list(side) for side in self.sides],
            "tallies": list(self.rows),
            "shares": [p.to_dict() for p in self.parts],
            "gaps": list(self.gaps),
            "caveats": list(self.caveats),
        }


def manpower(world: World, war: str, evidence: Evidence | None = None) -> Manpower:
    """Who comes in, who is lost and what an ally adds in a running war: ranges per month, from the claims of a ledger.

    A rate that is told is taken as it is; a total is spread over the months since the state entered; a count of named
    months over these; of a count without a time only the least per month is known. Two totals of one origin give what
    came between them. An ally's share is least where it is least and the others are most (interval arithmetic: Moore
    1966). On how such figures are made, and how far to trust them: Andreas and Greenhill (2010).

    Args:
        world: the day, as a ledger revised it (`ledger.revise(world)`).
        war: the id of a war of the world file.
        evidence: claims of elsewhere; left out, those of the world.

    Raises:
        UnknownName: no war is called so.
        BadQuestion: it is over or has not begun on the day, or nobody gave claims.

    With a ledger that holds claims of losses::

        with fd.Ledger("case.db") as ledger:
            told = fd.manpower(ledger.revise(fd.World(fd.treaties(), on="2026-07-31")), "ukraine-2014")
        told.best("PRK", "killed").month
    """
    evidence = world.evidence if evidence is None else evidence
    found = _war(world, war)
    if evidence is None:
        raise BadQuestion("the manpower of a war is told by claims alone: name a ledger that holds some (--ledger)")
    principals = tuple(side[0].state for side in (found.war.began, found.war.against))
    sides = _sides(world, found, principals, evidence)
    around = frozenset(s for side in sides for s in side)
    tallies: list[Tally] = []
    gaps: list[str] = []
    for n, side in enumerate(sides):
        for state in side:
            counts, left = headcounts(evidence, state, around)
            came = _came(world, state, principals[n])
            mine = tallied(counts, _entered(world, found, state, n) or came, came)
            tallies += mine
            gaps += [*_missing(state, mine, ally=state != principals[n]), *left]
    parts = tuple(part for n, side in enumerate(sides) for part in _parts(side, principals[n], tallies))
    known = world.known_on.isoformat() if world.known_on else None
    return Manpower(
        found.war.id, found.war.name, world.on.isoformat(), known, sides, tuple(tallies), parts, tuple(gaps)
    )


def _war(world: World, name: str) -> OngoingWar:
    ids = [war.id for war in world.atlas.wars]
    if name not in ids:
        raise UnknownName("war", name, ids, "give its id; `foedus world` lists the wars of a day")
    found = next((ongoing for ongoing in world.wars() if ongoing.war.id == name), None)
    if found is None:
        raise BadQuestion(f"the war {name} does not go on at {world.horizon}: it is over or has not begun")
    return found


def _sides(
    world: World, found: OngoingWar, principals: tuple[str, ...], evidence: Evidence
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose soldiers are on each side: those in the war, and those who have forces with the principal of a side."""
    moment, war = world.horizon, found.war
    fighting = [[b.state for b in side if war.fights(b.state, side, moment)] for side in (war.began, war.against)]
    every = {s for side in fighting for s in side}
    told = []
    for n, (side, principal) in enumerate(zip(fighting, principals, strict=True)):
        here = [f for f in world.forces(principal) if f.force.host == principal and f.present is not False]
        claimed = [
            sender
            for m in evidence.matters(principal, "force")
            if dict(m.about).get("host") == (principal,) and m.stage == "present"
            for sender in dict(m.about).get("sender", ())
        ]
        guests = [
            s
            for s in dict.fromkeys([*(f.force.sender for f in here), *claimed])
            if s and s not in every and s != principals[1 - n]
        ]
        told.append(tuple(dict.fromkeys([principal, *side, *guests])))
    return told[0], told[1]


def _entered(world: World, found: OngoingWar, state: str, n: int) -> Days | None:
    """Between which days it entered the war; `None` for one that is not in it by the record."""
    side = (found.war.began, found.war.against)[n]
    mine = next((b for b in side if b.state == state and found.war.fights(state, side, world.horizon)), None)
    return _between(mine.entry or found.war.start, world) if mine else None


def _came(world: World, state: str, principal: str) -> Days | None:
    """Between which days its first soldiers came to the principal of its side, by the record or by claims."""
    came = [f.force.since for f in world.forces(principal) if (f.force.sender, f.force.host) == (state, principal)]
    return next((days for c in came if c is not None and (days := _between(c, world)) is not None), None)


def _between(when: When, world: World) -> Days | None:
    return (when.earliest, min(when.latest or world.horizon, world.horizon)) if when.earliest else None


def _missing(state: str, tallies: list[Tally], *, ally: bool) -> Iterator[str]:
    """What no claim tells of a state, in a sentence."""
    wanted = ("sent" if ally else "raised", "present", *LOSSES)
    there = {t.item for t in tallies}
    missing = [item for item in wanted if item not in there]
    if missing:
        yield f"of {state} no claim tells how many are {', '.join(_WORDS.get(m, m) for m in missing)}: no zero"


_WORDS = {"present": "in the field", "casualties": "casualties together"}


def _parts(side: tuple[str, ...], principal: str, tallies: list[Tally]) -> Iterator[Part]:
    for ally in side:
        if ally == principal:
            continue
        others = tuple(s for s in side if s != ally)
        for item, own in _COMPARED.items():
            mine = best_of((t for t in tallies if t.state == ally), own)
            theirs = [best_of((t for t in tallies if t.state == s), item if s == principal else own) for s in others]
            if mine is not None or any(theirs):
                yield _part(ally, others, item, mine, theirs)


def _part(ally: str, others: tuple[str, ...], item: str, mine: Tally | None, theirs: list[Tally | None]) -> Part:
    silent = [s for s, t in zip((ally, *others), (mine, *theirs), strict=True) if t is None]
    told = tuple(t for t in theirs if t is not None)
    rest = [None if t is None else _amount(t) for t in theirs]
    low, high = (None, None) if mine is None else share(_amount(mine), rest)
    says = [f"nobody tells it of {', '.join(silent)}"] if silent else []
    days = sorted({t.until for t in (mine, *told) if t is not None})
    if len(days) > 1:
        says.append(f"the figures are of days from {days[0]} to {days[-1]}")
    return Part(ally, others, item, low, high, mine, told, tuple(silent), "; ".join(says))


def _amount(tally: Tally) -> Range:
    return tally.count if tally.how == "stock" else tally.month
