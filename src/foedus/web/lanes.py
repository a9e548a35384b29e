"""Lanes: views work one after the other in a thread beside the server, long ones in a lane of their own.

A world writes down what it works out while it is asked, so two threads must not ask the same one at once; and since
Python computes on one core, a queue is quicker for everyone than all at once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread

from foedus.web.forms import read_form
from foedus.web.record import Record

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.web.casebook import Casebook
    from foedus.web.forms import Form

    View = Callable[[Request, Record], Response]
    Write = Callable[[Request, Record, Form], Response]
    Endpoint = Callable[[Request], Awaitable[Response]]

__all__ = ["Lane"]


class Lane:
    """One thread at a time, with a record that no other lane reads."""

    def __init__(self, casebook: Casebook | None = None) -> None:
        self.record = Record(casebook)
        self._one = CapacityLimiter(1)

    def runs(self, view: View) -> Endpoint:
        """The view as an endpoint that waits for its turn."""

        async def endpoint(request: Request) -> Response:
            return await to_thread.run_sync(partial(view, request, self.record), limiter=self._one)

        return endpoint

    def takes(self, write: Write) -> Endpoint:
        """What a form asks for, as an endpoint: the form is read and checked before it has its turn."""

        async def endpoint(request: Request) -> Response:
            fields = await read_form(request)
            return await to_thread.run_sync(partial(write, request, self.record, fields), limiter=self._one)

        return endpoint
