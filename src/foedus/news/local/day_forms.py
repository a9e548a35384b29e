"""The forms that words for a day take, beside those that every reader knows: seasons, steps, edges of months."""

from __future__ import annotations

import re

from foedus.news.local.calendar_steps import COUNT, MONTH, SMALL

__all__ = ["FORMS", "SEASONS"]

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
FORMS = tuple(
    (how, re.compile(form, re.IGNORECASE))
    for how, form in (
        (
            "season",
            (
                r"\b(?:(?P<which>last|next|this|the|in|by|since|early|late|coming)[ -])"
                r"(?P<season>spring|summer|autumn|fall|winter)\b(?:,? (?:of )?(?P<year>\d{4}))?(?! of \D)"
            ),
        ),
        (
            "part",
            (
                r"\b(?P<part>early|mid|late|the start of|the beginning of|the end of)[ -](?:in )?"
                r"(?:(?P<which>last|next|this|the) year\b|(?P<year>(?:19|20)\d\d)\b)"
            ),
        ),
        (
            "step",
            (
                rf"\b(?:{COUNT}|the|some|a few) "
                r"(?P<unit>day|evening|night|morning|week|fortnight|month|year|decade)s? "
                r"(?P<step>later|after|afterwards|before|beforehand|earlier|previously|on(?= [A-Z]|[,.]))\b"
            ),
        ),
        (
            "step",
            (
                r"\b(?:the )?(?P<step>next|following|previous|preceding|same) "
                r"(?P<unit>day|evening|night|morning|week|month|year)\b"
            ),
        ),
        ("same", r"\b(?:that|the same|this) (?P<unit>day|evening|night|afternoon|morning|month|year|week)\b"),
        ("ago", rf"\b{COUNT} (?P<unit>day|week|fortnight|month|year|decade)s? (?:ago|back)\b"),
        ("ago", r"\b(?P<count>a) (?P<unit>fortnight) (?:ago|earlier)\b"),
        (
            "here",
            (
                r"\b(?:overnight|tonight|this (?:morning|afternoon|evening|night)|at dawn|before dawn)\b"
                r"|^\(?\d{1,2}[:.]\d{2}\b"
            ),
        ),
        (
            "past",
            (
                r"\b(?:the |over the |in the )?(?:past|last) "
                rf"(?:(?P<count>\d{{1,3}}|{SMALL}|few|several) )?"
                r"(?P<unit>hour|day|week|fortnight|month|year)s?\b"
            ),
        ),
        ("decade", r"\b(?:the )?(?:early |mid-?|late )?(?P<decade>(?:18|19|20)\d0)s\b"),
        (
            "years",
            r"\b(?P<first>1[89]\d\d|20\d\d) ?(?:-|\u2013|to|and|until|through) ?(?P<last>1[89]\d\d|20\d\d|\d\d)\b",
        ),
        ("year", r"(?<![\d,.$€-])\b(?P<year>1[89]\d\d|20\d\d)\b(?![,.]\d| (?:troops|soldiers|men|workers|people))"),
        (
            "feast",
            r"\b(?P<feast>New Year['\u2019]s (?:Day|Eve)|New Year|Christmas(?: Eve| Day)?)\b(?:,? (?P<year>\d{4}))?",
        ),
        ("end", r"\b(?:the end of (?:the|this) (?P<unit>year|month)|year[- ]?end|year['\u2019]s end)\b"),
        ("overnight", r"\bovernight\b|\b(?:in|during) the night\b|\blast night\b"),
        (
            "weekend",
            r"\b(?P<which>at|over|by|on|during|last|this|next|until) (?:the |this |last |next |coming )?week[- ]?end\b",
        ),
        (
            "current",
            (
                r"\b(?:later |earlier )?(?:this|in the|of the|before the|within the|by the end of the) "
                r"(?P<unit>week|month|year)\b"
            ),
        ),
        ("of month", r"\b(?:on|by|until|since|from|of|to) the (?P<number>\d{1,2})(?:st|nd|rd|th)\b"),
        ("new year", r"\b(?:in |from |by |with )?the new year\b"),
        (
            "edge",
            (
                r"\b(?:the )?(?P<edge>start|beginning|end|close|middle|early|mid|late|first half|second half)"
                r"(?: of|-| in)? ?"
                rf"(?:(?P<which>next|last|this) (?P<unit>week|month|year)"
                rf"|(?P<month>{MONTH})(?:,? (?P<year>\d{{4}}))?|(?P<only>(?:18|19|20)\d\d))\b"
            ),
        ),
        ("bare", rf"(?<=[a-z\"(] )(?P<month>{MONTH})\b(?! \d)"),
        (
            "clock",
            (
                r"\b(?:at (?:midnight|noon|dawn|dusk|sunrise|sunset)|\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.m\.|GMT)"
                r"|hours (?:later|earlier|before|after))"
            ),
        ),
    )
)
"""How a reading is made -> the form of its words."""
