"""Who sends, and to whom, where grammar leaves no doubt: whose soldiers they are, and where they are sent.

In the annotated reports the owner of soldiers or their ships that are sent, stay or leave ("North Korean soldiers had
been sent") is the sender in 93 of 102 cases, and a state to which arms, workers or soldiers go receives them in 49 of
54; the models, which see such words in every role, are less sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.news.local.classes import lemma

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.news.local.features import Features
    from foedus.news.local.roles import Asked, Mention

__all__ = ["senders"]

_OWNED = {
    "troop_deployment": ("TROOPS", "WEAPON"),
    "troop_withdrawal": ("TROOPS", "WEAPON"),
    "labour_transfer": ("WORKER",),
}
_GIVES = frozenset({"send", "dispatch", "deploy", "ship", "supply", "deliver", "provide"})
_SENT = (*_OWNED, "arms_transfer")
_RECEIVED = ("troop_deployment", "labour_transfer", "arms_transfer")
_TOPS = ("nsubj", "nsubjpass", "dobj")
_OWNERS = ("amod", "compound", "poss")


def senders(asked: Asked, mentions: Iterable[Mention], sorts: dict[str, str]) -> dict[str, str]:
    """The sorts of roles, with whoever surely sends as the one who acts, and the other end as acted upon."""
    found = dict(sorts)
    for mention in mentions:
        if mention.code in found and (_owns(asked.event, mention.features) or _gives(asked, mention.features)):
            found[mention.code] = "agent"
        elif mention.code in found and _goes_to(asked, mention.features):
            found[mention.code] = "patient"
    return found


def _owns(event: str, features: Features) -> bool:
    return any(
        f"holder={what} {top}" in features and any(f"path={top}/{how}" in features for how in _OWNERS)
        for what in _OWNED.get(event, ())
        for top in _TOPS
    )


def _goes_to(asked: Asked, features: Features) -> bool:
    named = "kind=name" in features or "kind=capital" in features
    return asked.event in _RECEIVED and named and "path=to/pobj" in features


def _gives(asked: Asked, features: Features) -> bool:
    return asked.event in _SENT and "path=nsubj" in features and lemma(asked.head) in _GIVES
