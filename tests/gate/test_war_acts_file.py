"""Mistakes in war-acts.yaml: all at once, each with its file and line."""

import re

import pytest

from foedus.atlas.load import shipped_atlas
from foedus.errors import DataErrors
from foedus.history.corrections_file import check_corrections

GOOD = """\
- war: 900
  name: War of the Shires
  aka: [Shire War]
  acts:
    - {on: 1850-06-01, what: declaration, by: [GBR], against: [FRA], source: a history}
    - {on: 1850-06-02/1850-06-05, what: invasion, by: [FRA], against: [GBR], where: falkland-islands, source: a history}
  fighters:
    - {state: ESP, side: 1, entry: 1850-07-01, exit: 1851-01-01, source: a history, contested: sent no troops}

- id: war-of-the-hundreds
  name: War of the Hundreds
  sides: {1: [GBR], 2: [FRA, ESP]}
  start: 1860-01-01
  end: 1860-02-01
  acts:
    - {on: 1860, what: blockade, by: GBR, against: [FRA, ESP], source: a history, certainty: disputed, note: at sea}
"""


def check(text):
    return check_corrections(text.encode() if isinstance(text, str) else text, shipped_atlas())


def mistakes(text):
    with pytest.raises(DataErrors) as caught:
        check(text)
    told = [str(m) for m in caught.value.mistakes]
    assert str(caught.value).endswith("nothing was loaded")
    assert all(re.match(r"war-acts\.yaml:\d+: \S", m) for m in told), told
    return told


def changed(*pairs):
    text = GOOD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def line_of(text, words):
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


def test_a_sound_file_is_read():
    listed, unlisted = check(GOOD)
    assert (listed["war"], [a["what"] for a in listed["acts"]]) == (900, ["declaration", "invasion"])
    assert (unlisted["id"], unlisted["sides"]) == ("war-of-the-hundreds", {"1": ["GBR"], "2": ["FRA", "ESP"]})
    assert unlisted["acts"][0]["by"] == ["GBR"]


def test_many_mistakes_come_together_each_on_its_line():
    text = changed(
        ("by: [GBR], against: [FRA], source", "by: [BRITAIN], against: [FRA], source"),
        ("what: invasion", "what: stroll"),
        ("entry: 1850-07-01, exit: 1851-01-01", "entry: 1850-07-01, exit: 1850-01-01"),
        ("side: 1", "side: 3"),
        ("{1: [GBR], 2: [FRA, ESP]}", "{1: [GBR]}"),
        ("on: 1860,", "on: 1860-02-30,"),
        ("certainty: disputed", "certainty: perhaps"),
    )
    found = mistakes(text)
    for words in ("stroll", "side: 3", "1860-02-30", "perhaps"):
        assert any(m.startswith(f"war-acts.yaml:{line_of(text, words)}: ") for m in found), (words, found)
    assert len(found) >= 4


def test_mistakes_of_sense_in_several_wars_come_together():
    text = changed(
        ("by: [GBR], against: [FRA], source", "by: [BRITAIN], against: [FRA], source"),
        ("state: ESP", "state: CASTILE"),
        ("where: falkland-islands", "where: atlantis"),
        ("2: [FRA, ESP]", "2: [FRA, LEON]"),
        ("end: 1860-02-01", "end: 1859-02-01"),
    )
    found = mistakes(text)
    assert len(found) == 5
    for words, line in (("BRITAIN", 5), ("atlantis", 6), ("CASTILE", 8), ("1859-02-01", 10), ("LEON", 12)):
        assert any(m.startswith(f"war-acts.yaml:{line}: ") and words in m for m in found), (words, found)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("by: [GBR], against: [FRA], source", "by: [GBR], against: [GBR, FRA], source", 5, "GBR acts against itself"),
        ("by: [GBR], against: [FRA], source", "against: [FRA], source", 5, "the field `by` is missing"),
        ("on: 1850-06-01", "on: 1850-06-31", 5, "June 1850 has 30 days"),
        ("on: 1850-06-01", "on: ../1850-06-01", 5, "no first day; an act needs one"),
        ("on: 1850-06-01", "on: 1850-06-05/1850-06-01", 5, "runs backwards"),
        ("what: declaration", "what: insult", 5, "`what`"),
        ("source: a history}", "source: a history, certain: yes}", 5, "unknown field `certain`"),
        ("where: falkland-islands", "where: atlantis", 6, "unknown place `atlantis`; places.yaml defines them"),
        ("state: ESP", "state: XXX", 8, "unknown state `XXX`; use a code of states.yaml or entities.yaml"),
        ("entry: 1850-07-01", "entry: 1850-07", 8, "no single day"),
        ("exit: 1851-01-01", "exit: 1850-01-01", 8, "ESP ends (1850-01-01) before it begins (1850-07-01)"),
        ("- war: 900\n", "- war: 900\n  id: shires\n", 1, "name the war by `war:`"),
        ("- war: 900\n", "- contested: who began\n", 1, "name the war by `war:`"),
        ("- war: 900\n", "- war: 900\n  start: 1850-01-01\n", 1, "has its sides and days from the list"),
        ("  start: 1860-01-01\n", "", 10, "a war that the Correlates of War list lacks needs `sides:"),
        ("end: 1860-02-01", "end: 1859-02-01", 10, "War of the Hundreds ends (1859-02-01) before it begins"),
        ("  name: War of the Shires\n", "", 1, "the field `name` is missing"),
        ("- id: war-of-the-hundreds\n", "- war: 900\n", 10, "`900` has a block already (line 1); keep one"),
    ],
)
def test_each_mistake_is_told_in_words_that_teach(old, new, line, what):
    found = mistakes(changed((old, new)))
    assert any(m.startswith(f"war-acts.yaml:{line}: ") and what in m for m in found), found


def test_a_war_without_an_act_is_a_mistake():
    text = GOOD[: GOOD.index("  acts:")] + "  acts: []\n"
    [found] = mistakes(text)
    assert found.startswith("war-acts.yaml:4: `acts`")


@pytest.mark.parametrize("text", ["war: 900\n", "just words\n", "7\n"])
def test_what_is_no_list_of_wars_is_told(text):
    [found] = mistakes(text)
    assert "war acts are a list of wars, each beginning with `- war:` or `- id:`" in found


def test_an_entry_that_is_no_block_of_fields_is_told_with_its_line_beside_the_others():
    words, other = mistakes("- just words\n" + changed(("state: ESP", "state: XXX")))
    assert words == "war-acts.yaml:1: a block of fields must stand here (`name: value`), not 'just words'"
    assert other.startswith("war-acts.yaml:9: ")
    [act] = mistakes(
        changed(("    - {on: 1850-06-01, what: declaration", "    - nothing\n    - {on: 1850-06-01, what: declaration"))
    )
    assert act == "war-acts.yaml:5: a block of fields must stand here (`name: value`), not 'nothing'"


def test_a_key_given_twice_is_a_mistake_even_where_all_else_is_sound():
    [found] = mistakes(changed(("  name: War of the Shires\n", "  name: War of the Shires\n  name: Shire War\n")))
    assert found == "war-acts.yaml:3: `name` stands here twice; keep one"


def test_what_is_not_utf_8_is_told_with_its_line():
    assert mistakes(GOOD.replace("at sea", "à la mer").encode("latin-1")) == [
        f"war-acts.yaml:{line_of(GOOD, 'at sea')}: not UTF-8 text; save the file as UTF-8"
    ]
