"""Foedus: military alliances made computable.

If this attack happens on this day, who is bound to do what, by which words, who will probably come, and how do we know?
The public names stand here, sorted; everything else is inside the house.

>>> import foedus as fd
>>> world = fd.World(fd.treaties(), on="2026-11-01")
>>> fd.obligations(world, fd.Attack("KOR", "PRK"))["RUS"].owes
'assist'
"""

from foedus.briefing.brief import Brief, brief
from foedus.errors import FoedusError
from foedus.law.casus import obligations
from foedus.law.reading import treaties
from foedus.terms.attacks import Attack
from foedus.world import World

__all__ = ["Attack", "Brief", "FoedusError", "World", "brief", "obligations", "treaties"]
__version__ = "0.1.0"
