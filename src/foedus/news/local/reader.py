"""The local reader: a report in, attributed claims out, by trained models over a parse."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from foedus.news.ground import held_by, struck
from foedus.news.local.apart import Found, apart
from foedus.news.local.attached import NO_NUMBER, day_features, no_day, place_features
from foedus.news.local.clauses import heads, referents
from foedus.news.local.closing import closing
from foedus.news.local.day_memory import DayMemory, memories
from foedus.news.local.days import Reading as DayReading
from foedus.news.local.days import readings
from foedus.news.local.features import SentenceView, clause_features
from foedus.news.local.hedges import cue_of, disbelieved, hedge_features, is_there, settled
from foedus.news.local.judges import Judges
from foedus.news.local.language import language_model
from foedus.news.local.meanings import Meanings
from foedus.news.local.models import shipped_models
from foedus.news.local.numbers import number_features, numbered
from foedus.news.local.parsed import Places, parse
from foedus.news.local.places import place_of
from foedus.news.local.roles import Actors, Asked, fall, named_roles, suffers
from foedus.news.local.senders import senders
from foedus.news.local.sources import candidates, relays, who_speaks
from foedus.news.local.spans import evidence
from foedus.news.local.speakers import Memory
from foedus.news.local.stages import STAGELESS, stage_features
from foedus.news.plain_reader import PlainReader
from foedus.news.speakers import Speakers
from foedus.terms.claims import NARRATOR, OPINIONS, Claim, DateSpan, Quantity

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Token

    from foedus.news.document import Document
    from foedus.news.local.models import Models
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.local.roles import Mention
    from foedus.news.local.sources import Candidate, Told

__all__ = ["LocalReader", "claims_of"]


_AT_ONCE = 32
"""So many sentences are weighed together."""

_COMING = frozenset({"will", "shall", "'ll"})

_NARRATED = 0.6
"""The report itself says it only where that is so much likelier than any speaker: to miss one is as bad as to err."""

_DOUBTFUL = 0.6
"""A role is given where it is somewhat less likely than none: a missed one costs as much as a wrong one."""

_ATTACHED = 0.35
"""A number or date belongs to a claim from this probability on: a missed one costs as much as a wrong one."""


class LocalReader:
    """Trained models over spaCy's small model.

    Attributes:
        models: the trained models; those that ship, if none are given.

    Raises:
        MissingReader: spaCy or its model is not installed.
    """

    def __init__(self, models: Models | None = None) -> None:
        language_model()
        self.models = shipped_models() if models is None else models

    @property
    def name(self) -> str:
        """Name and version."""
        return f"local {self.models.version}"

    def claims(self, document: Document) -> list[Claim]:
        """Every claim that the models find."""
        return claims_of(document, self.models)


def claims_of(document: Document, models: Models, sentences: list[ParsedSentence] | None = None) -> list[Claim]:
    """Every claim of a report, in the order of the text.

    Args:
        document: the report taken apart.
        models: the trained models.
        sentences: its sentences, if they are parsed already.
    """
    parsed = parse(document) if sentences is None else sentences
    reading = _Reading(document, models, parsed)
    if not reading.on_topic():
        return []
    reading.weigh()
    found = [claim for number in range(len(parsed)) for claim in reading.sentence(number)]
    return [*found, *_by_rows(document, found)]


def _by_rows(document: Document, found: list[Claim]) -> list[Claim]:
    """What the rows of data/triggers.yaml find where the models are silent: events, not opinions."""
    starts = [f.start for f in found]
    reached = list(accumulate((f.end for f in found), max))

    def silent(claim: Claim) -> bool:
        before = bisect_left(starts, claim.end)
        return before == 0 or reached[before - 1] <= claim.start

    return [c for c in PlainReader().claims(document) if c.event_type not in OPINIONS and silent(c)]


_TOLD = 0.4
"""A stage that is less probable is not told by the words."""

_TURNED = {"agent": "patient", "patient": "agent"}

_FIELD = frozenset({"TROOPS", "TREATY", "WEAPON", "COMBAT", "CASUALTY", "EXERCISE", "SANCTIONS", "WORKER"})


@dataclass(slots=True)
class _Reading:
    """One report while it is read."""

    document: Document
    models: Models
    parsed: list[ParsedSentence]
    told: list[Told]
    actors: Actors
    views: list[SentenceView]
    days: list[DayMemory]
    claimed: DateSpan | None
    read: tuple[tuple[int, DayMemory], list[DayReading]]
    heads: list[list[Token]]
    weighed: list[NDArray[np.float64]]
    judges: Judges

    def __init__(self, document: Document, models: Models, parsed: list[ParsedSentence]) -> None:
        self.document, self.models, self.parsed = document, models, parsed
        self.told = who_speaks(parsed, Memory(Speakers(document)))
        self.actors = Actors.of(parsed, document)
        self.views = [SentenceView.of(p, r) for p, r in zip(parsed, referents(parsed), strict=True)]
        self.days = memories(parsed, document.dateline)
        self.claimed = None
        self.read = (-1, DayMemory()), []
        self.heads, self.weighed = [], []
        self.judges = Judges(models, None, Places(parsed))

    def on_topic(self) -> bool:
        """Does the report name anybody, or hold a noun of the field at all?"""
        return any(n.codes for n in self.document.named) or any(_FIELD & view.nouns for view in self.views)

    def weigh(self) -> None:
        """Weigh for every clause what it tells."""
        if self.models.encoder is not None:
            read = [(p.sentence.start, p.sentence.text) for p in self.parsed if len(p.doc)]
            self.judges = replace(self.judges, second=self.models.encoder.read(read))
        self.heads = [heads(p) for p in self.parsed]
        looked = [(view, listed) for view, listed in zip(self.views, self.heads, strict=True) if listed]
        if not looked:
            self.weighed = [np.zeros((0, 0)) for _ in self.parsed]
            return
        told = [
            self.models.chances(
                [clause_features(view, h) for view, listed in some for h in listed],
                np.vstack([Meanings.of(view.parsed).clauses(listed) for view, listed in some]),
            )
            for some in (looked[at : at + _AT_ONCE] for at in range(0, len(looked), _AT_ONCE))
        ]
        chances = {name: np.concatenate([one[name] for one in told]) for name in told[0]}
        if self.judges.second is not None:
            starts = [p.start(h) for p, listed in zip(self.parsed, self.heads, strict=True) for h in listed]
            chances["encoder"] = self.judges.second.types(starts)
        weighed = self.models.events(self.heads, chances)
        ends = np.cumsum([len(listed) for listed in self.heads])
        self.weighed = np.split(weighed, ends[:-1])

    def sentence(self, number: int) -> list[Claim]:
        """The claims of one sentence, in the order of the text."""
        parsed, models = self.parsed[number], self.models
        words, weighed = self.heads[number], self.weighed[number]
        found: list[Found] = []
        for head, row in zip(words, weighed, strict=True):
            event = models.types.classes[int(row.argmax())]
            if event != "none":
                first, last = evidence(parsed, head, event, lambda rows: models.spans.scores(rows)[:, 1].tolist())
                found.append(Found(head, event, float(row.max()), parsed.place(first, last)))
        return [claim for one in apart(found) if (claim := self.claim(number, one)) is not None]

    def claim(self, number: int, found: Found) -> Claim | None:
        """Everything about one claim; `None` where the words say nothing either way."""
        parsed, models = self.parsed[number], self.models
        head, event, span = found.head, found.event, found.span
        source = self.source(number, head, event)
        hedge = self.judges.hedge(hedge_features(parsed, head, event, source, span), head, event)
        modality = settled(models.hedges.classes[int(hedge.argmax())], head, source)
        if modality is None:
            return None
        if event == "threat" and any(c.dep_ == "neg" for c in head.children):
            event, modality = "policy_statement", "asserted"  # "we will never start a war" is no threat of one
        text = self.document.text[span[0] : span[1]]
        modality = "denied" if disbelieved(text) else modality
        actors = self.roles(number, head, event, source, span)
        place = place_of(self.document, parsed, event, span)
        quantity = self.quantity(parsed, head, event, source, span)
        # Whose ground it is tells who was attacked, but not where somebody falls, or fights against somebody named.
        fallen = (quantity is not None and quantity.unit in ("killed", "wounded")) or " against " in text
        ground = struck(self.document, span, parsed.start(head), []) if event == "attack" and not fallen else None
        if ground is not None:
            actors, place = held_by(actors, ground, self.document), place or ground.name
        speaker = source.speaker
        return Claim(
            source=speaker.source if speaker else NARRATOR,
            affiliation=speaker.affiliation if speaker else NARRATOR,
            relayed_by=relays(self.told[number], source),
            speech_verb=source.speech,
            modality=modality,
            cue=cue_of(parsed, modality, span, source),
            event_type=event,
            status=self.stage(parsed, head, event, modality, source, span),
            actors=actors,
            quantity=quantity,
            date=self.date(number, head, event, source, span),
            place=place,
            sentence=parsed.sentence.text,
            start=span[0],
            end=span[1],
        )

    def stage(
        self,
        parsed: ParsedSentence,
        head: Token,
        event: str,
        modality: str,
        source: Candidate,
        span: tuple[int, int],
    ) -> str | None:
        """How far it has come; `None` where that means nothing, `unknown` where the words leave it open."""
        if event in STAGELESS:
            return None
        if event == "troop_deployment" and is_there(head):
            return "present"
        weighed = self.judges.stage(stage_features(parsed, head, event, modality, source, span), head, event)
        best = int(weighed.argmax())
        return self.models.stages.classes[best] if weighed[best] >= _TOLD else "unknown"

    def source(self, number: int, head: Token, event: str) -> Candidate:
        asked = candidates(self.told[number], head, event)
        shares = self.judges.source(asked, head, event)
        shares[-1] *= _NARRATED
        best = asked[int(shares.argmax())]
        return best if best.speaker is not None else closing(asked, head) or best

    def roles(
        self, number: int, head: Token, event: str, source: Candidate, span: tuple[int, int]
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        spoken = source.speaker.affiliation if source.speaker else None
        asked = Asked(number, self.parsed[number], head, event, spoken, span)
        here = self.actors.here(asked)
        sorts = senders(asked, here, self._sorts(asked, here))
        sorts |= self._sorts(asked, self.actors.far(asked, sorts))
        if event == "attack" and suffers(head):
            sorts = (
                {code: _TURNED.get(sort, sort) for code, sort in sorts.items()} if "agent" in sorts.values() else sorts
            )
        if event == "attack" and (suffers(head) or fall(head)):
            other = self.actors.against(asked)
            sorts = {code: "agent" if sort == "patient" and code in other else sort for code, sort in sorts.items()}
        self.actors.settle(asked, sorts)
        if source.frame is not None and source.frame.speaker is not None:
            sorts = self.actors.besides(asked, source.frame.speaker, sorts)
        return named_roles(event, list(sorts.items()))

    def _sorts(self, asked: Asked, mentions: list[Mention]) -> dict[str, str]:
        """The likeliest sort of role of each code."""
        if not mentions:
            return {}
        roles = self.models.roles
        chances = self.judges.sorts(mentions, asked.head, asked.event)
        chances[:, roles.classes.index("none")] *= _DOUBTFUL
        return {m.code: roles.classes[int(c.argmax())] for m, c in zip(mentions, chances, strict=True)}

    def quantity(
        self, parsed: ParsedSentence, head: Token, event: str, source: Candidate, span: tuple[int, int]
    ) -> Quantity | None:
        listed = numbered(parsed)
        if not listed:
            return None
        rows = [
            place_features(parsed, head, event, (c.start, c.end), span, source) | number_features(parsed, c, event)
            for c in listed
        ]
        rows.insert(0, NO_NUMBER | {"no event=" + event: 1.0})
        at = _likeliest(self.judges.number(rows, head, event, [parsed.sentence.start + c.start for c in listed]))
        return listed[at].quantity(event) if at is not None else None

    def date(self, number: int, head: Token, event: str, source: Candidate, span: tuple[int, int]) -> DateSpan | None:
        parsed, dateline = self.parsed[number], self.document.dateline
        memory = replace(self.days[number], claimed=self.claimed)
        if (number, memory) != self.read[0]:
            self.read = (number, memory), readings(parsed.sentence.text, dateline, memory)
        listed = self.read[1]
        if not listed:
            return None
        rows = [
            place_features(parsed, head, event, (d.start, d.end), span, source)
            | day_features(parsed, d, event, memory, dateline)
            for d in listed
        ]
        rows.insert(0, no_day(listed, event))
        at = _likeliest(self.judges.day(rows, head, event, [parsed.sentence.start + d.start for d in listed]))
        if at is None:
            return None
        self.claimed = self._in_tense(head, listed, listed[at])
        return self.claimed

    def _in_tense(self, head: Token, listed: list[DayReading], one: DayReading) -> DateSpan:
        """What will be is dated into the future, where the same words can be read so."""
        now = self.document.dateline
        coming = {c.lower_ for c in head.children if c.dep_ == "aux"} & _COMING
        if now is None or not coming or one.span.end >= now:
            return one.span
        later = [r.span for r in listed if r.start == one.start and r.how == "future" and r.span.end >= now]
        return later[0] if later else one.span


def _likeliest(shares: NDArray[np.float64]) -> int | None:
    """The likeliest behind the first, which stands for none."""
    best = int(np.argmax(shares[1:]))
    return best if shares[1 + best] >= _ATTACHED else None
