"""From the bytes of an endpoint to the rows of the model's answer; whatever else stands there counts for nothing."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["BadAnswer", "content_of"]

_FENCED = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)


class BadAnswer(Exception):
    """An answer that cannot be used; the text says what is wrong with it."""


def content_of(raw: bytes) -> list[Any]:
    r"""The rows of claims, unchecked.

    Raises:
        BadAnswer: no JSON, or JSON of another shape.

    >>> content_of(b'{"choices": [{"message": {"content": "```json\\n{\\"claims\\": []}\\n```"}}]}')
    []
    """
    outer = _json(raw)
    if outer is None:
        page = raw[:200].lstrip().lower().startswith((b"<!doctype", b"<html"))
        raise BadAnswer("a web page came instead of JSON" if page else "the answer is not JSON")
    try:
        choice = outer["choices"][0]
        content = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise BadAnswer("the answer is JSON of another shape (no choices[0].message.content)") from None
    if not isinstance(content, str):
        raise BadAnswer("the model answered without words")
    for text in _candidates(content):
        inner = _json(text)
        if isinstance(inner, dict) and isinstance(inner.get("claims"), list):
            rows: list[Any] = inner["claims"]
            return rows
    cut = isinstance(choice, dict) and choice.get("finish_reason") == "length"
    raise BadAnswer(
        "the model's words were cut off at its limit" if cut else "the model's words hold no list of claims"
    )


def _candidates(content: str) -> list[str]:
    """Where the list may stand: the whole, a fenced block, from the first brace to the last."""
    first, last = content.find("{"), content.rfind("}")
    return [content, *(m[1] for m in _FENCED.finditer(content)), content[first : last + 1]]


def _json(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
