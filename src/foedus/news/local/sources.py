"""Whose claim it is: of all frames in the sentence, the last speaker, and the narrator, the likeliest.

A candidate is told by where its frame stands in the tree: above the claim with the claim as its content, beside it in
commas, the claim itself ("denied sending ..."), or a sentence before (quotations and free indirect speech go on).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.news.local.classes import classes_of, lemma
from foedus.news.local.earlier import ShortNames
from foedus.news.local.frames import Frame, frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from foedus.news.document import Document
    from foedus.news.local.features import Features
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.local.speakers import Memory
    from foedus.news.speakers import Speaker

__all__ = ["NOBODY", "Candidate", "Told", "candidates", "relays", "who_speaks"]

_ROLES = ("SAY", "DENY", "CONFIRM", "COGNITION", "THREATEN", "DEMAND", "REFUSE", "CONDEMN", "SUPPORT", "ASK")
_FORGET, _EARLIER, _REMEMBERED = 12, 2, 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose claim it may be; `speaker` is `None` for the narrator."""

    speaker: Speaker | None
    speech: str | None
    frame: Frame | None
    features: Features


@dataclass(frozen=True, slots=True)
class _Spoken:
    frame: Frame
    speaker: Speaker


@dataclass(slots=True)
class Told:
    """The frames of one sentence with their speakers, and who spoke last before it, through which outlets.

    `earlier` are those who spoke before the last one; `depth` remembers, for each head that was asked about, the words
    above it.
    """

    document: Document
    parsed: ParsedSentence
    frames: list[_Spoken]
    last: _Spoken | None
    earlier: tuple[_Spoken, ...]
    gap: int
    opens: bool
    quoted: bool
    last_relays: tuple[str, ...] = ()
    depth: dict[int, dict[int, tuple[int, str]]] = field(default_factory=dict)


NOBODY = Candidate(None, None, None, {})


def who_speaks(sentences: list[ParsedSentence], memory: Memory) -> list[Told]:
    """Every frame of a report with its speaker, in one walk, so that later words refer back to earlier ones."""
    found: list[Told] = []
    last: _Spoken | None = None
    through: tuple[str, ...] = ()
    gap, paragraph = 0, -1
    past: deque[_Spoken] = deque(maxlen=_REMEMBERED)
    document, names = memory.speakers.document, ShortNames()
    for parsed in sentences:
        spoken = []
        memory.seen(parsed)
        for frame in frames(parsed):
            speaker = memory.who(parsed, frame.speaker) if frame.speaker is not None else None
            if speaker is not None:
                spoken.append(_Spoken(frame, names.settled(speaker)))
        quote = document.quote_at(parsed.sentence.start)
        opens = parsed.sentence.paragraph != paragraph
        earlier = tuple(_others(past, last))
        here = Told(document, parsed, spoken, last, earlier, gap, opens, quote is not None, through)
        found.append(here)
        paragraph = parsed.sentence.paragraph
        main = [
            s
            for s in spoken
            if s.frame.kind not in ("verb", "noun") or s.frame.word.dep_ in ("ROOT", "conj", "parataxis", "ccomp")
        ]
        if main:
            last, gap = main[-1], 0
            past += main
            through = relays(here, Candidate(last.speaker, last.frame.speech, last.frame, {}))
        else:
            gap += 1
            last = last if gap < _FORGET else None
    return found


def _others(past: deque[_Spoken], last: _Spoken | None) -> Iterator[_Spoken]:
    """The latest who spoke before the last one, each once."""
    known = {last.speaker.source} if last is not None else set()
    for one in reversed(past):
        if one.speaker.source not in known:
            known.add(one.speaker.source)
            yield one
        if len(known) > _EARLIER:
            return


