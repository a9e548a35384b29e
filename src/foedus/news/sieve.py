"""What can hold no claim is not read: one pass over a text for the words that announce one and for names.

A sentence is kept if it holds a name (of a state, entity, capital, leader or body, on whatever day) or a word that
opens an event or an attribution; a report, if it holds a name or a word of an event. The words come from the tables
that the readers use, so nothing that the plain reader finds is lost; a test holds it to that over the whole corpus, and
to the annotated claims too. The pass is by Aho and Corasick's automaton (extra `nlp`).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.news.lists import names_list, triggers_list, word_classes
from foedus.news.patterns import COUNTING, Pattern, all_forms, table
from foedus.news.words import plain_words, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.atlas.atlas import Atlas
    from foedus.news.document import Document

__all__ = ["Sieve", "make_sieve"]

_GRAMMAR = word_set(
    "a an the it its he his her they their this that there of in on at to by for from with as and or not no be am is "
    "are was were been being have has had do does did can could may might will would shall should must up out over "
    "off back under other how what which who if"
)
"""Words of grammar: in a pattern nearly any other word of it stands for them."""

_COMMON = word_set(
    "be am is are was were been being have has had having do does did done go goes went gone come came get gets got "
    "take takes took taken make makes made give gives gave given put puts see sees saw seen show shows shown want "
    "wants wanted keep keeps kept let lets run runs ran turn turns turned hold holds held run live lives lived know "
    "knows knew known find finds found learn think thinks thought need needs needed must should mean means meant help "
    "helps helped use uses used call calls called hope hopes hoped feel work works worked play plays played read "
    "reads begin begins began begun start starts started end ends ended open opens opened close closes closed stop "
    "stops stopped last lasts lasted continue continues continued remain remains remained stay stays stayed become "
    "becomes became bring brings brought lie lies include includes included grow grows grew day man men time one two "
    "his her its to of in on at by for from with and or not as that this it up out over off back"
)
"""Words so common that they announce nothing by themselves; in a pattern, another word of it stands for them."""


class _Word(NamedTuple):
    """What a word tells: an event, an attribution, or somebody's name where it is spelled like this."""

    length: int
    event: bool
    speech: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sieve:
    """Finds the words that a claim cannot do without.

    Attributes:
        automaton: of every word, in small letters without accents.
        around: so many sentences beside one that is kept are kept too ("They are to stay until September").
    """

    automaton: Any
    around: int = 0

    def empty(self, text: str) -> bool:
        """Can this text hold no claim at all?"""
        return not any(told for _, told in self._hits(text))

    def sifted(self, document: Document) -> Document:
        """A document without the sentences that can hold no claim."""
        found = [place for place, _ in self._hits(document.text)]
        parts = document.sentences
        kept: set[int] = set()
        for number, part in enumerate(parts):
            if bisect_left(found, part.start) < bisect_left(found, part.end):
                kept.update(range(number - self.around, number + self.around + 1))
        if len(kept) >= len(parts) and kept.issuperset(range(len(parts))):
            return document
        return replace(document, sentences=[part for number, part in enumerate(parts) if number in kept])

    def _hits(self, text: str) -> Iterator[tuple[int, bool]]:
        """Where a word stands by itself (the place of its last character), and whether it can announce a claim."""
        cased = _without_accents(text)
        folded = cased.lower()
        total = len(folded)
        for end, word in self.automaton.iter(folded):
            start = end - word.length
            last = folded[end]
            begins = start < 0 or not folded[start].isalpha()
            ends = end + 1 == total or not folded[end + 1].isalpha() or last == "."
            if not (begins and ends) and last != _UNFOLDABLE:
                continue
            if word.event or cased[start + 1 : end + 1] in word.names:
                yield end, True
            elif word.speech:
                yield end, False


