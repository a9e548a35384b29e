"""Pledges: the treaties of the law wing as variables of the tables wing.

Tables know sources, law knows treaties; neither imports the other, and they meet here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from foedus.errors import BadPanel
from foedus.tables.variables import alliances as atop
from foedus.tables.variables import similarity as atop_similarity

if TYPE_CHECKING:
    from foedus.tables.variable import Variable

__all__ = ["alliances", "similarity"]

_SELECTION = (
    "Obligations of the corpus: 0 says that no treaty of the shipped corpus binds, not that none did. The corpus is a "
    "selection in every year: of the undirected dyads with a defence obligation in ATOP it has none in 44 in 1950, 171 "
    "in 1980 and 571 in 2010."
)


def alliances(source: Literal["atop", "corpus"] = "atop", *, symmetric: bool | None = None) -> Variable:
    """Which alliance obligations the first state of a dyad owes the second in the year.

    From ATOP 5.1 (Leeds, Ritter, Mitchell and Long 2002; 1815 to 2018): `atop_alliance` is 1 if any alliance binds the
    two, and `atop_defense, atop_offense, atop_neutral, atop_nonagg, atop_consul` are 1 if the first state promises that
    to the second. A promise need not be mutual: in 170 directed dyad-years there is an alliance and no promise in this
    direction, and in some of them none in the other either. For states, `atop_allies` counts the allied states,
    `atop_defense_allies` and so on those to whom the state owes that kind. States that are not in the system in the
    year (governments in exile) have no rows in a panel.

    From the treaties that ship (`alliances("corpus")`, to the present year): the same columns with `corpus_`, 1 if the
    promise was in force on any day of the year, null if dates are too imprecise to tell, 0 if no treaty of the corpus
    binds, which is not to say that none did: the corpus is a selection in every year. Of the undirected dyads to which
    ATOP gives a defence obligation it has none in 44 in 1950, 171 in 1980 and 571 in 2010. Suspended promises bind.

    Args:
        source: `atop` or `corpus`.
        symmetric: take the larger of both directions. Left out: no for directed dyads, yes for undirected ones.

    Raises:
        BadPanel: another source.

    >>> import foedus as fd
    >>> fd.alliances("corpus").columns["dyad"]
    ('corpus_alliance', 'corpus_defense', 'corpus_offense', 'corpus_neutral', 'corpus_nonagg', 'corpus_consul')
    """
    if symmetric not in (None, True, False):
        raise BadPanel(f"alliances(symmetric={symmetric!r}): write True or False, or leave it out")
    if source == "atop":
        return atop.alliances(symmetric=symmetric)
    _known(source, "alliances")
    from foedus.promised import YEARS, corpus_promises  # noqa: PLC0415 - treaties and atlas, which ATOP does not need

    told = '"corpus"' if symmetric is None else f'"corpus", symmetric={symmetric}'
    return atop.alliance_variable(
        f"alliances({told})", "corpus", corpus_promises, YEARS, symmetric=symmetric, note=_SELECTION
    )


def similarity(
    source: Literal["atop", "corpus"] = "atop", *, scale: Literal["valued", "binary"] = "valued"
) -> Variable:
    """How alike the alliance portfolios of the two states of a dyad are in the year.

    A portfolio is what a state promises to each member of the system in the year. `s_unweighted` and `s_capability` are
    Signorino and Ritter's S (1999), every state alike or by its share of capabilities (CINC); `kappa` and `pi` are
    Cohen's kappa and Scott's pi with squared distances (Häge 2011), which take out the agreement that comes by chance.
    Definitions: `foedus.tables.portfolios`.

    Args:
        source: `atop` (1816 to 2018) or `corpus`, the treaties that ship (to the present year; `s_capability` to 2022).
        scale: `valued`: defense or offense 3, neutrality or nonaggression 2, consultation 1, nothing 0; `binary`: any
            of them 1. A state counts as promising itself the largest value.

    Raises:
        BadPanel: another source or scale.
    """
    if source == "atop":
        return atop_similarity.similarity(scale=scale)
    _known(source, "similarity")
    from foedus.promised import YEARS, corpus_promises  # noqa: PLC0415 - as above

    told = '"corpus"' if scale == "valued" else f'"corpus", scale={scale!r}'
    return atop_similarity.similarity_variable(
        f"similarity({told})", "corpus", corpus_promises, YEARS, (), scale, note=_SELECTION
    )


def _known(source: str, what: str) -> None:
    if source != "corpus":
        raise BadPanel(f"{what}({source!r}): unknown source; write 'atop' or 'corpus'")
