"""The page served: uvicorn on an address, and what is said on the terminal."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.errors import FoedusError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from foedus.web.settings import Settings

__all__ = ["bound", "serve"]


def serve(settings: Settings, processes: int = 1) -> None:
    """Serve the page until it is stopped.

    Args:
        settings: where, and for whom.
        processes: how many share the work, where the system can fork; each has its own record.

    Raises:
        FoedusError: the address is taken, or cannot be listened on.
        BadLedger: there is no ledger where one is named.
    """
    if settings.ledger is not None:
        from foedus.web.casebook import Casebook  # noqa: PLC0415 - a page without a ledger needs no database

        Casebook(settings.ledger)
    sockets = _shared(settings, processes)
    port = sockets[0].getsockname()[1]
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    token = "?token=..." if settings.token else ""
    sys.stderr.write(f"foedus: the page is at http://{name}:{port}/{token} (Ctrl+C ends it)\n")
    sys.stderr.flush()
    own, *others = sockets
    if others:
        watched, held = multiprocessing.Pipe(duplex=False)
        for one in others:
            rest = [s for s in sockets if s is not one]
            helper = multiprocessing.get_context("fork").Process(
                target=_help, args=(settings, one, rest, watched, held), daemon=True
            )
            helper.start()
        for one in others:
            one.close()
    _run(settings, own)


def _shared(settings: Settings, processes: int) -> list[socket.socket]:
    """A socket for each process, all at one address, so that the system deals out who asks; one, where it cannot."""
    alone = bound(settings)
    if processes == 1 or not hasattr(socket, "SO_REUSEPORT") or "fork" not in multiprocessing.get_all_start_methods():
        return [alone]
    there = replace(settings, port=alone.getsockname()[1])
    alone.close()  # that it could be bound alone shows that nobody else listens there
    return [bound(there, shared=True) for _ in range(processes)]


def _run(settings: Settings, listening: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415 - only whoever serves needs it

    from foedus.web.app import page  # noqa: PLC0415 - the same

    config = uvicorn.Config(page(settings), log_level="warning", server_header=False, access_log=False, lifespan="off")
    with suppress(KeyboardInterrupt):  # told once more after the last answer
        uvicorn.Server(config).run(sockets=[listening])


def _help(
    settings: Settings, listening: socket.socket, rest: list[socket.socket], watched: Connection, held: Connection
) -> None:
    """Serve beside the first process, and end when it does, however it ends."""
    for one in rest:
        one.close()
    held.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        watched.poll(None)  # nothing is ever sent: it wakes when the other end is gone
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
    _run(settings, listening)


def bound(settings: Settings, *, shared: bool = False) -> socket.socket:
    """A socket at the address of the page, which others of ours may share.

    Raises:
        FoedusError: it is taken, or no address of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        what = getattr(error, "strerror", None) or str(error)
        raise FoedusError(
            f"cannot listen on {settings.host}, port {settings.port}: {what}; try another --port (0: any free one)"
        ) from None
    return listening