def make_sieve(atlas: Atlas, *, wide: bool) -> Sieve | None:
    """The sieve; `None` where pyahocorasick is not installed: then everything is read, which only takes longer.

    Args:
        atlas: whose names count.
        wide: with the words of data/triggers/words.yaml and with neighbours, for readers that know more than the plain
            one does.

    >>> from foedus.atlas.load import shipped_atlas
    >>> sieve = make_sieve(shipped_atlas(), wide=False)
    >>> sieve.empty("It rained, and the cat slept."), sieve.empty("It rained in Mali.")
    (True, False)
    """
    try:
        import ahocorasick  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    events = {_fold(word) for word in (*_pattern_words(), *(_class_words() if wide else ()))}
    speech = {_fold(word) for word in _speech_words()}
    names: dict[str, set[str]] = {}
    for word in _name_words(atlas):
        names.setdefault(_fold(word), set()).update((word, word[:1].upper() + word[1:]))
    automaton = ahocorasick.Automaton()
    for word in sorted({*events, *speech, *names}):
        spelled = frozenset(names.get(word, ()))
        automaton.add_word(word, _Word(len(word), word in events, word in speech, spelled))
    automaton.add_word(_UNFOLDABLE, _Word(1, event=True, speech=False, names=frozenset()))
    automaton.make_automaton()
    return Sieve(automaton, around=1 if wide else 0)


_UNFOLDABLE = "\ufffd"
"""Stands for a character that is several letters, such as a ligature: what holds one is read."""


def _fold(word: str) -> str:
    return _without_accents(word).lower()


def _without_accents(text: str) -> str:
    """Letters without accents, character by character, so that places stay."""
    if text.isascii():
        return text
    return text.translate({ord(c): _base(c) for c in set(text) if not c.isascii()})


def _base(char: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    if len(plain) == 1 and len(plain.lower()) == 1:
        return plain
    return _UNFOLDABLE if plain.isalpha() or char.isalnum() else " "


def _pattern_words() -> Iterator[str]:
    """For each trigger pattern the forms of one of its words: where it fits, that word stands."""
    seen: set[int] = set()
    for patterns in table().by_first.values():
        for pattern in patterns:
            if id(pattern) not in seen:
                seen.add(id(pattern))
                yield from _needed(pattern)


def _needed(pattern: Pattern) -> frozenset[str]:
    """The item of a pattern that is told most surely; none if a name is among them, for names are looked for too."""
    if any(item == {"STATE"} for item in pattern.items):
        return frozenset()
    items = [frozenset(w.removeprefix("^") for w in item) for item in pattern.items if "NUMBER" not in item]
    if not items:
        return frozenset("0123456789") | COUNTING
    chosen = min(items, key=lambda item: (len(item & _GRAMMAR), len(item & _COMMON), -min(map(len, item))))
    return chosen - {"STATE"}


def _class_words() -> Iterator[str]:
    for group in ("verbs", "nouns"):
        for words in word_classes()[group].values():
            for word in words:
                for form in all_forms(max(_parts(word), key=len)):
                    if form.lower() not in _COMMON:
                        yield form.lower()


def _parts(word: str) -> list[str]:
    return [part for part in word.replace("-", " ").split() if part]


def _speech_words() -> Iterator[str]:
    data = triggers_list()
    for verb in data["speech_verbs"]:
        yield from all_forms(verb)
    for phrase in data["speech_phrases"]:
        yield max(phrase.split(), key=len)
    yield from ("went", "goes")


def _name_words(atlas: Atlas) -> Iterator[str]:
    """The longest word of every name: where the name stands, that word stands."""
    for name in _names(atlas):
        words = plain_words(name.removeprefix("the ").removeprefix("The "))
        if words:
            yield max(words, key=len)


def _names(atlas: Atlas) -> Iterable[str]:
    for state in atlas.states:
        yield from (state.name, *state.variants, *state.ambiguous, *state.demonyms, *(n.name for n in state.names))
        for capital in state.capitals:
            yield from (capital.name, *capital.aka)
    for entity in atlas.entities:
        yield from (entity.name, *entity.variants, *entity.demonyms, entity.code)
    data = names_list()
    for row in (*data["bodies"], *data["several"], *data["thinktanks"]):
        yield from row["names"]
    for row in data["leaders"]:
        yield from (row["name"], row["short"] or row["name"])
        yield row["short"] or plain_words(row["name"])[-1]
    for row in data["halves"]:
        yield row["name"]
