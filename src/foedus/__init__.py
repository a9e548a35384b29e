"""Foedus: military alliances made computable.

If this attack happens on this day, who is bound to do what, by which words, who will probably come, and how do we know?
The public names stand here, sorted; everything else is inside the house. Each is read from its room when it is first
used, so that a plain answer waits for nothing that it does not need.

>>> import foedus as fd
>>> world = fd.World(fd.treaties(), on="2026-11-01")
>>> fd.obligations(world, fd.Attack("KOR", "PRK"))["RUS"].owes
'assist'
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING

from foedus.tables.catalogue import VARIABLES as _VARIABLES

if _TYPE_CHECKING:
    from foedus.behaviour.honour import HonourModel
    from foedus.behaviour.honour_cases import honour_cases
    from foedus.behaviour.joiners import JoinerModel
    from foedus.behaviour.opportunities import joining_opportunities
    from foedus.behaviour.outlook.asked import outlook
    from foedus.behaviour.tension.dyads import tension_dyads
    from foedus.behaviour.tension.latest import tension
    from foedus.behaviour.tension.tension import TensionModel
    from foedus.behaviour.today import odds
    from foedus.briefing.brief import Brief, brief
    from foedus.briefing.claims import read
    from foedus.court.rungs import trial
    from foedus.errors import FoedusError
    from foedus.history.wars import past_wars
    from foedus.law.casus import obligations
    from foedus.law.reading import treaties
    from foedus.ledger.ledger import Ledger
    from foedus.pledges import alliances, similarity
    from foedus.tables.panel import Panel
    from foedus.tables.universe import dyad_years, state_years
    from foedus.tables.variables.armed_conflicts import armed_conflicts
    from foedus.tables.variables.capabilities import capabilities
    from foedus.tables.variables.contiguity import contiguity
    from foedus.tables.variables.crosswalk import crosswalk
    from foedus.tables.variables.democracy import democracy
    from foedus.tables.variables.disputes import disputes
    from foedus.tables.variables.distance import distance
    from foedus.tables.variables.gdp_population import gdp_population
    from foedus.tables.variables.igos import igos
    from foedus.tables.variables.leaders import leaders
    from foedus.tables.variables.majors import majors
    from foedus.tables.variables.peace_years import peace_years
    from foedus.tables.variables.rivalries import rivalries
    from foedus.tables.variables.territorial_threat import territorial_threat
    from foedus.tables.variables.trade import trade
    from foedus.tables.variables.wars import wars
    from foedus.tables.whittle import whittle
    from foedus.terms.attacks import Attack
    from foedus.ties.alignment import alignment
    from foedus.ties.flows import flows
    from foedus.ties.manpower import manpower
    from foedus.ties.umbrella import umbrella
    from foedus.war.cascade import cascade
    from foedus.world import World

__all__ = [
    "Attack",
    "Brief",
    "FoedusError",
    "HonourModel",
    "JoinerModel",
    "Ledger",
    "Panel",
    "TensionModel",
    "World",
    "alignment",
    "alliances",
    "armed_conflicts",
    "brief",
    "capabilities",
    "cascade",
    "contiguity",
    "crosswalk",
    "democracy",
    "disputes",
    "distance",
    "dyad_years",
    "flows",
    "gdp_population",
    "honour_cases",
    "igos",
    "joining_opportunities",
    "leaders",
    "majors",
    "manpower",
    "obligations",
    "odds",
    "outlook",
    "past_wars",
    "peace_years",
    "read",
    "rivalries",
    "similarity",
    "state_years",
    "tension",
    "tension_dyads",
    "territorial_threat",
    "trade",
    "treaties",
    "trial",
    "umbrella",
    "wars",
    "whittle",
]
__version__ = "0.1.0"

_HOMES = {
    **_VARIABLES,
    "Attack": "foedus.terms.attacks",
    "Brief": "foedus.briefing.brief",
    "FoedusError": "foedus.errors",
    "HonourModel": "foedus.behaviour.honour",
    "JoinerModel": "foedus.behaviour.joiners",
    "Ledger": "foedus.ledger.ledger",
    "Panel": "foedus.tables.panel",
    "TensionModel": "foedus.behaviour.tension.tension",
    "World": "foedus.world",
    "alignment": "foedus.ties.alignment",
    "brief": "foedus.briefing.brief",
    "cascade": "foedus.war.cascade",
    "dyad_years": "foedus.tables.universe",
    "flows": "foedus.ties.flows",
    "honour_cases": "foedus.behaviour.honour_cases",
    "joining_opportunities": "foedus.behaviour.opportunities",
    "manpower": "foedus.ties.manpower",
    "obligations": "foedus.law.casus",
    "odds": "foedus.behaviour.today",
    "outlook": "foedus.behaviour.outlook.asked",
    "past_wars": "foedus.history.wars",
    "read": "foedus.briefing.claims",
    "state_years": "foedus.tables.universe",
    "tension": "foedus.behaviour.tension.latest",
    "tension_dyads": "foedus.behaviour.tension.dyads",
    "treaties": "foedus.law.reading",
    "trial": "foedus.court.rungs",
    "umbrella": "foedus.ties.umbrella",
    "whittle": "foedus.tables.whittle",
}


def __getattr__(name: str) -> object:
    """A public name, read when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'foedus' has no attribute {name!r}")
    found = getattr(_import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Every public name."""
    return __all__
