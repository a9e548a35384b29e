"""Kinds of matter: what is one, what its words tell, and what its figures count."""

import pytest
from gold import claim

from foedus.ledger.fold import fold
from foedus.ledger.words import CLASSES, told_in_words
from foedus.news.lists import evidence_words
from foedus.news.measures import measure_of
from foedus.terms.claims import Claim, Quantity

DAY = "2024-12-31"


def matters(entries, state="KOR", kind=None):
    return fold(entries, DAY).evidence.matters(state, kind)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_of_words_finds_its_example_and_not_the_other(name):
    from importlib.resources import files

    from ruamel.yaml import YAML

    rows = YAML(typ="safe").load(files("foedus").joinpath("data", "triggers", "evidence.yaml").read_text("utf-8"))
    assert set(rows["classes"]) == set(CLASSES) == set(evidence_words())
    row = rows["classes"][name]
    assert name in told_in_words(row["example"])
    assert name not in told_in_words(row["not"])


def counted(figure, unit, sentence):
    said = Claim(
        "X",
        None,
        (),
        "say",
        "asserted",
        "",
        "attack",
        None,
        (),
        Quantity(figure, figure, unit),
        None,
        None,
        sentence,
        0,
        0,
    )
    return measure_of(said).unit


@pytest.mark.parametrize(
    ("figure", "unit", "sentence", "counts"),
    [
        (4_700, "killed", "There were 4,700 casualties, including 600 dead.", "casualties"),
        (600, "killed", "There were 4,700 casualties, including 600 dead.", "killed"),
        (600, "killed", "About 600 of the 4,700 casualties were killed.", "killed"),
        (4_700, "killed", "About 600 of the 4,700 casualties were killed.", "casualties"),
        (300, "killed", "At least 300 were killed and 2,700 wounded.", "killed"),
        (4_000, "killed", "Casualties have reached four thousand.", "casualties"),
        (6_000, "killed", "Some 6,000 were killed or wounded.", "casualties"),
        (5_000_000, "weapons", "They could hold 5,000,000 shells.", "shells"),
        (40, "weapons", "It sent 40 ballistic missiles, and 200 howitzers.", "missiles"),
        (40, "weapons", "It sent 40 missiles and rockets.", "weapons"),
    ],
)
def test_what_a_figure_counts(figure, unit, sentence, counts):
    assert counted(figure, unit, sentence) == counts


def guarantee(known, words, **more):
    return claim(known, "Biden", "USA", "policy_statement", words, actors={"actor": ["USA"], "target": ["KOR"]}, **more)


def test_words_of_a_guarantee_make_it_one():
    first = guarantee("2024-07-11", "Washington reaffirmed its ironclad extended deterrence commitment to Seoul.")
    other = guarantee("2024-07-12", "Washington welcomed the talks about trade with Seoul.")
    told = {m.kind: [t.entry for t in m.claims] for m in matters([first, other])}
    assert told == {"guarantee": [first.id], "policy": [other.id]}


def test_the_same_statement_in_two_reports_is_one_matter():
    words = "Washington reaffirmed its ironclad extended deterrence commitment to Seoul."
    (matter,) = matters([guarantee("2024-07-11", words), guarantee("2024-07-12", words, outlet="a paper")])
    assert (len(matter.claims), matter.origins) == (2, ("state USA",))


def test_two_exercises_of_two_years_are_two():
    drills = [
        claim(
            known,
            "the Joint Chiefs",
            "KOR",
            "exercise",
            "A drill began.",
            when=(start, end),
            status="underway",
            figure=19_000,
            actors={"participant": ["KOR", "USA"]},
        )
        for known, start, end in (
            ("2024-08-19", "2024-08-19", "2024-08-29"),
            ("2023-08-21", "2023-08-21", "2023-08-31"),
        )
    ]
    assert [str(m.since) for m in matters(drills, kind="exercise")] == [
        "2023-08-21/2023-08-31",
        "2024-08-19/2024-08-29",
    ]


def test_money_is_no_arms():
    sent = [
        claim(
            "2024-05-01",
            "Austin",
            "USA",
            "arms_transfer",
            f"{figure} {unit} were sent.",
            figure=figure,
            unit=unit,
            status="completed",
            actors={"supplier": ["USA"], "recipient": ["UKR"]},
        )
        for figure, unit in ((400_000_000, "USD"), (31, "tanks"))
    ]
    assert {m.kind: m.strands[0].measure.unit for m in matters(sent, "UKR")} == {"aid": "USD", "arms": "tanks"}


def test_a_claim_without_a_host_goes_to_the_one_host_of_its_time_or_stands_alone():
    def sent(known, host):
        actors = {"sender": ["PRK"]} | ({"host": [host]} if host else {})
        return claim(
            known, "NIS", "KOR", "troop_deployment", f"By {known} they went to {host}.", status="present", actors=actors
        )

    near, alone = sent("2024-10-10", None), sent("2023-01-10", None)
    rows = {m.key: len(m.claims) for m in matters([sent("2024-10-18", "RUS"), near, alone], "PRK")}
    assert rows == {"force:PRK>RUS:2024": 2, "force:PRK>?:2023": 1}
    two = [sent("2024-10-18", "RUS"), sent("2024-10-18", "SYR"), near]
    assert {m.key for m in matters(two, "PRK")} == {"force:PRK>RUS:2024", "force:PRK>SYR:2024", "force:PRK>?:2024"}


def test_counts_are_the_short_form_and_the_whole_is_not_graded_when_it_is_large(monkeypatch):
    from foedus.ledger import picture

    rows = [
        claim(
            f"2024-10-{n:02}",
            "NIS",
            "KOR",
            "troop_deployment",
            f"Number {n}.",
            actors={"sender": ["PRK"], "host": ["MMR"]},
        )
        for n in range(1, 9)
    ]
    monkeypatch.setattr(picture, "MANY", 5)
    world = fold(rows, DAY)
    assert world.evidence.counts() == {"force": 8}
    assert any("without a state" in caveat for caveat in world.evidence.caveats)
    assert not [f for f in world.forces() if f.force.id.startswith("ledger")]
    assert [f.force.id for f in world.forces("MMR") if f.force.sender == "PRK"] == ["ledger-prk-mmr-2024"]
