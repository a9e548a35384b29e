"""Finished parts of a sweep, kept beside the output until all are there."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

from foedus.errors import BadQuestion, FoedusError
from foedus.war.sweep import worked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import polars as pl

    from foedus.war.sweep import Part, Plan

    Progress = Callable[[int, int], None]

__all__ = ["Store", "run_here", "run_processes"]


class Store:
    """The folder `OUTPUT.parts` of a sweep.

    Args:
        output: the Parquet file that is to be written.
        plan: what is asked.

    Raises:
        BadQuestion: the folder holds parts of another sweep.
        FoedusError: nothing can be written there.
    """

    def __init__(self, output: Path, plan: Plan) -> None:
        self.output, self.folder = output, output.with_name(output.name + ".parts")
        asked, note = plan.asked(), self.folder / "sweep.json"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not note.exists():
                self._put(note, json.dumps(asked, indent=1).encode())
            before = json.loads(note.read_text(encoding="utf-8"))
        except OSError as error:
            raise FoedusError(f"{output}: cannot be written ({error.strerror}); name another file") from error
        except ValueError as error:
            raise BadQuestion(f"{note} is damaged; remove the folder {self.folder} to begin anew") from error
        if before != asked:
            other = ", ".join(sorted(name for name in asked if before.get(name) != asked[name]))
            raise BadQuestion(
                f"{self.folder} holds parts of another sweep (another {other}); name another output, ask the "
                "same again, or remove the folder to begin anew"
            )

    def missing(self, parts: Sequence[Part]) -> list[Part]:
        """Those that are not there yet."""
        return [part for part in parts if not (self.folder / part.name).exists()]

    def keep(self, part: Part, frame: pl.DataFrame) -> None:
        """Keep a finished part: it is there whole or not at all."""
        temporary = self.folder / f".{part.name}.{os.getpid()}"
        frame.write_parquet(temporary)
        temporary.replace(self.folder / part.name)

    def finish(self, parts: Sequence[Part]) -> pl.DataFrame:
        """Put the parts together, write the output, and clear up."""
        import polars as pl  # noqa: PLC0415 - heavy, and only here

        found = pl.concat([pl.read_parquet(self.folder / part.name) for part in parts])
        temporary = self.output.with_name(f".{self.output.name}.{os.getpid()}")
        found.write_parquet(temporary)
        temporary.replace(self.output)
        shutil.rmtree(self.folder)
        return found

    def _put(self, path: Path, content: bytes) -> None:
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_bytes(content)
        temporary.replace(path)


def run_here(plan: Plan, output: Path | None = None, progress: Progress | None = None) -> pl.DataFrame:
    """The sweep in this process; kept in parts if there is an output."""
    import polars as pl  # noqa: PLC0415 - heavy, and only here

    parts = plan.parts()
    store = None if output is None else Store(output, plan)
    left = parts if store is None else store.missing(parts)
    frames = []
    for part, frame in worked(plan, left):
        if store is None:
            frames.append(frame)
        else:
            store.keep(part, frame)
        if progress is not None:
            progress(len(parts) - len(left) + left.index(part) + 1, len(parts))
    return pl.concat(frames) if store is None else store.finish(parts)


def run_processes(plan: Plan, output: Path, processes: int, progress: Progress | None = None) -> pl.DataFrame:
    """The same over several processes of this machine.

    Raises:
        BadQuestion: fewer than one process.
        FoedusError: a process was ended from outside; what is finished is kept.
    """
    from concurrent.futures import ProcessPoolExecutor, wait  # noqa: PLC0415 - only here
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    if processes < 1:
        raise BadQuestion(f"{processes} processes cannot work; ask for at least 1")
    parts = plan.parts()
    store = Store(output, plan)
    left = store.missing(parts)
    shares = [share for n in range(processes) if (share := left[n::processes])]
    if shares:
        with ProcessPoolExecutor(len(shares), mp_context=get_context("spawn")) as pool:
            jobs = [pool.submit(_share, plan, output, share) for share in shares]
            while wait(jobs, timeout=0.2).not_done:
                if progress is not None:
                    progress(len(parts) - len(store.missing(parts)), len(parts))
            try:
                for job in jobs:
                    job.result()
            except BrokenProcessPool as error:
                raise FoedusError(
                    f"a process of the sweep was ended from outside; its finished parts are kept in {store.folder}, "
                    "and the same command goes on from there"
                ) from error
    if progress is not None:
        progress(len(parts), len(parts))
    return store.finish(parts)


def _share(plan: Plan, output: Path, parts: list[Part]) -> None:
    """One process's share of the parts."""
    store = Store(output, plan)
    for part, frame in worked(plan, parts):
        store.keep(part, frame)
