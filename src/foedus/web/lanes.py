"""Lanes: views work one after the other in a thread beside the server, long ones in a lane of their own.

A world writes down what it works out while it is asked, so two threads must not ask the same one at once; and since
Python computes on one core, a queue is quicker for everyone than all at once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread

from foedus.web.record import Record

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    View = Callable[[Request, Record], Response]
    Endpoint = Callable[[Request], Awaitable[Response]]

__all__ = ["Lane"]


class Lane:
    """One thread at a time, with a record that no other lane reads."""

    def __init__(self) -> None:
        self.record = Record()
        self._one = CapacityLimiter(1)

    def runs(self, view: View) -> Endpoint:
        """The view as an endpoint that waits for its turn."""

        async def endpoint(request: Request) -> Response:
            return await to_thread.run_sync(partial(view, request, self.record), limiter=self._one)

        return endpoint
