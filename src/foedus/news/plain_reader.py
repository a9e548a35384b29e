"""The plain reader: claims by rules and word lists alone, without any model.

It announces itself (`plain 1`): what it finds is a careful keyword reader's view, with exact places to check it by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.news.attribution import Attribution
from foedus.news.events import SentenceReader, frames_of
from foedus.news.speakers import Speakers

if TYPE_CHECKING:
    from foedus.news.document import Document
    from foedus.news.sentences import Sentence
    from foedus.terms.claims import Claim

__all__ = ["PlainReader"]


class PlainReader:
    """Rules and word lists.

    Attributes:
        name: name and version, which travel with each claim.
    """

    name = "plain 1"

    def claims(self, document: Document) -> list[Claim]:
        """Every claim that the rules find."""
        return _claims(document)


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
