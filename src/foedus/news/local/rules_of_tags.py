"""The model's own rules from tags to parts of speech, applied to each kind of word once and then remembered.

spaCy matches some two hundred patterns against every word. Nearly all of them ask for the tag, the relation and the
word alone, so words that agree in these have the same answer. Sentences with a word of the few longer patterns
("gonna", "let's", an expletive) are left to spaCy.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.pipeline.attributeruler import set_token_attrs  # type: ignore[attr-defined]  # there, and not listed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["RULES", "RulesOfTags"]

RULES = "foedus_rules_of_tags"
"""The name under which spaCy knows this part of a pipeline."""


_ASKED = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What patterns ask for of a word; words that agree in it are of one kind."""


class RulesOfTags:
    """Does what the model's `attribute_ruler` does, sooner.

    Attributes:
        ruler: the model's own.
        words: every word that a short pattern names; others are all alike.
        first, relations, forms: words, relations and forms of words with which a longer pattern begins.
    """

    def __init__(self, ruler: Any) -> None:
        self.ruler = ruler
        listed = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        self.words = frozenset(word for p in listed for word in _words(p[0].get("LOWER")) if len(p) == 1)
        opened = [p[0] for p in listed if len(p) > 1]
        self.first = frozenset(word for part in opened for word in _words(part.get("LOWER")))
        self.relations = frozenset(part["DEP"] for part in opened if isinstance(part.get("DEP"), str))
        told = [part["LOWER"]["REGEX"] for part in opened if "REGEX" in _as_dict(part.get("LOWER"))]
        self.forms = [re.compile(form) for form in told]
        anywhere = any(not {"LOWER", "DEP"} & set(p) or "NOT_IN" in _as_dict(p.get("LOWER")) for p in opened)
        if anywhere or any(set(part) - _ASKED for pattern in listed for part in pattern):
            self.forms.append(re.compile(""))  # it may begin anywhere, or asks for more: all is left to spaCy
        self._opening: dict[str, bool] = {}
        self._known: dict[tuple[int, str, int, bool], list[dict[Any, Any]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, form and ground form of every word."""
        if any(t.dep_ in self.relations or self._opens(t.lower_) for t in doc):
            found: Doc = self.ruler(doc)
            return found
        kinds = [(t.tag, t.lower_ if t.lower_ in self.words else "", t.dep, t.is_space) for t in doc]
        for token, kind in zip(doc, kinds, strict=True):
            known = self._known.get(kind)
            if known is None:
                known = self._known[kind] = self._asked(doc, token)
            for attributes in known:
                set_token_attrs(token, attributes)
        return doc

    def _opens(self, word: str) -> bool:
        known = self._opening.get(word)
        if known is None:
            known = word in self.first or any(form.search(word) for form in self.forms)
            if len(self._opening) < _REMEMBERED:
                self._opening[word] = known
        return known

    def _asked(self, doc: Doc, token: Token) -> list[dict[Any, Any]]:
        matches = self.ruler.matcher(doc[token.i : token.i + 1], allow_missing=True, as_spans=False)
        return [self.ruler.attrs[n] for n in sorted(int(doc.vocab.strings[match]) for match, _, _ in matches)]


_REMEMBERED = 20_000


def _as_dict(asked: Any) -> dict[str, Any]:
    return asked if isinstance(asked, dict) else {}


def _words(asked: Any) -> list[str]:
    """The words that a pattern asks for."""
    if isinstance(asked, dict):
        return [str(word) for word in (*asked.get("IN", ()), *asked.get("NOT_IN", ()))]
    return [asked] if isinstance(asked, str) else []


@Language.factory(RULES)
def _made(nlp: Language, name: str) -> RulesOfTags:
    del name
    return RulesOfTags(nlp.get_pipe("attribute_ruler"))
