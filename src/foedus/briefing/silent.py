"""Why a treaty that stands among the commitments is silent on an attack: which condition is not met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.answer import HELP
from foedus.briefing.sentences import article_in_words, long_day, short, the
from foedus.briefing.words import InTreaty, Words, grounded
from foedus.law.force import known, standing
from foedus.terms.proofs import Proof

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Obligation
    from foedus.world import World

__all__ = ["nobody", "silent"]

_HELPFUL = ("defense", "offense", "consultation")


def silent(owed: Obligations, watched: Iterable[str]) -> list[Words]:
    """The duties towards the target under these treaties that do not arise though in force, each with its reason.

    A reader who finds a pact between the target and somebody among the commitments must learn why nothing follows
    from it here.
    """
    speaking = {o.treaty for o in owed.listed() if o.kind in _HELPFUL}
    found: dict[str, Words] = {}
    for o in owed.listed(every=True):
        if o.treaty not in {*watched} - speaking or o.status != "not_invoked" or o.kind not in _HELPFUL:
            continue
        reasons = list(dict.fromkeys(_unmet(o.proof)))
        if o.promisee == owed.attack.target and reasons:
            name = f"{short(owed.world.treaty(o.treaty))}, {article_in_words(o.article, o.kind)} ({o.kind})"
            told = f"The {name} is silent here: {'; '.join(reasons)}."
            found[told] = grounded(told, InTreaty(o.treaty))
    return list(found.values())


def nobody(answers: Iterable[Obligations]) -> list[tuple[str, Proof]]:
    """For each day, the proof that no treaty of the corpus obliges anybody to help the target."""
    return [(long_day(owed.world), _nobody(owed)) for owed in answers]


def _alive(o: Obligation, world: World) -> bool:
    """Does the treaty bind who promises on this day? Those that are over need no proof of their own."""
    return standing(world.treaty(o.treaty), o.promisor, world).in_force is not False


def _nobody(owed: Obligations) -> Proof:
    world, target = owed.world, owed.attack.target
    name = the(world.atlas.name(target, world.on))
    dead = [
        o
        for o in owed.listed(every=True)
        if o.promisee == target and o.kind in HELP and o.status == "not_invoked" and _alive(o, world)
    ]
    bound = [
        t for t in world.treaties if target in t.states and known(t, world) and standing(t, target, world).in_force
    ]
    looked_at = Proof(
        f"{len(bound)} treat{'y' if len(bound) == 1 else 'ies'} of the corpus bind{'s' if len(bound) == 1 else ''} "
        f"{name} on {world.on}, and every one was looked at",
        True,
        "closed world",
        "the corpus",
        tuple(
            Proof(f"the {short(t)} asks nobody for help to {name} that arises here", True, "scope", t.id) for t in bound
        ),
    )
    says = f"no treaty of the corpus obliges anybody to help {name} on {world.on}"
    return Proof(says, True, "no duty", "the corpus", (*(o.proof for o in dead), looked_at))


def _unmet(step: Proof) -> Iterator[str]:
    """What is not met, as deep as the proof tells; nothing where the treaty itself does not bind."""
    for premise in step.premises:
        if premise.truth is not False:
            continue
        deeper = list(_unmet(premise))
        if deeper:
            yield from deeper
        elif premise.says.startswith("not: "):
            yield f"it excludes a case in which {premise.says.removeprefix('not: ')}"
        else:
            yield f"not met: {premise.says}"
