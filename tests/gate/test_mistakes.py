"""What is wrong in a file is told all at once, each with file and line, and nothing is half loaded."""

import re

import pytest

from foedus.atlas.load import read_atlas, shipped_atlas
from foedus.errors import DataErrors, FoedusError
from foedus.gate.marked import read_yaml
from foedus.law.corpus import check_folder, read_corpus

GOOD = """\
id: 1900-one
name: A treaty
instrument: treaty
signed: 1900-05-05
in_force: 1901-02-01
parties:
  - {state: FRA}
  - {state: NOR}
articles: 2
clauses:
  - article: 1
    kind: defense
    substance: They help each other.
    when: {attacked: promisee}
    owes: assist
    discretion: none
not_coded:
  - {articles: [2], reason: final provisions}
"""


def mistakes(path):
    with pytest.raises(DataErrors) as caught:
        read_corpus(shipped_atlas(), path)
    error = caught.value
    assert str(error).endswith("nothing was loaded")
    return [str(m) for m in error.mistakes]


def line_of(text, words):
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


def changed(*pairs, text=GOOD):
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_sound_file_is_read(tmp_path):
    (tmp_path / "1900-one.yaml").write_text(GOOD)
    [it] = read_corpus(shipped_atlas(), tmp_path)
    assert (it.id, it.states, it.clauses[0].article) == ("1900-one", ("FRA", "NOR"), "1")


@pytest.fixture
def one(tmp_path):
    """The mistakes of a single file."""

    def check(text, name="1900-one"):
        (tmp_path / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return mistakes(tmp_path)

    return check


def test_several_mistakes_in_one_file_are_all_reported_each_with_its_line(one):
    text = changed(
        ("state: NOR", "state: NOWHERE"),
        ("attacked: promisee", "attakced: promisee"),
        ("owes: assist", "owes: consult"),
        ("instrument: treaty", "instrument: handshake"),
    )
    found = one(text)
    for words in ("NOWHERE", "attakced", "owes: consult", "handshake"):
        assert any(m.startswith(f"1900-one.yaml:{line_of(text, words)}: ") for m in found), (words, found)
    assert len(found) >= 4


SECOND = """\
  - article: 1
    kind: nonaggression
    substance: They leave each other alone.
    owes: consult
    discretion: none
"""


@pytest.mark.parametrize("field", ["kind", "discretion", "article"])
def test_two_bad_fields_of_one_clause_cost_no_mistake_of_the_next_clause(one, field):
    text = changed(("owes: assist", "owes: fite"), ("not_coded:", f"{SECOND}not_coded:"))
    word = {"kind": "kind: defense", "discretion": "discretion: none", "article": "  - article: 1"}[field]
    text = changed(
        (word, {"kind": "kind: defence", "discretion": "discretion: some"}.get(field, "  - artikel: 1")), text=text
    )
    found = one(text)
    wrong = [line_of(text, "owes: fite"), line_of(text, "owes: consult")]
    for line in wrong:
        assert any(m.startswith(f"1900-one.yaml:{line}: ") for m in found), (line, found)
    assert not any("defence" in m and "consult" in m for m in found)


def test_every_field_of_every_clause_may_be_bad_at_once(one):
    text = changed(("not_coded:", f"{SECOND}not_coded:"))
    bad = re.sub(r"(kind|owes|discretion): \w+", r"\1: nonsense", text)
    assert len([m for m in one(bad) if "nonsense" in m or "input should be" in m]) >= 6


def test_mistakes_in_several_files_are_reported_together(tmp_path):
    (tmp_path / "1900-one.yaml").write_text(changed(("state: NOR", "state: NOWHERE")))
    (tmp_path / "1900-two.yaml").write_text(changed(("1900-one", "1900-two"), ("state: FRA", "state: ELSEWHERE")))
    found = mistakes(tmp_path)
    assert [m.split(":")[0] for m in found] == ["1900-one.yaml", "1900-two.yaml"]


def test_an_id_given_twice_names_both_files(tmp_path):
    (tmp_path / "1900-one.yaml").write_text(GOOD)
    (tmp_path / "1900-two.yaml").write_text(GOOD)
    found = mistakes(tmp_path)
    assert any("1900-two.yaml:1:" in m and "1900-one.yaml" in m and "already" in m for m in found)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{state: FRA}", "{state: FRA, entry: 1905-01-01, exit: 1904-01-01}", "leaves .* before it enters"),
        ("{state: FRA}", "{state: FRA, exit: 1900-12-31}", "leaves .* before it enters"),
        ("{state: FRA}", "{state: FRA, exit: 1905-01-01, notice: 1906-01-01}", "notice .* after it left"),
        ("  - {state: NOR}", "  - {state: NOR}\n  - {state: FRA}", "party twice"),
        ("in_force: 1901-02-01", "in_force: 1899-02-01", "before it was signed"),
        ("in_force: 1901-02-01", "in_force: 1901-02-30", "February 1901 has 28 days"),
        ("in_force: 1901-02-01", "in_force: 1901-02-01\nend: 1900-12-01\nend_how: expired", "before it was in force"),
        ("in_force: 1901-02-01", "in_force: 1901-02-01\nend: 1905-12-01", "how it ended"),
        ("in_force: 1901-02-01\n", "", "`in_force` is missing"),
        ("name: A treaty\n", "", "`name` is missing"),
        ("{attacked: promisee}", "{within: atlantis}", "unknown area `atlantis`"),
        ("{attacked: promisee}", "{ongoing: no-war}", "unknown war `no-war`"),
        ("{attacked: promisee}", "{attacked: promisee, on_request: true}", "put several under `all:`"),
        ("{attacked: promisee}", "{all: []}", "needs a list"),
        ("{attacked: promisee}", "{adversaries_at_least: 1}", "number from 2"),
        ("{attacked: promisee}", "{attacked: ATLANTIS}", "not `ATLANTIS`"),
        ("{attacked: promisee}", "{uncoded: Two Words}", "short name"),
        ("    when: {attacked: promisee}\n", "", "needs `when:`"),
        ("discretion: none", "discretion: some", "discretion"),
        ("kind: defense", "kind: defence", "kind"),
        ("articles: 2", "articles: 3", "articles 3 are neither"),
        ("articles: [2]", 'articles: ["2-9"]', "not among the articles"),
        ("article: 1", "article: 7", "article 7 is not among"),
        ("articles: 2", "articles: 2\nsuspensions: [{states: [SWE], from: 1905-01-01, what: x}]", "no party"),
        ("articles: 2", "articles: 2\nsuspensions: [{from: 1905-01-01, what: x}]", "either `states:`"),
        ("articles: 2", "articles: 2\nunverified: {articles.9: x}", "names nothing"),
        ("id: 1900-one", "id: 1900-another", "make them equal"),
    ],
)
def test_each_mistake_is_told_in_words_that_teach(one, old, new, what):
    found = one(changed((old, new)))
    assert any(re.search(what, m) for m in found), found
    assert all(re.match(r"1900-one\.yaml:\d+: ", m) for m in found)


