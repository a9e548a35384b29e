"""Small random worlds: a few states and an armed group, their treaties, places, wars, and an attack.

Every kind of clause, date, condition and fact occurs; most treaties are in force, so that most worlds have something
to say.
"""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from foedus.atlas.atlas import Atlas
from foedus.terms.attacks import Attack
from foedus.terms.conditions import All, Any, Atom, Not, atoms
from foedus.terms.places import Area, AreaItem, Dispute, Holder, Place
from foedus.terms.states import Entity, State
from foedus.terms.treaties import Clause, Party, Suspension, Treaty
from foedus.terms.wars import Belligerent, Halt, War
from foedus.terms.when import Spell, When
from foedus.world import World

__all__ = ["GROUP", "HOMES", "STATES", "Case", "atlas", "cases", "clause", "crowds", "home", "treaty"]

STATES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "HHH", "III")
GROUP = "GANG"
HOMES = (*STATES, GROUP)

BEFORE = ("1900-05-05", "1900", "1901-02-01", "1901-02", "1900-05-05/1901-02-01")
EVER = (
    *BEFORE,
    "1903-03-03",
    "1903-03",
    "1903",
    "1904-04-04",
    "1903-03-02/1904-04-04",
    "1902-01-01/..",
    "../1903-06-01",
)
LATER = ("1904-04-04", "1904-04-05", "1904", "1905-05-05", "1906", "1903-03-03/1906-06-06", "1903-01-01/..")
DAYS = (
    date(1901, 2, 1),
    date(1903, 3, 2),
    date(1903, 3, 3),
    date(1903, 3, 4),
    date(1904, 4, 3),
    date(1904, 4, 4),
    date(1904, 4, 5),
)


@dataclass(frozen=True)
class Case:
    """A world, an attack that names codes, and the place where it happens."""

    world: World
    attack: Attack
    place: Place


def home(code, lat=None):
    return Place(code, code.title(), "land", lat=lat, sovereign=(Holder(code, Spell()),))


def atlas(states=STATES, places=(), areas=(), wars=(), entities=(GROUP,)):
    """An atlas with these states, an armed group, and their home territories."""
    return Atlas(
        states=tuple(State(s, f"Land of {s}") for s in states),
        entities=tuple(Entity(e, f"Band of {e}", "armed_group") for e in entities),
        places=(*places, *(home(s) for s in (*states, *entities))),
        areas=tuple(areas),
        wars=tuple(wars),
    )


def clause(article="1", kind="defense", when=None, owes=None, **more):
    default = {"nonaggression": Atom("attacked", ("promisee",)), "neutrality": Atom("at_war", ("promisee",))}
    act = {"neutrality": "refrain", "nonaggression": "refrain", "consultation": "consult"}
    condition = when or default.get(kind, Atom("attacked", ("promisee",)))
    return Clause(
        article, kind, f"what article {article} says", condition, owes or act.get(kind, "assist"), "none", **more
    )


def treaty(key, parties, clauses, **more):
    """A treaty in force since 1901 among these parties, unless told otherwise."""
    rows = tuple(p if isinstance(p, Party) else Party(p) for p in parties)
    dates = {"signed": When.parse("1900-05-05"), "in_force": When.parse("1901-02-01")} | more
    instrument = dates.pop("instrument", "treaty")
    return Treaty(key, f"Treaty {key}", instrument, rows, tuple(clauses), **dates)


# --- Strategies ------------------------------------------------------------------------------------------------------


def _pick(*values):
    return st.sampled_from(values)


def _rarely(strategy, often=4):
    return st.integers(0, often).flatmap(lambda n: strategy if n == often else st.none())


def _date(*texts):
    return st.sampled_from(texts).map(When.parse)


