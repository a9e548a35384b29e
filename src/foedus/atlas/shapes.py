"""The shapes of the atlas's files, and the mistakes that a shape alone cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field, field_validator

from foedus.gate.shapes import DateText, Shape, Texts, Word, fit

if TYPE_CHECKING:
    from foedus.errors import Mistake
    from foedus.gate.marked import Marked

__all__ = ["check"]

REGIONS = frozenset(
    [
        "europe",
        "asia",
        "africa",
        "north-america",
        "south-america",
        "oceania",
        "antarctica",
        "middle-east",
        "north-africa",
        "sub-saharan-africa",
        "central-america",
        "caribbean",
        "central-asia",
        "south-asia",
        "southeast-asia",
        "east-asia",
    ]
)
SEAS = frozenset(
    [
        "atlantic",
        "north-atlantic",
        "south-atlantic",
        "caribbean",
        "gulf-of-mexico",
        "mediterranean",
        "black-sea",
        "sea-of-azov",
        "baltic",
        "north-sea",
        "norwegian-sea",
        "barents-sea",
        "arctic",
        "pacific",
        "north-pacific",
        "south-pacific",
        "western-pacific",
        "south-china-sea",
        "east-china-sea",
        "yellow-sea",
        "sea-of-japan",
        "philippine-sea",
        "sea-of-okhotsk",
        "bering-sea",
        "indian",
        "arabian-sea",
        "persian-gulf",
        "red-sea",
        "gulf-of-aden",
        "bay-of-bengal",
        "southern-ocean",
        "caspian",
        "taiwan-strait",
        "coral-sea",
        "tasman-sea",
    ]
)
KINDS = frozenset(["land", "island", "sea", "strait", "city", "base", "feature", "zone"])


class _Spelled(Shape):
    start: DateText | None = Field(None, alias="from")
    end: DateText | None = Field(None, alias="to")


class _Code(_Spelled):
    number: int
    letters: str


class _Name(_Spelled):
    name: str


class _Capital(_Spelled):
    name: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    aka: Texts = []


class _Region(Shape):
    region: Texts = []

    @field_validator("region")
    @classmethod
    def _known(cls, value: list[str]) -> list[str]:
        return _in_vocabulary(value, REGIONS, "region")


class _State(_Region):
    code: str
    name: str
    iso3: str | None = None
    former_iso3: Texts = []
    cow: list[_Code] = []
    gw: list[_Code] = []
    names: list[_Name] = []
    variants: Texts = []
    demonyms: Texts = []
    ambiguous: Texts = []
    capitals: list[_Capital] = []


class _Entity(_Region, _Spelled):
    code: str
    name: str
    kind: str
    variants: Texts = []
    demonyms: Texts = []
    contested: str = ""
    claimed_by: Texts = []
    home: str | None = None
    iso3: str | None = None
    gw: list[_Code] = []
    capital: _Capital | None = None


class _Holder(_Spelled):
    state: str


class _Dispute(_Spelled):
    states: Texts


class _Place(_Region):
    id: str
    name: str
    kind: str
    aka: Texts = []
    inside: str | None = Field(None, alias="in")
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    seas: Texts = []
    sovereign: str | list[_Holder] | None = None
    administered: str | list[_Holder] | None = None
    disputed: list[str] | list[_Dispute] | _Dispute | None = None
    status: str | None = None
    note: str = ""

    @field_validator("seas")
    @classmethod
    def _seas(cls, value: list[str]) -> list[str]:
        return _in_vocabulary(value, SEAS, "sea")

    @field_validator("kind")
    @classmethod
    def _kind(cls, value: str) -> str:
        return _in_vocabulary([value], KINDS, "kind")[0]

    @field_validator("status")
    @classmethod
    def _status(cls, value: str | None) -> str | None:
        return None if value is None else _in_vocabulary([value], STATUSES, "status")[0]


STATUSES = frozenset({"metropolitan", "overseas", "international"})


class _Item(_Spelled):
    place: Texts = []
    kind: Texts = []
    region: Texts = []
    seas: Texts = []
    sovereign: Texts = []
    administered: Texts = []
    status: Texts = []
    north_of: float | None = None
    south_of: float | None = None
    polygon: list[tuple[float, float]] = []


class _Area(Shape):
    id: str
    name: str
    treaty: str | None = None
    any_of: list[_Item] = Field(alias="any")
    none_of: list[_Item] = Field([], alias="not")
    unknown: list[_Item] = []
    note: str = ""


class _Belligerent(Shape):
    state: str
    entry: DateText | None = None
    exit: DateText | None = None
    note: str = ""


class _Halt(Shape):
    since: DateText
    kind: str
    until: DateText | None = None
    note: str = ""


class _War(Shape):
    id: str
    name: str
    aka: Texts = []
    began: list[str | _Belligerent]
    against: list[str | _Belligerent]
    start: DateText
    end: DateText | None = None
    halts: list[_Halt] = []
    contested: str = ""
    who_began_is_contested: bool = False
    note: str = ""
    sources: list[dict[str, Any]] = []
    unverified: dict[str, Word] = {}


ROWS: dict[str, type[Shape]] = {
    "states": _State,
    "entities": _Entity,
    "places": _Place,
    "areas": _Area,
    "wars": _War,
}
KEYS = {"states": "code", "entities": "code", "places": "id", "areas": "id", "wars": "id"}


def check(marked: dict[str, Marked]) -> tuple[dict[str, list[dict[str, Any]]], list[Mistake]]:
    """Hold every file of the atlas against its shape; then what only the files together can tell."""
    rows: dict[str, list[dict[str, Any]]] = {}
    mistakes: list[Mistake] = []
    for name, file in marked.items():
        mistakes += file.mistakes
        model, wrong = fit(list[ROWS[name]], file, file.data)  # type: ignore[valid-type]  # the row is chosen at run time
        mistakes += wrong.values()
        rows[name] = [row.model_dump(exclude_defaults=True) for row in model or []]
    if not mistakes:
        mistakes += [*_twice(marked, rows), *_unknown_references(marked, rows)]
    return rows, mistakes


def _in_vocabulary(values: list[str], words: frozenset[str], what: str) -> list[str]:
    for value in values:
        if value not in words:
            raise ValueError(f"unknown {what} {value!r}; the words are {', '.join(sorted(words))}")
    return values


def _twice(marked: dict[str, Marked], rows: dict[str, list[dict[str, Any]]]) -> list[Mistake]:
    mistakes = []
    for group in (("states", "entities", "places"), ("areas",), ("wars",)):
        seen: dict[str, str] = {}
        for name in group:
            for n, row in enumerate(rows[name]):
                key = row[KEYS[name]]
                here = f"{marked[name].file}:{marked[name].line((n,))}"
                if key in seen:
                    what = f"`{key}` is defined twice, first at {seen[key]}; keep one"
                    mistakes.append(marked[name].mistake((n, KEYS[name]), what))
                seen.setdefault(key, here)
    return mistakes


def _unknown_references(marked: dict[str, Marked], rows: dict[str, list[dict[str, Any]]]) -> list[Mistake]:
    actors = {row["code"] for name in ("states", "entities") for row in rows[name]}
    places = {row["id"] for row in rows["places"]} | actors
    mistakes = []
    for n, place in enumerate(rows["places"]):
        if place.get("inside", n) not in (places | {n}):
            mistakes.append(marked["places"].mistake((n, "in"), f"no place or state {place['inside']!r}"))
        for field in ("sovereign", "administered", "disputed"):
            for state in _codes(place.get(field)):
                what = f"no state {state!r} in states.yaml"
                mistakes += [] if state in actors else [marked["places"].mistake((n, field), what)]
    for n, area in enumerate(rows["areas"]):
        for group, key in (("any_of", "any"), ("none_of", "not"), ("unknown", "unknown")):
            for m, item in enumerate(area.get(group, [])):
                wrong = [p for p in item.get("place", []) if p not in places]
                wrong += [
                    s
                    for f in ("sovereign", "administered")
                    for s in item.get(f, [])
                    if s not in actors and s not in ("parties", "promisee")
                ]
                mistakes += [marked["areas"].mistake((n, key, m), f"no place or state {w!r}") for w in wrong]
    for n, war in enumerate(rows["wars"]):
        for side in ("began", "against"):
            for m, who in enumerate(war[side]):
                state = who if isinstance(who, str) else who["state"]
                if state not in actors:
                    mistakes.append(marked["wars"].mistake((n, side, m), f"no state or entity {state!r}"))
    return mistakes


def _codes(value: Any) -> list[str]:
    """The state codes inside one of the short or long forms of a holder."""
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _codes(value.get("state")) + _codes(value.get("states"))
    return [code for item in value for code in _codes(item)]
