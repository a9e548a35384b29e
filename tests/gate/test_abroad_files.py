"""Mistakes in forces.yaml and umbrellas.yaml: all at once, each with its file and line."""

import re

import pytest

import foedus as fd
from foedus.atlas.load import read_atlas
from foedus.errors import DataErrors
from foedus.law.abroad_grounds import check_grounds

GOOD = {
    "states": "- {code: AAA, name: Aland}\n- {code: BBB, name: Beland}\n",
    "entities": "[]\n",
    "places": "- {id: isle, name: Isle, kind: island, lat: 1, lon: 1, sovereign: AAA}\n",
    "areas": "[]\n",
    "wars": "[]\n",
    "forces": """\
- id: one
  sender: AAA
  host: BBB
  where: isle
  since: 1950-01-01
  until: 1960
  strength:
    - {range: [10, 20], as_of: 1951}
    - {range: [30, 40], as_of: 1952}
  basis: [{words: a pact}]
  purpose: to be there
  sources: [{cite: a book, supports: [since]}]
""",
    "umbrellas": """\
- id: cover
  guarantor: AAA
  protected: [BBB]
  kind: nuclear
  from: 1950
  basis: [{words: a speech}]
  substance: it is said
  sources: [{cite: a book, supports: [from]}]
""",
}


@pytest.fixture
def read(tmp_path):
    """Read an atlas with these files changed."""

    def do(**changed):
        for name, text in {**GOOD, **changed}.items():
            if text is not None:
                (tmp_path / f"{name}.yaml").write_text(text)
        return read_atlas(tmp_path)

    return do


def test_sound_files_are_read(read):
    atlas = read()
    assert [f.id for f in atlas.forces] == ["one"]
    assert [u.id for u in atlas.umbrellas] == ["cover"]


def test_a_folder_of_one_s_own_may_lack_them(read):
    atlas = read(forces=None, umbrellas=None)
    assert (atlas.forces, atlas.umbrellas) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("sender: AAA", "sender: XXX", "no state or entity 'XXX'"),
        ("sender: AAA", "sender: BBB", "sender and host are the same"),
        ("host: BBB", "host: BBB\n  beside: [YYY]", "no state or entity 'YYY'"),
        ("where: isle", "where: nowhere", "no place or state 'nowhere'"),
        ("until: 1960", "until: 1949", "`until` 1949 lies before `since` 1950-01-01"),
        ("since: 1950-01-01", "since: 1950-02-30", "February 1950 has 28 days"),
        ("since: 1950-01-01\n  until: 1960", "until: 1960", "no day at all"),
        ("until: 1960", "known: 1960\n  established: 1959", "established 1959, before it was known 1960"),
        ("range: [10, 20]", "range: [20, 10]", "the least and the most"),
        ("range: [10, 20]", "range: many", "the least and the most"),
        ("as_of: 1952", "as_of: 1940", "order of their days"),
        ("as_of: 1952", "as_of: 1952, status: gone", "planned"),
        ("{words: a pact}", "{article: V, words: a pact}", "needs its `treaty`"),
        ("{words: a pact}", "{date: 1950}", "name a `treaty`"),
        ("  purpose: to be there\n", "", "`purpose` is missing"),
        ("supports: [since]", "supports: [colour]", "names no field: 'colour'"),
        ("cite: a book", "cite: a book, url: x", "either `url` or `cite`"),
        ("purpose: to", "unverified: {colour: x}\n  purpose: to", "names no field: 'colour'"),
    ],
)
def test_each_mistake_about_a_force_is_told_with_its_line(read, old, new, what):
    assert old in GOOD["forces"]
    with pytest.raises(DataErrors) as caught:
        read(forces=GOOD["forces"].replace(old, new, 1))
    told = [str(m) for m in caught.value.mistakes]
    assert any(re.match(rf"forces\.yaml:\d+: .*{re.escape(what)}", m) for m in told), told


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("guarantor: AAA", "guarantor: XXX", "no state or entity 'XXX'"),
        ("protected: [BBB]", "protected: [AAA]", "its own umbrella"),
        ("protected: [BBB]", "protected: {members_of: 1900-pact, except: [ZZZ]}", "no state or entity 'ZZZ'"),
        ("kind: nuclear", "kind: cosmic", "nuclear"),
        ("from: 1950", "from: 1950\n  until: 1940", "before it begins"),
        ("basis: [{words: a speech}]", "basis: []", "basis"),
    ],
)
def test_each_mistake_about_an_umbrella_is_told_with_its_line(read, old, new, what):
    assert old in GOOD["umbrellas"]
    with pytest.raises(DataErrors) as caught:
        read(umbrellas=GOOD["umbrellas"].replace(old, new, 1))
    told = [str(m) for m in caught.value.mistakes]
    assert any(re.match(rf"umbrellas\.yaml:\d+: .*{re.escape(what)}", m) for m in told), told


def test_mistakes_in_both_files_come_together_and_an_id_given_twice_is_one(read):
    with pytest.raises(DataErrors) as caught:
        read(forces=GOOD["forces"] * 2, umbrellas=GOOD["umbrellas"].replace("AAA", "XXX"))
    told = str(caught.value)
    assert "`one` is defined twice, first at forces.yaml:1" in told
    assert "umbrellas.yaml:2" in told


def test_a_ground_that_the_corpus_does_not_hold_is_told_with_its_line():
    forces = b"- id: one\n  basis:\n    - {treaty: 1900-nowhere}\n    - {treaty: 1949-north-atlantic, article: '77'}\n"
    umbrellas = b"- id: two\n  protected: {members_of: 1900-none}\n"
    with pytest.raises(DataErrors) as caught:
        check_grounds(fd.treaties(), {"forces.yaml": forces, "umbrellas.yaml": umbrellas})
    told = [str(m) for m in caught.value.mistakes]
    assert [m.split(": ")[0] for m in told] == ["forces.yaml:3", "forces.yaml:4", "umbrellas.yaml:2"]
    assert "no article 77" in told[1]


def test_the_grounds_of_the_record_are_in_the_corpus():
    check_grounds(fd.treaties())
