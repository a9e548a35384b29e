"""The doors of the page: who may come in, and what a browser may do with what it gets."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from foedus.web.settings import Settings

__all__ = ["Doors", "Headers"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Scripts and styles from files of ours only; nothing inline, nothing from elsewhere."""

COOKIE = "foedus-token"


class Headers:
    """Every answer tells the browser what it may do with it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = (
                    "same-origin"  # with none at all a browser would not say whose form it sends
                )
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, dressed)


class Doors:
    """Only a Host header of ours comes in, and beyond this machine only who knows the token."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or say why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if not self.settings.answers_to(request.headers.get("host", "")):
            text = "This page does not go by that name. Open it at the address that `foedus serve` prints.\n"
            await PlainTextResponse(text, 400)(scope, receive, send)
            return
        if self.settings.token is not None:
            refused = _refused(request, self.settings.token)
            if refused is not None:
                await refused(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _refused(request: Request, token: str) -> ASGIApp | None:
    """Nothing if the token is known; a cookie for who brings it in the address; else a refusal."""
    known = (request.cookies.get(COOKIE, ""), request.headers.get("authorization", "").removeprefix("Bearer "))
    if any(_same(given, token) for given in known):
        return None
    if _same(request.query_params.get("token", ""), token) and request.method == "GET":
        rest = urlencode([(k, v) for k, v in request.query_params.multi_items() if k != "token"])
        answer = RedirectResponse(f"{request.url.path}{'?' if rest else ''}{rest}", 303)
        answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
        return answer
    return PlainTextResponse("Open the page with its token: add ?token=... to the address.\n", 401)


def _same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())
