"""Finished parts of a sweep, kept beside the output until all are there."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from foedus.errors import BadQuestion, FoedusError
from foedus.gate.kept import digest
from foedus.war.sweep import worked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from foedus.war.sweep import Part, Plan

    Progress = Callable[[int, int], None]

__all__ = ["Store", "answered", "opened", "run_here", "run_processes"]

_QUESTION = "foedus.sweep"
"""Under this name the output tells what was asked."""


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
        self.asked = plan.asked()
        self._key = digest(json.dumps(self.asked).encode())[:12]
        note = self.folder / "sweep.json"
        try:
            self.folder.mkdir(exist_ok=True)
            if not note.exists() or not self._begun():
                self._put(note, json.dumps(self.asked, indent=1).encode())
            before = json.loads(note.read_text(encoding="utf-8"))
        except OSError as error:
            raise FoedusError(f"{output}: cannot be written ({error.strerror}); name another file") from error
        except ValueError as error:
            raise BadQuestion(f"{note} is damaged; remove the folder {self.folder} to begin anew") from error
        if before != self.asked:
            raise BadQuestion(
                f"{self.folder} holds parts of another sweep (another {_other(before, self.asked)}); name another "
                "output, ask the same again, or remove the folder to begin anew"
            )

    def missing(self, parts: Sequence[Part]) -> list[Part]:
        """Those that are not there yet."""
        return [part for part in parts if not self._file(part).exists()]

    def done(self, parts: Sequence[Part]) -> tuple[int, int]:
        """How many targets are done, of how many."""
        of = sum(len(part.targets) for part in parts)
        return of - sum(len(part.targets) for part in self.missing(parts)), of

    def keep(self, part: Part, frame: pl.DataFrame) -> None:
        """Keep a finished part: it is there whole or not at all."""
        self.folder.mkdir(exist_ok=True)
        temporary = self.folder / f".{part.name}.{os.getpid()}"
        frame.write_parquet(temporary)
        temporary.replace(self._file(part))

    def finish(self, parts: Sequence[Part]) -> pl.DataFrame:
        """Put the parts together, write the output with what was asked, and clear up.

        Raises:
            FoedusError: the output cannot be written; the parts are kept.
        """
        import polars as pl  # noqa: PLC0415 - heavy, and only here

        found = pl.concat([pl.read_parquet(self._file(part)) for part in parts])
        temporary = self.output.with_name(f".{self.output.name}.{os.getpid()}")
        try:
            found.write_parquet(temporary, metadata={_QUESTION: json.dumps(self.asked)})
            temporary.replace(self.output)
        except OSError as error:
            raise FoedusError(
                f"{self.output}: cannot be written ({error.strerror}); the finished parts are kept in {self.folder}"
            ) from error
        finally:
            temporary.unlink(missing_ok=True)
        shutil.rmtree(self.folder)
        return found

    def leave(self) -> None:
        """Remove the folder of a run that failed before a part was finished."""
        if not self._begun():
            shutil.rmtree(self.folder, ignore_errors=True)

    def _begun(self) -> bool:
        return any(self.folder.glob("*.parquet"))

    def _file(self, part: Part) -> Path:
        """Named with what was asked, so that no part is ever taken for one of another sweep."""
        return self.folder / f"{part.name}-{self._key}.parquet"

    def _put(self, path: Path, content: bytes) -> None:
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_bytes(content)
        temporary.replace(path)


def _other(before: object, asked: Mapping[str, object]) -> str:
    """In what another question differs."""
    told = before if isinstance(before, dict) else {}
    return ", ".join(sorted(name for name in asked if told.get(name) != asked[name]))


def answered(output: Path, plan: Plan, *, overwrite: bool = False) -> pl.DataFrame | None:
    """The rows of the output if it answers this very question; `None` if it is to be written.

    Raises:
        BadQuestion: it is a folder, its folder is not there, or it holds something else and is not to be overwritten.
    """
    import polars as pl  # noqa: PLC0415 - heavy, and only here

    if not output.parent.is_dir():
        raise BadQuestion(f"{output}: there is no folder {output.parent}; make it or name another file")
    if output.is_dir():
        raise BadQuestion(f"{output}: it is a folder; name a file")
    if overwrite or not output.exists():
        return None
    try:
        told = json.loads(pl.read_parquet_metadata(output)[_QUESTION])
    except (OSError, KeyError, ValueError, pl.exceptions.PolarsError):
        told = None
    asked = plan.asked()
    if told == asked:
        return pl.read_parquet(output)
    held = "no sweep" if told is None else f"another sweep (another {_other(told, asked)})"
    raise BadQuestion(f"{output} is there already and holds {held}; name another file, or let --overwrite replace it")


@contextmanager
def opened(output: Path, plan: Plan) -> Iterator[Store]:
    """The store of a run; one that fails before a part is finished leaves nothing."""
    store = Store(output, plan)
    try:
        yield store
    except BaseException:
        store.leave()
        raise


def run_here(
    plan: Plan, output: Path | None = None, progress: Progress | None = None, *, overwrite: bool = False
) -> pl.DataFrame:
    """The sweep in this process; kept in parts if there is an output.

    Args:
        plan: what is asked.
        output: the Parquet file that is written; if it answers the same already, it is read.
        progress: told how many targets are done, of how many.
        overwrite: write the output whatever it holds.

    Raises:
        BadQuestion: the output is a folder, lies in none, or holds something else; another sweep was begun there.
        FoedusError: it cannot be written.
    """
    import polars as pl  # noqa: PLC0415 - heavy, and only here

    parts = plan.parts()
    if output is None:
        return pl.concat(frame for _, frame in worked(plan, parts, _counted(parts, parts, progress)))
    if (found := answered(output, plan, overwrite=overwrite)) is not None:
        return found
    with opened(output, plan) as store:
        left = store.missing(parts)
        for part, frame in worked(plan, left, _counted(parts, left, progress)):
            store.keep(part, frame)
        return store.finish(parts)


def _counted(parts: Sequence[Part], left: Sequence[Part], progress: Progress | None) -> Callable[[int], None]:
    of = sum(len(part.targets) for part in parts)
    before = of - sum(len(part.targets) for part in left)

    def tell(done: int) -> None:
        if progress is not None:
            progress(before + done, of)

    return tell


def run_processes(
    plan: Plan, output: Path, processes: int, progress: Progress | None = None, *, overwrite: bool = False
) -> pl.DataFrame:
    """The same over several processes of this machine.

    Raises:
        BadQuestion: fewer than one process; or as for `run_here`.
        FoedusError: a process was ended from outside; what is finished is kept.
    """
    from concurrent.futures import ProcessPoolExecutor, wait  # noqa: PLC0415 - only who asks for processes needs them
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    if processes < 1:
        raise BadQuestion(f"{processes} processes cannot work; ask for at least 1")
    if (found := answered(output, plan, overwrite=overwrite)) is not None:
        return found
    parts = plan.parts()
    with opened(output, plan) as store:
        left = store.missing(parts)
        shares = [share for n in range(processes) if (share := left[n::processes])]
        if shares:
            with ProcessPoolExecutor(len(shares), mp_context=get_context("spawn")) as pool:
                jobs = [pool.submit(_share, plan, output, share) for share in shares]
                while wait(jobs, timeout=0.2).not_done:
                    if progress is not None:
                        progress(*store.done(parts))
                try:
                    for job in jobs:
                        job.result()
                except BrokenProcessPool as error:
                    raise FoedusError(
                        "a process of the sweep was ended from outside; its finished parts are kept in "
                        f"{store.folder}, and the same command goes on from there"
                    ) from error
        if progress is not None:
            progress(*store.done(parts))
        return store.finish(parts)


def _share(plan: Plan, output: Path, parts: list[Part]) -> None:
    """One process's share of the parts."""
    store = Store(output, plan)
    for part, frame in worked(plan, parts):
        store.keep(part, frame)
