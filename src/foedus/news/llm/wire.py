"""One question to an endpoint and its answer, with time-outs, retries and caps.

Nothing but this one address is ever asked: a redirect is an error, a link in an answer is text. What an endpoint writes
beside its answer is not repeated in messages, since it may hold the key or the report.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR
from threading import Timer
from typing import TYPE_CHECKING, Any

from foedus.errors import ReaderFailed
from foedus.news.llm.answer import BadAnswer, content_of
from foedus.news.llm.settings import KEY, MODEL, URL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from socket import socket

    from foedus.news.llm.settings import Settings

__all__ = ["Line", "Message"]

Message = dict[str, str]

SEED = 1914
_AGAIN = (408, 409, 425, 429)
_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_ADVICE = {
    400: f"it does not take the question; check {MODEL}",
    401: f"it does not take the key; check {KEY}",
    402: "the account is used up; see to it there",
    403: f"the key may not ask this; check {KEY} and {MODEL}",
    404: f"there is no such address or model; check {URL} and {MODEL}",
    405: f"the address takes no questions; check {URL}",
    413: "the question is too long for it; take smaller pieces",
}


class _Again(Exception):
    """It may go better next time."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


class _Plainer(Exception):
    """The endpoint does not know an optional field."""


@dataclass(slots=True)
class Line:
    """The line to an endpoint while one report is read: it counts calls and seconds.

    Attributes:
        calls: requests sent; `sent`: characters of messages in them.
        plainer: how many optional fields were left out, because the endpoint refused them.
    """

    settings: Settings
    plainer: int = 0
    calls: int = 0
    sent: int = 0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _ends: float = field(init=False)

    def __post_init__(self) -> None:
        self._ends = self.clock() + self.settings.limits.total

    def ask(self, messages: Sequence[Message]) -> list[Any]:
        """The rows of the model's answer.

        Raises:
            ReaderFailed: no usable answer in the tries, seconds and calls allowed; says why the last one failed.
        """
        limits, tried, why, pause = self.settings.limits, 0, "", 0.0
        while tried < limits.tries:
            if pause:
                if self.clock() + pause >= self._ends:
                    break
                self.sleep(pause)
            if self.calls >= limits.calls:
                raise ReaderFailed(
                    f"reading this report took {self.calls} calls of {self.settings.host} ({why}) and no more are "
                    "allowed; read it again later, or cut it into shorter reports"
                )
            try:
                return content_of(self._send(messages))
            except _Plainer:
                self.plainer += 1
                pause = 0.0
                continue
            except BadAnswer as error:
                why, pause = str(error), _PAUSE
            except _Again as error:
                why = str(error)
                pause = min(_LONGEST_PAUSE, _PAUSE * 2**tried) if error.pause is None else error.pause
            tried += 1
            if self.clock() >= self._ends:
                break
        times = "once" if tried == 1 else f"{tried} times"
        raise ReaderFailed(
            f"{self.settings.host} was asked {times} and gave no usable answer: {why}; try again later, or take "
            "another reader (--reader plain needs no network)"
        )

    def _body(self, messages: Sequence[Message]) -> bytes:
        body: dict[str, Any] = {"model": self.settings.model, "messages": list(messages)}
        optional = ({"seed": SEED, "response_format": {"type": "json_object"}}, {"temperature": 0})
        for fields in optional[self.plainer :]:
            body |= fields
        return json.dumps(body, ensure_ascii=False).encode()

    def _send(self, messages: Sequence[Message]) -> bytes:
        """The body of a good answer."""
        parts, limits = self.settings.parts, self.settings.limits
        seconds = max(0.01, min(limits.wait, self._ends - self.clock()))
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(self.settings.host, parts.port, timeout=seconds)
        self.calls += 1
        self.sent += sum(len(m["content"]) for m in messages)
        started = self.clock()
        late: Timer | None = None
        try:
            connection.connect()
            late = Timer(seconds, _hang_up, (connection.sock,))
            late.daemon = True
            late.start()
            connection.request("POST", self.settings.path, self._body(messages), self._headers())
            response = connection.getresponse()
            self._check_status(response)
            raw = _read(response, limits.answer)
        except (OSError, HTTPException, ValueError) as error:
            slow = isinstance(error, TimeoutError) or self.clock() - started >= seconds
            why = f"no answer in {seconds:.0f} seconds" if slow else f"the connection broke ({type(error).__name__})"
            raise _Again(why) from None
        finally:
            if late:
                late.cancel()
            connection.close()
        if self.clock() - started >= seconds:
            raise _Again(f"no whole answer in {seconds:.0f} seconds")
        return raw

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        return headers | ({"Authorization": f"Bearer {self.settings.key}"} if self.settings.key else {})

    def _check_status(self, response: HTTPResponse) -> None:
        status, host = response.status, self.settings.host
        if status == 200:
            return
        if status in _AGAIN or status >= 500:
            raise _Again(f"status {status}", _retry_after(response))
        if status in (400, 422) and self.plainer < 2:
            raise _Plainer
        if 300 <= status < 400:
            raise ReaderFailed(f"{host} sends elsewhere (status {status}), and that is not followed; correct {URL}")
        raise ReaderFailed(f"{host} refused (status {status}): {_ADVICE.get(status, f'check {URL} and {MODEL}')}")


def _hang_up(sock: socket) -> None:
    """End an answer that comes too slowly, whatever it is doing."""
    try:
        sock.shutdown(SHUT_RDWR)
    except (OSError, ValueError):
        return


def _read(response: HTTPResponse, most: int) -> bytes:
    raw = response.read(most + 1)
    if len(raw) > most:
        raise ReaderFailed(f"the answer has more than {most:,} bytes and was not read on; no list of claims is so long")
    length = response.length
    if length:  # http.client gives a cut answer as it is when a size is asked for
        raise _Again("the connection broke inside the answer")
    return raw


def _retry_after(response: HTTPResponse) -> float | None:
    told = (response.getheader("Retry-After") or "").strip()
    return min(float(told), _LONGEST_PAUSE) if told.isdecimal() and told.isascii() and len(told) < 6 else None
