"""Characters in one form: line ends are one character, spaces are spaces, marks that nobody sees are gone.

Cleaning a clean text changes nothing, so that offsets hold when a stored text is read again.
"""

from __future__ import annotations

import re

from foedus.errors import BadReport

__all__ = ["clean"]

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufffe]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\f\v]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LONE = re.compile("[\ud800-\udfff]")


def clean(text: str, where: str) -> str:
    r"""Bring a text into its one form.

    Raises:
        BadReport: it holds control characters, so it is no text.

    >>> clean("One\r\ntwo\u200b\u00a0three", "x")
    'One\ntwo three'
    """
    if len(_CONTROL.findall(text)) > len(text) // 1000:
        raise BadReport(f"{where} is no text: it holds control characters; save the report as plain text (UTF-8)")
    text = _LONE.sub("\ufffd", _CONTROL.sub(" ", text))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _SPACES.sub(" ", _UNSEEN.sub("", text))
