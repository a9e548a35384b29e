"""How the trial looks on a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.cli.output import console, date_in_words, print_table
from foedus.cli.print_law import print_proof
from foedus.court.published import published
from foedus.court.scores import RATES, compare, rates
from foedus.court.tables import conduct_of_help, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foedus.court.coders import Coding
    from foedus.court.rungs import Trial
    from foedus.court.scores import Comparison, Share
    from foedus.court.verdicts import AllianceVerdict, Duty
    from foedus.terms.history import PastWar

__all__ = ["print_alliance", "print_timeline", "print_trial", "print_war", "trial_as_dict", "verdict_as_dict"]


def trial_as_dict(
    done: Trial, coding: Coding | None, draws: int, seed: int, progress: Callable[[str], None]
) -> dict[str, Any]:
    """The whole trial as plain data; beside a coding, its scores come first."""
    invoked = done.invoked()
    told: dict[str, Any] = {}
    ladder = done.ladder(progress)
    if coding is not None:
        beside = compare(done, coding)
        told |= {"n": beside.n, **beside.scores(), "rates": _shares(beside.our_rates())}
        told |= _compared(done, beside, draws, seed)
    else:
        told["rates"] = _shares(rates(done, invoked))
    told["ladder"] = [
        {
            "rung": rung.name,
            "says": rung.says,
            "invoked": len(rung.invoked),
            "kept": len(rung.kept) / len(rung.invoked) if rung.kept is not None and rung.invoked else None,
            **(compare(done, coding, rung).scores() if coding else {}),
        }
        for rung in ladder
    ]
    told["record"] = {
        "wars": len(done.wars),
        "pairs": len(done.verdicts),
        "invoked": len(invoked),
        "certain": sum(v.certain for v in invoked),
        "rates": _counted(rates(done, invoked)),
        "prewar_rates": _counted(rates(done, [v for v in invoked if not v.wartime])),
        "wartime_rates": _counted(rates(done, [v for v in invoked if v.wartime])),
        "conduct": conduct_of_help(invoked),
    }
    told["published"] = [
        {"study": p.study, "what": p.what, "span": p.span, "rates": p.rates, "n": p.n, "cite": p.cite, "note": p.note}
        for p in published()
    ]
    return told


def _compared(done: Trial, beside: Comparison, draws: int, seed: int) -> dict[str, Any]:
    return {
        "coding": {"file": beside.coding.name, "unlisted": beside.coding.unlisted, "unknown": beside.unknown},
        "counts": {group: share.n for group, share in beside.our_rates().items()},
        "coders": _counted(beside.their_rates()),
        "intervals": beside.intervals(draws, seed),
        "bootstrap": {"draws": draws, "seed": seed, "cluster": "war"},
        "divergent": [
            {
                "war": pair.war,
                "cowwarid": pair.number,
                "atopid": pair.alliance,
                "coders": _word(pair.theirs, pair.their_kept),
                "foedus": _word(pair.ours, pair.our_kept),
                "why": _why(done, pair.war, pair.alliance),
            }
            for pair in beside.divergent
        ],
    }


def _shares(told: dict[str, Share]) -> dict[str, float | None]:
    return {group: share.share for group, share in told.items()}


def _counted(told: dict[str, Share]) -> dict[str, dict[str, float | int | None]]:
    return {group: {"share": share.share, "n": share.n} for group, share in told.items()}


def _word(invoked: bool, kept: bool | None) -> str:
    if not invoked:
        return "not invoked"
    return "invoked and kept" if kept else "invoked and broken"


def _why(done: Trial, war: str, alliance: int) -> str:
    """One line on why the engine says what it says."""
    found = next((v for v in done.verdicts if v.war == war and v.alliance == alliance), None)
    if found is None:
        return "not in force with a belligerent on any day of the war, or unknown to ATOP 5.1"
    if found.invoked:
        told = [f"{b.act} on {b.act.on}" for b in found.broken] + [_line(d) for d in found.arisen]
        return "; ".join(told[:3]) + (f"; and {len(told) - 3} more" if len(told) > 3 else "")
    minor = [_line(d) for d in found.duties]
    if minor:
        return f"only by a minor account of who attacked: {'; '.join(minor[:2])}"
    return f"no condition met; foedus trial --war {war} --alliance {alliance} proves it"


def _line(duty: Duty) -> str:
    owed = duty.obligation
    open_facts = f", turning on {', '.join(owed.turns_on)}" if owed.turns_on else ""
    return f"{owed.promisor} to {owed.promisee}: {owed.kind} {owed.status} on {duty.since}{open_facts}; {duty.conduct}"


def verdict_as_dict(done: Trial, verdict: AllianceVerdict) -> dict[str, Any]:
    """One verdict at all three levels, with proofs."""
    [alliance] = rows(done, "alliance", [verdict])
    clauses = rows(done, "clause", [verdict])
    for row, duty in zip(clauses, verdict.duties, strict=True):
        row["proof"] = duty.obligation.proof.to_dict()
    return {
        **alliance,
        "states": rows(done, "state", [verdict]),
        "clauses": clauses,
        "breaches": [
            {
                "by": b.act.by,
                "against": b.act.against,
                "on": str(b.act.on),
                "kinds": list(b.kinds),
                "source": b.act.source,
            }
            for b in verdict.breaches
        ],
    }


def print_trial(told: dict[str, Any]) -> None:
    """Summary, ladder, rates beside the published ones, conduct, and where coders and engine differ."""
    record, out = told["record"], console()
    out.print(
        f"{record['wars']} wars, {record['pairs']} pairs of a war and an alliance in force with a belligerent; "
        f"invoked in {record['invoked']}, in {record['certain']} of them whatever the record leaves open."
    )
    coded = "f1" in told
    columns = (
        "rung",
        "what it knows",
        "invoked",
        "kept",
        *(("precision", "recall", "F1", "agreement") if coded else ()),
    )
    print_table("The ladder", columns, (_rung_row(row, coded=coded) for row in told["ladder"]))
    _print_rates(told)
    counted = sum(record["conduct"].values())
    shares = ", ".join(f"{what} {n / counted:.0%}" for what, n in record["conduct"].items() if counted)
    out.print(f"Of {counted} promisors whose duty to help arose: {shares}.")
    if not coded:
        out.print("No coding to compare with: give one with --against FILE, or `foedus data fetch bf2018`.")
        return
    scores = ", ".join(f"{name} {_percent(told[name])} {_span(told['intervals'][name])}" for name in _SCORES)
    out.print(f"\nBeside {told['coding']['file']} ({told['n']} pairs): {scores}; intervals of 95% by war.")
    if told["coding"]["unlisted"]:
        out.print(f"{told['coding']['unlisted']} rows have no war of the Correlates of War list and are left out.")
    differ = [
        (d["war"], str(d["atopid"]), d["coders"], d["foedus"], d["why"])
        for d in told["divergent"]
    ]  # fmt: skip
    print_table(f"{len(differ)} divergent cases", ("war", "id", "coders", "Foedus", "why"), differ)


_SCORES = ("precision", "recall", "f1", "agreement")


def _rung_row(row: dict[str, Any], *, coded: bool) -> tuple[str, ...]:
    scores = tuple(_percent(row[name]) for name in _SCORES) if coded else ()
    return (row["rung"], row["says"], str(row["invoked"]), _percent(row["kept"]), *scores)


def _print_rates(told: dict[str, Any]) -> None:
    record = told["record"]
    series = [
        ("every alliance invoked", record["rates"]),
        ("promised before the war", record["prewar_rates"]),
        ("promised during it", record["wartime_rates"]),
    ]
    if "coders" in told:
        ours = {group: {"share": told["rates"][group], "n": told["counts"][group]} for group in RATES}
        series += [("the coders' pairs, Foedus", ours), ("the coders' pairs, coders", told["coders"])]
    for study in told["published"]:
        cells = {group: {"share": study["rates"].get(group), "n": study["n"].get(group)} for group in RATES}
        series.append((f"{study['study']}, {study['span']}", cells))
    table = [(name, *(_cell(told_of[group]) for group in RATES)) for name, told_of in series]
    print_table("Kept, of those invoked (how many)", ("", *(g.replace("_", " ") for g in RATES)), table)


def _cell(told: dict[str, Any]) -> str:
    if told["share"] is None:
        return "-"
    return f"{told['share']:.0%}" + (f" ({told['n']})" if told["n"] else "")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _span(told: tuple[float, float] | None) -> str:
    return "" if told is None else f"[{told[0]:.2f}, {told[1]:.2f}]"


def print_war(done: Trial, war: PastWar, chosen: Sequence[AllianceVerdict]) -> None:
    """One war: the verdict on every alliance, then a proof for each that was invoked."""
    out = console()
    out.print(f"{war}, {war.start} to {war.end}" + (f". Contested: {war.contested}" if war.contested else ""))
    invoked = [v for v in chosen if v.invoked]
    table = [_verdict_row(done, v) for v in (*invoked, *(v for v in chosen if not v.invoked))]
    print_table(f"{len(invoked)} of {len(chosen)} alliances invoked", _VERDICT, table)
    if war.set_aside:
        told = "; ".join(f"{act}, {act.on}" for act in war.set_aside)
        out.print(f"Other accounts, set aside for dated acts of better source ({war.set_aside[0].source}): {told}.")
    for verdict in invoked:
        _print_verdict(done, verdict, proofs=1)


_VERDICT = ("id", "members", "kinds", "verdict", "kept by", "broken by")


def _verdict_row(done: Trial, verdict: AllianceVerdict) -> tuple[str, ...]:
    states = [s for s in verdict.states if any(not d.minor for d in s.duties) or any(not b.minor for b in s.breaches)]
    arguable = ", arguable" if verdict.invoked and not verdict.certain else ""
    return (
        str(verdict.alliance),
        _members(done, verdict.alliance),
        ", ".join(verdict.kinds),
        _word(verdict.invoked, verdict.kept) + arguable,
        ", ".join(s.state for s in states if s.kept),
        ", ".join(s.state for s in states if not s.kept),
    )


def _members(done: Trial, alliance: int) -> str:
    states = dict.fromkeys(s for t in done.treaties if t.atop == alliance for s in t.states)
    listed = list(states)
    return ", ".join(listed[:5]) + (f" and {len(listed) - 5} more" if len(listed) > 5 else "")


def _print_verdict(done: Trial, verdict: AllianceVerdict, proofs: int | None = None) -> None:
    """What was owed and done under one alliance, and proofs of it: one for each promisor, or all."""
    out = console()
    out.print(f"\nATOP {verdict.alliance} ({_members(done, verdict.alliance)}): {_word(verdict.invoked, verdict.kept)}")
    for breach in verdict.breaches:
        minor = ", by a minor account" if breach.minor else ""
        out.print(f"  {breach.act}, {date_in_words(str(breach.act.on))}: a breach of {', '.join(breach.kinds)}{minor}")
    for duty in verdict.duties:
        out.print(f"  {_line(duty)}" + (" (by a minor account)" if duty.minor else ""))
    shown = sorted(verdict.duties, key=lambda d: (d.minor, d.obligation.status != "invoked"))
    for duty in shown[:proofs]:
        print_proof(duty.obligation.proof)


def print_alliance(done: Trial, chosen: Sequence[AllianceVerdict]) -> None:
    """One alliance in every war that touched it, with proofs; where it was not invoked, why not."""
    from foedus.court.absence import why_not

    for verdict in chosen:
        war = done.war(verdict.war)
        console().print(f"\n{war}, {war.start} to {war.end}")
        _print_verdict(done, verdict)
        if not verdict.invoked:
            reasons = why_not(done, war, verdict.alliance)
            for reason in reasons[:6]:
                print_proof(reason.proof)
            if not reasons:
                console().print("  No member of it was attacked or at war on any day on which it was in force.")


def print_timeline(done: Trial, war: PastWar, chosen: Sequence[AllianceVerdict]) -> None:
    """Day by day: who acted, who was bound by then, who entered; at the end, who was bound and did not come."""
    from foedus.court.timeline import timeline

    name = done.atlas.name
    table = []
    for day in timeline(war, chosen):
        acts = [f"{a.act}" + ("" if a.attack is not False else " (in defence)") for a in day.acts]
        entered = [f"{name(s, day.on)} enters" for s in day.entered] + [f"{name(s, day.on)} leaves" for s in day.left]
        breaches = [f"breach: {b.act.by} of its pact with {b.act.against} ({b.treaty})" for b in day.breaches]
        called: dict[tuple[str, str], list[str]] = {}
        for duty in day.called:
            owed = duty.obligation
            what = f"{owed.kind}, {duty.conduct}" + ("" if owed.status == "invoked" else ", arguable")
            called.setdefault((f"{owed.promisor} to {owed.promisee}", what), []).append(
                owed.treaty.removeprefix("atop:")
            )
        bound = [f"{who}: {what} ({', '.join(dict.fromkeys(by))})" for (who, what), by in called.items()]
        table.append((day.on.isoformat(), "\n".join([*acts, *entered]), "\n".join([*bound, *breaches])))
    print_table(f"{war}, day by day", ("day", "who acted", "who was bound from then on, and what it did"), table)
    absent = sorted({d.obligation.promisor for v in chosen for d in v.arisen if d.conduct == "abstained"})
    if absent:
        console().print(f"Bound by the leading account and absent: {', '.join(name(s, war.start) for s in absent)}.")