def _some(states, least=1, most=3):
    return st.lists(st.sampled_from(states), min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def _atom(draw, states, areas, wars):
    kinds = "attacked at_war threatened by by allied_with adversaries_at_least within within within stated stated"
    match draw(st.sampled_from((*kinds.split(), "internal", "ongoing", "uncoded"))):
        case "attacked" | "at_war" | "threatened" as name:
            who = _pick(("promisee",), ("promisee",), ("promisor",), ("any_party",)) | _some(
                (*states, "promisee"), 1, 2
            )
            return Atom(name, draw(who))
        case "by":
            return Atom("by", draw(_pick(("any",), ("state",), ("non_member",)) | _some((*states, GROUP), 1, 3)))
        case "allied_with":
            return Atom("allied_with", draw(_some(states, 1, 2)))
        case "adversaries_at_least":
            return Atom("adversaries_at_least", (draw(_pick("2", "2", "3")),))
        case "within" if areas:
            return Atom("within", (draw(st.sampled_from(areas)).id,))
        case "ongoing" if wars:
            return Atom("ongoing", (draw(st.sampled_from(wars)).id,))
        case "uncoded":
            return Atom("uncoded", (draw(_pick("text_unpublished", "who_decides")),))
        case "internal":
            return Atom("internal_conflict")
        case _:
            return Atom(draw(_pick("unprovoked", "demands_unmet", "on_request")))


@st.composite
def _condition(draw, kind, states, areas, wars):
    core = {
        "defense": (Atom("attacked", ("promisee",)),),
        "offense": (Atom("at_war", ("promisee",)), Atom("at_war", ("promisee",)), Atom("attacked", ("promisee",))),
        "neutrality": (Atom("at_war", ("promisee",)),),
        "nonaggression": (Atom("attacked", ("promisee",)),),
        "consultation": (
            Atom("threatened", ("promisee",)),
            Atom("threatened", ("any_party",)),
            Atom("attacked", ("any_party",)),
        ),
    }[kind]
    leaf = _atom(states, areas, wars)
    inner = st.one_of(
        leaf, leaf, leaf.map(Not), st.tuples(leaf, leaf).map(Any), st.tuples(leaf, leaf).map(All).map(Not)
    )
    match draw(st.integers(0, 9)):
        case 0 | 1 | 2:
            return draw(st.sampled_from(core))
        case 3 | 4 | 5 | 6 | 7:
            return All((draw(st.sampled_from(core)), *draw(st.lists(inner, min_size=1, max_size=2))))
        case 8 if kind != "nonaggression":
            return Any((draw(st.sampled_from(core)), All((draw(leaf), draw(inner)))))
        case _ if kind != "nonaggression":
            return Any((All((draw(leaf), draw(leaf))), Not(draw(leaf)), draw(inner)))
        case _:
            return draw(st.sampled_from(core))


@st.composite
def _clause(draw, article, states, parties, areas, wars):
    kind = draw(
        _pick("defense", "defense", "defense", "defense", "offense", "neutrality", "nonaggression", "consultation")
    )
    named = draw(_pick(False, False, True))
    condition = draw(_condition(kind, states, areas, wars))
    owes = draw(_pick("fight", "assist", "act")) if kind in ("defense", "offense") else None
    return clause(
        article,
        kind,
        condition,
        owes,
        promisors=draw(_some(parties, 1, 2)) if named else (),
        promisees=draw(_some(states, 1, 2)) if named and draw(st.booleans()) else (),
        start=draw(_rarely(_date(*EVER), 9)),
        end=draw(_rarely(_date(*LATER), 9)),
        **draw(_rarely(_date(*EVER), 9).flatmap(lambda day: _pick({"known": day}, {"known_until": day}))),
    )


@st.composite
def _party(draw, state):
    if draw(st.integers(0, 4)) < 3:
        return Party(state)
    entry = draw(_rarely(_date(*EVER), 1))
    return Party(
        state,
        entry=entry,
        signed=draw(_rarely(_date(*BEFORE, "1903-03-03"), 3)),
        how=draw(_pick("", "ratification", "accession", "succession") if entry else _pick("", "ratification")),
        exit=draw(_rarely(_date(*LATER, *LATER, "1903-03-03"), 2)),
    )


@st.composite
def _treaty(draw, number, states, areas, wars):
    parties = draw(_some(states, 2, 4))
    rows = [draw(_party(state)) for state in parties]
    if draw(st.integers(0, 9)) == 0:  # a state that left and came back
        rows.append(Party(parties[0], entry=draw(_date(*LATER)), how="accession"))
    clauses = [draw(_clause(str(n + 1), states, parties, areas, wars)) for n in range(draw(_pick(1, 1, 2)))]
    draft = draw(st.integers(0, 19)) == 0
    in_force = draw(_date(*BEFORE, *BEFORE, *EVER))
    return Treaty(
        id=f"1900-t{number}",
        name=f"Treaty {number}",
        instrument="draft" if draft else draw(_pick("treaty", "political_declaration")),
        parties=tuple(rows),
        clauses=tuple(clauses),
        signed=None if draft else draw(_date(*BEFORE)),
        in_force=None if draft else in_force,
        end=draw(_rarely(_date(*LATER), 3)),
        known=draw(_rarely(_date(*EVER, *LATER, *LATER), 2)),
        suspensions=tuple(draw(st.lists(_freeze(parties), max_size=2))) if draw(st.integers(0, 2)) == 0 else (),
    )


@st.composite
def _freeze(draw, parties):
    between = draw(st.booleans())
    states = draw(_some(parties, 2, 2)) if between else draw(_some(parties, 1, 1))
    return Suspension(states, draw(_date(*EVER)), draw(_rarely(_date(*LATER), 1)), "a freeze", between)


_SPELLS = st.sampled_from(
    (
        Spell(),
        Spell(),
        Spell(end=date(1903, 3, 2)),
        Spell(start=date(1903, 3, 3)),
        Spell(date(1902, 1, 1), date(1904, 4, 3)),
    )
)


@st.composite
def _places(draw, states):
    found = []
    for n in range(draw(st.integers(3, 4))):
        inside = draw(_rarely(_pick(*states, *(p.id for p in found)), 1))
        found.append(
            Place(
                f"place-{n}",
                f"Place {n}",
                draw(_pick("land", "island", "sea")),
                lat=draw(_pick(None, 10.0, 23.0, 50.0, 50.0)),
                inside=(inside,) if inside else (),
                sovereign=tuple(Holder(draw(_pick(*states)), draw(_SPELLS)) for _ in range(draw(st.integers(0, 2)))),
                administered=tuple(Holder(draw(_pick(*states)), draw(_SPELLS)) for _ in range(draw(_pick(0, 0, 1)))),
                disputed=(Dispute(draw(_some(states, 2, 2)), draw(_SPELLS)),)
                if draw(_pick(False, False, True))
                else (),
                status=draw(_pick("metropolitan", "metropolitan", "overseas", "international")),
            )
        )
    return tuple(found)


@st.composite
def _item(draw, states, places):
    some = draw(_pick("place", "sovereign", "sovereign", "administered", "kind", "status", "north"))
    words = _some(("parties", "promisee", *states), 1, 2)
    return AreaItem(
        place=draw(_some((*(p.id for p in places), *states), 1, 2)) if some == "place" else (),
        kind=draw(_some(("land", "island", "sea"), 1, 2)) if some == "kind" else (),
        sovereign=draw(words) if some == "sovereign" else (),
        administered=draw(words) if some == "administered" else (),
        status=draw(_some(("metropolitan", "overseas"), 1, 2))
        if some == "status" or draw(_pick(False, False, True))
        else (),
        north_of=23 if some == "north" or draw(st.integers(0, 4)) == 0 else None,
        spell=draw(_SPELLS),
    )


@st.composite
def _area(draw, number, states, places):
    item = _item(states, places)
    return Area(
        f"area-{number}",
        f"Area {number}",
        any_of=tuple(draw(st.lists(item, min_size=1, max_size=2))),
        none_of=tuple(draw(st.lists(item, max_size=1))),
        unknown=(draw(item),) if draw(st.integers(0, 5)) == 0 else (),
    )


@st.composite
def _war(draw, number, states):
    one, two = draw(st.tuples(_some(states, 1, 2), _some(states, 1, 2)).filter(lambda p: not set(p[0]) & set(p[1])))
    halts = st.builds(
        Halt,
        _date("1902-02-02", "1902", "1903-03-03", "1903", "1902-01-01/.."),
        st.just("armistice"),
        _rarely(_date("1903-03-03", "1903", "1904-04-04"), 1),
    )
    exits = _rarely(_date("1902-02-02", "1903-03-03", "1904-04-04", "1903"), 4)
    return War(
        f"war-{number}",
        f"War {number}",
        began=tuple(
            Belligerent(s, draw(_rarely(_date("1903-03-03", "1903", "1903-01-01/.."), 4)), draw(exits)) for s in one
        ),
        against=tuple(Belligerent(s, None, draw(exits)) for s in two),
        start=draw(_date("1901-01-01", "1901-01-01", "1901", "1903", "1903-03-03")),
        end=draw(_rarely(_date(*LATER), 3)),
        halts=tuple(draw(st.lists(halts, max_size=2))),
        who_began_is_contested=draw(_pick(False, False, True)),
    )


@st.composite
def _facts(draw, treaties, areas, wars):
    names = ["unprovoked", "on_request", "demands_unmet", "self_defence", "armed_attack", "at_war", "threatened"]
    names += ["between_members", "non_state_attack", "internal_conflict", "where", "text_unpublished", "who_decides"]
    if not {"text_unpublished", "who_decides"} <= {a for t in treaties for c in t.clauses for a in _uncoded(c.when)}:
        names = names[:-2]
    names += [
        f"{name}@{t.id}" for t in treaties for name in ("on_request", "at_war", "armed_attack", "self_defence", "where")
    ]
    names += [f"party:{s}@{t.id}" for t in treaties for s in t.states[:2]]
    names += [f"{name}@{t.id}" for t in treaties for name in ("in_force", "in_force", "suspended", "suspended")]
    names += [f"within:{a.id}" for a in areas] + [f"within:{a.id}@{t.id}" for a in areas for t in treaties[:1]]
    names += [f"ongoing:{w.id}" for w in wars]
    names += sorted({f"allied_with:{x}" for t in treaties for c in t.clauses for x in _allies(c.when)})
    return draw(st.dictionaries(st.sampled_from(names), _pick(True, True, False, None), max_size=4))


def _allies(condition):
    return {x for a in atoms(condition) if a.name == "allied_with" for x in a.args}


def _uncoded(condition):
    match condition:
        case Atom("uncoded", (name,)):
            return {name}
        case Atom():
            return set()
        case Not(part):
            return _uncoded(part)
        case All(parts) | Any(parts):
            return {name for part in parts for name in _uncoded(part)}


@st.composite
def cases(draw):
    """A random world with an attack in it."""
    states = STATES[: draw(st.integers(5, 8))]
    places = draw(_places(states))
    areas = tuple(draw(_area(n, states, places)) for n in range(draw(st.integers(2, 3))))
    wars = tuple(draw(_war(n, states)) for n in range(draw(_pick(0, 1, 1, 2))))
    treaties = tuple(draw(_treaty(n, states, areas, wars)) for n in range(draw(st.integers(1, 6))))
    on = draw(st.sampled_from(DAYS))
    known_on = draw(_rarely(st.sampled_from(DAYS), 1))
    world = World(treaties, on, known_on, atlas(states, places, areas, wars))
    target = draw(st.sampled_from((*states, *states, GROUP)))
    others = tuple(s for s in (*states, GROUP) if s != target)
    attackers = draw(_some(others, 1, 2)) if draw(st.integers(0, 2)) == 0 else (draw(st.sampled_from(others)),)
    place = (draw(st.sampled_from(places)) if draw(_pick(True, True, False)) else None) or world.atlas.home(target)
    where = None if place.id == target else place.id
    return Case(world, Attack(attackers, target, where, draw(_facts(treaties, areas, wars))), place)


@st.composite
def _member(draw, state, *, waits):
    """A party for certain, mostly, or perhaps; of a pact that waits, often one that has signed and will ratify."""
    entry = draw(_pick(None, "1904-04-04") if waits else _pick(*[None] * 9, "1903"))
    return Party(state, When.parse(entry), When.parse("1900-05-05"), "ratification") if entry else Party(state)


@st.composite
def _pact(draw, number, states):
    """A pact that mostly binds for certain, with few conditions: what makes a cascade."""
    parties = draw(_some(states, 2, 3))
    kind = draw(_pick("defense", "defense", "defense", "offense", "offense", "neutrality", "nonaggression"))
    help_due = {"defense": Atom("attacked", ("promisee",)), "offense": Atom("at_war", ("promisee",))}.get(kind)
    extra = (
        _pick(
            Atom("by", ("any",)),
            Atom("by", ("any",)),
            Atom("by", ("any",)),
            Atom("by", ("state",)),
            Atom("by", ("non_member",)),
            Atom("adversaries_at_least", ("2",)),
            Atom("on_request"),
            Not(Atom("adversaries_at_least", ("2",))),
            Atom("at_war", ("promisor",)),
        )
        | _some(states, 1, 3).map(lambda named: Atom("by", named))
        | _some(states, 1, 2).map(lambda named: Atom("at_war", named))
    )
    condition = All((help_due, draw(extra))) if help_due else None
    if kind == "offense" and draw(st.booleans()):
        condition = draw(_some(states, 1, 2).map(lambda named: Atom("at_war", named)))
    one_way, waits = draw(_pick(False, False, True)), draw(_pick(False, False, False, True))
    return treaty(
        f"1900-t{number}",
        [draw(_member(party, waits=waits)) for party in parties],
        [
            clause(
                "1",
                kind,
                condition,
                promisors=parties[:1] if one_way else (),
                promisees=draw(_some(states, 1, 2)) if one_way else (),
            )
        ],
        in_force=When.parse("1904-04-04" if waits else "1901-02-01"),
    )


@st.composite
def crowds(draw):
    """A world of many plain pacts, so that one attack draws in many."""
    states = STATES[: draw(st.integers(6, 8))]
    treaties = tuple(draw(_pact(n, states)) for n in range(draw(st.integers(4, 8))))
    world = World(treaties, date(1903, 3, 3), None, atlas(states))
    target = draw(st.sampled_from(states))
    others = tuple(s for s in (*states, *states, GROUP) if s != target)
    facts = draw(st.dictionaries(_pick("on_request", "between_members"), st.booleans(), max_size=2))
    return Case(world, Attack(draw(_some(others, 1, 2)), target, None, facts), world.atlas.home(target))
