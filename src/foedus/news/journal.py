"""What a long reading has finished, beside its output, so that it goes on where it was stopped.

While it lasts, claims and errors grow in `OUTPUT.partial` and `OUTPUT.errors.partial`; `OUTPUT.journal` gets one line
for each finished part, after the part's claims are on the disk. A line holds how long both files were then: what a
stopped run wrote beyond that is cut off, and nothing is there twice. At the end the files take their names and the
journal goes.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.errors import BadQuestion, FoedusError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO, Self

__all__ = ["Counts", "Journal"]


class Counts(NamedTuple):
    """What was read so far: reports, those without anything to read, claims, and errors."""

    reports: int = 0
    skipped: int = 0
    claims: int = 0
    errors: int = 0

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


class Journal:
    """The journal of one reading.

    Args:
        output: the file of claims that is to be written.
        asked: what is asked, as plain data.

    Raises:
        BadQuestion: the journal is of another question.
        FoedusError: nothing can be written there.
    """

    def __init__(self, output: Path, asked: dict[str, Any]) -> None:
        self.output, self._asked = output, asked
        self.errors_file = output.with_name(output.name + ".errors")
        self.path = output.with_name(output.name + ".journal")
        self._claims, self._errors = (p.with_name(p.name + ".partial") for p in (output, self.errors_file))
        self.counts = Counts()
        self.done: list[str] = []
        self._sizes = (0, 0)
        self._open: list[BinaryIO] = []

    def __enter__(self) -> Self:
        try:
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self._recall()
            self._open = [self._continued(self._claims, self._sizes[0]), self._continued(self._errors, self._sizes[1])]
            self._open.append(self.path.open("ab"))
            if self.path.stat().st_size == 0:
                self._note({"asked": self._asked})
        except OSError as error:
            raise FoedusError(f"{self.output}: cannot be written ({error.strerror}); name another file") from error
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._open:
            file.close()

    def keep(self, part: str, claims: bytes, errors: bytes, counts: Counts) -> None:
        """Keep a finished part: its claims first, then the line that says so."""
        for file, content in zip(self._open, (claims, errors), strict=False):
            if content:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        self.counts = self.counts.plus(counts)
        self._sizes = (self._sizes[0] + len(claims), self._sizes[1] + len(errors))
        self._note({"part": part, "sizes": self._sizes, "counts": self.counts})

    def written(self) -> Iterator[bytes]:
        """The lines of claims of every part that is finished."""
        with self._claims.open("rb") as file:
            yield from file

    def finish(self) -> None:
        """Give the files their names, and clear up."""
        self.__exit__()
        self._claims.replace(self.output)
        if self._sizes[1]:
            self._errors.replace(self.errors_file)
        else:
            self._errors.unlink()
            self.errors_file.unlink(missing_ok=True)  # of an older reading
        self.path.unlink()

    def _note(self, row: dict[str, Any]) -> None:
        self._open[2].write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        self._open[2].flush()
        os.fsync(self._open[2].fileno())

    def _recall(self) -> None:
        """Take over what an earlier run finished; a line that was cut off while it was written counts for nothing."""
        if not self.path.exists():
            return
        whole = self.path.read_bytes()
        lines = whole[: whole.rfind(b"\n") + 1].splitlines()
        try:
            rows = [json.loads(line) for line in lines]
            before = rows[0]["asked"] if rows else self._asked
            self.done = [row["part"] for row in rows[1:]]
            if rows[1:]:
                self.counts, self._sizes = Counts(*rows[-1]["counts"]), tuple(rows[-1]["sizes"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadQuestion(f"{self.path} is damaged; remove it to begin anew") from error
        if before != self._asked:
            other = ", ".join(sorted(name for name in self._asked if before.get(name) != self._asked[name]))
            raise BadQuestion(
                f"{self.path} is of another reading (another {other}); name another output, ask the same again, or "
                "remove it to begin anew"
            )
        with self.path.open("r+b") as file:
            file.truncate(whole.rfind(b"\n") + 1)

    def _continued(self, path: Path, size: int) -> BinaryIO:
        file = path.open("ab")
        if file.seek(0, os.SEEK_END) < size:
            file.close()
            raise BadQuestion(f"{path} is shorter than {self.path} tells; remove both to begin anew")
        file.truncate(size)
        file.seek(size)
        return file
