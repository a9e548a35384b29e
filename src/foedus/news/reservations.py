"""Refusals to confirm: who says that it cannot or will not confirm a claim, and which.

"The ministry declined to confirm the figure" is neither a claim nor a denial of one (the annotation scheme leaves
statements about the reporting out), but it tells an analyst how firmly a claim stands. What somebody "cannot confirm"
is not claimed by that speaker: a claim that a reader found in such a complement is taken out and kept as what the
refusal is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.news.speakers import Speakers
from foedus.terms.claims import NARRATOR, Reservation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.news.document import Document
    from foedus.news.sentences import Sentence
    from foedus.terms.claims import Claim

__all__ = ["reservations"]

_SURE = r"(?:independently |immediately |publicly |directly )?(?:confirm|verify|corroborate|substantiate)"
_REFUSAL = re.compile(
    rf"\b(?:(?:ha(?:s|d|ve) |would )?(?:declin(?:ed|es|e|ing)|refus(?:ed|es|e|ing)) to (?:either )?{_SURE}"
    rf"|(?:can(?:not|'t| ?not)|could(?: not|n't)|(?:was|were|is|are) (?:unable|not able|not in a position) to|"
    rf"ha(?:s|d|ve) (?:yet to|not been able to|been unable to)) {_SURE}"
    r"|(?P<nobody>(?:could|can) ?not (?:immediately |independently )?be (?:immediately |independently )?"
    r"(?:confirmed|verified|corroborated|substantiated))"
    r"|(?:would |will |could |can )?neither confirm(?:s|ed)? nor den(?:y|ies|ied))\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:^|[,;:]\s|\b(?:but|and|while|though|although|as|whom|that)\s)([^,;:]{2,120})\s*$", re.IGNORECASE
)
_APPOSED = re.compile(r"(?P<who>[^,;:]{2,80}), [^,;:]{2,120},\s*$")
_BACK = re.compile(
    r"^\W*(?:(?:either|any of)\W+)?(?:(?:it|them|this|that|so)(?=\W*$|[,;:.])"
    r"|(?:the |this |that |these |those |any |such |its |their |an? )?(?:\w+ ){0,2}?(?P<what>figures?|numbers?|"
    r"reports?|claims?|accounts?|statements?|information|toll|deployment|transfer|presence|story|details?)\b"
    r"(?! (?:that|of|on|about)\b))",
    re.IGNORECASE,
)
_BARE = re.compile(r"^[Tt]he |\s(?:ha[sd]|have|will|would|could|can)$")
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_REACH = 500
"""Characters: what stands farther before a refusal is not what it points back to."""

_LEAD = 60
"""Characters: with more words before it, a refusal in mid-sentence points back inside its own sentence only."""

_NUMBERS = frozenset({"figure", "figures", "number", "numbers", "toll"})


def reservations(document: Document, claims: Sequence[Claim]) -> tuple[tuple[Reservation, ...], tuple[Claim, ...]]:
    """The refusals to confirm in a report, and the claims without those that are only not confirmed.

    Args:
        document: the report, taken apart.
        claims: what a reader found in it, in the order of the text.

    What a refusal is about is the proposition of its own complement, if that holds one; else the claims of the nearest
    sentence before that has any by somebody else, those with a figure if it is a figure that is not confirmed.
    """
    speakers, found, left = Speakers(document), [], list(claims)
    for sentence in document.sentences:
        for match in _REFUSAL.finditer(sentence.text):
            rest, after = sentence.text[match.end() :], sentence.start + match.end()
            inside = [c for c in left if c.end > after and sentence.start <= c.start < sentence.end]
            heard = [c for c in left if c.end <= sentence.start and c.source != NARRATOR]
            source: str = NARRATOR
            affiliation: str | None = NARRATOR  # "the figure could not be verified": by nobody who is named
            if match["nobody"] is None:
                source, affiliation = _speaker(document, speakers, sentence, match.start(), heard)
            spoke = next((c for c in inside if c.affiliation == affiliation and c.source != NARRATOR), None)
            source = spoke.source if spoke else source  # "Paris cannot confirm it, its minister said"
            unsaid = [
                c for c in inside if c.modality != "denied" and not _named(document.text[after : c.start], c.source)
            ]
            told = [
                c for c in unsaid if c.start >= after or not _BACK.match(rest)
            ]  # "...to confirm it" proposes nothing
            claimed = [c for c in inside if c not in unsaid]
            about = told or claimed or _before(left, sentence, sentence.start + match.start(), source, rest)
            left = [c for c in left if c not in unsaid]
            if about:
                start, end = sentence.start + match.start(), sentence.end
                found.append(Reservation(source, affiliation, sentence.text, start, end, tuple(about), bool(told)))
    return tuple(found), tuple(left)


def _speaker(
    document: Document, speakers: Speakers, sentence: Sentence, before: int, heard: Sequence[Claim]
) -> tuple[str, str | None]:
    """Who does not confirm: the noun phrase before the verb; a pronoun means who was heard last."""
    lead = sentence.text[:before].rstrip()
    apposed = _APPOSED.search(lead)
    match = _SUBJECT.search(lead)
    spans = [m.span(1) for m in (match,) if m] + [m.span("who") for m in (apposed,) if m]
    for start, end in spans:
        phrase = sentence.text[start:end].strip()
        if phrase.lower() in _PRONOUNS:
            return (heard[-1].source, heard[-1].affiliation) if heard else (NARRATOR, NARRATOR)
        told = speakers.identify(sentence.start + start, sentence.start + end)
        if told is not None:
            return told.source, told.affiliation
        named = [n for n in document.named_in(sentence.start + start, sentence.start + end) if n.codes]
        if named:
            return _BARE.sub("", phrase), named[-1].codes[0]
    return NARRATOR, NARRATOR


def _named(words: str, source: str) -> bool:
    """Is this source named in these words? Then it claims what they say, and somebody else does not confirm it."""
    return source != NARRATOR and source.rsplit(maxsplit=1)[-1] in words


def _before(claims: Sequence[Claim], sentence: Sentence, refusal: int, source: str, rest: str) -> list[Claim]:
    """The claims to which the words after the verb point back: earlier in the sentence, or in one of the two before."""
    pointed = _BACK.match(rest)
    if rest.strip(' ."\u201d') and pointed is None:
        return []
    earlier = [c for c in claims if c.end <= refusal and c.source != source]
    if pointed and (pointed["what"] or "").lower() in _NUMBERS:
        earlier = [c for c in earlier if c.quantity is not None]
    near = [c for c in earlier if c.start >= sentence.start]
    if not near and refusal - sentence.start <= _LEAD:
        near = [c for c in earlier if c.start >= sentence.start - _REACH]
    return [c for c in near if c.sentence == near[-1].sentence]
