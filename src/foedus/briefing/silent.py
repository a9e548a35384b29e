"""Why a treaty that stands among the commitments is silent on an attack: which condition is not met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.sentences import article_in_words, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.law.owed import Obligations
    from foedus.terms.proofs import Proof

__all__ = ["silent"]

_HELPFUL = ("defense", "offense", "consultation")


def silent(owed: Obligations, watched: Iterable[str]) -> list[str]:
    """The duties towards the target under these treaties that do not arise though in force, each with its reason.

    A reader who finds a pact between the target and somebody among the commitments must learn why nothing follows
    from it here.
    """
    speaking = {o.treaty for o in owed.listed() if o.kind in _HELPFUL}
    found: dict[str, None] = {}
    for o in owed.listed(every=True):
        if o.treaty not in {*watched} - speaking or o.status != "not_invoked" or o.kind not in _HELPFUL:
            continue
        reasons = list(dict.fromkeys(_unmet(o.proof)))
        if o.promisee == owed.attack.target and reasons:
            name = f"{short(owed.world.treaty(o.treaty))}, {article_in_words(o.article, o.kind)} ({o.kind})"
            found[f"The {name} is silent here: {'; '.join(reasons)}."] = None
    return list(found)


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
