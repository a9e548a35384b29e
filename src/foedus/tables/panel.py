"""A panel: a frame of state-years or dyad-years, and beside it what is needed to add to it without mistakes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foedus.errors import BadPanel
from foedus.tables.asked import not_a_variable
from foedus.tables.at_hand import at_hand
from foedus.tables.keys import check_keys, check_table
from foedus.tables.rows import Rows, codes_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import polars as pl

    from foedus.tables.rows import Unit
    from foedus.tables.systems import SystemName
    from foedus.tables.variable import Variable

__all__ = ["Panel"]

_CODES = {"cow": "ccode", "gw": "gwcode"}


@dataclass(eq=False)
class Panel:
    """State-years or dyad-years with variables from named sources.

    `frame` is plain polars and yours: filter it, sort it, add columns. What Foedus must know stands beside it: the
    unit of analysis, the state system, the direction, the years and the variables with their sources; so `add` can
    refuse nonsense before any work, and `cite` can answer honestly.

    Attributes:
        frame: the table.
        unit: `dyad` or `state`.
        system: `cow` or `gw`.
        directed: for dyads, does each pair stand in both directions? None for states.
        first, last: the years for which the panel was made.
        variables: what was added, in this order.
        notes: what a user must know about these columns (a source that ends early, a count across a gap).
    """

    frame: pl.DataFrame
    unit: Unit
    system: SystemName
    directed: bool | None
    first: int
    last: int
    variables: tuple[Variable, ...] = ()
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        kind = {True: "directed ", False: "undirected ", None: ""}[self.directed]
        held = ", ".join(v.name for v in self.variables) or "no variables"
        shape = f"{self.frame.height:,} x {self.frame.width}"
        return f"<Panel of {kind}{self.unit}-years ({self.system}), {self.first} to {self.last}, {shape}: {held}>"

    def add(self, *variables: Variable, progress: Callable[[str], None] | None = None) -> Panel:
        """The panel with these variables, in the order in which they are named.

        Everything is checked before any work; all that is wrong is said at once, and so are the data sets that are
        not here and cannot be fetched. Rows are never added, lost or moved. Two variables that share the name of a
        column get their source's name before it, both of them (`cow_dispnum`, `gml_dispnum`).

        Args:
            variables: what `fd.majors()`, `fd.alliances()` and their like give.
            progress: is told the name of each variable when it has come.

        Raises:
            BadPanel: something that is no variable; a variable that is held already, that does not fit the unit or the
                state system, or that comes too late for what was counted from it; a frame that is no polars DataFrame,
                or whose keys are missing, repeat, pair a state with itself or turn an undirected pair around.
            SourceMissing: the files of sources that are not here and cannot be fetched.
        """
        check_table(self.frame)
        ends = ("",) if self.unit == "state" else ("1", "2")
        codes = [f"{_CODES[self.system]}{end}" for end in ends]
        rows = {str(self.system): check_keys(self.frame, codes, self.rows, self.first, self.last)}
        panel = self
        for fits in self._bound(variables):
            variable = fits if fits.bind is None else fits.bind(panel)
            system = panel.system_for(variable)
            if system not in rows:
                rows[system] = panel.rows(system)
            panel = panel._with(variable, rows[system])
            if progress is not None:
                progress(variable.name)
        return panel

    def rows(self, system: str | None = None) -> Rows:
        """The rows as numbers, in the codes of a system (left out, the panel's own)."""
        stem = _CODES[system or self.system]
        names = (stem, stem) if self.unit == "state" else (f"{stem}1", f"{stem}2")
        one, two = (codes_of(self.frame[name]) for name in names)
        year = codes_of(self.frame["year"])
        return Rows(self.unit, self.directed is not False, system or self.system, one, two, year, self.first, self.last)

    def system_for(self, variable: Variable, coming: tuple[Variable, ...] = ()) -> SystemName:
        """The system of codes in which a variable meets this panel: its own if the source speaks it."""
        reached: list[SystemName] = [s for s in self._systems(coming) if s in variable.systems]
        return reached[0] if reached else "gw" if self.system == "cow" else "cow"

    def to_pandas(self) -> Any:
        """The frame as a pandas DataFrame; whole numbers with gaps become floats, as pandas users expect."""
        import pandas as pd  # noqa: PLC0415 - only for those who ask for it

        return pd.DataFrame({name: self.frame[name].to_numpy() for name in self.frame.columns})

    def cite(self) -> str:
        """BibTeX for every source behind these columns, the state system and Foedus itself among them."""
        from foedus.sources.citation import bibtex, software  # noqa: PLC0415 - read when asked

        return f"{bibtex(self.sources())}\n{software()}"

    def sources(self) -> tuple[str, ...]:
        """The ids of the data sets behind these columns, in the order in which they came."""
        ids = ["cw-system" if self.system == "cow" else "gw-system"]
        for variable in self.variables:
            ids += variable.sources.get(self.system_for(variable), ())
        return tuple(dict.fromkeys(ids))

    def save(self, path: str | Path) -> Path:
        """Write the panel as Parquet, CSV or Stata (`.parquet`, `.csv`, `.dta`); Parquet carries what `cite` needs."""
        from foedus.tables.saving import save  # noqa: PLC0415 - pandas for Stata is slow to import

        return save(self, path)

    def politically_relevant(self) -> Panel:
        """Only dyads that touch, or hold a major power (Lemke and Reed 2001), with `conttype, cowmaj1, cowmaj2, prd`.

        Dyad-years after the last year of contiguity and major powers (2016) stay, with `prd` null: whether they are
        relevant is not recorded, and dropping them would say that they are not.
        """
        from foedus.tables.relevance import politically_relevant  # noqa: PLC0415 - it needs variables, which need panels

        return politically_relevant(self)

    def _bound(self, variables: tuple[Variable, ...]) -> list[Variable]:
        """These variables for this panel, once everything is known to fit and every source to be here."""
        wrong: list[str] = []
        bound: list[Variable] = []
        needed: list[str] = []
        held = self
        for variable in variables:
            problem = not_a_variable(variable)
            if problem is None:
                try:
                    fits = variable if variable.bind is None else variable.bind(held)
                    problem = held._problem(fits, tuple(bound))
                except BadPanel as error:
                    problem = str(error)
            if problem is not None:
                wrong.append(problem)
                continue
            bound.append(fits)
            needed += fits.sources.get(self.system_for(fits, tuple(bound)), ())
            held = replace(held, variables=(*held.variables, fits))
        if wrong:
            raise BadPanel("\n".join(wrong))
        at_hand(needed)
        return bound

    def _systems(self, coming: tuple[Variable, ...] = ()) -> tuple[SystemName, ...]:
        """The systems whose codes the frame has, or will have when these variables have come."""
        ends = ("",) if self.unit == "state" else ("1", "2")
        other: SystemName = "gw" if self.system == "cow" else "cow"
        here = {*self.frame.columns, *(name for v in coming for name in v.columns[self.unit])}
        return (self.system, other) if here.issuperset(f"{_CODES[other]}{end}" for end in ends) else (self.system,)

    def _problem(self, variable: Variable, coming: tuple[Variable, ...]) -> str | None:
        """Why this variable cannot be added after these; None if it can."""
        if any(v.name == variable.name for v in self.variables):
            return f"{variable.name} is in this panel already; add it once"
        if self.unit not in variable.units:
            kind = "dyads" if self.unit == "state" else "states"
            make = "dyad_years" if self.unit == "state" else "state_years"
            return f"{variable.name} is a variable of {kind}, and this is a panel of {self.unit}-years; use fd.{make}"
        if not set(self._systems(coming)) & set(variable.systems):
            return (
                f"{variable.name} comes in {variable.systems[0]} codes and this panel has {self.system} codes; "
                "add fd.crosswalk() first"
            )
        new = variable.columns[self.unit]
        late = next((v for v in self.variables for c in new if c in v.records and c in variable.records), None)
        if late:
            return f"{variable.name} decides what {late.name} counts, and comes after it; add it before {late.name}"
        here = {*self.frame.columns, *(name for v in coming for name in v.columns[self.unit])}
        held = {name: v for v in self.variables for name in v.columns[self.unit]}
        twin = next((c for c in new if c in held and c in here and held[c].prefix == variable.prefix), None)
        if twin:
            return f"{variable.name} and {held[twin].name} both bring {twin}; add one of them, or rename {twin} first"
        clash = [c for c in new if c in held]
        mine = [c for c in new if c in self.frame.columns and c not in held]
        mine += [c for c in (f"{variable.prefix}_{c}" for c in clash) if c in self.frame.columns]
        if mine:
            return f"{variable.name} would overwrite your columns {', '.join(mine)}; rename or drop them first"
        return None

    def _with(self, variable: Variable, rows: Rows) -> Panel:
        """The panel with the columns of one variable that fits; names that clash get their sources before them."""
        made = variable.build(rows)
        others = (v for v in self.variables if v.prefix != variable.prefix)
        held = {(v.prefix, name) for v in others for name in v.columns[self.unit]}
        clash = {c.name for c in made} & {name for _, name in held}
        renamed = {name: f"{prefix}_{name}" for prefix, name in held if name in clash & set(self.frame.columns)}
        made = [c.alias(f"{variable.prefix}_{c.name}") if c.name in clash else c for c in made]
        note = variable.note(rows) if variable.note else None
        return replace(
            self,
            frame=self.frame.rename(renamed).with_columns(made),
            variables=(*self.variables, variable),
            notes=(*self.notes, note) if note else self.notes,
        )
