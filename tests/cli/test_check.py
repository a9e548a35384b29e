"""`foedus check`: a folder or one file; every mistake with the line on which it stands, however many there are."""

import re

import pytest

FILE = """\
id: 1900-one
name: A treaty
instrument: treaty
signed: 1900-05-05
in_force: 1901-02-01
parties:
  - {state: FRA}
  - {state: NOR, entry: 1901-02-30}
  - {stat: DEU}
  - {state: NOWHERE}
  - {state: RUS, exit: 1900-01-01}
articles: 5
clauses:
  - article: 1
    kind: defense
    owes: assist
    discretion: none
  - article: 2
    kind: consultation
    substance: They talk.
    when: {threatened: promisee}
    owes: consult
    discretion: some
  - article: 3
    kind: defense
    substance: They help.
    when: {attakced: promisee}
    owes: assist
    discretion: none
not_coded:
  - {articles: [4]}
  - {articles: [5], reason: final provisions}
sources:
  - {url: "https://example.org", supports: [articles.77]}
"""


def line_of(words):
    return next(n for n, line in enumerate(FILE.splitlines(), 1) if words in line)


@pytest.fixture
def told(foedus, tmp_path):
    """What the check says about the file, as line -> words."""
    path = tmp_path / "1900-one.yaml"
    path.write_text(FILE)
    code, out, err = foedus("check", str(path))
    assert (code, out) == (2, "")
    found = {}
    for line, words in re.findall(r"^(?:foedus: )?1900-one\.yaml:(\d+): (.*)$", err, re.MULTILINE):
        found.setdefault(int(line), []).append(words)
    return found


@pytest.mark.parametrize(
    ("on_the_line_of", "words"),
    [
        ("1901-02-30", "February 1901 has 28 days"),
        ("{stat: DEU}", "unknown field `stat`"),
        ("{stat: DEU}", "`state` is missing"),
        ("NOWHERE", "unknown state `NOWHERE`"),
        ("exit: 1900-01-01", "RUS leaves (1900-01-01) before it enters"),
        ("article: 1", "`substance` is missing"),
        ("discretion: some", "discretion"),
        ("attakced", "unknown condition `attakced`"),
        ("{articles: [4]}", "`reason` is missing"),
    ],
)
def test_mistakes_of_one_list_stand_on_their_own_lines_whatever_was_cut_before_them(told, on_the_line_of, words):
    assert any(words in what for what in told.get(line_of(on_the_line_of), [])), told


def test_a_sound_file_alone_is_checked(foedus, tmp_path):
    from importlib.resources import files

    name = "2024-russia-dprk.yaml"
    (tmp_path / name).write_bytes((files("foedus") / "data" / "treaties" / name).read_bytes())
    assert foedus("check", str(tmp_path / name)) == (0, "1 treaty file, no mistake\n", "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"just words", "one block of fields"),
        (b"a: [1, 2", "not YAML"),
    ],
)
def test_what_is_no_treaty_file_is_told(foedus, tmp_path, content, words):
    (tmp_path / "1900-one.yaml").write_bytes(content)
    code, out, err = foedus("check", str(tmp_path / "1900-one.yaml"))
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
