"""Claims for tests of groups and grades, made in one line."""

from datetime import date

from foedus.terms.claims import NARRATOR, Claim, DateSpan, Quantity
from foedus.terms.tellings import Telling

SENT = (("sender", ("PRK",)), ("host", ("RUS",)))
STRUCK = (("attacker", ("RUS",)), ("target", ("UKR",)))


def told(  # noqa: PLR0913 - one for each field that a test turns
    source=NARRATOR, speaks=None, report="a", outlet="", day="2024-10-20", *, by=(), modality="asserted",
    event="troop_deployment", status="present", actors=SENT, figure=None, when=None, place=None, words="",
):  # fmt: skip
    """A telling; a figure is (low, high, unit) or a number of troops."""
    figure = (figure, figure, "troops") if isinstance(figure, int) else figure
    claim = Claim(
        source=source,
        affiliation=NARRATOR if source == NARRATOR else speaks,
        relayed_by=tuple(by),
        speech_verb=None if source == NARRATOR else "say",
        modality=modality,
        cue="",
        event_type=event,
        status=status,
        actors=actors,
        quantity=Quantity(*figure) if figure else None,
        date=DateSpan(*map(date.fromisoformat, when)) if when else None,
        place=place,
        sentence=words,
        start=0,
        end=len(words),
    )
    return Telling(claim, report, outlet, date.fromisoformat(day) if day else None)
