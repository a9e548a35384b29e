"""Who does what to whom: each state or group that is named, or was named shortly before, with its role in a claim.

Roles of all event types are of six sorts: who acts (sender, supplier, requester, attacker, actor), who is acted upon
(host, recipient, addressee, target), parties on equal terms, a theatre of war, who ended a treaty, and none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.news.local.classes import classes_of, lemma
from foedus.news.local.past import Past

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from foedus.news.document import Document
    from foedus.news.local.features import Features
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.names import Named

__all__ = ["ROLES", "Actors", "Asked", "Mention", "fall", "named_roles", "sort_of", "suffers"]

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

_FAR, _OFTEN, _STEPS, _STATE = 3, 4, 6, 3


def sort_of(event: str, role: str) -> str:
    """The sort of one of the scheme's roles."""
    return next((sort for sort, name in ROLES[event].items() if name == role), "none")


@dataclass(frozen=True, slots=True)
class Mention:
    """One code that may have a role: where it is named in the sentence, or from where it is remembered.

    Attributes:
        at: where the report names it, by its first character; -1 where it is remembered only as one of its claims.
    """

    code: str
    features: Features
    at: int = -1

    @property
    def far(self) -> bool:
        """Is it only remembered from another sentence?"""
        return "far" in self.features


@dataclass(frozen=True, slots=True)
class Asked:
    """The claim whose roles are asked for: where it stands, what it tells, and who says it."""

    number: int
    parsed: ParsedSentence
    head: Token
    event: str
    spoken: str | None
    span: tuple[int, int]

    def nouns(self) -> frozenset[str]:
        """The nouns of its evidence: what it is about."""
        base = self.parsed.sentence.start
        return frozenset(
            lemma(t)
            for t in self.parsed.doc
            if t.pos_ == "NOUN" and self.span[0] <= base + t.idx < self.span[1] and not self.parsed.kinds[t.i]
        )


