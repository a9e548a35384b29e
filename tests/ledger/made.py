"""Claims, entries and ledgers that the tests make."""

from datetime import UTC, date, datetime

from foedus.ledger.recording import claim_body
from foedus.terms.claims import Claim, DateSpan, Quantity
from foedus.terms.entries import Entry, canonical

DAY = date(2024, 10, 19)
MOMENT = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


def a_claim(**other):
    """A claim of troops sent."""
    given = {
        "source": "National Intelligence Service",
        "affiliation": "KOR",
        "relayed_by": (),
        "speech_verb": "say",
        "modality": "asserted",
        "cue": "",
        "event_type": "troop_deployment",
        "status": "underway",
        "actors": (("sender", ("PRK",)), ("host", ("RUS",))),
        "quantity": Quantity(1500.0, 1500.0, "troops"),
        "date": DateSpan(date(2024, 10, 8), date(2024, 10, 13)),
        "place": None,
        "sentence": "Some 1,500 were sent, the NIS said.",
        "start": 0,
        "end": 20,
        "reader": "plain 1",
    }
    return Claim(**(given | other))


def fields(number=0, sender="PRK", **other):
    """The fields of a claim as the scheme has them."""
    row = a_claim(actors=(("sender", (sender,)), ("host", ("RUS",)))).to_dict(f"doc-{number // 10}", number % 10)
    return row | {"quantity": {"low": 1000 + number, "high": None, "unit": "troops"}} | other


def claim_entry(number=0, *, author="Ann Lee", recorded=MOMENT, known=DAY, report=None, **other):
    """An entry with a claim; another number, another claim."""
    body = claim_body(fields(number, **other), report=report, outlet="Foedus Wire", treaty=None)
    return Entry("claim", author, recorded, known, "", body)


def note_entry(text, about=(), *, author="Ann Lee", recorded=MOMENT):
    """An entry with a remark."""
    said = {"form": "remark", "text": text, "about": list(about), "source": ""}
    return Entry("note", author, recorded, DAY, "", canonical(said))
