"""Of what each verdict can be said: one that would change nothing is refused, with what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.errors import BadQuestion

if TYPE_CHECKING:
    from datetime import date

    from foedus.ledger.stored import Stored

__all__ = ["refuse_idle", "refuse_idle_grade"]

_OF = {
    "accept": ("claim",),
    "dispute": ("claim",),
    "retract": ("report", "claim", "judgement", "grade", "note"),
    "supersede": ("report", "claim"),
    "same-as": ("claim",),
    "different-quantity": ("claim",),
    "consistent": ("claim",),
    "inconsistent": ("claim",),
    "neutral": ("claim",),
    "known-since": ("report", "claim", "note"),
}
"""The kinds of entry that each verdict can change."""


def refuse_idle(verdict: str, judged: Stored, other: Stored | None, day: date | None) -> None:
    """Refuse a judgement that would change nothing.

    Raises:
        BadQuestion: with what to do instead.
    """
    kinds = _OF.get(verdict, ())
    if kinds and judged.entry.kind not in kinds:
        raise BadQuestion(f"{_named(judged)}, and `{verdict}` is said of {_listed(kinds)}; {_instead(judged)}")
    if (day is not None) != (verdict == "known-since"):
        raise BadQuestion("`known-since` says since which day an entry was public, and no other verdict does")
    if other is None:
        return
    if verdict in ("supersede", "same-as", "different-quantity") and other.entry.kind != judged.entry.kind:
        raise BadQuestion(
            f"{_named(other)}, and what {verdict} names beside a {judged.entry.kind} is a {judged.entry.kind} too"
        )
    if verdict in ("consistent", "inconsistent", "neutral") and other.entry.said.get("form") != "hypothesis":
        raise BadQuestion(f"{_named(other)}, and no hypothesis; `foedus ledger log --kind note` lists those")


def refuse_idle_grade(graded: Stored) -> None:
    """Refuse a grade of what has none.

    Raises:
        BadQuestion: only claims and reports have grades.
    """
    if graded.entry.kind not in ("claim", "report"):
        raise BadQuestion(f"{_named(graded)}, and grades are given to claims and reports; {_instead(graded)}")


def _named(stored: Stored) -> str:
    return f"{stored.id[:9]} is {'an' if stored.entry.kind == 'import' else 'a'} {stored.entry.kind}"


def _listed(kinds: tuple[str, ...]) -> str:
    plural = [f"{kind}s" for kind in kinds]
    return " and ".join((", ".join(plural[:-1]), plural[-1])) if len(plural) > 1 else plural[0]


def _instead(stored: Stored) -> str:
    if stored.entry.kind == "report":
        return "judge its claims (`foedus ledger show` lists them), or retract it"
    if stored.entry.kind == "import":
        return "judge the entries that came with it"
    return "retract it if it should not count, and record another"
