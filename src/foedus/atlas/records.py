"""Plain rows of the atlas's files -> records."""

from __future__ import annotations

from typing import Any

from foedus.atlas.abroad_records import force_of, umbrella_of
from foedus.atlas.atlas import Atlas
from foedus.atlas.existence import sovereigns_of_home
from foedus.terms.places import Area, AreaItem, Dispute, Holder, Place
from foedus.terms.states import Capital, Code, DatedName, Entity, State
from foedus.terms.wars import Belligerent, Halt, War
from foedus.terms.when import Spell, When

__all__ = ["build"]


def build(rows: dict[str, Any]) -> Atlas:
    """Records from plain rows that have passed the gate."""
    states = tuple(_state(r) for r in rows["states"])
    entities = tuple(_entity(r) for r in rows["entities"])
    return Atlas(
        states=states,
        entities=entities,
        places=_places(rows["places"], states, entities),
        areas=tuple(_area(r) for r in rows["areas"]),
        wars=tuple(_war(r) for r in rows["wars"]),
        forces=tuple(force_of(r) for r in rows["forces"]),
        umbrellas=tuple(umbrella_of(r) for r in rows["umbrellas"]),
        before=tuple((state, r["id"]) for r in rows["places"] for state in r.get("becomes", ())),
    )


def _spell(row: dict[str, Any]) -> Spell:
    start, end = row.get("start"), row.get("end")
    return Spell(When.parse(start).earliest if start else None, When.parse(end).latest if end else None)


def _codes(rows: list[dict[str, Any]]) -> tuple[Code, ...]:
    return tuple(Code(r["number"], r["letters"], _spell(r)) for r in rows)


def _capital(row: dict[str, Any]) -> Capital:
    return Capital(row["name"], row["lat"], row["lon"], _spell(row), tuple(row.get("aka", ())))


def _state(row: dict[str, Any]) -> State:
    return State(
        code=row["code"],
        name=row["name"],
        iso3=row.get("iso3"),
        former_iso3=tuple(row.get("former_iso3", ())),
        cow=_codes(row.get("cow", [])),
        gw=_codes(row.get("gw", [])),
        names=tuple(DatedName(r["name"], _spell(r)) for r in row.get("names", [])),
        variants=tuple(row.get("variants", ())),
        demonyms=tuple(row.get("demonyms", ())),
        ambiguous=tuple(row.get("ambiguous", ())),
        capitals=tuple(_capital(r) for r in row.get("capitals", [])),
        formerly=_holders(row.get("formerly")),
        became=tuple(row.get("became", ())),
        region=tuple(row.get("region", ())),
    )


def _entity(row: dict[str, Any]) -> Entity:
    capital = row.get("capital") or {}
    return Entity(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        variants=tuple(row.get("variants", ())),
        demonyms=tuple(row.get("demonyms", ())),
        contested=row.get("contested", ""),
        claimed_by=tuple(row.get("claimed_by", ())),
        home=row.get("home"),
        region=tuple(row.get("region", ())),
        spell=_spell(row),
        capital_name=capital.get("name"),
        lat=capital.get("lat"),
        lon=capital.get("lon"),
    )


def _places(rows: list[dict[str, Any]], states: tuple[State, ...], entities: tuple[Entity, ...]) -> tuple[Place, ...]:
    """Every place, and the home territory of every state and entity; what a place leaves out it has from its parent."""
    listed = {s.code: s for s in states}
    known = {s.code: _home(s, listed) for s in states} | {e.code: _seat(e) for e in entities}
    waiting = {r["id"]: r for r in rows}

    def place(key: str) -> Place:
        if key not in known:
            row = waiting[key]
            parent = place(row["inside"]) if row.get("inside") else None
            known[key] = _place(row, parent)
        return known[key]

    return tuple(place(r["id"]) for r in rows) + tuple(
        known[code] for code in ([s.code for s in states] + [e.code for e in entities])
    )


