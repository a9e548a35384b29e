"""What a page says about itself: title, outlet, day and address; only what it states, nothing is searched for."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from typing import Any, NamedTuple

__all__ = ["Metadata", "day_in", "metadata"]


class Metadata(NamedTuple):
    """What a page says about itself; empty where it says nothing."""

    title: str = ""
    outlet: str = ""
    day: date | None = None
    url: str = ""


_HEAD = 400_000
_META = re.compile(r"<(?:meta|link)\b[^<>]*>", re.IGNORECASE)
_PART = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_DATA = re.compile(r"""<script\b[^<>]*application/ld\+json[^<>]*>(.*?)</script""", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]*)<", re.IGNORECASE)
_DAYS = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publish-date",
    "date",
)


def metadata(page: str) -> Metadata:
    """The metadata of a page, from its meta tags and its JSON-LD.

    >>> metadata('<meta property="article:published_time" content="2024-10-20T23:30:00+09:00">').day
    datetime.date(2024, 10, 20)
    """
    head = page[:_HEAD]
    told: dict[str, str] = {}
    for tag in _META.finditer(head):
        parts = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _PART.finditer(tag.group())}
        name = (parts.get("property") or parts.get("name") or parts.get("itemprop") or parts.get("rel") or "").lower()
        told.setdefault(name, (parts.get("content") or parts.get("href") or "").strip())
    data = _article(head)
    days = [told.get(_DAYS[0], ""), _text(data.get("datePublished")), *(told.get(name, "") for name in _DAYS[1:])]
    title = _TITLE.search(head)
    publisher = data.get("publisher")
    return Metadata(
        told.get("og:title") or _text(data.get("headline")) or (html.unescape(title[1]).strip() if title else ""),
        told.get("og:site_name") or _text(publisher.get("name") if isinstance(publisher, dict) else publisher),
        next((day for text in days if (day := day_in(text))), None),
        told.get("canonical") or told.get("og:url") or "",
    )


def day_in(text: str) -> date | None:
    """The day that an ISO date or time begins with.

    >>> day_in("2024-10-20T09:00Z"), day_in("20241020"), day_in("lately")
    (datetime.date(2024, 10, 20), datetime.date(2024, 10, 20), None)
    """
    found = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _article(head: str) -> dict[str, Any]:
    """The JSON-LD record of the page's article."""
    for block in _DATA.finditer(head):
        try:
            found = json.loads(block[1])
        except (ValueError, RecursionError):
            continue
        rows = found if isinstance(found, list) else [found]
        rows += [r for row in rows if isinstance(row, dict) for r in _list(row.get("@graph"))]
        for row in rows:
            kinds = _list(row.get("@type")) if isinstance(row, dict) else []
            if any(str(kind).endswith(("Article", "BlogPosting", "Report")) for kind in kinds):
                return dict(row)
    return {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