def candidates(told: Told, head: Token, event: str) -> list[Candidate]:
    """Everybody whose claim the clause under this head may be; the narrator comes last."""
    path = _path(told, head)
    found = [
        Candidate(s.speaker, s.frame.speech, s.frame, _frame_features(told, s.frame, head, path, event))
        for s in told.frames
    ]
    quoted = int(_quoted(told, head))
    count = min(3, len(found))
    if told.last is not None:
        first = told.parsed.doc[0]
        opening = first.lower_ if first.pos_ in ("PRON", "DET", "CCONJ", "ADV", "ADP", "SCONJ") else first.pos_
        features = {
            "before": 1.0,
            f"before gap={min(told.gap, 6)}": 1.0,
            f"before event={event}": 1.0,
            f"before gap={min(told.gap, 6)} opens={int(told.opens)} frames={count}": 1.0,
            f"before head={head.dep_} frames={count}": 1.0,
            f"before kind={told.last.frame.kind}": 1.0,
            f"before listed={int(told.last.frame.listed)}": 1.0,
            f"before quoted={quoted}": 1.0,
            f"before opens={int(told.opens)}": 1.0,
            f"before frames={count}": 1.0,
            "before speech=" + told.last.frame.speech: 1.0,
            "before person" if told.last.speaker.person else "before body": 1.0,
            "before opening=" + opening: 1.0,
            f"before within={int(told.quoted)}": 1.0,
        }
        found.append(Candidate(told.last.speaker, told.last.frame.speech, told.last.frame, features))
    for rank, one in enumerate(told.earlier):
        features = {
            "earlier": 1.0,
            f"earlier rank={rank}": 1.0,
            f"earlier opens={int(told.opens)}": 1.0,
            f"earlier quoted={quoted}": 1.0,
            f"earlier frames={count}": 1.0,
            "earlier person" if one.speaker.person else "earlier body": 1.0,
        }
        found.append(Candidate(one.speaker, one.frame.speech, one.frame, features))
    features = {
        "narrator": 1.0,
        "narrator event=" + event: 1.0,
        f"narrator frames={count}": 1.0,
        f"narrator quoted={quoted}": 1.0,
    }
    features[f"narrator before={int(told.last is not None)}"] = 1.0
    for candidate in found:
        for name in ("relation", "kind", "listed", "nearest", "content"):
            for key, value in candidate.features.items():
                if key.startswith(name) and value:
                    features["narrator against " + key] = 1.0
    return [*found, Candidate(None, None, None, features)]


_NEAR = 3
_PARTED = frozenset({";", ":"})
_TO = frozenset({"to", "by", "with", "on", "in", "via", "through"})


def relays(told: Told, candidate: Candidate) -> tuple[str, ...]:
    """The named outlets through which a source is quoted, or to which it spoke ("told AFP", "quoted by Yonhap")."""
    frame, document = candidate.frame, told.document
    if frame is None or candidate.speaker is None:
        return ()
    parsed = told.parsed if frame.word.doc is told.parsed.doc else None
    if parsed is None:
        return told.last_relays
    near = {t.i for c in frame.word.children if c.dep_ in ("dobj", "dative", "pobj", "nsubj") for t in c.subtree}
    if frame.kind == "quoted":  # "Reuters reported, citing two officials"
        near |= {t.i for c in frame.word.head.children if c.dep_ == "nsubj" for t in c.subtree}
    near |= {t.i for c in frame.word.children if c.dep_ in ("prep", "agent") and c.lower_ in _TO for t in c.subtree}
    found = []
    for named in document.named_in(parsed.sentence.start, parsed.sentence.end):
        span = parsed.doc.char_span(named.start - parsed.sentence.start, named.end - parsed.sentence.start)
        if (
            named.kind == "outlet"
            and span is not None
            and span.root.i in near
            and named.text != candidate.speaker.source
        ):
            found.append(named.text)
    return tuple(dict.fromkeys(found))


