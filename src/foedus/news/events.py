"""What is claimed in a sentence: triggers, the clause that each rules, and the claims that follow from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foedus.news.attribution import Attribution, attributions
from foedus.news.clauses import around, conditions, cuts
from foedus.news.dates import Dated, dates
from foedus.news.ground import held_by, struck
from foedus.news.lists import triggers_list
from foedus.news.modality import is_future, modality, status
from foedus.news.patterns import Hit, find_triggers, table
from foedus.news.quantities import Counted, quantities
from foedus.news.roles import Clause, actors
from foedus.news.slots import UNITS, day_of, highest, number_of, one_voice, unranked, voice
from foedus.terms.claims import EVENT_TYPES, NARRATOR, Claim

if TYPE_CHECKING:
    from foedus.news.document import Document
    from foedus.news.sentences import Sentence
    from foedus.news.speakers import Speakers
    from foedus.news.words import Word

__all__ = ["SentenceReader"]

_OPINION = ("motive_assessment", "policy_statement", "relation_state")
_EXPERT = re.compile(
    r"\b(?:analyst|expert|researcher|scholar|specialist|observer|historian|economist|professor)s?\b", re.IGNORECASE
)


@dataclass(slots=True)
class SentenceReader:
    """Reads one sentence after the other; remembers speakers and who acted last."""

    document: Document
    speakers: Speakers
    _cuts: list[tuple[int, int]] = field(default_factory=list)
    _memory: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def read(self, sentence: Sentence, frames: list[Attribution]) -> list[Claim]:
        """The claims of one sentence, in its order."""
        words = self.document.words_in(sentence.start, sentence.end)
        days = dates(sentence.text, self.document.dateline, future=is_future(sentence.text))
        numbers = quantities(sentence.text)
        self._cuts = cuts(self.document.text, sentence.start, sentence.end)
        groups = self._groups(sentence, words, self._told(sentence, words), numbers)
        claims = [self._claim(sentence, hits, words, frames, days, numbers) for hits in groups]
        claims = unranked([c for c in claims if c.actors or c.quantity or c.event_type in _OPINION])
        if not claims:
            claims = self._opinion(sentence, frames)
        return sorted(claims, key=lambda c: (c.start, EVENT_TYPES.index(c.event_type)))

    def _told(self, sentence: Sentence, words: list[Word]) -> list[Hit]:
        """The triggers of a sentence: none inside a condition, and weak ones only where their clause has no other."""
        supposed = conditions(sentence.text)
        hits = [
            hit
            for hit in find_triggers(self.document, words)
            if not any(a <= words[n].start - sentence.start < b for n in hit.at for a, b in supposed)
        ]
        weak = table().alone
        strong = [words[hit.at[0]].start for hit in hits if hit.row not in weak]
        told = {self._segment(sentence, place) for place in strong}
        return [h for h in hits if h.row not in weak or self._segment(sentence, words[h.at[0]].start) not in told]

    def _groups(
        self, sentence: Sentence, words: list[Word], hits: list[Hit], numbers: list[Counted]
    ) -> list[list[Hit]]:
        """Hits of one type are one claim, unless they stand in clauses that each count for themselves."""
        groups: dict[tuple[str, int], list[Hit]] = {}
        counted = [n.start + sentence.start for n in numbers]
        for hit in hits:
            place = words[hit.at[0]].start
            start, end = self._segment(sentence, place)
            own = sum(start <= c < end for c in counted) if UNITS.get(hit.type) else 0
            key = (hit.type, start if own else -1)
            groups.setdefault(key, []).append(hit)
        found = []
        for (kind, start), group in groups.items():
            if start == -1 and any(k == kind and s >= 0 for k, s in groups):
                continue
            found.append(group)
        return highest(found)

    def _segment(self, sentence: Sentence, place: int) -> tuple[int, int]:
        return around(self._cuts, (sentence.start, sentence.end), place)

    def _claim(
        self,
        sentence: Sentence,
        hits: list[Hit],
        words: list[Word],
        frames: list[Attribution],
        days: list[Dated],
        numbers: list[Counted],
    ) -> Claim:
        kind = hits[0].type
        hits = one_voice(hits, words, frames)
        at = sorted({place for hit in hits for place in hit.at})
        trigger = (words[at[0]].start, words[at[-1]].end)
        said = voice(frames, words[hits[0].at[-1]].start)
        start, end = self._evidence(sentence, trigger, frames, said)
        head = words[max(hits[0].at, key=lambda n: len(words[n].low))]
        clause = Clause(start, end, trigger, (head.start, head.end))
        spans = [f.frame for f in frames]
        filled = actors(self.document, clause, kind, said, spans)
        if not filled and (start, end) != (sentence.start, sentence.end):
            filled = actors(self.document, clause._replace(start=sentence.start, end=sentence.end), kind, said, spans)
        place = struck(self.document, (start, end), head.start, spans) if kind == "attack" else None
        filled = held_by(filled, place, self.document) if place else filled
        filled = self._remembered(kind, filled)
        evidence = self.document.text[start:end]
        first = hits[0].at
        near = (max(0, words[first[0]].start - start), max(0, words[first[-1]].end - start))
        mode, cue = modality(evidence, near, said.verb if said else None, kind)
        day = day_of(days, sentence.start, (start, end), trigger, frames, kind)
        claim = self._record(sentence, said, kind, (start, end), (mode, cue), filled)
        claim = replace(claim, place=place.name) if place else claim
        return replace(claim, quantity=number_of(numbers, sentence.start, (start, end), kind), date=day)

    def _record(
        self,
        sentence: Sentence,
        said: Attribution | None,
        kind: str,
        span: tuple[int, int],
        sure: tuple[str, str],
        filled: tuple[tuple[str, tuple[str, ...]], ...],
    ) -> Claim:
        evidence = self.document.text[span[0] : span[1]]
        return Claim(
            source=said.speaker.source if said else NARRATOR,
            affiliation=said.speaker.affiliation if said else NARRATOR,
            relayed_by=said.relayed if said else (),
            speech_verb=said.verb if said else None,
            modality=sure[0],
            cue=sure[1],
            event_type=kind,
            status=status(evidence, kind, sure[0]),
            actors=filled,
            quantity=None,
            date=None,
            place=self._place(span),
            sentence=sentence.text,
            start=span[0],
            end=span[1],
        )

    def _place(self, span: tuple[int, int]) -> str | None:
        text = self.document.text
        for named in self.document.named_in(*span):
            before = text[max(span[0], named.start - 14) : named.start]
            if named.kind in ("name", "capital", "entity", "half") and re.search(
                r"\b(?:in|at|on|into|near|inside|to)\s+(?:the )?$", before
            ):
                return named.text
        return None

    def _evidence(
        self, sentence: Sentence, trigger: tuple[int, int], frames: list[Attribution], said: Attribution | None
    ) -> tuple[int, int]:
        """The clause of the trigger, without an attribution at its edge."""
        start, end = self._segment(sentence, trigger[0])[0], self._segment(sentence, trigger[1] - 1)[1]
        for frame in frames:
            a, b = frame.frame
            if a <= start < b or (frame is said and start < a < b <= trigger[0]):
                start = max(start, b)
            if a < end <= b or (frame is said and trigger[1] <= a < end):
                end = min(end, a)
        if said and not said.covers(start):
            inside = [a for a, b in said.content if a <= trigger[0] < b]
            start = max([start, *inside])
        text = self.document.text
        while start < end and text[start] in " ,;:\u2013—-\n":
            start += 1
        while end > start and text[end - 1] in " ,;:\u2013—-\n.":
            end -= 1
        return start, max(end, start + 1)

    def _remembered(
        self, kind: str, filled: tuple[tuple[str, tuple[str, ...]], ...]
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Fill a missing role from the last event of the type, if nothing speaks against it."""
        told = dict(filled)
        taken = {c for codes in told.values() for c in codes}
        for role in triggers_list()["roles"][kind]:
            if role in told:
                self._memory[kind, role] = told[role]
            elif kind not in (*_OPINION, "attack", "threat"):
                last = self._memory.get((kind, role), ())
                fits = role not in ("by", "theatre") and not (role == "host" and "theatre" in told)
                if last and fits and not taken & set(last):
                    told[role] = last
        return tuple(told.items())

    def _opinion(self, sentence: Sentence, frames: list[Attribution]) -> list[Claim]:
        """What a named source says about states without any trigger: an assessment or a position."""
        for said in frames:
            named = [n for a, b in said.content for n in self.document.named_in(a, b) if n.codes]
            if not said.content or not named or not (said.speaker.person or said.speaker.affiliation):
                continue
            far = said.speaker.affiliation
            judge = far is None or ":" in far or far == "academia" or bool(_EXPERT.search(said.speaker.source))
            kind = "motive_assessment" if judge else "policy_statement"
            start, end = max(said.content, key=lambda span: span[1] - span[0])
            text = self.document.text
            start += len(text[start:end]) - len(text[start:end].lstrip(" ,;:\u2013—-\n"))
            end = start + len(text[start:end].rstrip(" ,;:\u2013—-\n."))
            if end - start < 12:
                continue
            mode, cue = modality(text[start:end], (0, end - start), said.verb, kind)
            filled = actors(self.document, Clause(start, end, (start, end), (end, end)), kind, said, [said.frame])
            return [self._record(sentence, said, kind, (start, end), (mode, cue), filled)]
        return []


def frames_of(document: Document, sentence: Sentence, speakers: Speakers) -> list[Attribution]:
    """The frames of a sentence."""
    return attributions(document, sentence, document.words_in(sentence.start, sentence.end), speakers)
