"""The shapes of the atlas's files: states, entities, places, areas and wars, row by row."""

from __future__ import annotations

from typing import Any

from pydantic import Field, field_validator

from foedus.gate.shapes import DateText, Shape, Texts, Word

__all__ = ["ROWS"]

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


class _Holder(_Spelled):
    state: str


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
    formerly: str | list[_Holder] | None = None
    became: Texts = []


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
    becomes: Texts = []
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
"""File -> the shape of its rows."""


def _in_vocabulary(values: list[str], words: frozenset[str], what: str) -> list[str]:
    for value in values:
        if value not in words:
            raise ValueError(f"unknown {what} {value!r}; the words are {', '.join(sorted(words))}")
    return values
