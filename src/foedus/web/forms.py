"""Forms that write: each carries a token that only this page could have made for this browser."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from foedus.errors import BadQuestion

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["Form", "read_form", "token_for", "with_token"]

COOKIE = "foedus-form"
LARGEST = 1_000_000
"""Bytes that a form may have."""

Form = dict[str, str]


def token_for(request: Request) -> tuple[str, str]:
    """The browser's cookie, made if it has none, and the token that goes with it."""
    cookie = request.cookies.get(COOKIE, "")
    if len(cookie) != _COOKIE:
        cookie = secrets.token_hex(_COOKIE // 2)
    return cookie, _token(request, cookie)


def with_token(response: Response, cookie: str) -> Response:
    """The page with its form, and the cookie beside it."""
    response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
    response.headers["Cache-Control"] = "no-store"
    return response


async def read_form(request: Request) -> Form:
    """The fields of a form that this page made for this browser.

    Raises:
        BadQuestion: it is too large, or somebody else's page sent it.
    """
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise BadQuestion(f"that is more than {LARGEST:,} bytes; add long reports with `foedus ledger add`")
        parts.append(part)
    fields = dict(parse_qsl(b"".join(parts).decode("utf-8", "replace"), keep_blank_values=True))
    cookie = request.cookies.get(COOKIE, "")
    given = fields.pop("token", "")
    known = len(cookie) == _COOKIE and hmac.compare_digest(given.encode(), _token(request, cookie).encode())
    if not known or not _from_here(request):
        raise BadQuestion("this form was not made by this page, or is older than its run: go back, reload, send again")
    return fields


_COOKIE = 32


def _token(request: Request, cookie: str) -> str:
    secret: bytes = request.app.state.settings.secret
    return hmac.new(secret, cookie.encode(), hashlib.sha256).hexdigest()


def _from_here(request: Request) -> bool:
    """Does the browser say that the form stood on a page of ours?"""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
