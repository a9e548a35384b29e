"""The page served: uvicorn on an address, and what is said on the terminal."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.web.settings import Settings

__all__ = ["bound", "serve"]


def serve(settings: Settings) -> None:
    """Serve the page until it is stopped.

    Raises:
        FoedusError: the address is taken, or cannot be listened on.
    """
    import uvicorn  # noqa: PLC0415 - only whoever serves needs it

    from foedus.web.app import page  # noqa: PLC0415 - the same

    listening = bound(settings)
    port = listening.getsockname()[1]
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    token = "?token=..." if settings.token else ""
    sys.stderr.write(f"foedus: the page is at http://{name}:{port}/{token} (Ctrl+C ends it)\n")
    sys.stderr.flush()
    config = uvicorn.Config(page(settings), log_level="warning", server_header=False, access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])


def bound(settings: Settings) -> socket.socket:
    """A socket at the address of the page.

    Raises:
        FoedusError: it is taken, or no address of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        listening.close()
        what = getattr(error, "strerror", None) or str(error)
        raise FoedusError(
            f"cannot listen on {settings.host}, port {settings.port}: {what}; try another --port (0: any free one)"
        ) from None
    return listening
