"""How well it stands: the evidence of a report or a ledger in the brief, with who says so and who does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import foedus as fd
from foedus.briefing.standing import Stands, standing

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "SEOUL, Oct 18, 2024 (Wire) - "
BODY = (
    "About 1,500 North Korean soldiers have been sent to Russia, South Korea's National Intelligence Service said. "
    "Kremlin spokesman Dmitry Peskov denied that North Korean soldiers had been sent to Russia."
)


def told(brief: fd.Brief) -> dict[str, list[Stands]]:
    return {group.word: list(group.rows) for group in standing(brief)}


def report(folder: Path, text: str, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_text(HEAD + text + "\n", encoding="utf-8")
    return path


def test_one_report_bears_nothing_out(tmp_path: Path) -> None:
    found = told(fd.brief(report(tmp_path, BODY)))
    (row,) = [r for rows in found.values() for r in rows if r.what.startswith("forces of North Korea in Russia")]
    assert row not in found.get("Established", []) + found.get("Probable", [])
    assert row.by == "South Korea"
    assert any("1,500 troops" in figure for figure in row.figures)
    assert any(line.startswith("denied by Dmitry Peskov") for line in row.against)


def test_a_ledger_bears_out_what_many_say(tmp_path: Path) -> None:
    others = (
        "North Korean soldiers have been sent to Russia, US Defense Secretary Lloyd Austin said.",
        "North Korean soldiers have been sent to Russia, British Defence Secretary John Healey said.",
    )
    with fd.Ledger(tmp_path / "case.db", author="A. Nalyst", create=True) as ledger:
        for n, text in enumerate((BODY, *others)):
            ledger.add_report(str(n), fd.read(report(tmp_path, text, f"{n}.txt")))
        world = ledger.revise(fd.World(fd.treaties(), on="2024-10-19"))
        brief = fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2024-10-19", world=world)
        found = told(brief)
        page, plain = brief.render("html"), brief.to_dict()
    (row,) = [r for r in found["Probable"] if r.what.startswith("forces of North Korea in Russia")]
    assert row.standing == "probable, contested"  # denied, and nobody has admitted it
    assert row.by == "the United Kingdom, South Korea and the United States"
    assert "By the ledger of evidence" in page
    assert "How well it stands" in page
    assert plain["standing"][0]["word"] == "Probable"


def test_a_question_without_evidence_has_no_such_section() -> None:
    brief = fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2024-10-19")
    assert standing(brief) == ()
    assert "How well it stands" not in str(brief)
