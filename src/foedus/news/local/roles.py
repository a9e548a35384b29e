"""Who does what to whom: each state or group that is named, or was named shortly before, with its role in a claim.

Roles of all event types are of six sorts: who acts (sender, supplier, requester, attacker, actor), who is acted upon
(host, recipient, addressee, target), parties on equal terms, a theatre of war, who ended a treaty, and none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.news.local.classes import classes_of, lemma

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from foedus.news.local.features import Features
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.local.sources import Candidate
    from foedus.news.names import Named

__all__ = ["ROLES", "Actors", "Mention", "named_roles", "sort_of"]

ROLES: dict[str, dict[str, str]] = {
    "troop_deployment": {"agent": "sender", "patient": "host", "theatre": "theatre"},
    "troop_withdrawal": {"agent": "sender", "patient": "host"},
    "treaty_signing": {"party": "party"},
    "treaty_ratification": {"party": "party"},
    "treaty_in_force": {"party": "party"},
    "treaty_clause": {"party": "party"},
    "treaty_termination": {"party": "party", "by": "by"},
    "assistance_request": {"agent": "requester", "patient": "addressee"},
    "arms_transfer": {"agent": "supplier", "patient": "recipient"},
    "labour_transfer": {"agent": "sender", "patient": "host"},
    "exercise": {"party": "participant", "patient": "host"},
    "attack": {"agent": "attacker", "patient": "target"},
    "threat": {"agent": "actor", "patient": "target"},
    "sanction": {"agent": "actor", "patient": "target"},
    "visit_summit": {"party": "participant"},
    "policy_statement": {"agent": "actor", "patient": "target"},
    "motive_assessment": {"party": "about"},
    "relation_state": {"party": "party"},
}
"""Event type -> sort of role -> the scheme's name for it."""

_FAR, _OFTEN, _STEPS = 3, 4, 6


def sort_of(event: str, role: str) -> str:
    """The sort of one of the scheme's roles."""
    return next((sort for sort, name in ROLES[event].items() if name == role), "none")


@dataclass(frozen=True, slots=True)
class Mention:
    """One code that may have a role: where it is named in the sentence, or from where it is remembered."""

    code: str
    features: Features

    @property
    def far(self) -> bool:
        """Is it only remembered from another sentence?"""
        return "far" in self.features


