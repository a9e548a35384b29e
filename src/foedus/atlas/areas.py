"""Does a place lie in a treaty's area? Three-valued, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.terms.truth import Truth, all_of, any_of, negate

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.places import Area, AreaItem, Place

__all__ = ["lies_in"]


def lies_in(place: Place, area: Area, moment: date, parties: frozenset[str], promisee: str) -> Truth:
    """Is the place inside the area on that day?

    Args:
        place: where the attack happens.
        area: the rules of the area.
        moment: the day; territories change hands.
        parties: who is a party on that day (the word `parties` of the rules).
        promisee: who is attacked (the word `promisee`).

    Returns:
        True, False, or None where the rules call it contested or sovereignty is disputed.
    """
    inside = any_of(_fits(place, item, moment, parties, promisee) for item in area.any_of)
    outside = any_of(_fits(place, item, moment, parties, promisee) for item in area.none_of)
    result = all_of((inside, negate(outside)))
    if any(_fits(place, item, moment, parties, promisee) is not False for item in area.unknown):
        return None
    return result


def _fits(place: Place, item: AreaItem, moment: date, parties: frozenset[str], promisee: str) -> Truth:
    if moment not in item.spell:
        return False
    if item.place and not set(item.place) & {place.id, *place.inside}:
        return False
    if item.kind and place.kind not in item.kind:
        return False
    if item.status and place.status not in item.status:
        return False
    if item.region and not set(item.region) & set(place.region):
        return False
    if item.seas and not set(item.seas) & set(place.seas):
        return False
    return all_of(
        (
            _beyond(place.lat, item.north_of, north=True),
            _beyond(place.lat, item.south_of, north=False),
            _in_polygon(place, item.polygon),
            _held(place.sovereigns(moment), place.claimants(moment), item.sovereign, parties, promisee),
            _held(place.administrators(moment), (), item.administered, parties, promisee),
        )
    )


def _beyond(lat: float | None, limit: float | None, *, north: bool) -> Truth:
    if limit is None:
        return True
    if lat is None:
        return None
    return lat >= limit if north else lat <= limit


def _held(
    holders: tuple[str, ...],
    claimants: tuple[str, ...],
    wanted: tuple[str, ...],
    parties: frozenset[str],
    promisee: str,
) -> Truth:
    """Is a holder among those wanted? Unknown where the holders' title is disputed and the claimants differ in it."""
    if not wanted:
        return True
    states = {s for w in wanted for s in (parties if w == "parties" else (promisee,) if w == "promisee" else (w,))}
    contested = {s in states for s in claimants} if claimants else set()
    if len(contested) == 2:
        return None
    return bool(states & set(holders))


def _in_polygon(place: Place, corners: tuple[tuple[float, float], ...]) -> Truth:
    """Even-odd rule in degrees; longitudes of the polygon may run below -180 to cross the antimeridian."""
    if not corners:
        return True
    if place.lat is None or place.lon is None:
        return None
    return any(_odd(place.lat, lon, corners) for lon in (place.lon, place.lon - 360, place.lon + 360))


def _odd(lat: float, lon: float, corners: tuple[tuple[float, float], ...]) -> bool:
    odd = False
    for (lat1, lon1), (lat2, lon2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
            odd = not odd
    return odd
