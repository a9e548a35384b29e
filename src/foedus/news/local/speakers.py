"""Who a noun phrase means: a person by full name, a body or group as written; later surnames and pronouns too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foedus.news.local.clauses import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.speakers import Speaker, Speakers

__all__ = ["Memory"]

_PERSONAL = frozenset({"he", "she", "him", "her", "his", "i", "me"})
_GROUPS = frozenset({"it", "they", "them", "we", "its", "their", "us", "both"})
_LEADING = re.compile(
    r"^(?:(?:the|a|an|one|some|several|its|his|her|their|other|another|both|many|most|this|that|these|those|even)\s+)+",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:[A-Z][\w\u2019']*[ -])*[A-Z][\w\u2019']*-$")
_POST = re.compile(
    r"(?:(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Hh]is|[Tt]heir|[Oo]ur)|(?:[A-Z]\w+ ?){1,3}['\u2019]s?) "
    r"(?:(?:prime|foreign|defen[cs]e|interior|first|vice|deputy|retired|old|same|former) ?){0,2}\w+$"
)


@dataclass(slots=True)
class Memory:
    """What a report has told about who speaks, so far.

    Attributes:
        speakers: names, posts and affiliations by the rules that every reader shares.
    """

    speakers: Speakers
    _person: Speaker | None = None
    _body: Speaker | None = None
    _titles: dict[str, Speaker] = field(default_factory=dict)

    def who(self, parsed: ParsedSentence, word: Token) -> Speaker | None:
        """The speaker that a noun phrase or pronoun means."""
        low = word.lower_
        if word.pos_ == "PRON" or low in _PERSONAL or low in _GROUPS:
            if low in _PERSONAL:
                return self._person
            return (self._body or self._person) if low in _GROUPS else None
        first, last = noun_phrase(word)
        start, end = parsed.place(first, _without_day(parsed, word, last))
        start = self._from_its_beginning(parsed, start)
        found = self._named(parsed, word, start, end) or self._described(word, start, end)
        opening = parsed.doc[first]
        if (
            found is not None
            and not found.person
            and word.pos_ == "NOUN"
            and opening.i == 0
            and opening.pos_ != "PROPN"
        ):
            # "Experts said" at the head of a sentence are the experts of the rest of the report
            found = replace(found, source=found.source[:1].lower() + found.source[1:])
        if found is not None:
            if found.person:
                self._person = found
            elif all(c.dep_ != "nummod" for c in word.children):  # "it" is no 600 soldiers
                self._body = found
        return found

    def _from_its_beginning(self, parsed: ParsedSentence, start: int) -> int:
        """A name that the parse has cut at its hyphen ("Lee Sang-min") is taken from its first word."""
        before = self.speakers.document.text[parsed.sentence.start : start]
        return start - len(cut.group()) if (cut := _CUT.search(before)) else start

    def seen(self, parsed: ParsedSentence) -> None:
        """People who act in a sentence may be meant by a later "he", and their posts by a later "the minister"."""
        for token in parsed.doc:
            if token.pos_ != "PROPN" or token.dep_ in ("compound", "poss", "amod"):
                continue
            first, last = noun_phrase(token)
            person = self._named(parsed, token, *parsed.place(first, last))
            if person is not None and token.dep_ in ("nsubj", "nsubjpass"):
                self._person = person

    def _named(self, parsed: ParsedSentence, word: Token, start: int, end: int) -> Speaker | None:
        """A person named in the phrase or in its apposition."""
        places = [(start, end)]
        places += [parsed.place(*noun_phrase(c)) for c in word.children if c.dep_ == "appos"]
        if word.dep_ == "appos":
            places.append(parsed.place(*noun_phrase(word.head)))
        for place in places:
            found = self.speakers.person_in(*place)
            if found and self._is_head(found[1], place):
                around = (min(a for a, _ in places), max(b for _, b in places))
                speaker = self.speakers.person(found[0], place, (around[0], self._apposed(word, parsed, around[1])))
                self._remember(word, speaker)
                return speaker
        return None

    def _apposed(self, word: Token, parsed: ParsedSentence, end: int) -> int:
        """The end of what is told of a person right behind the name."""
        last = max(
            (t.i for c in word.children if c.dep_ in ("appos", "relcl", "acl", "prep") for t in c.subtree), default=-1
        )
        return max(end, parsed.end(parsed.doc[last])) if last >= 0 else end

    def _is_head(self, after: int, place: tuple[int, int]) -> bool:
        """Does the name end the phrase (not "the office of Prime Minister Shehbaz Sharif")?"""
        text = self.speakers.document.text
        before, behind = text[place[0] : after], text[after : place[1]]
        return not re.search(r"\b(?:of|for|by|from|to|in|under|with|between)\b", before) and not re.match(
            r"['\u2019]s? \w", behind
        )

    def _remember(self, word: Token, speaker: Speaker) -> None:
        """Posts that stand beside a name mean the person later ("the envoy", "Cambodia's prime minister")."""
        near = [*word.children, *(g for c in word.children if c.dep_ == "appos" for g in (c, *c.children))]
        if word.dep_ == "appos":
            near.append(word.head)
        for token in near:
            if token.dep_ in ("appos", "compound", "nmod") or token.i == word.head.i:
                self._titles.setdefault(token.lower_, speaker)

    def _body_named(self, start: int, end: int) -> str:
        """The name of a body that ends the phrase, without its owner: "South Korea's National Intelligence Service"."""
        named = self.speakers.document.named_in(start, end)
        full = [n for n in named if n.end == end and n.kind in ("body", "institute", "outlet") and " " in n.text]
        return full[-1].text if full and full[-1].text[0].isupper() else ""

    def _described(self, word: Token, start: int, end: int) -> Speaker | None:
        """A body, a group or an unnamed person, as written."""
        text = self.speakers.document.text
        phrase = " ".join(text[start:end].split())
        meant = self._titles.get(word.lower_)
        if meant is not None and word.tag_ in ("NN", "NNP") and _POST.match(phrase):
            return meant
        bare = self._body_named(start, end) or _LEADING.sub("", phrase)
        if not bare or not any(c.isalpha() for c in bare):
            return None
        return self.speakers.described(bare.replace("\u2019", "'"), start, end)


_ON = frozenset({"on", "in", "at", "during"})


def _without_day(parsed: ParsedSentence, word: Token, last: int) -> int:
    """The last word of a phrase, but for a date that the parse has hung on whoever spoke then ("X on Friday said")."""
    at = last
    while at > word.i and parsed.kinds[at] == "DATE":
        at -= 1
    return at - 1 if word.i < at < last and parsed.doc[at].lower_ in _ON else last
