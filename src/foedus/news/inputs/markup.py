"""HTML -> text without any library: tags go, blocks become paragraphs, in time that grows only with the length."""

from __future__ import annotations

import html
import re

__all__ = ["is_marked_up", "is_page", "strip_tags"]

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|p|div|span|br|article|script|h[1-6]|meta|table)\b", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--[^<>]{0,500}-->\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE
)
_BLOCK = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|article|section|header|footer|blockquote|title|figcaption|nav|aside)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_UNREAD = ("script", "style", "head", "nav", "footer", "aside", "noscript", "figcaption", "form", "template", "svg")


def is_marked_up(text: str) -> bool:
    """Does it hold tags?"""
    return bool(_MARKUP.search(text))


def is_page(text: str) -> bool:
    """Is it a whole page, and not a text with some tags?

    >>> is_page("<!DOCTYPE html><html>"), is_page("One<br>two")
    (True, False)
    """
    return bool(_PAGE.match(text[:2000]))


def strip_tags(text: str) -> str:
    """Text without HTML: what is never part of a report (scripts, menus, footers, captions) goes with what it holds.

    >>> strip_tags("<p>One &amp; two</p><script>if (a < b) {}</script><p>three</p>").split()
    ['One', '&', 'two', 'three']
    """
    if not is_marked_up(text):
        return text
    text = _without(text, re.compile("<!--"), "-->")
    for name in _UNREAD:
        text = _without(text, re.compile(rf"<{name}(?=[\s/>])", re.IGNORECASE), f"</{name}")
    text = html.unescape(_TAG.sub("", _BLOCK.sub("\n\n", text)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.split("\n")))


def _without(text: str, opening: re.Pattern[str], closing: str) -> str:
    """Without these elements; one that is never closed takes the rest with it only if it holds no text to read."""
    end_of = re.compile(re.escape(closing) + (r"[^<>]*>" if closing.startswith("</") else ""), re.IGNORECASE)
    kept, at = [], 0
    while start := opening.search(text, at):
        kept.append(text[at : start.start()])
        stop = end_of.search(text, start.end())
        if not stop:
            rest = text[start.end() :] if closing in _KEPT_OPEN else ""
            return "".join([*kept, _TAG_REST.sub("", rest, count=1)])
        at = stop.end()
    return "".join([*kept, text[at:]])


_KEPT_OPEN = frozenset(f"</{name}" for name in ("head", "nav", "footer", "aside", "figcaption", "form", "noscript"))
_TAG_REST = re.compile(r"\A[^<>]*>")
