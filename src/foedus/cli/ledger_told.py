"""What is told while a ledger is filled: of each part only when it is on the disk."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from foedus.ledger.stored import Stored
    from foedus.terms.claims import Reading

__all__ = ["Told"]


class Told:
    """What is told of what was recorded, and how it ended."""

    def __init__(self, *, json: bool) -> None:
        self._json, self._began, self._open = json, time.perf_counter(), False
        self._wrong = 0
        self._new = self._there = self._reports = self._earlier = 0

    def failed(self, what: str) -> None:
        """Something that cannot be recorded."""
        from foedus.cli.output import shown

        self.line_ends()
        self._wrong += 1
        typer.echo(f"foedus: {shown(what)}", err=True)

    def report(self, name: str, stored: tuple[Stored, ...], reading: Reading) -> None:
        """A report that is recorded, with its claims."""
        from foedus.cli.output import shown

        report, claims = stored[0], tuple(one for one in stored[1:] if one.entry.kind == "claim")
        self._reports += report.new
        self._count(name, stored[1:], report)
        if self._json:
            return
        new = sum(claim.new for claim in claims)
        if report.new:
            what = f"report {report.id} (entry {report.number}), {new} claims"
        elif new:
            what = f"report {report.id} (entry {report.number}) was there, {new} claims more"
        else:
            what = f"report {report.id} (entry {report.number}) was there, nothing new"
            if report.entry.said["reader"] != reading.reader:
                what += f" ({report.entry.said['reader']} read it; --again records what {reading.reader} finds)"
        typer.echo(shown(f"{name}: {what}"))
        if reading.dateline is None:
            typer.echo(shown(f"{name}: no dateline, so it is known since today; --dateline gives its day"), err=True)

    def claims(self, where: str, stored: tuple[Stored, ...]) -> None:
        """Claims that are recorded."""
        self._count(where, stored, None)
        if not self._json:
            seconds = time.perf_counter() - self._began
            speed = (self._new + self._there) / seconds if seconds else 0.0
            sys.stderr.write(f"\r{self._new:,} recorded, {self._there:,} there already; {speed:,.0f} a second ")
            sys.stderr.flush()
            self._open = True

    def _count(self, where: str, stored: tuple[Stored, ...], report: Stored | None) -> None:
        earlier = [one for one in stored if one.entry.kind == "judgement"]
        counted = [one for one in stored if one.entry.kind == "claim"]
        new = sum(one.new for one in counted)
        self._new += new
        self._there += len(counted) - new
        self._earlier += sum(one.new for one in earlier)
        if self._json:
            from foedus.cli.output import json_line

            last = max([s for s in (*stored, report) if s is not None], key=lambda s: s.number)
            row: dict[str, Any] = {"from": where, "new": new, "there": len(counted) - new, "earlier": len(earlier)}
            if report is not None:
                row |= {"report": report.id, "report_new": report.new}
            row |= {"last": last.number, "hash": last.hash}
            sys.stdout.write(json_line(row) + "\n")
            sys.stdout.flush()

    def line_ends(self) -> None:
        """Leave the line that is written over."""
        if self._open:
            sys.stderr.write("\n")
            self._open = False

    def end(self) -> None:
        """Say what came of it all; exits with 2 where something could not be recorded."""
        self.line_ends()
        if not self._json:
            earlier = f"; {self._earlier:,} are known since an earlier day" if self._earlier else ""
            typer.echo(
                f"{self._reports:,} reports and {self._new:,} claims recorded, "
                f"{self._there:,} claims were there{earlier}"
            )
        if self._wrong:
            typer.echo(f"{self._wrong:,} could not be recorded; what is wrong stands above", err=True)
            raise typer.Exit(2)
