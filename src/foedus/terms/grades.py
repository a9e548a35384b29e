"""Grades of the NATO Admiralty code: how reliable a source is, and how credible what it says.

Two judgements that do not lean on one another: a good source can err, a bad one can be right. F and 6 mean that it
cannot be judged, and stand wherever nothing speaks for another grade; neither is the worst grade.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CREDIBILITY", "RELIABILITY", "Grade"]

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Of the source."""

CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""Of the information."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade with its reasons; a grade without reasons is none, and is refused.

    Attributes:
        reliability: A to F; `credibility`: 1 to 6.
        reasons: sentences, those of reliability first.

    >>> print(Grade("F", 6, ("nothing is known of the source", "nobody else says it")))
    F6
    """

    reliability: str = "F"
    credibility: int = 6
    reasons: tuple[str, ...] = ("nothing speaks for another grade",)

    def __post_init__(self) -> None:
        if self.reliability not in RELIABILITY:
            raise ValueError(f"reliability is one of {', '.join(RELIABILITY)}, not {self.reliability!r}")
        if self.credibility not in CREDIBILITY:
            raise ValueError(f"credibility is one of 1 to 6, not {self.credibility!r}")
        if not self.reasons or not all(reason.strip() for reason in self.reasons):
            raise ValueError("a grade carries its reasons; give at least one")

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"

    @property
    def words(self) -> str:
        """The grade in words."""
        return f"{RELIABILITY[self.reliability]}; {CREDIBILITY[self.credibility]}"

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "grade": str(self),
            "reliability": self.reliability,
            "credibility": self.credibility,
            "words": self.words,
            "reasons": list(self.reasons),
        }
