"""The rates that others published, to stand beside ours: `data/published-rates.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

__all__ = ["Published", "published"]


@dataclass(frozen=True, slots=True)
class Published:
    """One study.

    Attributes:
        what: what it counted; studies differ in that.
        rates: shares by group (see `foedus.court.scores.RATES`); `n`: of how many, where it tells.
    """

    study: str
    what: str
    span: str
    rates: dict[str, float]
    n: dict[str, int]
    cite: str
    note: str


def published() -> tuple[Published, ...]:
    """Every study, in the order of their years."""
    from foedus.gate.marked import read_yaml  # noqa: PLC0415 - only when rates are shown

    name = "published-rates.yaml"
    rows = read_yaml((files("foedus") / "data" / name).read_bytes(), name).data
    return tuple(
        Published(r["study"], r["what"], r["span"], r["rates"], r.get("n", {}), r["cite"], r.get("note", ""))
        for r in rows
    )
