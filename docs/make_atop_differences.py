"""Write docs/reference/atop-differences.md: every difference between a treaty file and ATOP 5.1, with its reason.

Run it after a change to a treaty file that names an alliance of ATOP, with `FOEDUS_MIRROR` set:

    python docs/make_atop_differences.py
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import foedus
from foedus.atlas.load import shipped_atlas
from foedus.law.atop import read_atop
from foedus.law.atop_differences import COVERED_TO, differences, general

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.terms.treaties import Treaty

PAGE = Path(__file__).parent / "reference" / "atop-differences.md"
FIRST_YEAR = 1815

INTRODUCTION = """\
# Where we differ from ATOP

ATOP 5.1 (Leeds, Ritter, Mitchell and Long 2002; members and phases of alliances, 1815 to {covered}) is the coding of
military alliances that most research uses. {numbered} of the {all} treaty files name the same instrument in ATOP.
{differ} of them differ from it in {fields} fields; each difference is listed here with its reason, as the file gives it
under `atop.differences`. {agree} agree in everything that is compared. A difference does not say that ATOP is wrong: it
often follows another rule.

The page is written by `docs/make_atop_differences.py` from the treaty files and ATOP's member file.

## What is compared, and by which rule

- **Kinds.** `kinds.KIND`: does the instrument carry a duty of this kind (defense, offense, neutrality, nonaggression,
  consultation) for anybody? ATOP's rules are those of its codebook: a guarantee of a state that is no member, and help
  that no attack on the ally triggers, are offense there.
- **Parties.** `parties.STATE`: a party here and no member there, or the reverse. Later events than {covered} are
  left out.
- **Entry.** `parties.STATE.entry`: the first day. ATOP dates by signature, we by entry into force; a day of ATOP's that
  is our day of signature, or that party's, is no difference.
- **Exit.** `parties.STATE.exit`: ATOP gives the last day of membership, we the first day without duties; a day between
  the two is no difference, nor is a day of ATOP's that lies in our span. ATOP ends an alliance on the day on which it
  is violated; we end it when it ends in law.
- **Phases.** ATOP keeps an amended or renewed alliance under one number, with a phase for each text. Only the phases
  that overlap the life of our instrument are compared: one that ended by our day of signature, or began on or after our
  end, belongs to another text.

Not compared: conditions, who promises to whom, suspensions, the end of a single clause, the degree of discretion. ATOP
codes these in another form or not at all.

In the tables states stand under their codes. A reason that the file gives for every party stands once.
"""


def main() -> None:
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")


def page() -> str:
    """The whole page.

    Raises:
        FoedusError: ATOP is not in the folder that `FOEDUS_MIRROR` names.
    """
    phases: dict[int | None, list[Treaty]] = {}
    for phase in read_atop(shipped_atlas()):
        phases.setdefault(phase.atop, []).append(phase)
    treaties = foedus.treaties()
    numbered = [(t, differences(t, phases[t.atop])) for t in treaties if t.atop]
    differ = [(treaty, found) for treaty, found in numbered if found]
    agree = [treaty for treaty, found in numbered if not found]
    without = [t for t in treaties if not t.atop and _covered(t)]
    introduction = INTRODUCTION.format(
        all=len(treaties),
        numbered=len(numbered),
        differ=len(differ),
        fields=sum(len(found) for _, found in differ),
        agree=len(agree),
        covered=COVERED_TO,
    )
    lines = [introduction, "## Files that differ", ""]
    for treaty, found in differ:
        lines += _section(treaty, found)
    lines += ["## Files that agree in everything", "", *_list(agree, numbers=True), ""]
    lines += [
        "## Files without a number",
        "",
        f"Signed from {FIRST_YEAR} to {COVERED_TO}; no alliance of ATOP's with these members is the same instrument.",
        "",
        *_list(without, numbers=False),
    ]
    return "\n".join(lines) + "\n"


def _covered(treaty: Treaty) -> bool:
    signed = treaty.signed.earliest if treaty.signed else None
    return bool(signed and FIRST_YEAR <= signed.year <= COVERED_TO)


def _section(treaty: Treaty, found: dict[str, tuple[str, str]]) -> Iterator[str]:
    yield from (f"### {treaty.id}", "", f"{treaty.name}; ATOP alliance {treaty.atop}.", "")
    yield from ("| field | ours | ATOP | reason |", "|---|---|---|---|")
    reasons = dict(treaty.atop_differences)
    rows: dict[tuple[str, str, str], list[str]] = {}
    for field, (ours, theirs) in found.items():
        name = field if field in reasons else general(field)
        rows.setdefault((name, ours, theirs), []).append(field)
    for (name, ours, theirs), fields in rows.items():
        states = ", ".join(f.removeprefix("parties.").rpartition(".")[0] for f in fields) if name not in fields else ""
        reason = reasons.get(name, "**no reason given**").replace("|", "\\|")
        yield f"| `{name}`{f': {states}' if states else ''} | {ours} | {theirs} | {reason} |"
    yield ""


def _list(treaties: list[Treaty], *, numbers: bool) -> Iterator[str]:
    for treaty in treaties:
        yield f"- {treaty.id}: {treaty.name}" + (f" (ATOP {treaty.atop})" if numbers else "")


if __name__ == "__main__":
    main()
