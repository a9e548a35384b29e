"""The plain reader: a report in, attributed claims out, by rules and word lists alone.

It announces itself (`plain 1`): what it finds is a careful keyword reader's view, with exact places to check it by.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foedus.news.attribution import Attribution
from foedus.news.document import Document, take_apart
from foedus.news.events import SentenceReader, frames_of
from foedus.news.introductions import introductions
from foedus.news.names import NameBook, as_mentions
from foedus.news.pacts import treaty_mentions
from foedus.news.reports import open_report
from foedus.news.speakers import Speakers
from foedus.terms.claims import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from foedus.atlas.atlas import Atlas
    from foedus.news.sentences import Sentence
    from foedus.terms.claims import Claim
    from foedus.terms.treaties import Treaty

__all__ = ["READER", "read_report"]

READER = "plain 1"
"""Name and version of this reader."""


def read_report(
    source: str | bytes | Path, *, dateline: date | None, atlas: Atlas, treaties: Sequence[Treaty]
) -> Reading:
    """Read a report.

    Args:
        source: the report's text, or the path of its file.
        dateline: the day of the report, where it prints none or another is known; nobody guesses it.
        atlas: who is who.
        treaties: the corpus in which treaties are looked up.

    Raises:
        BadReport: the file cannot be read as an English report.

    >>> from datetime import date
    >>> from foedus.atlas.load import shipped_atlas
    >>> text = "About 300 French soldiers have arrived in Chad, the ministry in Paris said on Friday."
    >>> reading = read_report(text, dateline=date(2024, 5, 19), atlas=shipped_atlas(), treaties=())
    >>> [(c.event_type, c.actors, c.quantity.low) for c in reading.claims]
    [('troop_deployment', (('sender', ('FRA',)), ('host', ('TCD',))), 300.0)]
    """
    report = open_report(source)
    day = dateline or report.dateline
    book = NameBook(atlas, day or date.max)
    document = take_apart(report.text, report.body, day, report.outlet, book)
    claims = tuple(_claims(document))
    return Reading(
        text=report.text,
        title=report.title,
        outlet=report.outlet,
        dateline=day,
        dateline_from="given" if dateline else "printed" if report.dateline else "",
        claims=claims,
        actors=as_mentions(document.named),
        treaties=treaty_mentions(document, treaties),
        reader=READER,
        speakers=introductions(report.text, (c.source for c in claims)),
    )


def _claims(document: Document) -> list[Claim]:
    speakers = Speakers(document)
    reader = SentenceReader(document, speakers)
    told: list[tuple[Sentence, list[Attribution]]] = []
    last: Attribution | None = None
    for sentence in document.sentences:
        frames = frames_of(document, sentence, speakers)
        quote = document.quote_at(sentence.start)
        if not frames and quote and last and quote[0] == sentence.start:
            frames = [_whole(last, sentence)]
        told.append((sentence, frames))
        last = frames[-1] if frames else last
    _share_quotations(document, told)
    return [claim for sentence, frames in told for claim in reader.read(sentence, frames)]


def _whole(said: Attribution, sentence: Sentence) -> Attribution:
    """The same speaker for a whole sentence."""
    span = (sentence.start, sentence.end)
    return Attribution(said.speaker, said.verb, said.relayed, (sentence.start, sentence.start), (span,))


def _share_quotations(document: Document, told: list[tuple[Sentence, list[Attribution]]]) -> None:
    """A quotation over several sentences belongs to whom a frame in its last sentences names."""
    following: dict[tuple[int, int], Attribution] = {}
    for number in range(len(told) - 1, -1, -1):
        sentence, frames = told[number]
        spans = document.quotes_in(sentence.start, sentence.end)
        own = [f for f in frames if f.frame[0] != f.frame[1]]
        if own:
            for span in spans:
                following.setdefault(span, own[0])
        else:
            shared = next((following[span] for span in spans if span in following), None)
            if shared:
                told[number] = (sentence, [_whole(shared, sentence)])
