"""Is it English? The share of the most common words tells; where it does not, a library is asked.

Measured on the sentences of the annotated reports (4,492 in English) and 28 short sentences in as many other languages:
the common words alone refuse few English ones and let 12 others through; py3langid alone refuses 41 English ones and
lets none through. So the library is asked only where
the words leave it open: then 16 English fragments ("Death toll: 323.") are refused and no other language passes.
"""

from __future__ import annotations

import re
from functools import cache

from foedus.errors import BadReport
from foedus.news.lists import word_classes
from foedus.news.patterns import all_forms
from foedus.news.words import word_set

__all__ = ["check_language", "is_english"]

_ENGLISH = word_set(
    "the of and to that with by from was were is are has have had said it its at for this not be an which "
    "they their them he she his who what would could should must into after when but you we more than about again did "
    "january february march july october"
)
_OTHERS = word_set(
    "le la les des du et une est dans pour que qui sur pas der die das und ist nicht mit von den dem ein eine el "
    "los las por con una del para il lo gli che per di da van het een niet met w z na się że i в и на не что"
)
_LOOKED_AT = 200_000


def check_language(text: str, where: str) -> None:
    """Refuse what is not English.

    Raises:
        BadReport: no words, or another language; says which where that is known.
    """
    if not re.search(r"[^\W\d_]", text):
        raise BadReport(f"{where} holds no words; give a report in plain English text")
    if not is_english(text):
        other = _identified(text)
        which = f" (it looks like `{other}`)" if other not in ("", "en") else ""
        raise BadReport(
            f"{where} does not seem to be English{which}; this reader knows only English: give an English "
            "translation, or read it all the same with `--force`"
        )


def is_english(text: str) -> bool:
    """Does this seem to be English?

    >>> is_english("The army left the base."), is_english("Die Armee ist nicht mit dem Zug gefahren.")
    (True, False)
    """
    words = re.findall(r"[^\W\d_]+", text[:_LOOKED_AT].lower())
    english, other = sum(w in _ENGLISH for w in words), sum(w in _OTHERS for w in words)
    if sum(w.isascii() for w in words) < 0.5 * len(words):
        return False
    few = len(words) < 25
    if english > other if few else english >= 0.09 * len(words) and other <= 1.5 * english:
        return True
    if other == 0 and any(w in _field() for w in words):
        return True
    language = _identified(text)
    return language == "en" or (not language and few and other <= english)


@cache
def _field() -> frozenset[str]:
    """Forms of the field's words that are English and nothing else: longer ones, for names of offices travel."""
    groups = word_classes()
    listed = (word for group in ("verbs", "nouns") for words in groups[group].values() for word in words)
    return frozenset(
        form for word in listed for form in all_forms(word) if len(form) > 5 and form.endswith(_ENGLISH_ENDS)
    )


_ENGLISH_ENDS = ("ed", "ing", "ment", "ers", "ies", "ght", "ship")


_LIKE_ENGLISH = frozenset({"pcm"})
"""What the library takes short English for: it knows Nigerian Pidgin, and no report here is written in it."""


def _identified(text: str) -> str:
    """The language as py3langid sees it ("" where it is not installed)."""
    try:
        from py3langid import classify  # noqa: PLC0415 - an extra, and it loads a model
    except ImportError:
        return ""
    found = str(classify(text[:5000])[0])
    return "en" if found in _LIKE_ENGLISH else found