def _path(told: Told, head: Token) -> dict[int, tuple[int, str]]:
    """For every word above the head, how far up it is and by which relation one comes to it."""
    known = told.depth.get(head.i)
    if known is None:
        known, word, via, steps = {}, head, "self", 0
        while True:
            known[word.i] = (steps, via)
            if word.head.i == word.i:
                break
            via, word, steps = word.dep_, word.head, steps + 1
        told.depth[head.i] = known
    return known


def _between(head: Token, word: Token) -> str:
    """The way through the tree from a claim up to the clause that both share, and down to the frame."""
    above = {t.i for t in word.ancestors} | {word.i}
    up: list[str] = []
    at = head
    while at.i not in above and at.head.i != at.i:
        up.append(at.dep_)
        at = at.head
    down: list[str] = []
    below = word
    while below.i not in (at.i, below.head.i):
        down.append(below.dep_)
        below = below.head
    return f"{'^'.join(up[-_NEAR:])}:{'/'.join(down[-_NEAR:])}"


def _frame_features(told: Told, frame: Frame, head: Token, path: dict[int, tuple[int, str]], event: str) -> Features:
    word = frame.word
    if word.i in path:
        steps, via = path[word.i]
        relation = "above:" + via
        nearest = not any(s.frame is not frame and path.get(s.frame.word.i, (99, ""))[0] < steps for s in told.frames)
    elif head.i in {a.i for a in word.ancestors}:
        relation, nearest = "below:" + word.dep_, True
    else:
        relation, nearest = "beside", not any(s.frame.word.i in path for s in told.frames)
    rival = any(s.frame is not frame and s.frame.word.i == word.i for s in told.frames)
    kinds = [k for k in classes_of(word) if k in _ROLES] or ["?"]
    found: Features = {
        "speech=" + frame.speech: 1.0,
        "kind=" + frame.kind: 1.0,
        "relation=" + relation: 1.0,
        f"relation={frame.kind}:{relation}": 1.0,
        f"relation={frame.speech}:{relation}": 1.0,
        f"kind={frame.kind} listed={int(frame.listed)}": 1.0,
        f"kind={frame.kind} rival={int(rival)}": 1.0,
        f"listed={int(frame.listed)}:{relation}": 1.0,
        f"nearest={int(nearest)}": 1.0,
        f"nearest={int(nearest)}:{relation}": 1.0,
        ("after " if word.i > head.i else "before ") + relation.partition(":")[0]: 1.0,
        "content": float(any(c.dep_ == "ccomp" for c in word.children)),
        "verb dep=" + word.dep_: 1.0,
        f"quoted={int(_quoted(told, head))}:{int(_quoted(told, word))}": 1.0,
    }
    first, last = sorted((word.i, head.i))
    marks = {t.text for t in told.parsed.doc[first:last]} & _PARTED
    found[f"parted={''.join(sorted(marks))}:{relation.partition(':')[0]}"] = 1.0
    found[f"event={event}:{relation}"] = 1.0
    if relation == "beside":
        found["between=" + _between(head, word)] = 1.0
        found[f"between={frame.kind} {_between(head, word)}"] = 1.0
    for kind in kinds:
        found[f"class={kind}:{relation}"] = 1.0
    if any(c.dep_ == "neg" for c in word.children):
        found["negated"] = 1.0
    speaker = frame.speaker
    if speaker is not None:
        found["speaker=" + speaker.pos_] = 1.0
        found[f"speaker is kind {told.parsed.kinds[speaker.i]}"] = 1.0
        found["speaker in path"] = float(speaker.i in path)
        for name in classes_of(speaker):
            found["speaker class=" + name] = 1.0
        found["speaker word=" + lemma(speaker)] = 0.7
    return found


def _quoted(told: Told, word: Token) -> bool:
    """Does the word stand in a quotation? Counted in the sentence: an odd number of marks before it."""
    marks = sum(t.text in ('"', "“", "”", "''", "``") for t in told.parsed.doc[: word.i])
    return (marks % 2 == 1) != told.quoted
