"""Small wars of the past, made by hand: dated acts, who fought on which side when, pacts with a number, verdicts.

As a rule CCC attacks BBB, AAA is BBB's ally, DDD stands outside or joins.
"""

from worlds import atlas, treaty

from foedus.court.duties import judged
from foedus.terms.history import Act, Fighter, PastWar
from foedus.terms.when import When, day

__all__ = ["act", "duties", "fighter", "pact", "verdict", "verdicts", "war"]

FIRST, LAST = "1903-01-01", "1904-12-31"


def act(on, by, against, what="attack", *, disputed=False, where=None, source="a history"):
    return Act(When.parse(on), what, by, against, source, disputed, where)


def fighter(state, side, entry=FIRST, exit_=LAST, *, listed=True, contested=""):
    return Fighter(state, side, day(entry), day(exit_), "a list", contested, listed)


def war(acts, one, two, **more):
    """A war between two sides; who is named by its code alone fights from the first day to the last."""
    sides = ((1, one), (2, two))
    fighters = [f if isinstance(f, Fighter) else fighter(f, side) for side, some in sides for f in some]
    return PastWar("feud", "Feud", more.pop("number", 999), tuple(fighters), tuple(acts), **more)


def pact(number, parties, *clauses, phase="", **dates):
    """A phase of an alliance, in force since 1901 unless told otherwise."""
    return treaty(f"atop:{number}{phase}", parties, clauses, atop=number, **dates)


def verdicts(feud, *treaties, world=None):
    return {v.alliance: v for v in judged(feud, treaties, world or atlas())}


def verdict(feud, *treaties, world=None):
    """The verdict on the one alliance that is near the war."""
    [found] = judged(feud, treaties, world or atlas())
    return found


def duties(found):
    """Each duty that arose in a verdict, in one line."""
    return {
        f"{d.obligation.promisor} to {d.obligation.promisee}: {d.obligation.kind} {d.obligation.status} {d.since} "
        f"{d.conduct}"
        for d in found.duties
    }
