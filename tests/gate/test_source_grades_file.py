"""Mistakes in a table of source grades: all at once, each with its file and line."""

import re
from importlib.resources import files

import pytest

from foedus.errors import DataErrors
from foedus.news.grade_table import KINDS, read_grades, shipped_grades

GOOD = "kinds:\n" + "".join(
    f"  - kind: {kind}\n    reliability: C\n    reasons: [it is so]\n" for kind in KINDS
) + "named:\n  - {kind: press, names: [Daily Planet]}\n"  # fmt: skip


def mistakes(text):
    with pytest.raises(DataErrors) as caught:
        read_grades(text.encode())
    told = [str(m) for m in caught.value.mistakes]
    assert all(re.match(r"source-grades\.yaml:\d+: \S", m) for m in told), told
    return told


def line_of(text, words):
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


def test_a_sound_table_is_read(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_grades(path).named("the Daily Planet").kind == "press"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("reliability: C", "reliability: G", "`reliability`: input should be 'A', 'B', 'C', 'D', 'E' or 'F'"),
        ("reasons: [it is so]", "reasons: []", "at least 1 item"),
        ("reasons: [it is so]", "reasons: ['  ']", "a reason is empty"),
        ("    reasons: [it is so]\n", "", "the field `reasons` is missing"),
        ("kind: press\n", "kind: pres\n", "unknown kind `pres`; the kinds are .* Did you mean press"),
        ("kind: press\n", "kind: academia\n", "the kind academia stands on line"),
        ("kind: press,", "kind: pres,", "unknown kind `pres`"),
        ("[Daily Planet]", "[Daily Planet, the daily planet]", "the name daily planet stands on line"),
        ("[Daily Planet]", "[Daily Planet], reliability: A", "needs reasons of its own"),
        ("[Daily Planet]", "[]", "at least 1 item"),
        ("[Daily Planet]", "[Daily Planet], colour: red", "unknown field `colour`"),
    ],
)
def test_a_mistake_is_told_with_its_line(old, new, says):
    assert old in GOOD
    assert any(re.search(says, told) for told in mistakes(GOOD.replace(old, new, 1)))


def test_kinds_that_are_missing_are_all_named_and_every_mistake_comes_at_once():
    text = GOOD.replace("  - kind: press\n    reliability: C\n    reasons: [it is so]\n", "")
    text = text.replace("reliability: C", "reliability: C\n    words: [an official]", 1)
    text = text.replace("kind: press,", "kind: newspaper,")
    told = mistakes(text)
    assert len(told) == 2
    assert told[0] == "source-grades.yaml:1: kinds are missing: press; give each a row"
    assert told[1].startswith(f"source-grades.yaml:{line_of(text, 'newspaper')}: unknown kind `newspaper`")


def test_the_table_that_ships_gives_each_kind_a_letter_and_reasons_and_nobody_the_best():
    table = shipped_grades()
    assert set(table.kinds) == set(KINDS)
    entries = [*table.kinds.values(), *table.names.values()]
    assert all(entry.reasons and entry.reliability in "ABCDEF" for entry in entries)
    assert "A" not in {entry.reliability for entry in entries}
    assert table.kinds["unknown"].reliability == "F"


def test_states_that_own_media_are_known_to_the_atlas():
    from foedus.atlas.load import shipped_atlas

    atlas = shipped_atlas()
    owners = {entry.of for entry in shipped_grades().names.values() if entry.of}
    assert [code for code in sorted(owners) if atlas.find(code) is None] == []


def test_every_named_outlet_that_belongs_to_a_state_says_so():
    raw = files("foedus").joinpath("data", "source-grades.yaml").read_text(encoding="utf-8")
    assert not re.search(r"kind: state_media, names", raw)
