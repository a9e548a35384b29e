"""The verbs ledger verify, ledger export and ledger import."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.ledger_options import AuthorOpt, LedgerOpt, open_ledger
from foedus.cli.options import JsonOpt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

    from foedus.ledger.verifying import Verified

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the group."""
    app.command()(verify)
    app.command()(export)
    app.command("import")(import_)


def verify(
    ledger: LedgerOpt = "foedus.db",
    seal: Annotated[
        bool, typer.Option("--seal", help="seal the file anew, if nothing is wrong and no seal speaks for it")
    ] = False,
    json: JsonOpt = False,
) -> None:
    """Hold a ledger against itself: every hash and id, all that is made of entries, every byte of the file.

    Exits with 2 if anything is wrong; each fault is named. Nothing is written, but for --seal.

    Example: foedus ledger verify --ledger case.db
    """
    from foedus.cli.output import print_json, shown
    from foedus.ledger.verifying import sealed_anew
    from foedus.ledger.verifying import verify as check

    found = check(ledger, progress=_progress("entries checked"))
    _line_ends()
    if seal and found and found.sealed is False and sealed_anew(ledger):
        found = check(ledger)
    if json:
        print_json(found.to_dict())
    else:
        typer.echo(shown("\n".join(_told(found))))
    if not found:
        raise typer.Exit(2)


def _told(found: Verified) -> list[str]:
    lines = [f"checked: {what}" for what in found.checked]
    lines += [f"note: {what}" for what in found.notes]
    lines += [f"WRONG: {fault}" for fault in found.faults]
    if found:
        seal = {True: "; the file is sealed", False: "; the file is not sealed", None: ""}[found.sealed]
        return [*lines, f"{found.ledger}: sound, {found.entries:,} entries, head {found.head or 'none'}{seal}"]
    return [*lines, f"{found.ledger}: {len(found.faults):,} faults; keep the file as it is, and go back to a copy"]


def export(
    ledger: LedgerOpt = "foedus.db",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="write here (default: standard output)")] = None,
    ftm: Annotated[bool, typer.Option("--ftm", help="as entities of FollowTheMoney")] = False,
    json: Annotated[bool, typer.Option("--json", help="the same: an export is JSON lines")] = False,
) -> None:
    """Every entry as a JSON line, with the hashes of the chain; `foedus ledger import` reads it back.

    Example: foedus ledger export -o case.jsonl
    """
    del json
    from foedus.cli.output import json_line
    from foedus.ledger.exchange import exported

    with open_ledger(ledger, read_only=True) as opened, _out(output) as out:
        for row in exported(opened, ftm=ftm):
            out.write(json_line(row) + "\n")
    if output:
        typer.echo(f"wrote {output}", err=True)


def import_(
    source: Annotated[str, typer.Argument(help="an export, in either form, or - for standard input")],
    ledger: LedgerOpt = "foedus.db",
    author: AuthorOpt = None,
    json: JsonOpt = False,
) -> None:
    """Record what another ledger exported: the same entries under the same ids, and an entry that says so.

    The chain of the export is checked before anything is recorded; what is there already is not recorded twice.

    Example: foedus ledger import case.jsonl --ledger team.db
    """
    from foedus.cli.output import print_json, shown
    from foedus.ledger.exchange import load

    name = "standard input" if source == "-" else source
    with open_ledger(ledger, author=author) as opened, _in(source) as stream:
        done = load(opened, stream, name, name=Path(name).name, progress=_progress("entries recorded"))
        _line_ends()
        if json:
            print_json(done.to_dict())
            return
        typer.echo(shown(f"{name}: {done.new:,} entries recorded, {done.there:,} were there; its chain holds"))


@contextmanager
def _out(path: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that takes its name when it is whole, for its owner's eyes alone."""
    if path is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    from foedus.errors import FoedusError

    try:
        handle, part = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise FoedusError(f"{path}: cannot be written ({error.strerror}); name another file") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            yield out
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)


@contextmanager
def _in(source: str) -> Iterator[IO[bytes]]:
    """A file; what comes through standard input is kept aside, since it is read twice."""
    from foedus.errors import BadQuestion

    if source == "-":
        with tempfile.TemporaryFile() as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
            yield kept
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - closed below; what is raised while it is used is not of opening
    except OSError as error:
        raise BadQuestion(f"cannot read {source}: {error.strerror}") from None
    with file:
        yield file


def _progress(what: str) -> Callable[[int], None]:
    """Tells how far it is, on a terminal alone, in one line that is written over."""

    def tell(count: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{count:,} {what} ")
            sys.stderr.flush()

    return tell


def _line_ends() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
