"""Who a speaker is: full name, body or group, and for whom it speaks.

Later surnames and pronouns take the full name and the affiliation of the one they refer to. An affiliation comes
from the list of leaders and bodies, the title ("Ukraine's president"), the apposition ("a professor at ...") or a
possessive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from foedus.news.lists import triggers_list
from foedus.news.words import word_set

if TYPE_CHECKING:
    from foedus.news.document import Document

__all__ = ["Speaker", "Speakers", "speaker_words"]

_CAP = r"[^\W\d_a-zà-öø-ÿ][\w\u2019'-]*\w"
_PERSON = re.compile(
    rf"{_CAP}(?: (?:al|bin|van|von|de|der|del|da|di|el|ben|ibn|ul)\b| (?:al|el)-\w+| [A-Z]\.| {_CAP}){{0,4}}"
)
_TITLES = word_set(
    "mr mrs ms dr prof professor president vice prime minister foreign defence defense secretary state general gen "
    "admiral colonel major captain lieutenant chancellor ambassador senator king queen prince sheikh emir ayatollah "
    "pope spokesman spokeswoman spokesperson deputy chief sir lord supreme leader commander interior the former "
    "presidential security national adviser analyst expert army representative congressman governor mayor chairman "
    "director envoy premier brigadier marshal rear parliamentary speaker crown ministry on in at by of for and but "
    "as when while it that he she they his her its asked according experts monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december"
)
_PRONOUNS = {"he": "person", "she": "person", "it": "body", "they": "body", "i": "person", "we": "body"}
_SCHOOL = re.compile(r"\b(?:[Uu]niversit(?:y|ies)|[Cc]ollege|[Pp]rofessor|[Ll]ecturer|Academy|School)\b")
_TANK = re.compile(
    r"\b(?:Institute?|Think[- ]?tank|think[- ]tank|Foundation|Fondation|Council on|Policy Cent(?:re|er)|Stud(?:y|ies)|"
    r"Cent(?:re|er) (?:for|on|of))\b"
)
_EXPERT = re.compile(
    r"\b(?:analyst|researcher|fellow|expert|scholar|director|economist|historian|follows|specialist|of the|advises|"
    r"works)\b"
)
_ORGANS = word_set("house policy institute times post radio news ministry college university")
_ENDS = re.compile(r"(?:['\u2019]s?)?(?:\s+(?:of|from|at|for|in)\b.*)?\Z", re.DOTALL)
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|may|might|not|as|they|we|quoted)\b")
_DET = re.compile(
    r"^(?:the|a|an|one|some|several|its|his|her|their|other|another|both|many|most|two|three)\s+", re.IGNORECASE
)


@cache
def speaker_words() -> frozenset[str]:
    """Nouns for those who speak."""
    return frozenset(triggers_list()["speakers"])


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source and for whom it speaks (`None`: the text does not tell)."""

    source: str
    affiliation: str | None
    person: bool