def test_an_unknown_field_is_named_with_the_known_ones(one):
    text = changed(("owes: assist", "owes: assist\n    owed_to: everybody"))
    [found] = one(text)
    assert found.startswith(f"1900-one.yaml:{line_of(text, 'owed_to')}: ")
    assert "unknown field `owed_to`" in found
    assert "discretion" in found
    assert "promisee" in found


def test_a_key_given_twice_is_a_mistake_on_its_second_line(one):
    text = changed(("name: A treaty", "name: A treaty\nname: Another"))
    assert [m for m in one(text) if "1900-one.yaml:3:" in m and "twice" in m]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_told(one, text):
    assert one(text) == ["1900-one.yaml:1: the file is empty"]


@pytest.mark.parametrize("text", ["- a\n- list\n", "just words\n", "5\n"])
def test_what_is_no_block_of_fields_is_told(one, text):
    [found] = one(text)
    assert "one block of fields" in found


def test_what_is_not_utf_8_is_told_with_the_line(one):
    raw = GOOD.replace("A treaty", "Traité").encode("latin-1")
    assert one(raw) == ["1900-one.yaml:2: not UTF-8 text; save the file as UTF-8"]


def test_what_is_not_yaml_is_told_with_a_line(one):
    found = one(GOOD + "notes: [unclosed\n")
    assert len(found) == 1
    assert "not YAML" in found[0]


