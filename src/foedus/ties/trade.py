"""What a state buys from and sells to the world: the only trade that a source at hand tells.

Between whom it goes is another file of the Correlates of War project, which is not among the sources; so nobody's share
in a state's trade is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.sources.registry import source
from foedus.tables.read import read
from foedus.terms.flows import Flow
from foedus.terms.when import When
from foedus.ties.coverage import Coverage
from foedus.ties.numbers import numbers_of

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas

__all__ = ["SOURCE", "trade_of"]

SOURCE, _UNIT = "cow-trade-sy", "USD million"


def trade_of(atlas: Atlas, code: str) -> tuple[list[Flow], Coverage]:
    """Imports (to the state) and exports (from it) of each year, in millions of current dollars.

    Raises:
        SourceMissing: the file is not here and cannot be fetched.
    """
    what = f"trade of {code} with the world"
    rows = read(SOURCE).filter(pl.col("ccode").is_in(numbers_of(atlas, code))).sort("year")
    if not rows.height:
        return [], Coverage(what, SOURCE, None, None, (f"{code} is not listed in the file",))
    flows = []
    for year, imports, exports in rows.select("year", "imports", "exports").iter_rows():
        for sender, receiver, value in ((None, code, imports), (code, None, exports)):
            known = value is not None and value >= 0  # the source writes -9 where it knows nothing
            figure = float(value) if known else None
            status = "registered" if known else "not covered"
            flows.append(Flow("trade", sender, receiver, When.parse(str(year)), figure, figure, _UNIT, status, SOURCE))
    says = (
        "with all other states together (Barbieri and Keshk 2016)",
        "no file of trade between two states is at hand, so no partner's share is known",
        f"it ends in {source(SOURCE).last}",
    )
    return flows, Coverage(what, SOURCE, int(rows["year"][0]), int(rows["year"][-1]), says)