def _home(state: State, listed: dict[str, State]) -> Place:
    capital = state.capitals[-1] if state.capitals else None
    return Place(
        id=state.code,
        name=state.name,
        kind="land",
        lat=capital.lat if capital else None,
        lon=capital.lon if capital else None,
        region=state.region,
        sovereign=sovereigns_of_home(state, listed),
    )


def _seat(entity: Entity) -> Place:
    disputed = (Dispute((*entity.claimed_by, entity.code), Spell()),) if entity.claimed_by else ()
    return Place(
        id=entity.code,
        name=entity.name,
        kind="land",
        lat=entity.lat,
        lon=entity.lon,
        region=entity.region,
        sovereign=tuple(Holder(s, Spell()) for s in (entity.code, *entity.claimed_by)),
        disputed=disputed,
    )


def _place(row: dict[str, Any], parent: Place | None) -> Place:
    sovereign = _holders(row.get("sovereign"))
    administered = _holders(row.get("administered"))
    disputed = _disputes(row.get("disputed"))
    region, seas = tuple(row.get("region", ())), tuple(row.get("seas", ()))
    return Place(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        lat=row["lat"],
        lon=row["lon"],
        inside=(parent.id, *parent.inside) if parent else (),
        region=region or (parent.region if parent else ()),
        seas=seas or (parent.seas if parent else ()),
        sovereign=sovereign or (parent.sovereign if parent else ()),
        administered=administered or (parent.administered if parent and not sovereign else ()),
        disputed=disputed or (parent.disputed if parent and not sovereign else ()),
        status=row.get("status") or (parent.status if parent else "metropolitan"),
        aka=tuple(row.get("aka", ())),
        note=row.get("note", ""),
    )


def _holders(value: Any) -> tuple[Holder, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (Holder(value, Spell()),)
    return tuple(Holder(r["state"], _spell(r)) for r in value)


def _disputes(value: Any) -> tuple[Dispute, ...]:
    if not value:
        return ()
    if isinstance(value, dict):
        value = [value]
    if isinstance(value[0], str):
        return (Dispute(tuple(value), Spell()),)
    return tuple(Dispute(tuple(r["states"]), _spell(r)) for r in value)


def _item(row: dict[str, Any]) -> AreaItem:
    lists = ("place", "kind", "region", "seas", "sovereign", "administered", "status")
    return AreaItem(
        **{name: tuple(row.get(name, ())) for name in lists},
        north_of=row.get("north_of"),
        south_of=row.get("south_of"),
        polygon=tuple((p[0], p[1]) for p in row.get("polygon", ())),
        spell=_spell(row),
    )


def _area(row: dict[str, Any]) -> Area:
    groups = {g: tuple(_item(i) for i in row.get(g, ())) for g in ("any_of", "none_of", "unknown")}
    return Area(id=row["id"], name=row["name"], note=row.get("note", ""), **groups)


def _when(text: str | None) -> When | None:
    return When.parse(text) if text else None


def _belligerent(row: str | dict[str, Any]) -> Belligerent:
    if isinstance(row, str):
        return Belligerent(row)
    return Belligerent(row["state"], _when(row.get("entry")), _when(row.get("exit")), row.get("note", ""))


def _war(row: dict[str, Any]) -> War:
    return War(
        id=row["id"],
        name=row["name"],
        began=tuple(_belligerent(r) for r in row["began"]),
        against=tuple(_belligerent(r) for r in row["against"]),
        start=When.parse(row["start"]),
        end=_when(row.get("end")),
        halts=tuple(
            Halt(When.parse(h["since"]), h["kind"], _when(h.get("until")), h.get("note", ""))
            for h in row.get("halts", ())
        ),
        contested=row.get("contested", ""),
        who_began_is_contested=row.get("who_began_is_contested", False),
        note=row.get("note", ""),
        sources=tuple(s.get("url") or s.get("cite", "") for s in row.get("sources", ())),
    )
