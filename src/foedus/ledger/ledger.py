"""The ledger: what is told goes in at its end and stays."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.errors import BadLedger, BadQuestion
from foedus.ledger.applies import refuse_idle, refuse_idle_grade
from foedus.ledger.asked import Asked
from foedus.ledger.blocks import all_columns
from foedus.ledger.bounds import LONGEST_AUTHOR, checked_text
from foedus.ledger.naming import of_text
from foedus.ledger.opening import name_of, opened, refuse_broken
from foedus.ledger.reading import by_ids, by_reference, chunks, last_of, present, speaking_of
from foedus.ledger.recording import claim_body, claim_fields, entries_of, report_body
from foedus.ledger.refusals import translated
from foedus.ledger.schema import entries
from foedus.ledger.sealing import seal
from foedus.ledger.verifying import verify
from foedus.ledger.writing import write
from foedus.terms.entries import Entry, canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date
    from typing import Self

    from foedus.ledger.columns import Columns
    from foedus.ledger.stored import Stored
    from foedus.ledger.verifying import Verified
    from foedus.terms.claims import Claim, Reading
    from foedus.world import World

__all__ = ["Ledger", "own_name"]


def own_name() -> str:
    """Who records, where nobody says: `FOEDUS_AUTHOR`, else the user's login.

    Raises:
        BadQuestion: this machine has no name for its user.
    """
    named = os.environ.get("FOEDUS_AUTHOR", "").strip()
    if named:
        return named
    try:
        return getuser()
    except (OSError, KeyError):
        raise BadQuestion("who records? give a name with --author or in FOEDUS_AUTHOR") from None


class Ledger:
    """A ledger of evidence, in one SQLite file or in a PostgreSQL database.

    Reports, claims and judgements are entries; each is linked to the one before by a hash, and none is ever changed or
    taken away. What was known on a day is made of them again whenever it is asked.

    Args:
        where: a path, or `postgresql://USER:PASSWORD@HOST/DATABASE` (in the schema `foedus`, or that of `?schema=`).
        author: who records; left out, `FOEDUS_AUTHOR`, else the user's login.
        create: make the ledger where there is none; the file is for its owner's eyes alone.
        read_only: open it to be read; nothing is made, and nothing written.
        wait: seconds to wait while others write.

    Raises:
        BadLedger: no ledger, one of a newer version, or one whose chain is broken; nothing was touched.
        LedgerBusy, LedgerUnwritten: it cannot be opened now.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Ledger(f"{folder}/case.db", author="Ann Lee") as ledger:
    ...     said = ledger.note("NIS declined to confirm the second figure", form="not_confirmed", source="NIS")
    ...     (said.number, said.entry.author, len(ledger))
    (1, 'Ann Lee', 1)
    """

    def __init__(
        self,
        where: str | os.PathLike[str],
        *,
        author: str | None = None,
        create: bool = True,
        read_only: bool = False,
        wait: float = 30.0,
    ) -> None:
        self.where, self.name = where, name_of(where)
        self.author = author.strip() if author else "" if read_only else own_name()
        checked_text("author", self.author, LONGEST_AUTHOR)
        self._engine = opened(where, create=create, read_only=read_only, wait=wait)
        self.read_only = read_only
        self._wrote = False
        try:
            with translated(self.name), self._engine.begin() as connection:
                refuse_broken(connection, self.name)
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, which is sealed if others do not write to it, or of the server."""
        self._engine.dispose()
        if self._wrote:
            self._wrote = False
            with translated(self.name):
                seal(Path(self.where))

    def append(self, given: Iterable[Entry]) -> tuple[Stored, ...]:
        """Record entries in one transaction; when this returns they are there to stay.

        Returns:
            What the ledger has under the id of each, in the order given. A report or a claim that was there already
            is not recorded twice; it comes back as it is there, with `new` false.

        Raises:
            BadEntry: one that cannot be recorded; none of them was.
            LedgerBusy, LedgerUnwritten: nothing of it is there.
        """
        return self.put([(entry, None) for entry in given])

    def put(self, drafts: Sequence[tuple[Entry, dict[str, Any] | None]]) -> tuple[Stored, ...]:
        """As `append`, where what bodies were made of is at hand and need not be read from them again."""
        if self.read_only:
            raise BadLedger(f"{self.name} was opened to be read; open it without read_only to record")
        with (
            translated(self.name),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            self._wrote = connection.dialect.name == "sqlite"
            return write(connection, [entry for entry, _ in drafts], [said for _, said in drafts])

    def add_report(self, name: str, reading: Reading, *, reason: str = "", again: bool = False) -> tuple[Stored, ...]:
        """Record a report and its claims; the same text of the same outlet and day is the same report.

        Args:
            name: what the report is called.
            reading: what a reader found in it.
            reason: why it is recorded; may be empty.
            again: record what another reader finds in a report that is there already.

        Returns:
            The report's entry, then those of its claims.
        """
        now = datetime.now(UTC)
        known = reading.dateline or now.date()
        report = Entry("report", self.author, now, known, reason, report_body(name, reading))
        there = self._same_report(report.said)
        if there is not None:
            if there.entry.said["reader"] != reading.reader and not again:
                return (there, *self.about(there.number, kinds=("claim",)))
            report = there.entry
        return self.append([report, *entries_of(report, reading, self.author, now, reason)])

    def record(
        self,
        claim: Claim,
        *,
        report: str | None = None,
        outlet: str = "",
        known: date | None = None,
        treaty: str | None = None,
        reason: str = "",
    ) -> Stored:
        """Record one claim.

        Args:
            claim: what a reader found.
            report: its report, by number, id or the beginning of one; left out, none.
            outlet: whose report it was; left out, that of the report.
            known: the day since which it is public; left out, that of its report, else today.
            treaty: the treaty that it is about, by id.
            reason: why it is recorded; may be empty.
        """
        of = None if report is None else self.find(report)
        now = datetime.now(UTC)
        outlet = outlet or (of.entry.said.get("outlet", "") if of else "")
        body = claim_body(claim_fields(claim), report=of.id if of else None, outlet=outlet, treaty=treaty)
        day = known or (of.entry.known if of else now.date())
        return self.append([Entry("claim", self.author, now, day, reason, body)])[0]

    def judge(
        self,
        verdict: str,
        of: str | int,
        *,
        by: str | int | None = None,
        day: date | None = None,
        reason: str,
        known: date | None = None,
    ) -> Stored:
        """Record an analyst's verdict on an entry, see `terms.entries.VERDICTS`.

        Args:
            verdict: accept, dispute, retract, supersede, same-as, different-quantity, known-since...
            of: the entry that is judged, by number, id or the beginning of one.
            by: the entry that supersedes it, is the same, is another quantity, or the hypothesis.
            day: since when the entry was public, with `known-since`.
            reason: why; never empty.
            known: the day of the judgement; left out, today.

        Raises:
            BadQuestion: it would change nothing.
        """
        judged, other = self.find(of), None if by is None else self.find(by)
        refuse_idle(verdict, judged, other, day)
        said = {"verdict": verdict, "of": judged.id, "by": None if other is None else other.id}
        told = {**said, "day": day.isoformat()} if day else said
        return self._say("judgement", told, _needed(reason), known)

    def grade(
        self, of: str | int, reliability: str, credibility: int, *, reasons: Sequence[str], known: date | None = None
    ) -> Stored:
        """Record a grade of the Admiralty code that an analyst gives a claim, or a report for all its claims.

        Args:
            of: the claim or report; a claim's own grade goes before that of its report.
            reliability: of the source, A to F.
            credibility: of what it says, 1 to 6.
            reasons: why; never empty.
            known: the day of the grade; left out, today.
        """
        if reliability not in {*"ABCDEF"} or credibility not in range(1, 7):
            raise BadQuestion(f"{reliability}{credibility} is no grade: a letter from A to F and a digit from 1 to 6")
        graded, given = self.find(of), [_needed(reason) for reason in reasons] or [_needed("")]
        refuse_idle_grade(graded)
        said = {"of": graded.id, "reliability": reliability, "credibility": credibility, "reasons": given}
        return self._say("grade", said, "; ".join(given), known)

    def note(
        self,
        text: str,
        *,
        about: Sequence[str | int] = (),
        form: str = "remark",
        source: str = "",
        reason: str = "",
        known: date | None = None,
    ) -> Stored:
        """Record words about entries: a remark, a refusal to confirm (by `source`), a hypothesis."""
        if form not in {"remark", "not_confirmed", "hypothesis"}:
            raise BadQuestion(f"no form of note is called {form!r}; there are remark, not_confirmed and hypothesis")
        said = {"form": form, "text": _needed(text), "about": [self.find(one).id for one in about], "source": source}
        return self._say("note", said, reason, known)

    def entries(  # noqa: PLR0913 - each by its name
        self,
        *,
        kinds: Sequence[str] = (),
        state: str | None = None,
        known_on: date | None = None,
        since: date | None = None,
        after: int = 0,
        upto: int | None = None,
        newest: bool = False,
        limit: int | None = None,
    ) -> Iterator[Stored]:
        """Entries in the order of the chain, those that were there when it began.

        Args:
            kinds: of these kinds alone.
            state: that name this state or entity (by its code), or judge what names it.
            known_on: known by this day.
            since: known since this day or later.
            after: with numbers beyond this one.
            upto: with numbers up to this one.
            newest: the last first.
            limit: no more than so many.
        """
        return self.asked(Asked(tuple(kinds), state, known_on, since, after, upto, newest, limit))

    def asked(self, asked: Asked) -> Iterator[Stored]:
        """The entries asked for, see `entries`."""
        with translated(self.name):
            for part in chunks(self._engine, asked):
                yield from part

    def find(self, reference: str | int) -> Stored:
        """The entry that a number, an id or the beginning of one means.

        Raises:
            UnknownName, AmbiguousName: none, or several.
        """
        with translated(self.name), self._engine.begin() as connection:
            return by_reference(connection, reference)

    def about(self, number: int, *, kinds: tuple[str, ...] = ()) -> list[Stored]:
        """The entries that speak of this one: judgements, grades, notes; of a report, its claims too."""
        with translated(self.name), self._engine.begin() as connection:
            return speaking_of(connection, number, kinds)

    def columns(self) -> Columns:
        """All entries as columns (`ledger.columns.Columns`), from the stored blocks where there are such: for folds."""
        with translated(self.name), self._engine.begin() as connection:
            return all_columns(connection)

    def revise(self, world: World, believe: str | None = None) -> World:
        """The same world revised by what the ledger tells of its day, as known by its `known_on`.

        Args:
            world: the record on a day.
            believe: a grade such as "C3": claims as good on both scales count as accepted.
        """
        from foedus.ledger.fold import fold  # noqa: PLC0415 - who only writes needs no fold

        return fold(self.columns(), world.on, world.known_on, base=world, believe=believe, bodies=self.bodies)

    def verify(self) -> Verified:
        """Hold the ledger against itself, see `ledger.verifying.verify`."""
        return verify(self.where)

    def bodies(self, ids: Sequence[str]) -> list[Entry]:
        """The entries with these ids, those that are there: what a fold asks for when it needs the words of claims."""
        with translated(self.name), self._engine.begin() as connection:
            return [one.entry for one in by_ids(connection, ids).values()]

    def holds(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these ids that are there."""
        if not ids:
            return frozenset()
        with translated(self.name), self._engine.begin() as connection:
            return present(connection, ids)

    @property
    def head(self) -> str:
        """The hash of the last entry, which stands for all of them; empty where there is none."""
        with translated(self.name), self._engine.begin() as connection:
            last = last_of(connection)
        return last[0].hash if last else ""

    def __len__(self) -> int:
        with translated(self.name), self._engine.begin() as connection:
            return connection.scalar(sa.select(sa.func.max(entries.c.number))) or 0

    def _say(self, kind: str, said: dict[str, Any], reason: str, known: date | None) -> Stored:
        now = datetime.now(UTC)
        return self.append([Entry(kind, self.author, now, known or now.date(), reason, canonical(said))])[0]

    def _same_report(self, said: dict[str, Any]) -> Stored | None:
        same = ("outlet", "dateline")
        for one in self.entries(kinds=("report",), state=of_text(said["digest"])):
            there = one.entry.said
            if all(there[name] == said[name] for name in same):
                return one
        return None


def _needed(reason: str) -> str:
    """A reason in words.

    Raises:
        BadQuestion: it is empty.
    """
    if not reason.strip():
        raise BadQuestion("say why: a judgement needs its reason (--reason), and a note its text")
    return reason.strip()
