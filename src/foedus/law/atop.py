"""ATOP 5.1 as treaties: the coders' member-phase records become the same records as the corpus, so one engine serves.

Source: Leeds, Ritter, Mitchell and Long (2002), "Alliance Treaty Obligations and Provisions, 1815-1944",
International Interactions 28: 237-260; data 5.1 (1815-2018), the data set `atop-members` of the registry.

How the coding is carried over
- A phase of an alliance is one treaty, `atop:2440.2`; a member's record is one spell of a party.
- DEFENSE arises when the promisee is attacked; OFFENSE, any active support that no attack triggers, when it is at war;
  NEUTRAL when it is at war, or, with NEUCOATT, attacked; CONSUL under threat; NONAGG when the promisor attacks it.
- ADV with a named state (STATTHR1, STATTHR2) is a condition on the attackers. PR (the ally did not provoke) is read as
  "was attacked, and did not attack first", which an armed attack already says. LOC, CON, NUM, DEM, a threat without a
  name, OLIMOB and OBVARY are not coded in direction, so they are unknown, not false.
- ATOP ends an alliance on the day on which it is violated: the pledge is still tested on that day, and ends one later.
- Entry is as ATOP dates it (for North Atlantic accessions the signature of the protocol).
What ATOP leaves to the text is mended elsewhere: see `foedus.law.atop_mended`.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedus.sources.fetch import local
from foedus.terms.conditions import All, Atom, Condition
from foedus.terms.treaties import Clause, Party, Treaty
from foedus.terms.when import When

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas

__all__ = ["read_atop"]

_KINDS = {
    "defense": ("defense", "assist"),
    "offense": ("offense", "assist"),
    "neutral": ("neutrality", "refrain"),
    "nonagg": ("nonaggression", "refrain"),
    "consul": ("consultation", "consult"),
}
_SUBSTANCE = {
    "defense": "Active military support if the ally is attacked (ATOP's coding).",
    "offense": "Active military support that no attack on the ally triggers (ATOP's coding).",
    "neutral": "Not to join or aid the ally's adversary (ATOP's coding).",
    "nonagg": "Not to use force against the ally (ATOP's coding).",
    "consul": "To consult in a military crisis with the aim of a common policy (ATOP's coding).",
}
_UNCODED = {"loc": "atop_location", "con": "atop_particular_conflict", "num": "atop_number_of_adversaries"}


def read_atop(atlas: Atlas, *, conditions: bool = True) -> tuple[Treaty, ...]:
    """ATOP's alliances as treaties, one for each phase, just as they are coded.

    Args:
        atlas: who the members are.
        conditions: left out, only the event stands (attacked, at war), as if every pledge were unconditional.

    Raises:
        SourceMissing, SourceAltered: the file is not here and cannot be fetched, or it is not the registered one.
    """
    with local("atop-members").open(newline="", encoding="utf-8-sig") as source:
        rows = csv.DictReader(source)
        phases: dict[tuple[int, int], list[dict[str, str]]] = {}
        last: dict[tuple[int, str], int] = {}
        for row in rows:
            key = (int(row["atopid"]), int(row["phase"] or 0))
            phases.setdefault(key, []).append(row)
            member = (key[0], row["member"])
            last[member] = max(last.get(member, 0), key[1])
    return tuple(_treaty(key, members, atlas, last, conditions) for key, members in sorted(phases.items()))


def _treaty(
    key: tuple[int, int],
    rows: list[dict[str, str]],
    atlas: Atlas,
    last: dict[tuple[int, str], int],
    conditions: bool,
) -> Treaty:
    number, phase = key
    name = f"atop:{number}" + (f".{phase}" if phase else "")
    codes = {row["member"]: _code(row["member"], atlas) for row in rows}
    parties = tuple(_party(row, codes, last[number, row["member"]] == phase) for row in rows)
    entries = [p.entry for p in parties if p.entry and p.entry.earliest]
    first = min(entries, key=lambda w: w.earliest or date.max) if entries else None
    names = [atlas.name(c) for c in dict.fromkeys(codes.values())]
    shown = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    return Treaty(
        id=name,
        name=f"ATOP alliance {number}{f', phase {phase}' if phase else ''}: {shown}",
        instrument="treaty",
        parties=parties,
        clauses=tuple(_clauses(rows, codes, atlas, conditions)),
        signed=first,
        in_force=first,
        text="secret" if rows[0].get("pubsecr") == "1" else "public",
        atop=number,
    )


def _code(number: str, atlas: Atlas) -> str:
    found = atlas.find(number)
    return found.code if found else f"cow:{number}"


def _party(row: dict[str, str], codes: dict[str, str], final: bool) -> Party:
    gone = _date(row, "yrexit", "moexit", "dayexit")
    if gone and final and gone.exact and gone.latest:
        gone = When.on(gone.latest + timedelta(days=1))
    return Party(codes[row["member"]], entry=_date(row, "yrent", "moent", "dayent"), exit=gone)


def _date(row: dict[str, str], *fields: str) -> When | None:
    year, month, dom = (int(row[f] or 0) for f in fields)
    if year <= 0:
        return None
    text = f"{year:04}"
    if 1 <= month <= 12:
        text += f"-{month:02}"
        if dom >= 1:
            text += f"-{dom:02}"
    return When.parse(text)


def _clauses(rows: list[dict[str, str]], codes: dict[str, str], atlas: Atlas, conditions: bool) -> list[Clause]:
    """One clause for each kind and each set of conditions, with those members as promisors who have it."""
    groups: dict[tuple[str, Condition], list[str]] = {}
    for row in rows:
        for column in _KINDS:
            if row[column] == "1":
                condition = _condition(column, row, atlas) if conditions else _event(column, row, conditions)
                groups.setdefault((column, condition), []).append(codes[row["member"]])
    everyone = list(codes.values())
    return [
        Clause(
            article=column,
            kind=_KINDS[column][0],
            substance=_SUBSTANCE[column],
            when=condition,
            owes=_KINDS[column][1],
            discretion="process",
            promisors=() if sorted(set(members)) == sorted(set(everyone)) else tuple(dict.fromkeys(members)),
        )
        for (column, condition), members in groups.items()
    ]


def _condition(column: str, row: dict[str, str], atlas: Atlas) -> Condition:
    stem = {"defense": "def", "offense": "off", "neutral": "neu", "consul": "con", "nonagg": ""}[column]
    parts: list[Condition] = [_event(column, row, conditions=True)]
    if not stem:
        return parts[0]

    def on(suffix: str) -> bool:
        return row.get(f"{stem}co{suffix}") == "1"

    named = tuple(_code(row[c], atlas) for c in ("statthr1", "statthr2") if int(row[c] or 0) > 0)
    if on("adv"):
        parts.append(Atom("by", named) if named else Atom("uncoded", ("atop_particular_adversary",)))
    parts += [Atom("uncoded", (name,)) for suffix, name in _UNCODED.items() if on(suffix)]
    if on("dem"):
        parts.append(Atom("demands_unmet"))
    if on("req"):
        parts.append(Atom("on_request"))
    if row["olimob"] == "1":
        parts.append(Atom("uncoded", ("atop_other_condition",)))
    if row["obvary"] == "1":
        parts.append(Atom("uncoded", ("atop_which_partner",)))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _event(column: str, row: dict[str, str], conditions: bool) -> Condition:
    if column == "consul":
        return Atom("threatened", ("promisee",))
    if column in ("defense", "nonagg") or (column == "neutral" and conditions and row.get("neucoatt") == "1"):
        return Atom("attacked", ("promisee",))
    return Atom("at_war", ("promisee",))
