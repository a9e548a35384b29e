"""Words of probability: the seven bands of ICD 203, and which of them a claim's own words mean.

Intelligence Community Directive 203 (Analytic Standards, 2015) fixes seven terms, each with a second name and a range
of probability. A band is told only where the words of a claim tell a probability. "May" and "could" do not: American
estimates use them where the likelihood cannot be judged, so they have no band; nor have accusations, conditions,
denials and hearsay, which tell of the source and not of the odds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["BANDS", "Band", "band_of"]


@dataclass(frozen=True, slots=True)
class Band:
    """A term of ICD 203 with its second name and its range of probability.

    >>> print(BANDS[4])
    likely (55-80%)
    """

    term: str
    also: str
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.term} ({round(100 * self.low):02}-{round(100 * self.high)}%)"

    def to_dict(self) -> dict[str, str | float]:
        """As plain data."""
        return {"term": self.term, "also": self.also, "low": self.low, "high": self.high}


BANDS = (
    Band("almost no chance", "remote", 0.01, 0.05),
    Band("very unlikely", "highly improbable", 0.05, 0.20),
    Band("unlikely", "improbable", 0.20, 0.45),
    Band("roughly even chance", "roughly even odds", 0.45, 0.55),
    Band("likely", "probable", 0.55, 0.80),
    Band("very likely", "highly probable", 0.80, 0.95),
    Band("almost certain", "nearly certain", 0.95, 0.99),
)
"""From the least to the most probable."""

_VERY = r"(?:very|highly|extremely|most|quite|overwhelmingly)"
_WORDS = (
    (0, r"almost no chance|next to no chance|remote|almost impossible|inconceivable"),
    (1, rf"{_VERY} (?:unlikely|improbable|doubtful)"),
    (2, r"unlikely|improbabl[ey]|doubtful|not likely|not expected"),
    (3, r"even (?:chance|odds)|fifty[- ]fifty|50[- ]50|toss[- ]up|as likely as not"),
    (6, r"(?:almost|nearly|virtually|all but) certain(?:ly)?|bound to"),
    (5, rf"{_VERY} (?:likely|probabl[ey])|in all (?:likelihood|probability)"),
    (
        4,
        (
            r"likely|probabl[ey]|expect(?:s|ed|ing)?|due|should|ought|think|thought|believ(?:e|es|ed)|appear(?:s|ed)?|"
            r"seem(?:s|ed)?|estimat(?:e|es|ed)|predict(?:s|ed)?|suggests?|apparently|presum(?:ed|ably)|reckon(?:s|ed)?"
        ),
    ),
)
_CUES = tuple((BANDS[n], re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for n, words in _WORDS)
_TOLD = frozenset({"likely", "possible", "conditional", "reported", "alleged"})


_DEGREE = rf"(?:{_VERY}|not|almost|nearly|virtually|all but|next to no|as)"


def band_of(modality: str, cue: str = "", sentence: str = "") -> Band | None:
    """The band that a claim's words mean; `None` for what is asserted, denied, or hedged without a probability.

    The cue decides, the most marked word first ("very unlikely" before "unlikely" before "likely"), with the word of
    degree that stands before it in the sentence; the modality `likely` alone means the band of that name.

    >>> print(band_of("likely", "almost certainly"))
    almost certain (95-99%)
    >>> print(band_of("likely", "are due"))
    likely (55-80%)
    >>> print(band_of("likely", "likely", "They are very likely to come."))
    very likely (80-95%)
    >>> band_of("asserted"), band_of("possible", "may")
    (None, None)
    """
    if modality not in _TOLD:
        return None
    cue = _with_degree(cue, sentence)
    probable = modality in ("likely", "possible")
    for band, words in _CUES:
        if words.search(cue) and (probable or band is not BANDS[4]):
            return band
    return BANDS[4] if modality == "likely" else None


def _with_degree(cue: str, sentence: str) -> str:
    """The cue with the word of degree before it, where the sentence says so wherever the cue stands in it."""
    if not cue:
        return cue
    places = {
        " ".join(found[0].lower().split())
        for found in re.finditer(rf"(?:\b{_DEGREE}\s+)?\b{re.escape(cue)}\b", sentence, re.IGNORECASE)
    }
    return places.pop() if len(places) == 1 else cue
