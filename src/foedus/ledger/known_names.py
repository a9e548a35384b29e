"""Whom and what claims name by code: treaties must be ours, states and groups may be others, which is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Names"]


class Names:
    """Looks codes of claims up.

    Attributes:
        unknown: codes of states and groups that nobody has in our data, and how many claims name each. They are kept:
            a scheme of claims may know more armed groups than we do.
    """

    def __init__(self) -> None:
        self.unknown: dict[str, int] = {}
        self._known: dict[str, bool] = {}
        self._treaties: frozenset[str] = frozenset()

    def check(self, said: Mapping[str, Any]) -> None:
        """Look up what a claim names.

        Raises:
            UnknownName: it is about a treaty that the corpus does not have.
        """
        for code in {code for codes in said["actors"].values() for code in codes}:
            if not self._is_known(code):
                self.unknown[code] = self.unknown.get(code, 0) + 1
        treaty = said["treaty"]
        if treaty and treaty not in self._ours():
            raise UnknownName(
                "treaty", treaty, sorted(self._treaties), "leave `treaty` out (null) if the corpus does not have it"
            )

    def _is_known(self, code: str) -> bool:
        found = self._known.get(code)
        if found is None:
            from foedus.atlas.load import shipped_atlas  # noqa: PLC0415 - only where claims are read
            from foedus.terms.scheme import from_scheme  # noqa: PLC0415 - the same

            try:
                found = bool(shipped_atlas().actor(from_scheme(code)))
            except (UnknownName, ValueError):
                found = False
            self._known[code] = found
        return found

    def _ours(self) -> frozenset[str]:
        if not self._treaties:
            from foedus.law.reading import treaties  # noqa: PLC0415 - few lines name a treaty

            self._treaties = frozenset(t.id for t in treaties())
        return self._treaties
