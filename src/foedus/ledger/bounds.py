"""What an entry may hold: sizes, text that every database keeps as it is, a body that says what its kind says."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.errors import BadEntry
from foedus.terms.entries import KINDS, VERDICTS, canonical
from foedus.terms.when import FIRST_DAY

if TYPE_CHECKING:
    from foedus.terms.entries import Entry

__all__ = ["LONGEST", "LONGEST_AUTHOR", "LONGEST_REASON", "MOST_AT_ONCE", "checked", "checked_text"]

LONGEST = {"report": 16_000_000, "claim": 4_000_000, "judgement": 10_000, "grade": 100_000, "note": 1_000_000}
"""How many bytes a body may have; a report's text alone is bounded where reports are opened."""

LONGEST_REASON, LONGEST_AUTHOR = 10_000, 200
"""How many characters a reason and a name may have."""

MOST_AT_ONCE = 10_000
"""So many entries are one transaction at most."""

_LAST_DAY = date(2200, 1, 1)
_FIELDS = {
    "report": {"name", "outlet", "title", "dateline", "dateline_from", "digest", "text", "reader"},
    "claim": {"report", "outlet", "treaty", "cue", "event_type", "modality", "source", "actors", "sentence"},
    "judgement": {"verdict", "of", "by"},
    "grade": {"of", "reliability", "credibility", "reasons"},
    "note": {"form", "text", "about", "source"},
    "import": {"from", "head", "entries"},
}
"""What a body of each kind must say; it may say more."""

_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_UNPRINTED_IN_PROSE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALF = re.compile(r"[\ud800-\udfff]")


def checked(entry: Entry, said: dict[str, Any] | None = None) -> dict[str, Any]:
    """Refuse what cannot be an entry; returns what it says.

    Args:
        entry: what is to be recorded.
        said: what its body was just made of, where that is at hand; left out, the body is read.

    Raises:
        BadEntry: with what is wrong and what to do.
    """
    if entry.kind not in KINDS:
        raise BadEntry(f"no kind of entry is called {entry.kind!r}; there are {', '.join(KINDS)}")
    checked_text("author", entry.author, LONGEST_AUTHOR)
    if not entry.author.strip():
        raise BadEntry("an entry has an author; give a name")
    checked_text("reason", entry.reason, LONGEST_REASON, prose=True)
    if entry.recorded.tzinfo is None:
        raise BadEntry("the time of recording has no zone; give it in UTC")
    if not FIRST_DAY <= entry.known <= _LAST_DAY:
        raise BadEntry(f"{entry.known} cannot be the day since which an entry is known")
    return _checked_body(entry, said)


def checked_text(what: str, text: str, longest: int, *, prose: bool = False) -> None:
    """Refuse text that is too long, or that a terminal or a database would not take for text.

    Raises:
        BadEntry: with the place.
    """
    if len(text) > longest:
        raise BadEntry(f"the {what} has {len(text):,} characters; at most {longest:,} are kept")
    found = (_UNPRINTED_IN_PROSE if prose else _UNPRINTED).search(text) or _HALF.search(text)
    if found:
        raise BadEntry(f"the {what} holds the character U+{ord(found[0]):04X} at place {found.start()}; leave it out")


def _checked_body(entry: Entry, said: dict[str, Any] | None) -> dict[str, Any]:
    half = _HALF.search(entry.body)
    if half:
        raise BadEntry(
            f"a {entry.kind} holds half a character (U+{ord(half[0]):04X}) at place {half.start()} of its body, and "
            "that is no valid text; read the file again with its right encoding"
        )
    size, most = len(entry.body.encode()), LONGEST.get(entry.kind, 100_000)
    if size > most:
        raise BadEntry(f"the body of a {entry.kind} has {size:,} bytes; at most {most:,} are kept")
    if said is None:
        said = _read(entry)
    missing = _FIELDS[entry.kind] - said.keys() if isinstance(said, dict) else _FIELDS[entry.kind]
    if missing:
        raise BadEntry(f"the body of a {entry.kind} lacks {', '.join(sorted(missing))}")
    if entry.kind == "judgement":
        _checked_verdict(said)
    if entry.kind == "claim":
        _checked_actors(said["actors"])
    of = [said.get(name) for name in ("of", "by", "report")] + (said["about"] if entry.kind == "note" else [])
    if not all(one is None or isinstance(one, str) for one in of):
        raise BadEntry(f"a {entry.kind} speaks of entries by their ids, which are text")
    return said


def _read(entry: Entry) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(entry.body)
        spelt = canonical(said)
    except (ValueError, RecursionError) as error:
        raise BadEntry(f"the body of a {entry.kind} is no JSON: {error}") from None
    if spelt != entry.body:
        raise BadEntry(f"the body of a {entry.kind} is not in canonical JSON; make it with terms.entries.canonical")
    return said


def _checked_actors(actors: object) -> None:
    if not isinstance(actors, dict) or not all(
        isinstance(codes, list) and all(isinstance(code, str) for code in codes) for codes in actors.values()
    ):
        raise BadEntry('the actors of a claim are roles with lists of codes: {"sender": ["PRK"]}')


def _checked_verdict(said: dict[str, Any]) -> None:
    verdict, by = said["verdict"], said["by"]
    if verdict not in VERDICTS:
        raise BadEntry(f"no verdict is called {verdict!r}; there are {', '.join(VERDICTS)}")
    alone = verdict in {"accept", "dispute", "retract", "known-since"}
    if verdict == "known-since":
        _checked_day(said.get("day"))
    if alone and by is not None:
        raise BadEntry(f"{verdict} speaks of one entry; leave the other one out")
    if not alone and by is None:
        raise BadEntry(f"{verdict} speaks of two entries; say by which, or as which")
    if by is not None and by == said["of"]:
        raise BadEntry(f"{verdict}: an entry cannot be judged by itself")


def _checked_day(told: object) -> None:
    try:
        since = date.fromisoformat(told if isinstance(told, str) else "")
    except ValueError:
        raise BadEntry("known-since says since which day an entry was public; write it as 2024-10-19") from None
    if not FIRST_DAY <= since <= _LAST_DAY:
        raise BadEntry(f"{since} cannot be the day since which an entry is known")
