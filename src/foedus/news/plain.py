"""Bytes or text -> plain text: UTF-8 only, stray marks and HTML tags, in time that grows only with the length."""

from __future__ import annotations

import html
import re
import shlex
from codecs import BOM_UTF8

from foedus.errors import BadReport

__all__ = ["plain_text", "strip_tags"]

_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufffe]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\f\v]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|p|div|span|br|article|script|h[1-6]|meta|table)\b", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|article|section|header|footer|blockquote|title)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")


def plain_text(raw: str | bytes, where: str) -> str:
    r"""Decode, and bring line ends and spaces into one form; marks that nobody sees are dropped.

    Raises:
        BadReport: binary, not UTF-8, or no text; says at which byte and how to convert.

    >>> plain_text(b"\xef\xbb\xbfOne\r\ntwo", "x")
    'One\ntwo'
    """
    text = raw if isinstance(raw, str) else _decode(raw, where)
    if len(_CONTROL.findall(text)) > len(text) // 1000:
        raise BadReport(f"{where} is no text: it holds control characters; save the report as plain text (UTF-8)")
    text = _CONTROL.sub(" ", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _SPACES.sub(" ", _UNSEEN.sub("", text))


def _decode(raw: bytes, where: str) -> str:
    """UTF-8 or a refusal: a guessed encoding would put wrong letters into names, and nobody would see it."""
    for start, what in _BINARY:
        if raw.startswith(start):
            raise BadReport(f"{where} is {what}, no text; save the report as plain text (UTF-8) and give that file")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadReport(f"{where} is UTF-16, not UTF-8 (its first two bytes tell); {_convert('UTF-16', where)}")
    if b"\x00" in raw:
        at = raw.index(b"\x00")
        raise BadReport(
            f"{where} is binary: it holds NUL bytes, the first at byte {at}; save the report as plain text (UTF-8)"
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start + 3 * raw.startswith(BOM_UTF8)
        line = raw.count(b"\n", 0, at) + 1
        raise BadReport(
            f"{where} is not UTF-8: byte 0x{raw[at]:02x} at offset {at} (line {line}) begins no character; "
            + _convert("WINDOWS-1252", where)
        ) from None


def _convert(encoding: str, where: str) -> str:
    name = shlex.quote(where) if where != "the text" else "REPORT"
    return f"convert it, e.g. `iconv -f {encoding} -t UTF-8 {name} > report-utf8.txt`"


def strip_tags(text: str) -> str:
    """Text without HTML: scripts, styles and comments go with what they hold, blocks become paragraphs.

    >>> strip_tags("<p>One &amp; two</p><script>if (a < b) {}</script><p>three</p>").split()
    ['One', '&', 'two', 'three']
    """
    if not _MARKUP.search(text):
        return text
    for opening, closing in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<head", "</head")):
        text = _without(text, opening, closing)
    text = html.unescape(_TAG.sub("", _BLOCK.sub("\n\n", text)))
    text = _SPACES.sub(" ", _UNSEEN.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.split("\n")))


def _without(text: str, opening: str, closing: str) -> str:
    low, kept, at = text.lower(), [], 0
    if len(low) != len(text):
        low = text
    while (start := low.find(opening, at)) >= 0:
        kept.append(text[at:start])
        stop = low.find(closing, start)
        end = low.find(">", stop) if stop >= 0 else -1
        if end < 0:
            return "".join(kept)
        at = end + 1
    return "".join([*kept, text[at:]])