def test_one_bad_file_among_good_ones_and_nothing_is_loaded(tmp_path):
    (tmp_path / "1900-one.yaml").write_text(GOOD)
    (tmp_path / "1900-two.yaml").write_text("")
    assert mistakes(tmp_path) == ["1900-two.yaml:1: the file is empty"]
    (tmp_path / "1900-two.yaml").unlink()
    assert check_folder(shipped_atlas(), tmp_path) == 1


def test_a_file_that_was_mended_is_read_anew(tmp_path):
    path = tmp_path / "1900-one.yaml"
    path.write_text(GOOD)
    assert read_corpus(shipped_atlas(), tmp_path)[0].name == "A treaty"
    path.write_text(changed(("A treaty", "The same treaty")))
    assert read_corpus(shipped_atlas(), tmp_path)[0].name == "The same treaty"


def test_a_folder_without_treaties_and_no_folder_are_told_apart(tmp_path):
    with pytest.raises(FoedusError, match="no treaty file"):
        read_corpus(shipped_atlas(), tmp_path)
    with pytest.raises(FoedusError, match="no folder"):
        read_corpus(shipped_atlas(), tmp_path / "nowhere")


@pytest.mark.parametrize("word", ["NO", "no", "yes", "on", "off", "Y", "n"])
def test_words_of_other_yaml_readers_stay_text(word):
    assert read_yaml(f"code: {word}\n".encode(), "x.yaml").data == {"code": word}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("12", 12),
        ("1.5", 1.5),
        ("1914-08-04", "1914-08-04"),
        ("'5'", "5"),
    ],
)
def test_values_are_what_yaml_1_2_says_and_dates_stay_text(text, value):
    assert read_yaml(f"v: {text}\n".encode(), "x.yaml").data == {"v": value}


def test_a_bare_number_serves_as_the_name_of_an_article_or_as_a_year(tmp_path):
    (tmp_path / "1900-one.yaml").write_text(changed(("signed: 1900-05-05", "signed: 1900")))
    [it] = read_corpus(shipped_atlas(), tmp_path)
    assert str(it.signed) == "1900"
    assert it.clauses[0].article == "1"


def test_the_files_of_the_atlas_are_checked_together(tmp_path):
    good = {
        "states": "- {code: AAA, name: Aland}\n- {code: BBB, name: Beland}\n",
        "entities": "[]\n",
        "places": "- {id: isle, name: Isle, kind: island, lat: 1, lon: 1, sovereign: AAA}\n",
        "areas": "- {id: home, name: Home, any: [{place: [isle]}]}\n",
        "wars": "- {id: war, name: War, began: [AAA], against: [BBB], start: 1900}\n",
    }
    for name, text in good.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    assert read_atlas(tmp_path).area("home").any_of[0].place == ("isle",)
    (tmp_path / "areas.yaml").write_text("- {id: home, name: Home, any: [{place: [nowhere]}, {sovereign: [CCC]}]}\n")
    (tmp_path / "wars.yaml").write_text("- {id: war, name: War, began: [XXX], against: [BBB], start: 1900}\n")
    with pytest.raises(DataErrors) as caught:
        read_atlas(tmp_path)
    told = str(caught.value)
    assert all(word in told for word in ("areas.yaml:1", "nowhere", "CCC", "wars.yaml:1", "XXX", "nothing was loaded"))


def test_the_corpus_that_ships_is_sound():
    assert check_folder(shipped_atlas()) >= 125


def test_public_words_need_the_secret_reading_that_takes_their_place(one):
    text = changed(("    discretion: none\n", "    discretion: none\n    known_until: 1910-01-01\n"))
    [found] = one(text)
    assert "nothing takes its place" in found
    assert found.startswith(f"1900-one.yaml:{line_of(text, 'known_until')}: ")


def test_who_is_allied_with_whom_is_asked_of_states(one):
    text = changed(("when: {attacked: promisee}", "when: {all: [{attacked: promisee}, {allied_with: [promisor]}]}"))
    [found] = one(text)
    assert "`allied_with:` takes state codes, not `promisor`" in found


def test_what_every_party_ratifies_is_not_in_force_on_the_day_of_signature(one):
    text = changed(
        ("in_force: 1901-02-01", "in_force: 1900-05-05/1901-02-01"),
        ("{state: FRA}", "{state: FRA, how: ratification}"),
        ("{state: NOR}", "{state: NOR, how: ratification}"),
    )
    [found] = one(text)
    assert "begin the span later" in found
