"""Bytes -> characters: which encoding, and how we know.

A byte order mark decides, then what a page declares, then UTF-8. What is none of these is nearly always Windows-1252 in
English reports: it is read so where every letter that comes out is a likely one, and the report says so. Only for the
rest charset-normalizer is asked; it mistakes Windows-1252 for Windows-1250 in short English texts ("Săo Paulo").
"""

from __future__ import annotations

import codecs
import re
import shlex
from typing import NamedTuple

from foedus.errors import BadReport

__all__ = ["Decoded", "decoded", "refuse_binary"]


class Decoded(NamedTuple):
    """Characters, the name of their encoding, and a note where it had to be concluded."""

    text: str
    encoding: str
    note: str = ""


_BINARY = (
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"SQLite format", "a database"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_ODD = re.compile(
    "[^\x00-\x7f\u00a0\u00a3\u00a7\u00a9\u00ab\u00ae\u00b0\u00b4\u00b7\u00bb\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6"
    "\u00f8-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac\u2122]"
    "|[a-z][\u00c0-\u00d6\u00d8-\u00de]"  # a capital inside a word
    "|[\u00c0-\u00c5\u00e2\u00e3][\u0080-\u00bf\u2013-\u203a\u20ac\u2122\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u02c6\u02dc\u0192]"
    "|[\u00d0\u00d2\u00d3\u00d5][A-Z]?[a-z]{2,}[\u00d0-\u00d5]"  # quotation marks of old Macintosh files
)
_OTHERS = [
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "mac_roman",
    "koi8_r",
    "big5",
    "gb18030",
    "cp932",
    "euc_kr",
]
_SAMPLE = 100_000


def decoded(raw: bytes, where: str, *, page: bool = False) -> Decoded:
    r"""Decode a file.

    Args:
        raw: its bytes.
        where: its name, for messages.
        page: is it HTML? Then the declared encoding counts.

    Raises:
        BadReport: binary, or in no encoding that fits; says at which byte, and how to convert.

    >>> decoded(b"Orl\xe9ans", "x")
    Decoded(text='Orléans', encoding='Windows-1252', note='encoding not declared, read as Windows-1252')
    """
    refuse_binary(raw, where)
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(codec), name)
            except UnicodeDecodeError as error:
                raise _broken(raw, error.start + (len(mark) if codec == "utf-8-sig" else 0), name, where) from None
    if b"\x00" in raw:
        at = raw.index(b"\x00")
        raise BadReport(
            f"{where} is binary: it holds NUL bytes, the first at byte {at}; save the report as plain text (UTF-8)"
        )
    declared = _declared(raw) if page else ""
    if declared:
        try:
            return Decoded(raw.decode(declared), _spelled(declared))
        except UnicodeDecodeError:
            pass
    try:
        return Decoded(raw.decode("utf-8"), "UTF-8", _instead(declared, "UTF-8"))
    except UnicodeDecodeError as error:
        found = _concluded(raw, error.start)
        if found is None:
            raise _broken(raw, error.start, "UTF-8", where) from None
        return found._replace(note=_instead(declared, found.encoding) or found.note)


def refuse_binary(raw: bytes, where: str) -> None:
    """Refuse a file whose first bytes tell that it is no text.

    Raises:
        BadReport: says what it is.
    """
    for start, what in _BINARY:
        if raw.startswith(start):
            raise BadReport(f"{where} is {what}, no text; save the report as plain text (UTF-8) and give that file")


def _declared(raw: bytes) -> str:
    found = _DECLARED.search(raw[:4096])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except (LookupError, UnicodeDecodeError):
        return ""
    return "cp1252" if name in ("iso8859-1", "ascii") else name  # as every browser reads it


def _instead(declared: str, used: str) -> str:
    return f"the page declares {_spelled(declared)} and is not; read as {used}" if declared else ""


def _concluded(raw: bytes, at: int) -> Decoded | None:
    """What an undeclared encoding must be, or `None`."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and not _ODD.search(text):
        return Decoded(text, "Windows-1252", "encoding not declared, read as Windows-1252")
    if len(raw) - at < 4 or _mostly_utf8(raw):
        return None  # it is UTF-8, and damaged
    try:
        import charset_normalizer  # noqa: PLC0415 - an extra, and rarely needed
    except ImportError:
        return None
    sample = raw[max(0, at - _SAMPLE // 2) : at + _SAMPLE // 2]
    best = charset_normalizer.from_bytes(sample, cp_isolation=_OTHERS).best()
    if best is None:
        return None
    try:
        name = _spelled(best.encoding)
        return Decoded(
            raw.decode(best.encoding), name, f"encoding not declared, read as {name} (concluded from the text)"
        )
    except UnicodeDecodeError:
        return None


def _mostly_utf8(raw: bytes) -> bool:
    """Are there more characters in UTF-8 than bytes that are none?"""
    text = raw.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(not c.isascii() for c in text) - bad
    return good > bad


def _spelled(codec: str) -> str:
    codec = codec.replace("_", "-")
    return f"Windows-{codec[2:]}" if re.fullmatch(r"cp125\d", codec) else codec.upper()


def _broken(raw: bytes, at: int, encoding: str, where: str) -> BadReport:
    at = min(at, len(raw) - 1)
    line = raw.count(b"\n", 0, at) + 1
    name = shlex.quote(where) if where != "the text" else "REPORT"
    return BadReport(
        f"{where} is not {encoding}: byte 0x{raw[at]:02x} at offset {at} (line {line}) begins no character; convert "
        f"it, e.g. `iconv -f WINDOWS-1252 -t UTF-8 {name} > report-utf8.txt`"
    )
