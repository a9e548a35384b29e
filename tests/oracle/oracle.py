"""A second engine for the law of alliances: a logic program, asked through clingo.

`oracle.lp` holds every rule. What stands here turns a world into its facts, carries the outcomes that a wave can reach
into the next, and reads the answer.
"""

from dataclasses import dataclass
from pathlib import Path

import clingo

from foedus.law.situation import FACTS
from foedus.terms.conditions import All, Any, Atom, Not, atoms
from foedus.terms.states import State

__all__ = ["Answer", "Verdict", "ask"]

RULES = (Path(__file__).parent / "oracle.lp").read_text(encoding="utf-8")
TRUTH = {True: 2, None: 1, False: 0}


@dataclass(frozen=True)
class Verdict:
    status: str
    turns_on: frozenset
    wave: int


@dataclass(frozen=True)
class Answer:
    """Verdicts by (treaty, article, promisor, promisee), without closure and with it."""

    plain: dict
    closed: dict
    joined: dict
    joined_attackers: dict
    torn: set


def ask(world, attack, place):
    """The whole answer for an attack that names codes, at a place."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], RULES)
    control.add("base", [], "\n".join(facts(world, attack, place)))
    control.ground([("base", [])])
    waves, joined, torn = [], {"attacking": {}, "defending": {}}, set()
    wave = 1
    while True:
        control.ground([("wave", [clingo.Number(wave)])])
        reached, turning = _reached(control, wave)
        waves.append(_verdicts(reached, turning, wave))
        told = "".join(
            f"reached({wave},{bond},{outcome})." for bond, outcomes in reached.items() for outcome in outcomes
        )
        control.add(f"told{wave}", [], told)
        control.ground([(f"told{wave}", []), ("step", [clingo.Number(wave + 1)])])
        news, called_twice = _entries(control, wave)
        torn |= called_twice
        for state, side in news:
            joined[side][state] = wave
        if not news:
            break
        wave += 1
    return Answer(
        _named(waves[0], world), _named(_closed(waves), world), joined["defending"], joined["attacking"], torn
    )


def _reached(control, wave):
    """Bond -> the outcomes that some settling of the unknown facts reaches, and the facts that make a difference."""
    control.assign_external(clingo.Function("current", [clingo.Number(wave)]), True)
    control.configuration.solve.models = 0
    control.configuration.solve.enum_mode = "brave"
    last = None
    with control.solve(yield_=True) as handle:
        for model in handle:
            last = model.symbols(shown=True)
    assert last is not None, "a world has a model, whatever is settled"
    control.release_external(clingo.Function("current", [clingo.Number(wave)]))
    reached, turning = {}, {}
    for symbol in last:
        if symbol.name in "od" and symbol.arguments[0].number == wave:
            found = reached if symbol.name == "o" else turning
            found.setdefault(symbol.arguments[1], set()).add(symbol.arguments[2])
    return reached, turning


def _entries(control, wave):
    control.configuration.solve.enum_mode = "auto"
    control.configuration.solve.models = 1
    news, torn = [], set()
    with control.solve(yield_=True) as handle:
        for model in handle:
            for symbol in model.symbols(shown=True):
                if symbol.name == "joins" and symbol.arguments[0].number == wave:
                    news.append((symbol.arguments[1].string, symbol.arguments[2].name))
                if symbol.name == "torn" and symbol.arguments[0].number == wave:
                    torn.add(symbol.arguments[1].string)
    return news, torn


def _verdicts(reached, turning, wave):
    found = {}
    for bond, outcomes in reached.items():
        names = {outcome.name for outcome in outcomes}
        if names == {"invoked"}:
            status = "invoked"
        elif "invoked" in names:
            status = "arguable"
        else:
            status = next(s for s in ("suspended", "pending", "not_invoked") if s in names)
        found[bond] = Verdict(status, frozenset(map(_fact, turning.get(bond, ()))), wave)
    return found


def _closed(waves):
    """Each bond as its promisor last found it before deciding, dated by the wave in which that status arose."""
    found = {}
    for verdicts in waves:
        for bond, verdict in verdicts.items():
            before = found.get(bond)
            wave = before.wave if before and before.status == verdict.status else verdict.wave
            found[bond] = Verdict(verdict.status, verdict.turns_on, wave)
    return found


def _named(verdicts, world):
    clauses = _clauses(world)
    named = {}
    for bond, verdict in verdicts.items():
        number, promisor, promisee = bond.arguments
        treaty, clause = clauses[number.number]
        named[treaty.id, clause.article, promisor.string, promisee.string] = verdict
    return named


def _clauses(world):
    return [(treaty, clause) for treaty in world.treaties for clause in treaty.clauses]


def _fact(symbol):
    if symbol.type is clingo.SymbolType.String:
        return symbol.string
    match symbol.name:
        case "party":
            return f"party:{symbol.arguments[1].string}@{symbol.arguments[0].string}"
        case "in_force" | "suspended":
            return f"{symbol.name}@{symbol.arguments[0].string}"
        case "within" | "ongoing" | "allied_with":
            return f"{symbol.name}:{symbol.arguments[0].string}"
        case name:
            return name


# --- A world as facts ------------------------------------------------------------------------------------------------


def facts(world, attack, place):
    return [
        *_clock(world, attack),
        *_actors(world, attack),
        *(line for n, treaty in enumerate(world.treaties) for line in _treaty(treaty, n)),
        *(line for n, (treaty, clause) in enumerate(_clauses(world)) for line in _clause(n, treaty, clause)),
        *(line for war in world.atlas.wars for line in _war(war)),
        *(line for area in world.atlas.areas for line in _area(area)),
        *_place(place),
        *_facts(world, attack),
    ]


def _q(text):
    return '"' + text + '"'


def _n(moment, open_end):
    return open_end if moment is None else str(moment.toordinal())


def _when(name, subject, when):
    """The fact `name(subject, when)` and the bounds of the date itself."""
    if when is None:
        return
    key = _q(f"{_n(when.earliest, '-')}:{_n(when.latest, '-')}")
    yield f"{name}({subject},{key})."
    yield f"when({key},{_n(when.earliest, '#inf')},{_n(when.latest, '#sup')})."


def _spell(spell):
    return f"{_n(spell.start, '#inf')},{_n(spell.end, '#sup')}"


def _clock(world, attack):
    horizon = world.on if world.known_on is None else min(world.on, world.known_on)
    yield f"horizon({horizon.toordinal()})."
    if world.known_on is not None:
        yield f"known_on({world.known_on.toordinal()})."
    yield f"target({_q(attack.target)}). defending(1,{_q(attack.target)})."
    for attacker in attack.attackers:
        yield f"attacker({_q(attacker)}). attacking(1,{_q(attacker)}). hits(1,{_q(attacker)},{_q(attack.target)})."


def _actors(world, attack):
    codes = {attack.target, *attack.attackers}
    for actor in (*world.atlas.states, *world.atlas.entities):
        codes.add(actor.code)
        if isinstance(actor, State):
            yield f"is_state({_q(actor.code)})."
    for code in sorted(codes):
        yield f"actor({_q(code)})."


def _treaty(treaty, n):
    key = _q(treaty.id)
    yield f"treaty({key})."
    if treaty.binding:
        yield f"binding({key})."
    if treaty.instrument == "draft" or treaty.in_force is None:
        yield f"draft({key})."
    yield from _when("treaty_signed", key, treaty.signed)
    yield from _when("force", key, treaty.in_force)
    yield from _when("end", key, treaty.end)
    yield from _when("treaty_known", key, treaty.known)
    yield f"row(r({n},whole),{key},whole)."
    for m, party in enumerate(treaty.parties):
        row = f"r({n},{m})"
        yield f"row({row},{key},party({_q(party.state)}))."
        yield from _when("entry", row, party.entry)
        yield from _when("signed", row, party.signed)
        yield from _when("exit", row, party.exit)
        if party.how in ("accession", "succession"):
            yield f"how({row},accession)."
    for m, freeze in enumerate(treaty.suspensions):
        name = f"z({n},{m})"
        yield f"suspension({name},{key})."
        yield from _when("since", name, freeze.start)
        yield from _when("until", name, freeze.end)
        yield from (f"frozen({name},{_q(state)})." for state in freeze.states)
        if freeze.between:
            yield f"between({name})."


def _clause(n, treaty, clause):
    yield f"clause({n},{_q(treaty.id)},{clause.kind},{clause.owes})."
    yield from (f"promisor({n},{_q(s)})." for s in clause.promisors)
    yield from (f"promisee({n},{_q(s)})." for s in clause.promisees)
    yield from _when("from", n, clause.start)
    yield from _when("to", n, clause.end)
    yield from _when("clause_known", n, clause.known)
    yield from _when("clause_until", n, clause.known_until)
    count = iter(range(1000))

    def node(condition):
        name = f"n({n},{next(count)})"
        match condition:
            case All(parts) | Any(parts):
                yield f"node({name},{n},{'all' if isinstance(condition, All) else 'any'})."
            case Not(part):
                parts = (part,)
                yield f"node({name},{n},negation)."
            case Atom():
                parts = ()
                yield from _atom(name, n, condition, next(count))
        for part in parts:
            inner = list(node(part))
            yield from inner
            yield f"kid({name},{_name_of(inner[0])})."

    lines = list(node(clause.when))
    yield f"root({n},{_name_of(lines[0])})."
    yield from lines


def _name_of(line):
    """The node of `node(NODE,...)`, the first line that a condition gives."""
    return line.removeprefix("node(").partition("),")[0] + ")"


def _atom(name, n, atom, order):
    match atom.name:
        case "attacked" | "at_war" | "threatened":
            yield f"node({name},{n},{atom.name})."
            for place, arg in enumerate(atom.args):
                role = arg in ("promisee", "promisor", "any_party")
                yield f"names({name},{arg if role else f'state({_q(arg)})'},{order * 100 + place})."
        case "by" if atom.args[0] in ("any", "non_member", "state"):
            yield f"node({name},{n},by({atom.args[0]}))."
        case "by":
            yield f"node({name},{n},by(named))."
            yield from (f"adversary({name},{_q(arg)})." for arg in atom.args)
        case "allied_with":
            yield f"node({name},{n},allied)."
            yield from (f"ally_of({name},{_q(arg)})." for arg in atom.args)
        case "adversaries_at_least":
            yield f"node({name},{n},at_least({atom.args[0]}))."
        case "within" | "ongoing":
            yield f"node({name},{n},{atom.name}({_q(atom.args[0])}))."
        case "uncoded":
            yield f"node({name},{n},fact({_q(atom.args[0])}))."
        case stated:
            yield f"node({name},{n},fact({stated}))."


def _war(war):
    key = _q(war.id)
    yield f"war({key})."
    yield from _when("start", key, war.start)
    yield from _when("war_end", key, war.end)
    if war.who_began_is_contested:
        yield f"contested({key})."
    for m, halt in enumerate(war.halts):
        name = f"h({key},{m})"
        yield f"halt({name},{key})."
        yield from _when("halt_since", name, halt.since)
        yield from _when("halt_until", name, halt.until)
    for side in ("began", "against"):
        for m, fighter in enumerate(getattr(war, side)):
            name = f"f({key},{side},{m})"
            yield f"fighter({name},{key},{side},{_q(fighter.state)})."
            yield from _when("fighter_entry", name, fighter.entry)
            yield from _when("fighter_exit", name, fighter.exit)


def _area(area):
    yield f"area({_q(area.id)})."
    for group in ("any_of", "none_of", "unknown"):
        for m, item in enumerate(getattr(area, group)):
            assert (item.region, item.seas, item.polygon) == ((), (), ()), "such areas have their own tests"
            name = f"i({_q(area.id)},{group},{m})"
            yield f"item({name},{_q(area.id)},{group})."
            yield f"item_from({name},{_n(item.spell.start, '#inf')}). item_to({name},{_n(item.spell.end, '#sup')})."
            yield from (f"wants_place({name},{_q(p)})." for p in item.place)
            yield from (f"wants_kind({name},{_q(k)})." for k in item.kind)
            yield from (f"wants_status({name},{_q(s)})." for s in item.status)
            if item.north_of is not None:
                yield f"north_of({name},{int(item.north_of)})."
            for field in ("sovereign", "administered"):
                for word in getattr(item, field):
                    yield f"asks({name},{field},{word if word in ('parties', 'promisee') else f'state({_q(word)})'})."


def _place(place):
    yield from (f"lies_inside({_q(p)})." for p in (place.id, *place.inside))
    yield f"place_kind({_q(place.kind)}). place_status({_q(place.status)})."
    if place.lat is not None:
        yield f"place_lat({int(place.lat)})."
    yield from (f"sovereign({_q(h.state)},{_spell(h.spell)})." for h in place.sovereign)
    yield from (f"administered({_q(h.state)},{_spell(h.spell)})." for h in place.administered)
    yield from (f"claim({_q(s)},{_spell(d.spell)})." for d in place.disputed for s in d.states)


def _facts(world, attack):
    uncoded = {a.args[0] for _, c in _clauses(world) for a in atoms(c.when) if a.name == "uncoded"}
    yield from (f"fact({name})." for name in FACTS)
    yield from (f"fact({_q(name)})." for name in sorted(uncoded))
    allies = {x for _, c in _clauses(world) for a in atoms(c.when) if a.name == "allied_with" for x in a.args}
    yield from (f"fact(allied_with({_q(state)}))." for state in sorted(allies))
    yield from (f"fact(in_force({_q(t.id)})). fact(suspended({_q(t.id)}))." for t in world.treaties)
    yield from (f"fact(party({_q(t.id)},{_q(s)}))." for t in world.treaties for s in t.states)
    yield from (f"fact(within({_q(a.id)}))." for a in world.atlas.areas)
    yield from (f"fact(ongoing({_q(w.id)}))." for w in world.atlas.wars)
    for name, truth in attack.facts:
        base, _, treaty = name.partition("@")
        kind, colon, what = base.partition(":")
        if base in ("in_force", "suspended"):
            yield f"stated({base}({_q(treaty)}),all,{TRUTH[truth]})."
            continue
        if kind == "party":
            yield f"stated(party({_q(treaty)},{_q(what)}),all,{TRUTH[truth]})."
            continue
        told = f"{kind}({_q(what)})" if colon else _q(base) if base in uncoded else base
        yield f"stated({told},{_q(treaty) if treaty else 'all'},{TRUTH[truth]})."
