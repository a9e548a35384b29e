"""The verb that serves the page."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from foedus.cli.rubbish import USUAL
from foedus.errors import FoedusError

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(serve)


def serve(
    ledger: Annotated[
        str | None, typer.Option("--ledger", help="a ledger of evidence: a file, or the address of a database")
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="where it listens; 0: any free port")] = 8000,
    host: Annotated[
        str, typer.Option("--host", help="the address it listens on; beyond this machine only with --token")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option("--token", envvar="FOEDUS_TOKEN", help="what whoever asks from another machine must know"),
    ] = None,
    processes: Annotated[int, typer.Option("--processes", min=1, max=32, help="how many share the work")] = 2,
) -> None:
    """The page: questions, maps, treaties, proofs and evidence in a browser, on this machine only.

    Example: foedus serve --port 8000
    """
    from foedus.web.settings import Settings

    settings = Settings(host, port, token, ledger)
    try:
        import starlette  # noqa: F401 - whether it is there
        import uvicorn  # noqa: F401 - the same
    except ImportError:
        raise FoedusError("the page needs starlette and uvicorn: pip install 'foedus[web]'") from None
    from foedus.web.serving import serve as run

    gc.set_threshold(*USUAL)  # what runs for days must clear up as it goes; only short commands may leave it
    run(settings, processes)
