"""The catalogue: every variable by the name under which the roof hands it out, and where it lives."""

from __future__ import annotations

__all__ = ["VARIABLES"]

VARIABLES: dict[str, str] = {
    "alliances": "foedus.pledges",
    "armed_conflicts": "foedus.tables.variables.armed_conflicts",
    "capabilities": "foedus.tables.variables.capabilities",
    "contiguity": "foedus.tables.variables.contiguity",
    "crosswalk": "foedus.tables.variables.crosswalk",
    "democracy": "foedus.tables.variables.democracy",
    "disputes": "foedus.tables.variables.disputes",
    "distance": "foedus.tables.variables.distance",
    "gdp_population": "foedus.tables.variables.gdp_population",
    "igos": "foedus.tables.variables.igos",
    "leaders": "foedus.tables.variables.leaders",
    "majors": "foedus.tables.variables.majors",
    "peace_years": "foedus.tables.variables.peace_years",
    "rivalries": "foedus.tables.variables.rivalries",
    "similarity": "foedus.pledges",
    "territorial_threat": "foedus.tables.variables.territorial_threat",
    "trade": "foedus.tables.variables.trade",
    "wars": "foedus.tables.variables.wars",
}
