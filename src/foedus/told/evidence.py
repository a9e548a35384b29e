"""The evidence of a ledger as plain data: the part `evidence` of `foedus world --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.ledger.bearing import bearings
from foedus.ledger.novelty import novelties
from foedus.ledger.picture import MANY, Picture

if TYPE_CHECKING:
    from foedus.world import World

__all__ = ["evidence_as_dict", "is_short"]


def evidence_as_dict(
    world: World, state: str | None, kind: str | None = None, *, sources: bool = False
) -> dict[str, Any]:
    """What a ledger tells of a day, with every claim behind it.

    Without a state or a kind a large ledger is told by counts alone, and `matters` is null.
    """
    picture = world.evidence
    if not isinstance(picture, Picture):
        return {}
    short = is_short(picture, state, kind)
    told: dict[str, Any] = {
        "believe": picture.believe,
        "counts": picture.counts(state),
        "matters": None if short else [m.to_dict() for m in picture.matters(state, kind)],
        "novelty": None if short else [n.to_dict() for n in novelties(world, state, kind)],
        "caveats": list(picture.caveats),
    }
    if sources:
        told["sources"] = None if short else [b.to_dict() for b in bearings(picture, state, kind)]
    return told


def is_short(picture: Picture, state: str | None, kind: str | None) -> bool:
    """Is it told by counts alone, because a list would be too long?"""
    return state is None and kind is None and sum(picture.counts().values()) > MANY
