"""An HTML page -> the text of its article, by trafilatura where it is installed, else by taking the tags away."""

from __future__ import annotations

import logging
from typing import NamedTuple

from foedus.news.inputs.markup import is_page, strip_tags
from foedus.news.inputs.metadata import Metadata, metadata

__all__ = ["Page", "read_page"]


class Page(NamedTuple):
    """The text of a page, what it says about itself, and notes on how it was read."""

    text: str
    about: Metadata
    notes: tuple[str, ...]


_WITHOUT = (
    "trafilatura is not installed, so the tags were taken away and the page's menus may be read; install foedus[nlp]"
)
_NOTHING = "no article was recognised in the page, so every visible word was read"


def read_page(page: str) -> Page:
    """Read a page, or a text with some tags.

    >>> read_page("<p>The army left.</p>").text.strip()
    'The army left.'
    """
    if not is_page(page):
        return Page(strip_tags(page), Metadata(), ())
    about = metadata(page)
    try:
        from trafilatura import extract  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        return Page(strip_tags(page), about, (_WITHOUT,))
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        article = extract(page, include_comments=False, include_images=False, include_links=False, favor_recall=True)
    except Exception:  # noqa: BLE001 - whatever a broken page does to the library, its words can still be read
        article = None
    if not article or not article.strip():
        return Page(strip_tags(page), about, (_NOTHING,))
    return Page("\n\n".join(line for line in article.split("\n") if line.strip()), about, ())
