"""The question: an attack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.errors import BadQuestion

if TYPE_CHECKING:
    from foedus.terms.truth import Truth

__all__ = ["Attack"]


@dataclass(frozen=True, slots=True, init=False)
class Attack:
    """An armed attack by one or several on one.

    Args:
        attackers: a name or code, or several; armed groups can attack too. Any name that the register knows.
        target: the state or entity attacked.
        where: the place; left out, the home territory of the target.
        facts: facts stated by whoever asks, three-valued (`None` is unknown): `{"on_request": True}`.

    Raises:
        BadQuestion: no attacker, or somebody attacks itself.

    >>> Attack("KOR", "PRK")
    Attack(attackers=('KOR',), target='PRK', where=None, facts=())
    """

    attackers: tuple[str, ...]
    target: str
    where: str | None = None
    facts: tuple[tuple[str, Truth], ...] = field(default=())

    def __init__(
        self,
        attackers: str | tuple[str, ...] | list[str],
        target: str,
        where: str | None = None,
        facts: dict[str, Truth] | None = None,
    ) -> None:
        several = (attackers,) if isinstance(attackers, str) else tuple(dict.fromkeys(attackers))
        if not several:
            raise BadQuestion("an attack needs at least one attacker")
        if target in several:
            raise BadQuestion(f"{target} cannot attack itself; name another target or another attacker")
        put = object.__setattr__
        put(self, "attackers", several)
        put(self, "target", target)
        put(self, "where", where)
        put(self, "facts", tuple(sorted((facts or {}).items())))

    def __str__(self) -> str:
        return f"{', '.join(self.attackers)} attack{'s' if len(self.attackers) == 1 else ''} {self.target}"
