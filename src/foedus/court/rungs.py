"""The ladder: from "every alliance is invoked" to the engine with all that it knows, rung by rung.

Each rung adds one thing, so that what it is worth shows: what kind of pact it is, who attacked whom, the conditions of
the casus foederis, better events, what the texts say where ATOP is silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.court.duties import judged
from foedus.errors import UnknownName
from foedus.history.wars import find_war, past_wars
from foedus.law.atop import read_atop
from foedus.law.atop_mended import mended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foedus.atlas.atlas import Atlas
    from foedus.court.verdicts import AllianceVerdict
    from foedus.terms.history import PastWar
    from foedus.terms.treaties import Treaty

__all__ = ["Rung", "Trial", "trial"]

_ACTIVE = ("defense", "offense", "neutrality")


@dataclass(frozen=True, slots=True)
class Rung:
    """One rule for "invoked".

    Attributes:
        invoked: the pairs of war and alliance that it calls invoked; wars by id.
        kept: of those that the engine judged, the ones that were kept.
    """

    name: str
    says: str
    invoked: frozenset[tuple[str, int]]
    kept: frozenset[tuple[str, int]] | None


@dataclass(frozen=True, slots=True)
class Trial:
    """Every war of the record, every alliance in force with a belligerent, and the verdicts.

    Attributes:
        wars: with our own acts and participants.
        treaties: ATOP's alliances, mended from the texts.
        verdicts: one for each war and alliance, whether anything arose or not.
        atlas: states and places.

    >>> trial().war("world-war-i").number  # doctest: +SKIP
    106
    """

    wars: tuple[PastWar, ...]
    treaties: tuple[Treaty, ...]
    verdicts: tuple[AllianceVerdict, ...]
    atlas: Atlas

    def war(self, key: str) -> PastWar:
        """The war with this id."""
        return next(w for w in self.wars if w.id == key)

    def find(self, name: str) -> PastWar:
        """The war with this number, id or name.

        Raises:
            UnknownName: there is none; near names are suggested.
        """
        return find_war(self.wars, name)

    def alliance(self, name: str) -> int:
        """The number of an alliance of ATOP: `1350`, `atop:1350`, or a phase, `atop:1350.1`.

        Raises:
            UnknownName: there is none; near numbers are suggested.
        """
        number = name.strip().removeprefix("atop:").partition(".")[0]
        known = {str(t.atop) for t in self.treaties}
        if number not in known:
            raise UnknownName("alliance", name, sorted(known), "give its number in ATOP 5.1, for example 1350")
        return int(number)

    def invoked(self) -> tuple[AllianceVerdict, ...]:
        """The verdicts on alliances whose casus foederis arose, or within which a member attacked another."""
        return tuple(v for v in self.verdicts if v.invoked)

    def ladder(self, progress: Callable[[str], None] | None = None) -> tuple[Rung, ...]:
        """Every rung, the last the trial itself; this judges the wars three times more."""
        say = progress or (lambda _: None)
        plain = past_wars(self.atlas, corrected=False)
        coded = read_atop(self.atlas)
        say("every alliance, every pact")
        everyone = frozenset((v.war, v.alliance) for v in self.verdicts)
        active = frozenset((v.war, v.alliance) for v in self.verdicts if set(v.kinds) & set(_ACTIVE))
        found = [
            Rung("alliances", "every alliance with a belligerent member", everyone, None),
            Rung("pacts", "every defence, offence or neutrality pact", active, None),
        ]
        steps = (
            (
                "events",
                "who attacked whom (Maoz, COW); conditions ignored",
                plain,
                read_atop(self.atlas, conditions=False),
            ),
            ("conditions", "and ATOP's conditions, open ones met", plain, coded),
            ("merged", "and our record of acts where the data sets fall short", self.wars, coded),
        )
        for name, says, wars, treaties in steps:
            say(says)
            found.append(_rung(name, says, _judged(wars, treaties, self.atlas)))
        return (*found, _rung("overlays", "and the texts: our treaty files and overlays", self.verdicts))


def trial(progress: Callable[[str], None] | None = None) -> Trial:
    """Put the law engine on trial against the wars of 1823 to 2003.

    For every war and every alliance of ATOP in force with a belligerent: which obligations arose, for whom, and whether
    they were kept. The published question is that of Leeds, Long and Mitchell (2000) and of Berkemeier and Fuhrmann
    (2018): how often are alliances that are invoked also honoured?

    Args:
        progress: told, in a few words, what is being done.

    Raises:
        SourceMissing, SourceAltered: ATOP or the war data are not here and cannot be fetched, or are not the registered
            files.
    """
    from foedus.atlas.load import shipped_atlas  # noqa: PLC0415 - read when it is needed

    say = progress or (lambda _: None)
    atlas = shipped_atlas()
    say("reading wars and alliances")
    wars, treaties = past_wars(atlas), mended(read_atop(atlas), atlas)
    say(f"judging {len(wars)} wars")
    return Trial(wars, treaties, _judged(wars, treaties, atlas), atlas)


def _judged(wars: Iterable[PastWar], treaties: tuple[Treaty, ...], atlas: Atlas) -> tuple[AllianceVerdict, ...]:
    return tuple(verdict for war in wars for verdict in judged(war, treaties, atlas))


def _rung(name: str, says: str, verdicts: Iterable[AllianceVerdict]) -> Rung:
    arisen = [v for v in verdicts if v.invoked]
    return Rung(
        name,
        says,
        frozenset((v.war, v.alliance) for v in arisen),
        frozenset((v.war, v.alliance) for v in arisen if v.kept),
    )