@dataclass(slots=True)
class Speakers:
    """What a report has told about its speakers so far."""

    document: Document
    _full: dict[str, str] = field(default_factory=dict)
    _for: dict[str, str | None] = field(default_factory=dict)
    _long: dict[str, str] = field(default_factory=dict)
    _last: dict[str, Speaker] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = self.document.text
        for match in _PERSON.finditer(text, self.document.body):
            name = self._untitled(match.start(), match.group())
            parts = name.split()
            if 2 <= len(parts) <= 4 and not self._is_named(match.end() - len(name), name):
                for part in (parts[-1], parts[0]):
                    self._full.setdefault(part, name)
        for named in self.document.named:
            if named.kind == "leader" and " " in named.text:
                for part in (named.text.split()[-1], named.text.split()[0]):
                    self._full[part] = named.text

    def _untitled(self, start: int, run: str) -> str:
        """A run of capitalised words without the titles and states that lead it."""
        parts = run.split()
        at = start
        while parts:
            named = self.document.name_at(at)
            if parts[0].lower().strip("'\u2019") in _TITLES or (named and named.kind != "leader" and named.codes):
                at += len(parts[0]) + 1
                parts.pop(0)
                continue
            break
        name = " ".join(parts)
        return re.sub(r"['\u2019]s?$", "", name)

    def _is_named(self, start: int, name: str) -> bool:
        return any(n.kind != "leader" for n in self.document.named_in(start, start + len(name)))

    def person_in(self, start: int, end: int) -> tuple[str, int] | None:
        """The last person named in a stretch, with the place behind the name."""
        best = None
        for match in _PERSON.finditer(self.document.text, start, end):
            name = self._untitled(match.start(), match.group())
            if not name or name.lower() in _TITLES or (speaker_words() | _ORGANS) & set(name.lower().split()):
                continue
            at = match.start() + match.group().find(name)
            if self._is_named(at, name):
                continue
            if " " in name or name in self._full:
                best = (self._full.get(name, name) if " " not in name else name, at + len(name))
        return best

    def identify(self, start: int, end: int, also: tuple[int, int] | None = None) -> Speaker | None:
        """The speaker that a noun phrase names; `also` is the place of its apposition."""
        text = self.document.text
        phrase = text[start:end].strip(" ,\n")
        low = phrase.lower()
        if low in _PRONOUNS:
            kind = _PRONOUNS[low]
            return self._last.get(kind) or (self._last.get("any") if kind == "body" else None)
        person = self.person_in(start, end)
        if person and _ENDS.match(text[person[1] : start + len(text[start:end].rstrip(" ,\n"))]):
            return self._keep(Speaker(person[0], self._person_for(person[0], start, end, also), True))
        return self._body(start, end, phrase)

    def person(self, name: str, place: tuple[int, int], told: tuple[int, int]) -> Speaker:
        """A person by full name, who stands at `place`; `told` is where the text says who it is."""
        return self._keep(Speaker(name, self._person_for(name, *place, told), True))

    def described(self, words: str, start: int, end: int) -> Speaker:
        """A body or group as written, at this place."""
        return self._keep(Speaker(self._spelled_out(words), self._body_for(start, end), False))

    def _body(self, start: int, end: int, phrase: str) -> Speaker | None:
        text = self.document.text
        named = [n for n in self.document.named_in(start, end) if n.codes or n.kind in ("outlet", "institute")]
        words = re.findall(r"[\w-]+", phrase.lower())
        if phrase.endswith(("'s", "\u2019s", "s'")) or _VERB.search(phrase):
            return None
        acting = (
            named[-1] if (named and named[-1].acts) or (named and named[-1].kind in ("outlet", "institute")) else None
        )
        head = re.split(r"\s(?:of|for|in|at|from|with|on|to)\s", phrase)[0].split()
        if not (head and head[-1].lower() in speaker_words()) and not (
            acting and acting.end >= start + len(text[start:end].rstrip()) - 1
        ):
            return None
        if len(words) > 12:
            return None
        source = re.sub(r"\s+", " ", _DET.sub("", phrase))
        source = source[:1].lower() + source[1:] if source.split(" ")[0].lower() in speaker_words() else source
        if acting and acting.kind in ("body", "outlet", "institute") and acting.end >= end - 1:
            owner = phrase.endswith(acting.text) and acting.kind == "body"
            source = acting.text if owner else source
        source = self._spelled_out(source)
        return self._keep(Speaker(source, self._body_for(start, end), False))

    def _spelled_out(self, source: str) -> str:
        """An acronym's full name, if a body with these initials is named in the text."""
        if not (source.isupper() and source.isalpha() and len(source) > 1):
            return source
        if source not in self._long:
            self._long[source] = self._named_in_full(source)
        return self._long[source]

    def _named_in_full(self, source: str) -> str:
        for named in self.document.named:
            initials = "".join(part[0] for part in named.text.split() if part[0].isupper())
            if named.kind in ("body", "entity", "institute", "armed") and " " in named.text and initials == source:
                return named.text
        return source

    def _body_for(self, start: int, end: int) -> str | None:
        found = self.document.named_in(start, end)
        first = next((n for n in found if n.codes), None)
        if first is None:
            outlet = next((n for n in found if n.kind == "outlet"), None)
            return f"media:{outlet.text}" if outlet else self._told(start, end)
        return f"armedgroup:{first.codes[0]}" if first.kind == "armed" else first.codes[0]

    def _person_for(self, name: str, start: int, end: int, also: tuple[int, int] | None) -> str | None:
        found = [n for n in self.document.named_in(start, end) if n.kind == "leader" and n.codes]
        if found:
            self._for[name] = found[-1].codes[0]
        elif self._for.get(name) is None:
            told = self._told(*also) if also else None
            self._for[name] = told or self._told(start, end)
        return self._for[name]

    def _told(self, start: int, end: int) -> str | None:
        """What a title or an apposition tells."""
        text = self.document.text[start:end]
        found = self.document.named_in(start, end)
        institute = next((n for n in found if n.kind == "institute"), None)
        if institute:
            return "thinktank:" + self.document.institutes.get(institute.text, "")
        if _SCHOOL.search(text) and not _TANK.search(re.sub(r"stud(?:y|ies)", "", text, flags=re.IGNORECASE)):
            return "academia"
        codes = [c for n in found for c in n.codes]
        if _TANK.search(text) and _EXPERT.search(text):
            return f"thinktank:{codes[-1]}" if codes else None
        return codes[0] if codes else None

    def _keep(self, speaker: Speaker) -> Speaker:
        speaker = replace(speaker, source=speaker.source.replace("\u2019", "'"))  # one speaker, whichever apostrophe
        self._last["person" if speaker.person else "body"] = speaker
        self._last["any"] = speaker
        return speaker
