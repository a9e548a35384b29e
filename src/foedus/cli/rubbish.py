"""How often Python looks for rings of dead objects: seldom while a short command reads, as usual where one runs on."""

from __future__ import annotations

import gc

__all__ = ["SELDOM", "USUAL"]

USUAL = gc.get_threshold()
"""As it was when the program began."""

SELDOM = (50_000, 20, 20)
"""Reading files makes millions of objects, and hardly a ring: looking for them took a tenth of a question's time."""
