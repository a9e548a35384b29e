"""A sweep over more than one machine: the parts go to a Dask cluster, and what comes back is kept here.

Needs the extra `cluster`. A worker that is lost loses only the part that it had in hand: the scheduler gives it to
another.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from foedus.errors import FoedusError
from foedus.war.parts import answered, opened
from foedus.war.sweep import worked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import polars as pl

    from foedus.war.sweep import Part, Plan

__all__ = ["run_cluster"]

_TRIES = 5
"""So often a part is tried before its failure is reported."""

_PATIENCE = 5
"""Seconds after which nobody listens at an address."""


def run_cluster(
    plan: Plan,
    output: Path,
    scheduler: str,
    progress: Callable[[int, int], None] | None = None,
    *,
    overwrite: bool = False,
) -> pl.DataFrame:
    """The sweep on the cluster behind this scheduler (`tcp://host:8786`).

    Raises:
        BadQuestion: the output is no place for it, as for `run_processes`.
        FoedusError: `distributed` is not installed, nobody answers at the address, or a part failed again and again.
    """
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise FoedusError("--scheduler needs Dask: install foedus[cluster]") from error
    if (found := answered(output, plan, overwrite=overwrite)) is not None:
        return found
    _knock(scheduler)
    with opened(output, plan) as store:
        parts = plan.parts()
        left = store.missing(parts)
        try:
            client = _untyped(distributed.Client)(scheduler, timeout="10s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise _nobody(scheduler, error) from error
        with client, client.as_current():
            asked = client.scatter(plan, broadcast=True) if left else None
            jobs = {client.submit(_part, asked, part, pure=False, retries=_TRIES): part for part in left}
            for job in _untyped(distributed.as_completed)(list(jobs)):
                try:
                    store.keep(jobs[job], job.result())
                except Exception as error:
                    raise FoedusError(
                        f"the part {jobs[job].name} failed on the cluster ({error}); finished parts are kept in "
                        f"{store.folder}, and the same command goes on from there"
                    ) from error
                if progress is not None:
                    progress(*store.done(parts))
        return store.finish(parts)


def _knock(scheduler: str) -> None:
    """See that somebody listens there: a client of Dask that finds nobody waits long, and again when it ends."""
    from distributed.comm.addressing import parse_address, parse_host_port  # noqa: PLC0415 - an extra
    from distributed.comm.registry import get_backend  # noqa: PLC0415 - as above

    try:
        kind, place = _untyped(parse_address)(scheduler)
        _untyped(get_backend)(kind)
        if kind in ("tcp", "tls"):
            socket.create_connection(_untyped(parse_host_port)(place), _PATIENCE).close()
    except (OSError, ValueError) as error:
        raise _nobody(scheduler, error) from error


def _nobody(scheduler: str, error: Exception) -> FoedusError:
    return FoedusError(
        f"no Dask scheduler answers at {scheduler!r} ({error}); start one, or write its address as tcp://host:8786"
    )


def _untyped(name: Any) -> Any:
    """A name of a library without types."""
    return name


def _part(plan: Plan, part: Part) -> pl.DataFrame:
    """One part, on a worker."""
    return next(frame for _, frame in worked(plan, [part]))
