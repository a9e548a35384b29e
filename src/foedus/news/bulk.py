"""Folders of many reports -> one file of claims, in bounded memory, over processes or machines.

The work is cut into parts in a fixed order, and what comes back is written in that order: however many work at it, and
however often it was stopped, the output has the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections import deque
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.errors import BadQuestion, BadReport, FoedusError
from foedus.news.desk import Order, Part, Worked, work
from foedus.news.inputs.folders import Piece, pieces
from foedus.news.inputs.naming import common_folder
from foedus.news.journal import Counts, Journal
from foedus.news.readers import choose_reader
from foedus.news.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from foedus.news.progress import Progress

    Submit = Callable[[Order, Part], Callable[[], Worked]]

__all__ = ["Bulk", "read_bulk"]

_PIECES, _BYTES = 100, 4_000_000
"""A part has so many files and no more, and ends behind a piece of JSON lines or so many bytes."""

_AHEAD = 3
"""So many parts for each worker are under way or wait to be written; no more are held in memory."""

_TRIES = 3


class Bulk(NamedTuple):
    """What a bulk reading did; `errors_file` is `None` where there was no error."""

    counts: Counts
    output: Path
    errors_file: Path | None
    seconds: float


def read_bulk(  # noqa: PLR0913 - the options of a long job, each by its name
    paths: Iterable[str | Path],
    output: str | Path,
    *,
    reader: str = "auto",
    processes: int = 1,
    scheduler: str = "",
    dateline: date | None = None,
    force: bool = False,
    sieve: bool = True,
    progress: Progress | None = None,
) -> Bulk:
    """Read every report of these files and folders into one file of claims (JSON lines).

    Args:
        paths: files and folders, see `foedus.news.inputs.folders.open_reports`; not standard input.
        output: the file of claims, in the fields of the annotation scheme with `where`, `dateline` and
            `dateline_from`; `OUTPUT.errors` gets what could not be read, a line each.
        reader: "auto", "local" or "plain".
        processes: how many on this machine; each loads the reader once.
        scheduler: a Dask scheduler (`tcp://host:8786`) in place of processes; the reports are sent to the workers, so
            they need not see the folder.
        dateline: the day of all reports, where it is known.
        force: read what does not seem to be English too.
        sieve: leave out what can hold no claim.
        progress: told how far it is after each part, with the seconds so far; see `foedus.news.progress`.

    Raises:
        BadReport: one of the paths is not there.
        BadQuestion: standard input, fewer than one process, an output that is finished, or a journal of another
            reading.
        MissingReader: the reader needs what is not installed.
        FoedusError: the output cannot be written, a worker was ended from outside, or nobody answers at the scheduler;
            what is finished is kept, and the same call goes on from there.
    """
    named = [str(path) for path in paths]
    if "-" in named:
        raise BadQuestion("a bulk reading starts again where it was stopped, and standard input cannot; name files")
    if processes < 1:
        raise BadQuestion(f"{processes} processes cannot work; ask for at least 1")
    missing = [path for path in named if not Path(path).exists()]
    if missing:
        raise BadReport(f"no file or folder {', '.join(missing)}; nothing was read: check the paths")
    before, output = time.monotonic(), Path(output)
    if output.exists():
        raise BadQuestion(f"{output} is there already, and finished; name another output, or remove it to read anew")
    who = choose_reader(reader).name
    order = Order(who.split()[0], dateline, force, sieve, common_folder(named))
    asked = {"paths": named, "reader": who, "dateline": dateline and str(dateline), "force": force, "sieve": sieve}
    with Journal(output, asked) as journal, _workers(processes, scheduler) as (submit, width):
        for _ in _written(journal, _left(named, journal), order, submit, width):
            if progress is not None:
                progress(journal.counts, time.monotonic() - before)
        journal.finish()
    errors = journal.errors_file if journal.counts.errors else None
    return Bulk(journal.counts, output, errors, time.monotonic() - before)


def _parts(paths: list[str]) -> Iterator[tuple[str, Part]]:
    """The parts with their names; a name tells if a file was changed since."""
    held: list[Piece | BadReport] = []
    size = 0
    for piece in pieces(paths):
        held.append(piece)
        size += piece.size if isinstance(piece, Piece) else 0
        rows = isinstance(piece, Piece) and piece.line > 0
        if rows or len(held) >= _PIECES or size > _BYTES:
            yield _name(held), Part(tuple(held))
            held, size = [], 0
    if held:
        yield _name(held), Part(tuple(held))


def _name(held: list[Piece | BadReport]) -> str:
    told = [str(p) if isinstance(p, BadReport) else f"{p.path}\0{p.line}\0{p.start}\0{p.size}" for p in held]
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _left(paths: list[str], journal: Journal) -> Iterator[tuple[str, Part]]:
    """The parts that are not finished."""
    parts = _parts(paths)
    for done in journal.done:
        if next(parts, ("", None))[0] != done:
            raise BadQuestion(
                f"files were added, removed or changed since {journal.path} was begun; remove it to begin anew"
            )
    yield from parts


def _written(
    journal: Journal, parts: Iterator[tuple[str, Part]], order: Order, submit: Submit, width: int
) -> Iterator[None]:
    """Hand parts out, and write what comes back in their order."""
    under_way: deque[tuple[str, Callable[[], Worked]]] = deque()
    register = Register(journal.written())
    more = True
    while more or under_way:
        while more and len(under_way) < width:
            part = next(parts, None)
            more = part is not None
            if part:
                under_way.append((part[0], submit(order, part[1])))
        if under_way:
            name, result = under_way.popleft()
            journal.keep(name, *register.enter(_result(result, journal))[:3])
            yield


def _result(result: Callable[[], Worked], journal: Journal) -> Worked:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - only who asks for processes needs them

    try:
        return result()
    except BrokenProcessPool as error:
        raise FoedusError(
            f"a process of the reading was ended from outside; what is finished is kept beside {journal.output}, and "
            "the same command goes on from there"
        ) from error


def _leave_with(parent: int) -> None:
    """A worker whose parent was killed does not stay behind."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _workers(processes: int, scheduler: str) -> Iterator[tuple[Submit, int]]:
    """Who works, and how many parts may be under way."""
    if scheduler:
        with _cluster(scheduler) as found:
            yield found
    elif processes == 1:
        yield (lambda order, part: lambda: work(order, part)), 1
    else:
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only who asks for processes needs them
        from multiprocessing import get_context  # noqa: PLC0415 - only who asks for processes needs them

        pool = ProcessPoolExecutor(
            processes, mp_context=get_context("spawn"), initializer=_leave_with, initargs=(os.getpid(),)
        )
        try:
            yield (lambda order, part: pool.submit(work, order, part).result), _AHEAD * processes
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _cluster(scheduler: str) -> Iterator[tuple[Submit, int]]:
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise FoedusError("--scheduler needs Dask: install foedus[cluster]") from error
    dask: Any = distributed
    try:
        client = dask.Client(scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise FoedusError(
            f"no Dask scheduler answers at {scheduler!r} ({error}); start one or check the address"
        ) from error
    with client:
        threads = sum(client.nthreads().values())

        def submit(order: Order, part: Part) -> Callable[[], Worked]:
            job = client.submit(work, order, _loaded(part), pure=False, retries=_TRIES)

            def result() -> Worked:
                try:
                    return Worked(*job.result())
                except Exception as error:
                    raise FoedusError(
                        f"a part failed on the cluster ({error}); finished parts are kept, and the same command goes "
                        "on from there"
                    ) from error

            return result

        yield submit, _AHEAD * max(1, threads)


def _loaded(part: Part) -> Part:
    """A part with what its files hold, for a worker that does not see them."""
    held: list[Piece | BadReport] = []
    raws: list[bytes | None] = []
    for piece in part.pieces:
        raw: bytes | None = None
        if isinstance(piece, Piece):
            try:
                raw = piece.load()
            except BadReport as error:
                piece = BadReport(str(error), piece.path)  # noqa: PLW2901 - the error stands in its place
        held.append(piece)
        raws.append(raw)
    return Part(tuple(held), tuple(raws))
