"""Mistakes in atop-overlays.yaml: all at once, each with its file and line."""

import re

import pytest

from foedus.atlas.load import shipped_atlas
from foedus.errors import DataErrors
from foedus.law.overlay_file import check_overlays

GOOD = """\
- treaty: atop:1350
  kinds: [defense]
  promisors: [DEU]
  promisees: ["cow:AUH"]
  when: {all: [{attacked: promisee}, {by: [RUS]}]}
  reason: the text names Russia
  source: the treaty, article 1
  verified: true
- treaty: atop:2070.2
  kinds: [defense, neutrality]
  adversaries: [RUS]
  reason: the text names Russia
  source: the treaty, article 1
- treaty: atop:3220
  kinds: [consultation]
  drop: true
  reason: there is no such article
  source: the treaty
"""


def check(text):
    return check_overlays(text.encode() if isinstance(text, str) else text, shipped_atlas())


def mistakes(text):
    with pytest.raises(DataErrors) as caught:
        check(text)
    told = [str(m) for m in caught.value.mistakes]
    assert str(caught.value).endswith("nothing was loaded")
    assert all(re.match(r"atop-overlays\.yaml:\d+: \S", m) for m in told), told
    return told


def changed(*pairs):
    text = GOOD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_sound_file_is_read_and_what_is_left_out_is_open():
    named, narrowed, dropped = check(GOOD)
    assert (named["promisors"], named["promisees"], named["verified"]) == (["DEU"], ["cow:AUH"], True)
    assert (narrowed["when"], narrowed["adversaries"], narrowed["verified"]) == (None, ["RUS"], False)
    assert dropped["drop"] is True


def test_many_mistakes_come_together_each_on_its_line():
    text = changed(
        ("atop:1350", "triple-alliance"),
        ("promisors: [DEU]", "promisors: [PRUSSIA]"),
        ("by: [RUS]", "by: [ROME]"),
        ("attacked: promisee", "attakced: promisee"),
        ("atop:2070.2", "atop:2070.two"),
        ("adversaries: [RUS]", "adversaries: [CARTHAGE]"),
        ("drop: true", "drop: true\n  promisees: [FRA]"),
    )
    found = mistakes(text)
    expected = [
        (1, "`triple-alliance` is no alliance of ATOP; write atop:1350, or atop:2070.2 for one phase"),
        (3, "unknown state `PRUSSIA`; use a code of states.yaml or entities.yaml"),
        (5, "unknown condition `attakced`"),
        (5, "not `ROME`"),
        (9, "`atop:2070.two` is no alliance of ATOP"),
        (11, "unknown state `CARTHAGE`"),
        (14, "say what it mends"),
    ]
    assert len(found) == len(expected)
    for line, what in expected:
        assert any(m.startswith(f"atop-overlays.yaml:{line}: ") and what in m for m in found), (line, what, found)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("kinds: [defense]", "kinds: [defence]", 2, "defense"),
        ("kinds: [defense]", "kinds: []", 2, "`kinds`"),
        ("  source: the treaty, article 1\n  verified", "  verified", 1, "the field `source` is missing"),
        ("  reason: the text names Russia\n  source", "  source", 1, "the field `reason` is missing"),
        ("verified: true", "verified: true\n  because: so", 9, "unknown field `because`"),
        ("verified: true", "verified: perhaps", 8, "`verified`"),
        ("{by: [RUS]}", "{within: atlantis}", 5, "unknown area `atlantis`"),
        ("{by: [RUS]}", "{ongoing: no-war}", 5, "unknown war `no-war`"),
        ("{by: [RUS]}", "{uncoded: Two Words}", 5, "short name"),
        ("adversaries: [RUS]", "adversaries: [RUS]\n  when: {attacked: promisee}", 11, "put the adversaries there"),
        ("  adversaries: [RUS]\n", "", 9, "say what it mends"),
        ("atop:1350", "1350", 1, "no alliance of ATOP"),
        ("atop:1350", "atop:13500", 1, "no alliance of ATOP"),
    ],
)
def test_each_mistake_is_told_in_words_that_teach(old, new, line, what):
    found = mistakes(changed((old, new)))
    assert any(m.startswith(f"atop-overlays.yaml:{line}: ") and what in m for m in found), found


@pytest.mark.parametrize("text", ["treaty: atop:1350\n", "just words\n", "7\n"])
def test_what_is_no_list_of_rows_is_told(text):
    [found] = mistakes(text)
    assert "overlays are a list of rows, each beginning with `- treaty:`" in found


def test_a_key_given_twice_is_a_mistake_even_where_all_else_is_sound():
    [found] = mistakes(changed(("promisors: [DEU]", "promisors: [DEU]\n  promisors: [FRA]")))
    assert found == "atop-overlays.yaml:4: `promisors` stands here twice; keep one"


@pytest.mark.parametrize(("text", "what"), [("", "the file is empty"), ("- [unclosed\n", "not YAML")])
def test_a_file_that_cannot_be_read_is_told(text, what):
    [found] = mistakes(text)
    assert what in found


def test_an_entry_that_is_no_block_of_fields_is_told_beside_the_others():
    found = mistakes("- just words\n" + changed(("promisors: [DEU]", "promisors: [PRUSSIA]")))
    assert [m.partition(": ")[0] for m in found] == ["atop-overlays.yaml:1", "atop-overlays.yaml:4"]
    assert "a block of fields must stand here" in found[0]