@dataclass(slots=True)
class Actors:
    """Who is named where in a report, and who had which role so far.

    Attributes:
        by_sentence: the names of each sentence that stand for somebody.
        often: how often each code is named.
        common: the codes that are named most often, with how often.
        titled: the codes that the title names.
        places: for each code, every sentence that names it, with the first character of the name.
        past: the claims so far.
    """

    by_sentence: list[list[Named]]
    often: Counter[str]
    common: list[tuple[str, int]]
    titled: frozenset[str]
    places: dict[str, list[tuple[int, int]]]
    past: Past = field(default_factory=Past)

    @classmethod
    def of(cls, sentences: list[ParsedSentence], document: Document) -> Actors:
        """Look at a report once."""
        found: list[list[Named]] = []
        at = 0
        listed = [n for n in document.named if n.codes]
        for parsed in sentences:
            while at < len(listed) and listed[at].start < parsed.sentence.start:
                at += 1
            stop = at
            while stop < len(listed) and listed[stop].start < parsed.sentence.end:
                stop += 1
            found.append(listed[at:stop])
        titled = frozenset(c for n in listed if n.start < document.body for c in n.codes)
        often = Counter(c for n in listed for c in n.codes)
        places: dict[str, list[tuple[int, int]]] = {}
        for number, names in enumerate(found):
            for named in names:
                for code in named.codes:
                    places.setdefault(code, []).append((number, named.start))
        return cls(found, often, often.most_common(_OFTEN), titled, places)

    def here(self, asked: Asked) -> list[Mention]:
        """Everybody whom the sentence names, each code once."""
        found: dict[str, Features] = {}
        nearest = self._nearest(asked.number, asked.parsed, asked.head)
        ranked = sorted(nearest, key=lambda code: nearest[code][:3])
        for code, (steps, _, _, named) in nearest.items():
            features = found.setdefault(code, {})
            _add_named(features, asked.parsed, asked.head, asked.event, named, asked.span)
            features[f"rank={min(4, ranked.index(code))} steps={min(5, steps)}"] = 1.0
        self._add_common(found, asked, "here", len(found))
        return [Mention(code, features, nearest[code][3].start) for code, features in found.items()]

    def far(self, asked: Asked, sorts: dict[str, str]) -> list[Mention]:
        """Everybody who is only remembered, seen beside the roles that the sentence itself fills."""
        found = self._remembered(asked.number, set(sorts))
        filled = sorted(set(sorts.values()) - {"none"})
        subject = next((c for c in asked.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        for features in found.values():
            features[f"far named here={min(3, len(sorts))}"] = 1.0
            features["far filled=" + "+".join(filled)] = 1.0
            features[f"far filled={'+'.join(filled)} {asked.event}"] = 1.0
            parties = sum(sort == "party" for sort in sorts.values())
            features[f"far parties={min(3, parties)} {asked.event}"] = 1.0
            if subject is not None:
                features[f"far subject={subject.pos_} {asked.event}"] = 1.0
                features[f"far subject={subject.lower_ if subject.pos_ == 'PRON' else '-'}"] = 1.0
            else:
                features["far no subject " + asked.event] = 1.0
        self._add_common(found, asked, "far", len(sorts))
        return [Mention(code, features, self._last(code, asked.number)) for code, features in found.items()]

    def _last(self, code: str, number: int) -> int:
        """Where a code was named last before a sentence; -1 where it was not."""
        at = self.places.get(code, ())
        before = bisect_left(at, number, key=lambda p: p[0])
        return at[before - 1][1] if before else -1

    def _add_common(self, found: dict[str, Features], asked: Asked, where: str, named: int) -> None:
        event, kin = asked.event, self.past.kin(asked.nouns())
        most = max(1, self.common[0][1]) if self.common else 1
        for code, features in found.items():
            features["event=" + event] = 1.0
            share = self.often[code] / most
            features[f"share={round(share * 4)}"] = features[f"share={round(share * 4)} {event}"] = 1.0
            features[f"share={round(share * 4)} {where}"] = 1.0
            if asked.spoken == code:
                features["speaks"] = features["speaks " + event] = features["speaks " + where] = 1.0
            features[f"others={min(4, named)}"] = 1.0
            titled = int(code in self.titled)
            features[f"titled={titled} {where}"] = features[f"titled={titled} {where} {event}"] = 1.0
            features["state" if len(code) == _STATE else "no state"] = 1.0
            self.past.add(features, asked.number, event, code, where, kin)

    def _nearest(self, number: int, parsed: ParsedSentence, head: Token) -> dict[str, tuple[int, bool, int, Named]]:
        """Of each code that the sentence names, the name that stands nearest to the head in the tree.

        Of two that are as near, the one under the head: "Peskov denied that soldiers had been sent to Russia".
        """
        nearest: dict[str, tuple[int, bool, int, Named]] = {}
        for place, named in enumerate(self.by_sentence[number]):
            words = _words(parsed, named)
            steps = _steps(head, words.root) if words else 99
            outside = not words or not (words.root.i == head.i or head.is_ancestor(words.root))
            for code in named.codes:
                if code not in nearest or (steps, outside, place) < nearest[code][:3]:
                    nearest[code] = (steps, outside, place, named)
        return nearest

    def settle(self, asked: Asked, sorts: dict[str, str]) -> None:
        """A claim is settled; later ones may go on from it."""
        self.past.settle(asked.number, asked.event, sorts, asked.nouns())

    def against(self, asked: Asked) -> frozenset[str]:
        """Those against whom something is done or borne by the words ("killed in the fighting against Ukraine")."""
        found = set()
        for named in self.by_sentence[asked.number]:
            words = _words(asked.parsed, named)
            above = {t.i: t for t in words.root.ancestors} if words else {}
            if any(t.lower_ == "against" and t.dep_ == "prep" for t in above.values()) and asked.head.i in above:
                found |= {*named.codes}
        return frozenset(found)

    def besides(self, asked: Asked, speaker: Token, sorts: dict[str, str]) -> dict[str, str]:
        """The sorts without the state for which the source speaks, where only the source's own words name it here.

        "..., the US secretary said" makes the United States no second host beside the one that the claim names.
        """
        code = asked.spoken
        sort = sorts.get(code or "", "none")
        if code is None or sort not in ("agent", "patient") or speaker.doc is not asked.parsed.doc:
            return sorts
        own = {t.i for t in speaker.subtree}
        named = [w for n in self.by_sentence[asked.number] if code in n.codes and (w := _words(asked.parsed, n))]
        alone = bool(named) and all(w.root.i in own for w in named) and asked.head.i not in own
        shared = any(other == sort for c, other in sorts.items() if c != code)
        return {c: s for c, s in sorts.items() if c != code} if alone and shared else sorts

    def _remembered(self, number: int, here: set[str]) -> dict[str, Features]:
        found: dict[str, Features] = {}
        for back in range(1, min(_FAR, number) + 1):
            names = self.by_sentence[number - back]
            for place, named in enumerate(reversed(names)):
                for code in named.codes:
                    if code not in here and code not in found:
                        found[code] = {
                            "far": 1.0,
                            f"far back={back}": 1.0,
                            f"far place={min(place, 3)}": 1.0,
                            f"far first={int(named is names[0])} back={back}": 1.0,
                            "far kind=" + named.kind: 1.0,
                        }
        for code in self.past.codes():
            if code not in here:
                found.setdefault(code, {"far": 1.0, "far back=8": 1.0})
        for rank, (code, _) in enumerate(self.common):
            if code not in here:
                found.setdefault(code, {"far": 1.0, "far back=9": 1.0})[f"far rank={rank}"] = 1.0
        return found


def _add_named(
    found: Features, parsed: ParsedSentence, head: Token, event: str, named: Named, span: tuple[int, int]
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


_SUFFER = frozenset({"suffer", "sustain", "incur"})
_FALL = frozenset({"kill", "wound", "injure", "die", "fall", "lose"})


def fall(head: Token) -> bool:
    """Does the clause tell who fell, as its subject ("600 soldiers have been killed")?"""
    return lemma(head) in _FALL and any(c.dep_ in ("nsubjpass", "nsubj") for c in head.children)


def suffers(head: Token) -> bool:
    """Does the clause tell what its subject suffers ("has suffered 4,000 casualties")? Then that is the target."""
    return lemma(head) in _SUFFER or (head.dep_ == "dobj" and lemma(head.head) in _SUFFER)


def named_roles(event: str, sorts: list[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Codes with their sorts as the scheme's roles, in the scheme's order."""
    found: dict[str, list[str]] = {}
    for code, sort in sorts:
        role = ROLES[event].get(sort)
        if role is not None and code not in found.setdefault(role, []):
            found[role].append(code)
    return tuple((role, tuple(found[role])) for role in ROLES[event].values() if found.get(role))
