"""Who is bound on a day: signature, entry into force, accession, denunciation, end.

Signed is not in force (Vienna Convention on the Law of Treaties, Articles 18 and 24); a party is bound from the later
of the treaty's entry into force and its own accession, and until its denunciation takes effect, not until its notice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.terms.proofs import Proof
from foedus.terms.truth import Truth, all_of, any_of, negate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from foedus.terms.treaties import Party, Treaty
    from foedus.terms.when import When
    from foedus.world import World

__all__ = ["Parties", "Standing", "happened", "known", "parties_on", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one state stands to one treaty on the day.

    Attributes:
        in_force: is it bound?
        pending: has it signed, and is it not bound yet, and has nothing ended?
        fields: the fields of the treaty file on which this rests.
        grounds: writes the proof; few are ever read.
    """

    in_force: Truth
    pending: bool
    fields: tuple[str, ...]
    grounds: Callable[[], Proof] = field(repr=False, compare=False)

    @property
    def lives(self) -> bool:
        """Is it bound, or may it be, or does it wait for entry into force?"""
        return self.pending or self.in_force is not False

    @property
    def proof(self) -> Proof:
        """Why it is bound, or is not."""
        return self.grounds()


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is a party to a treaty on the day, as far as conditions look at parties ("by a non-member").

    The treaty itself is taken to be in force: whether it is stands in the verdict, and conditions of a treaty that is
    only signed are read as they will stand.

    Attributes:
        certain: who is a party.
        possible: the same, and who perhaps is one: its own entry or exit is not known to the day.
    """

    certain: frozenset[str]
    possible: frozenset[str]


@dataclass(slots=True)
class _Page:
    """What has been worked out about one world."""

    standings: dict[tuple[str, str], Standing] = field(default_factory=dict)
    parties: dict[str, Parties] = field(default_factory=dict)


def known(treaty: Treaty, world: World) -> bool:
    """Was the treaty known on `known_on`? A secret one is not, until it became public."""
    if world.known_on is None or treaty.known is None:
        return True
    return treaty.known.by(world.known_on) is not False


def standing(treaty: Treaty, state: str, world: World) -> Standing:
    """How a state stands to a treaty; a beneficiary that is no party stands as the treaty does."""
    page, key = world.notes.page(_Page).standings, (treaty.id, state)
    if key not in page:
        rows = [p for p in treaty.parties if p.state == state]
        found = [_standing(treaty, row, world) for row in rows] or [_standing(treaty, None, world)]
        page[key] = max(found, key=lambda s: (s.in_force is True, s.in_force is None, s.pending))
    return page[key]


def parties_on(treaty: Treaty, world: World) -> Parties:
    """Who is a party on the day for certain, and who may be."""
    page = world.notes.page(_Page).parties
    if treaty.id not in page:
        told: dict[str, Truth] = {}
        for row in treaty.parties:
            told[row.state] = any_of((told.get(row.state, False), _belongs(treaty, row, world.horizon)))
        certain = frozenset(s for s, truth in told.items() if truth)
        page[treaty.id] = Parties(certain, frozenset(s for s, truth in told.items() if truth is not False))
    return page[treaty.id]


def happened(when: When | None, moment: date, *, default: bool = False) -> Truth:
    """Had it happened by that day? Where no day is given, what goes without saying."""
    return default if when is None else when.by(moment)


def _belongs(treaty: Treaty, party: Party, moment: date) -> Truth:
    """Does this row make its state a party, if the treaty is in force? Who signs waits for it together with it."""
    signed = happened(_signed(treaty, party), moment)
    entered = happened(party.entry, moment, default=True)
    if entered is False and signed and happened(treaty.in_force, moment) is False:
        entered = True
    truth = all_of((entered, negate(happened(party.exit, moment))))
    return False if truth is None and _unsigned(treaty, party, moment) else truth


def _standing(treaty: Treaty, party: Party | None, world: World) -> Standing:
    moment = world.horizon
    fields = _FIELDS
    if party:
        fields = (*fields, "parties", *(f"parties.{party.state}{field}" for field in ("", ".entry", ".exit")))
    if treaty.in_force is None or treaty.instrument == "draft":
        return Standing(
            False, False, fields, lambda: Proof(f"{treaty.id} is a draft and binds nobody", False, "draft", treaty.id)
        )
    entered = all_of((treaty.in_force.by(moment), happened(party.entry if party else None, moment, default=True)))
    over = any_of((happened(treaty.end, moment), happened(party.exit if party else None, moment)))
    in_force = all_of((entered, negate(over)))
    if in_force is None and _unsigned(treaty, party, moment):
        in_force = False
    pending = entered is False and happened(_signed(treaty, party), moment) is True and over is False

    def write() -> Proof:
        says = _says(treaty, party, in_force, pending=pending)
        return Proof(says, True, "in force", treaty.id, tuple(_events(treaty, party, world)))

    return Standing(in_force, pending, fields, write)


_FIELDS: tuple[str, ...] = ("in_force", "end")


def _says(treaty: Treaty, party: Party | None, in_force: Truth, *, pending: bool) -> str:
    """How it stands, in a sentence; for a beneficiary, or whom it does not concern, the treaty stands for itself."""
    if party is None:
        verb = {True: "is in force", False: "is not in force", None: "may be in force"}[in_force]
        return f"{treaty.id} {verb}" + (", being only signed" if pending else "")
    if in_force:
        return f"{party.state} is bound by {treaty.id}"
    if pending:
        return f"{party.state} has signed {treaty.id}, which is not in force for it"
    if in_force is None:
        return f"whether {party.state} is bound by {treaty.id} is not known"
    return f"{party.state} is not bound by {treaty.id}"


def _unsigned(treaty: Treaty, party: Party | None, moment: date) -> bool:
    """Is the signature certainly still to come? An imprecise entry into force cannot lie before it."""
    signed = _signed(treaty, party)
    return signed is not None and signed.by(moment) is False


def _signed(treaty: Treaty, party: Party | None) -> When | None:
    """The day on which this party signed; one that acceded later did not."""
    if party is None or party.signed:
        return party.signed if party else treaty.signed
    if party.entry is None or treaty.in_force is None:
        return treaty.signed
    entry, force = party.entry.earliest, treaty.in_force.latest
    acceded = party.how in ("accession", "succession") or (entry is not None and force is not None and entry > force)
    return None if acceded else treaty.signed


def _events(treaty: Treaty, party: Party | None, world: World) -> Iterator[Proof]:
    """The dated events that decide, each as a premise; entries of a ledger that tell of them are cited."""
    moment = world.horizon
    signed = _signed(treaty, party)
    if signed:
        yield _event("signed", signed, moment, world.cited(treaty.id, "signed"))
    yield _event("entered into force", treaty.in_force, moment, world.cited(treaty.id, "in_force"))
    if party and party.entry:
        how = f" by {party.how}" if party.how else ""
        yield _event(f"{party.state} became a party{how}", party.entry, moment, world.cited(treaty.id, "entry"))
    if party and party.exit:
        how = f" by {party.exit_how}" if party.exit_how else ""
        yield _event(f"{party.state} left{how}", party.exit, moment, world.cited(treaty.id, "end"))
    if treaty.end:
        yield _event(f"ended ({treaty.end_how})", treaty.end, moment, world.cited(treaty.id, "end"))


def _event(what: str, when: When | None, moment: date, source: str) -> Proof:
    if when is None:
        return Proof(f"{what}: no", False, "date", source)
    truth = when.by(moment)
    told = {True: "by then", False: "not yet", None: "perhaps by then"}[truth]
    return Proof(f"{what} {when}: {told}", truth, "date", source)
