"""A cascade draw by draw, by the law engine itself: slow, plain, and what the fast one must equal."""

from foedus.law.casus import _CALLS, _cases, _side
from foedus.law.situation import Situation
from foedus.law.verdict import judge_case

SIDES = ("defending", "attacking")


def one_draw(world, attack, place, enters, bystanders=()):
    """Who entered where, who was called to which side and when, and who was torn; `enters(state, side)` decides."""
    situation = Situation(world, attack, place)
    decided, torn, calls = set(), set(), {}
    tossed = {s: [side for side in SIDES if enters(s, side)] for s in bystanders}
    start = {side: sorted(s for s, sides in tossed.items() if sides == [side]) for side in SIDES}
    situation.join(start["attacking"], start["defending"], 0)
    decided.update(bystanders)
    news, wave = situation.involved, 0
    while news:
        wave += 1
        called = {}
        for case in _cases(news, situation):
            for bond, verdict in judge_case(case, situation, wave, decided):
                if verdict.status == "invoked" and verdict.owes in _CALLS:
                    called.setdefault(bond.promisor, set()).add(_side(case, situation))
        decided.update(situation.involved)
        called = {s: sides for s, sides in called.items() if s not in decided}
        torn |= {s for s, sides in called.items() if len(sides) > 1}
        decided.update(called)
        coming = {side: [] for side in SIDES}
        for state, sides in sorted(called.items()):
            if len(sides) == 1:
                (side,) = sides
                calls[state] = (side, wave)
                if enters(state, side):
                    coming[side].append(state)
        situation.join(coming["attacking"], coming["defending"], wave)
        news = situation.involved if coming["attacking"] or coming["defending"] else ()
    return {"defending": dict(situation.defending), "attacking": dict(situation.attacking)}, calls, torn