@dataclass(slots=True)
class Actors:
    """Who is named where in a report, and who had which role so far.

    Attributes:
        by_sentence: the names of each sentence that stand for somebody.
        often: how often each code is named.
        before: the claims so far: number of the sentence, event type, code -> sort of role.
    """

    by_sentence: list[list[Named]]
    often: Counter[str]
    before: list[tuple[int, str, dict[str, str]]] = field(default_factory=list)

    @classmethod
    def of(cls, sentences: list[ParsedSentence], named: list[Named]) -> Actors:
        """Look at a report once."""
        found: list[list[Named]] = []
        at = 0
        listed = [n for n in named if n.codes]
        for parsed in sentences:
            while at < len(listed) and listed[at].start < parsed.sentence.start:
                at += 1
            stop = at
            while stop < len(listed) and listed[stop].start < parsed.sentence.end:
                stop += 1
            found.append(listed[at:stop])
        return cls(found, Counter(c for n in listed for c in n.codes))

    def mentions(
        self, number: int, parsed: ParsedSentence, head: Token, event: str, source: Candidate, span: tuple[int, int]
    ) -> list[Mention]:
        """Everybody who may have a role in the claim under this head, each code once."""
        common: Features = {"event=" + event: 1.0}
        spoken = source.speaker.affiliation if source.speaker else None
        here: dict[str, Features] = {}
        for code, named in self._nearest(number, parsed, head).items():
            self._add_named(here.setdefault(code, {}), parsed, head, event, named, span)
        later = self._remembered(number, here, event)
        for code, found in later.items():
            here[code] = found
            subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                found[f"far subject={subject.pos_} {event}"] = 1.0
                found[f"far subject={subject.lower_ if subject.pos_ == 'PRON' else '-'}"] = 1.0
            else:
                found["far no subject " + event] = 1.0
        for code, found in here.items():
            found.update(common)
            share = self.often[code] / max(1, *self.often.values())
            found[f"share={round(share * 4)}"] = 1.0
            found[f"share={round(share * 4)} {event}"] = 1.0
            if spoken == code:
                found["speaks"] = found["speaks " + event] = 1.0
            found[f"others={min(4, len(here) - len(later))}"] = 1.0
            self._add_before(found, number, event, code)
            found["state" if len(code) == 3 else "no state"] = 1.0
        return [Mention(code, found) for code, found in here.items()]

    def _nearest(self, number: int, parsed: ParsedSentence, head: Token) -> dict[str, Named]:
        """Of each code that the sentence names, the name that stands nearest to the head in the tree."""
        nearest: dict[str, tuple[int, int, Named]] = {}
        for place, named in enumerate(self.by_sentence[number]):
            words = _words(parsed, named)
            steps = _steps(head, words.root) if words else 99
            for code in named.codes:
                if code not in nearest or (steps, place) < nearest[code][:2]:
                    nearest[code] = (steps, place, named)
        return {code: named for code, (_, _, named) in nearest.items()}

    def settle(self, number: int, event: str, sorts: dict[str, str]) -> None:
        """A claim is settled; later ones may go on from it."""
        self.before.append((number, event, {code: sort for code, sort in sorts.items() if sort != "none"}))

    def _add_before(self, found: Features, number: int, event: str, code: str) -> None:
        """The role of a code in the last claims: of the same type, and of any."""
        where = "far" if "far" in found else "here"
        like = [b for b in self.before if b[1] == event][-1:]
        for name, claims in (("same type", like), ("last", self.before[-1:]), ("second last", self.before[-2:-1])):
            for at, other, sorts in claims:
                sort = sorts.get(code, "none")
                back = min(3, number - at)
                found[f"{name} {sort} {where}"] = 1.0
                found[f"{name} {sort} {where} {event}"] = 1.0
                found[f"{name} {sort} {where} back={back}"] = 1.0
                if name == "last" and other != event:
                    found[f"{other} {sort} then {event} {where}"] = 1.0
        if not self.before:
            found["first " + where] = 1.0

    def _remembered(self, number: int, here: dict[str, Features], event: str) -> dict[str, Features]:
        found: dict[str, Features] = {}
        for back in range(1, min(_FAR, number) + 1):
            for place, named in enumerate(reversed(self.by_sentence[number - back])):
                for code in named.codes:
                    if code not in here and code not in found:
                        found[code] = {
                            "far": 1.0,
                            f"far back={back}": 1.0,
                            f"far place={min(place, 3)}": 1.0,
                            "far kind=" + named.kind: 1.0,
                        }
        recent = [*self.before[-2:], *[b for b in self.before if b[1] == event][-1:]]
        for code in (c for _, _, sorts in recent for c in sorts):
            if code not in here:
                found.setdefault(code, {"far": 1.0, "far back=8": 1.0})
        for rank, (code, _) in enumerate(self.often.most_common(_OFTEN)):
            if code not in here:
                found.setdefault(code, {"far": 1.0, "far back=9": 1.0})[f"far rank={rank}"] = 1.0
        for features in found.values():
            features[f"far named here={min(3, len(here))}"] = 1.0
        return found

    def _add_named(
        self, found: Features, parsed: ParsedSentence, head: Token, event: str, named: Named, span: tuple[int, int]
    ) -> None:
        words = _words(parsed, named)
        if not words:
            return
        word = words.root
        path, top = _path(head, word)
        inside = span[0] <= named.start < span[1]
        for name in (f"path={path}", f"path={path} {event}", f"inside={int(inside)}", f"inside={int(inside)} {event}"):
            found[name] = 1.0
        found["kind=" + named.kind] = found[f"kind={named.kind} {event}"] = 1.0
        holder = word.head if word.dep_ in ("compound", "amod", "poss", "nmod") else word
        for name in classes_of(holder):
            found[f"holder={name} {event}"] = 1.0
            found[f"holder={name} {path.split('/')[0]}"] = 1.0
        if holder.dep_ == "pobj":
            found[f"prep={holder.head.lower_}"] = found[f"prep={holder.head.lower_} {event}"] = 1.0
            found[f"prep={holder.head.lower_} < {lemma(holder.head.head)}"] = 0.7
        found[f"top={top}"] = found[f"top={top} {event}"] = 1.0
        for name in classes_of(head):
            found[f"head={name} top={top}"] = 0.7
        found[("before " if word.i < head.i else "behind ") + event] = 0.7
        if word.i == head.i:
            found["is head " + event] = 1.0


def _words(parsed: ParsedSentence, named: Named) -> Span | None:
    base = parsed.sentence.start
    found: Span | None = parsed.doc.char_span(named.start - base, named.end - base, alignment_mode="expand")
    return found


def _steps(head: Token, word: Token) -> int:
    """How many steps it is through the tree from one word to another."""
    up = {word.i: 0}
    at, count = word, 0
    while at.head.i != at.i:
        at, count = at.head, count + 1
        up[at.i] = count
    at, count = head, 0
    while at.i not in up and at.head.i != at.i:
        at, count = at.head, count + 1
    return count + up.get(at.i, 50)


def _path(head: Token, word: Token) -> tuple[str, str]:
    """The relations from the head to a word, and the first of them; `out` where the word is not under the head."""
    steps: list[str] = []
    at = word
    while at.i != head.i and len(steps) < _STEPS:
        if at.head.i == at.i:
            break
        steps.append(at.lower_ if at.dep_ == "prep" else at.dep_)
        at = at.head
    if at.i == head.i:
        return "/".join(reversed(steps)) or "self", steps[-1] if steps else "self"
    above: list[str] = []
    at = head
    under = {t.i for t in word.ancestors} | {word.i}
    while at.i not in under and at.head.i != at.i and len(above) < _STEPS:
        above.append(at.dep_)
        at = at.head
    down: list[str] = []
    x = word
    while x.i not in (at.i, x.head.i) and len(down) < _STEPS:
        down.append(x.lower_ if x.dep_ == "prep" else x.dep_)
        x = x.head
    return "^" + "^".join(above) + ":" + "/".join(reversed(down)), "^" + (above[-1] if above else "") + ":" + (
        down[-1] if down else ""
    )


def named_roles(event: str, sorts: list[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Codes with their sorts as the scheme's roles, in the scheme's order."""
    found: dict[str, list[str]] = {}
    for code, sort in sorts:
        role = ROLES[event].get(sort)
        if role is not None and code not in found.setdefault(role, []):
            found[role].append(code)
    return tuple((role, tuple(found[role])) for role in ROLES[event].values() if found.get(role))
