"""Duties that cannot both be kept, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.duties import spared
from foedus.briefing.sentences import article_in_words, short, the

if TYPE_CHECKING:
    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Conflict

__all__ = ["in_sentences"]


def in_sentences(owed: Obligations) -> list[str]:
    """Each conflict of duties once."""
    return list(dict.fromkeys(_sentence(c, owed) for c in owed.conflicts))


def _sentence(c: Conflict, owed: Obligations) -> str:
    world = owed.world

    def name(code: str) -> str:
        return the(world.atlas.name(code, world.on))

    def words(key: str, article: str, kind: str) -> str:
        return f"{kind} ({short(world.treaty(key))}, {article_in_words(article, kind)})"

    one = f"{name(c.duty_promisee)} {words(c.duty_treaty, c.duty_article, c.duty)}"
    other = f"{name(c.against_promisee)} {words(c.against_treaty, c.against_article, c.against_duty)}"
    return f"{name(c.state)} owes {one} and {other}.{spared(c, world)}"
