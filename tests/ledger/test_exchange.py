"""Out of one ledger and into another, exactly; and nothing of a broken export comes in."""

import io
import json
from itertools import pairwise

import pytest
from made import DAY, MOMENT, claim_entry
from test_verify import filled

from foedus.errors import BadEntry, BadLedger
from foedus.ledger.exchange import exported, load
from foedus.ledger.ledger import Ledger
from foedus.terms.entries import Entry, canonical


@pytest.fixture
def source(tmp_path):
    return filled(str(tmp_path / "source.db"), 50)


def lines(where, **given):
    with Ledger(where, author="Ann Lee", read_only=True) as ledger:
        return [json.dumps(row) for row in exported(ledger, **given)]


def stream(rows):
    return io.BytesIO("\n".join(rows).encode())


@pytest.mark.parametrize("ftm", [False, True])
def test_an_import_has_the_same_entries_with_the_same_ids_in_one_chain(source, where, ftm):
    with Ledger(where, author="Bo Kim") as target:
        done = load(target, stream(lines(source, ftm=ftm)), "case.jsonl")
        assert (done.new, done.there, done.source.entries) == (54, 0, 54)
        assert target.verify().faults == ()
    first, second = lines(source), lines(where)
    assert second[1:-1] == first[1:]
    last = json.loads(second[-1])
    assert (last["kind"], last["author"]) == ("import", "Bo Kim")
    assert last["body"] == {"from": "case.jsonl", "head": json.loads(first[0])["head"], "entries": 54}


def test_an_export_of_an_import_can_be_imported(source, tmp_path):
    names = [source, str(tmp_path / "b.db"), str(tmp_path / "c.db")]
    for before, after in pairwise(names):
        with Ledger(after, author="Bo Kim") as target:
            load(target, stream(lines(before, ftm=True)), "x")
    assert lines(names[2])[1:-2] == lines(source)[1:]


def test_what_is_there_already_is_not_recorded_twice(source, where):
    with Ledger(where, author="Bo Kim") as target:
        target.append([claim_entry(9_000)])
        load(target, stream(lines(source)), "x")
        count = len(target)
        again = load(target, stream(lines(source)), "x")
        assert (again.new, again.there, again.entry) == (0, 54, None)
        assert len(target) == count == 56
        assert target.verify().faults == ()


def _changed(rows, number, **change):
    return [*rows[:number], json.dumps(json.loads(rows[number]) | change), *rows[number + 1 :]]


@pytest.mark.parametrize(
    ("spoil", "error", "what"),
    [
        (lambda _: [], BadEntry, "empty"),
        (lambda rows: rows[1:], BadEntry, "no export"),
        (lambda rows: rows[:-1], BadLedger, "ends otherwise"),
        (lambda rows: rows[:4] + rows[5:], BadLedger, "broken at line 5"),
        (lambda rows: _changed(rows, 3, reason="another"), BadLedger, "broken at line 4"),
        (lambda rows: _changed(rows, 3, author="Eve"), BadLedger, "broken at line 4"),
        (lambda rows: _changed(rows, 3, id="c0000000000000000"), BadLedger, "broken at line 4"),
        (lambda rows: _changed(rows, 3, hash="0"), BadLedger, "broken at line 4"),
        (lambda rows: _changed(rows, 3, known="20241019"), BadEntry, "written otherwise"),
        (lambda rows: _changed(rows, 3, known=7), BadEntry, "is no entry"),
        (lambda rows: _changed(rows, 3, more=1), BadEntry, "is no entry"),
        (lambda rows: _changed(rows, 0, format="foedus ledger 9"), BadEntry, "no export"),
        (lambda rows: [*rows[:3], "{", *rows[3:]], BadEntry, "is no JSON"),
        (lambda rows: [*rows[:3], "[1]", *rows[3:]], BadEntry, "no JSON object"),
    ],
)
def test_of_a_broken_export_nothing_is_recorded(source, file, spoil, error, what):
    with Ledger(file, author="Bo Kim") as target:
        with pytest.raises(error, match=what):
            load(target, stream(spoil(lines(source))), "x")
        assert len(target) == 0


def test_hostile_text_goes_through_both_forms(tmp_path):
    text = "\x00\x1b[31m <b> \u202e \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") + ' " \\ \u2028'
    said = {"form": "remark", "text": text, "about": [], "source": "=1+1"}
    source, target = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    with Ledger(source, author="Ann Lee") as made:
        made.append([Entry("note", "Ann Lee", MOMENT, DAY, "", canonical(said))])
    for ftm in (False, True):
        with Ledger(target, author="Ann Lee") as made:
            load(made, stream(lines(source, ftm=ftm)), "x")
            assert made.find(1).entry.said == said


def test_the_library_of_followthemoney_takes_the_entities_and_gives_them_back(source, tmp_path):
    reason = "followthemoney is not installed (it needs ICU's headers): uv sync --group ftm"
    model = pytest.importorskip("followthemoney", reason=reason).model
    back = []
    for line in lines(source, ftm=True):
        entity = json.loads(line)
        proxy = model.get_proxy(entity)
        proxy.schema.validate(entity)
        for prop, value in proxy.itervalues():
            assert prop.type.clean(value, proxy=proxy) == value.strip(), (prop.name, value)
        back.append(json.dumps(proxy.to_dict()))
    with Ledger(tmp_path / "b.db", author="Bo Kim") as target:
        load(target, stream(back), "x")
    assert lines(str(tmp_path / "b.db"))[1:-1] == lines(source)[1:]
    schemas = {json.loads(line)["schema"] for line in back}
    assert schemas == {"Article", "Event", "Note", "PublicBody"}
