"""What a model says is a claim only where the report bears it out."""

import copy

import pytest

TEXT = (
    "SEOUL, Oct 20, 2024 (Foedus Wire) - North Korea has sent about 1,500 soldiers to Russia, the National "
    "Intelligence Service said on Friday. Moscow has not confirmed it. The Russian ministry of defence said it knew "
    "nothing of it.\n\n“The South\u2019s army will answer,” said Ann Lee of the RAND Corporation, quoted by Yonhap.\n\n"
    "North Korea has sent shells to Russia in June. A treaty is in force. "
    "Later, North Korea has sent shells to Russia again."
)
SENTENCE = "North Korea has sent about 1,500 soldiers to Russia, the National Intelligence Service said on Friday."
ROW = {
    "evidence": "North Korea has sent about 1,500 soldiers to Russia",
    "sentence": SENTENCE,
    "source": "National Intelligence Service",
    "source_affiliation": "KOR",
    "relayed_by": [],
    "speech_verb": "say",
    "modality": "asserted",
    "cue": None,
    "event_type": "troop_deployment",
    "status": "completed",
    "actors": {"sender": ["PRK"], "host": ["RUS"]},
    "quantity": {"low": 1500, "high": 1500, "unit": "troops"},
    "date": None,
    "place": None,
}
SHELLS = ROW | {
    "evidence": "North Korea has sent shells to Russia",
    "sentence": "Later, North Korea has sent shells to Russia again.",
    "source": "NARRATOR",
    "source_affiliation": "NARRATOR",
    "speech_verb": None,
    "event_type": "arms_transfer",
    "actors": {"supplier": ["PRK"], "recipient": ["RUS"]},
    "quantity": None,
}


def but(**changes):
    return copy.deepcopy(ROW) | changes


def test_a_claim_that_holds_is_kept_with_its_place_in_the_text(model, reads):
    model.says([ROW])
    reading, reader = reads(TEXT)
    (claim,) = reading.claims
    assert reading.text[claim.start : claim.end] == ROW["evidence"]
    assert (claim.sentence, claim.source, claim.reader) == (SENTENCE, "National Intelligence Service", "llm small")
    assert claim.actors == (("sender", ("PRK",)), ("host", ("RUS",)))
    assert (claim.quantity.low, claim.quantity.unit) == (1500, "troops")
    assert reader.dropped == {}
    assert (reader.account.rows, reader.account.kept, reader.account.calls) == (1, 1, 1)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (but(evidence="North Korea has sent 12,000 soldiers to Russia"), "evidence does not stand in the report"),
        (but(evidence="ussia, the National"), "evidence does not stand in the report"),
        (but(evidence="SEOUL, Oct 20, 2024"), "evidence does not stand in the report"),
        (but(evidence="soldiers"), "evidence is a single word"),
        (but(evidence="said on Friday. Moscow has not"), "evidence is not inside one sentence"),
        (but(source="Ministry of Truth"), "source does not stand in the report"),
        (but(actors={"sender": ["XYZ"]}), "unknown code in a role"),
        (but(actors={"sender": ["FRA"]}), "role is not named in the report"),
        (but(actors={"supplier": ["PRK"]}), "unknown role"),
        (but(event_type="invasion"), "unknown event type"),
        (but(modality="certain"), "unknown modality"),
        (but(quantity={"low": 15000, "high": 15000, "unit": "troops"}), "quantity does not stand in the sentence"),
        (but(quantity={"low": 1500, "high": 1500, "unit": "camels"}), "unknown unit"),
        (but(quantity={"low": None, "high": None, "unit": "troops"}), "quantity without a number"),
        (but(quantity={"low": 1500, "high": 1000, "unit": "troops"}), "quantity upside down"),
        (but(date={"start": "2024-10-18", "end": "2024-10-17"}), "date ends before it starts"),
        (but(date={"start": "3024-10-18", "end": "3024-10-18"}), "date out of range"),
        (but(date={"start": "2024-02-30", "end": "2024-02-30"}), "not in the shape of a claim"),
        (but(date={"start": 1729209600, "end": 1729209600}), "not in the shape of a claim"),
        (but(date={"start": "last Friday", "end": "Friday"}), "not in the shape of a claim"),
        (but(quantity={"low": "1500", "high": 1500, "unit": "troops"}), "not in the shape of a claim"),
        (but(quantity={"low": -1, "high": 1500, "unit": "troops"}), "not in the shape of a claim"),
        (but(quantity={"low": 10**400, "high": None, "unit": "troops"}), "not in the shape of a claim"),
        (but(status="maybe"), "not in the shape of a claim"),
        (but(evidence=""), "not in the shape of a claim"),
        (but(char_start=3), "not in the shape of a claim"),
        (but(actors=["PRK"]), "not in the shape of a claim"),
        ({"evidence": ROW["evidence"]}, "not in the shape of a claim"),
        ("a claim", "not in the shape of a claim"),
        (None, "not in the shape of a claim"),
        (SHELLS | {"sentence": ""}, "evidence stands several times, and the sentence quoted is none of them"),
        (
            SHELLS | {"sentence": "A treaty is in force."},
            "evidence stands several times, and the sentence quoted is none of them",
        ),
    ],
)
def test_what_the_report_does_not_bear_out_is_dropped_and_counted(model, reads, row, why):
    model.says([row, ROW])
    reading, reader = reads(TEXT)
    assert [c.source for c in reading.claims] == ["National Intelligence Service"]
    assert reader.dropped == {why: 1}


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"source_affiliation": "the government"}, "affiliation", "affiliation left out"),
        ({"source_affiliation": "FRA"}, "affiliation", "affiliation left out"),
        ({"source_affiliation": "media:Daily Planet"}, "affiliation", "affiliation left out"),
        ({"relayed_by": ["Reuters"]}, "relayed_by", "outlet left out"),
        ({"speech_verb": "reveal"}, "speech_verb", "speech verb left out"),
        ({"cue": "allegedly"}, "cue", "cue left out"),
        ({"place": "Kursk"}, "place", "place left out"),
    ],
)
def test_a_side_field_that_the_report_does_not_tell_is_left_empty(model, reads, changes, field, why):
    model.says([but(**changes)])
    reading, reader = reads(TEXT)
    assert not getattr(reading.claims[0], field)
    assert reader.dropped == {why: 1}


def test_a_day_that_no_word_of_the_sentence_tells_is_left_empty(model, reads):
    spoken = but(
        evidence="The South\u2019s army will answer",
        sentence="",
        source="Ann Lee",
        source_affiliation="thinktank:USA",
        relayed_by=["Yonhap"],
        quantity=None,
        date={"start": "2024-10-20", "end": "2024-10-20"},
        event_type="threat",
        actors={"actor": ["KOR"]},
    )
    model.says([spoken])
    reading, reader = reads(TEXT.replace("Moscow", "South Korea"))
    (claim,) = reading.claims
    assert (claim.date, claim.affiliation, claim.relayed_by) == (None, "thinktank:USA", ("Yonhap",))
    assert reader.dropped == {"date without words left out": 1}


@pytest.mark.parametrize("number", [0, 1])
def test_of_several_places_the_one_in_the_quoted_sentence_counts(model, reads, number):
    quoted = ["North Korea has sent shells to Russia in June.", SHELLS["sentence"]][number]
    model.says([SHELLS | {"sentence": quoted}])
    reading, _ = reads(TEXT)
    (claim,) = reading.claims
    assert claim.sentence == quoted
    assert claim.start == [reading.text.find, reading.text.rfind][number](SHELLS["evidence"])


def test_a_sentence_that_stands_twice_makes_two_claims_in_two_places(model, reads):
    text = "Russia attacked Ukraine. It was so. Russia attacked Ukraine. So it was said by the army."
    row = SHELLS | {
        "evidence": "Russia attacked Ukraine",
        "sentence": "Russia attacked Ukraine.",
        "event_type": "attack",
        "actors": {"attacker": ["RUS"], "target": ["UKR"]},
    }
    model.says([row, row])
    reading, _ = reads(text)
    assert [c.start for c in reading.claims] == [0, 36]


@pytest.mark.parametrize(
    ("text", "code", "kept"),
    [
        ("Troops of Congo attacked the camp.", "COD", "COD"),
        ("Soviet troops attacked the camp.", "SUN", "RUS"),
        ("The United Nations Command attacked the camp.", "UN", "UN"),
        ("Troops of Bavaria attacked the camp.", "cow:BAV", "cow:BAV"),
        ("The troops attacked the camp.", "COD", None),
        ("Troops of Congoland attacked the camp.", "COD", None),
    ],
)
def test_a_role_is_named_by_any_name_that_its_bearer_has(model, reads, text, code, kept):
    text += " That is what the report has to say about it, and it is for the reader to judge."
    row = SHELLS | {"evidence": "attacked the camp", "event_type": "attack", "actors": {"attacker": [code]}}
    model.says([row])
    found = [c.actors for c in reads(text)[0].claims]
    assert found == ([(("attacker", (kept,)),)] if kept else [])


@pytest.mark.parametrize(
    ("verb", "kept"),
    [("accuse", "accuse"), ("call on", "call on"), ("hold out", "hold out"), ("shout", None), ("call off", None)],
)
def test_a_verb_of_speech_stands_in_some_form(model, reads, verb, kept):
    text = "The accusation of Kyiv is that Russia attacked Ukraine; it called on the UN and held out a hand to it."
    row = SHELLS | {
        "evidence": "Russia attacked Ukraine", "source": "Kyiv", "source_affiliation": "UKR", "speech_verb": verb,
        "event_type": "attack", "actors": {"attacker": ["RUS"], "target": ["UKR"]},
    }  # fmt: skip
    model.says([row])
    (claim,) = reads(text)[0].claims
    assert claim.speech_verb == kept


def test_white_space_and_the_make_of_quotation_marks_do_not_count(model, reads):
    model.says(
        [
            but(evidence="North  Korea has sent about\n1,500 soldiers to Russia", sentence=""),
            but(evidence="The South's army will answer", sentence="", quantity=None),
        ]
    )
    reading, reader = reads(TEXT)
    assert [reading.text[c.start : c.end] for c in reading.claims] == [
        ROW["evidence"],
        "The South\u2019s army will answer",
    ]
    assert reader.dropped == {}


def test_without_a_dateline_only_a_year_that_the_sentence_names_counts(model, reads):
    text = "Russia attacked Ukraine in 2022. Russia attacked Georgia in August. It is so, and that is that."
    rows = [
        SHELLS
        | {
            "evidence": f"Russia attacked {name} in {when}",
            "sentence": "",
            "event_type": "attack",
            "actors": {"attacker": ["RUS"], "target": [code]},
            "date": {"start": f"{year}-08-01", "end": f"{year}-08-31"},
        }
        for name, when, code, year in [("Ukraine", "2022", "UKR", 2022), ("Georgia", "August", "GEO", 2008)]
    ]
    model.says(rows)
    reading, reader = reads(text, day=None)
    assert [c.date.start.year for c in reading.claims] == [2022]
    assert reader.dropped == {"date without a dateline to count from": 1}
    assert "day: unknown" in model.asked[0]["messages"][1]["content"]


def test_one_claim_told_twice_is_one(model, reads):
    model.says([ROW, ROW])
    reading, reader = reads(TEXT)
    assert len(reading.claims) == 1
    assert reader.dropped == {"told twice": 1}


def test_a_long_report_goes_in_pieces_that_overlap_and_repeat_nothing(model, reads):
    sentence = "North Korea has sent shells to Russia in week {}. "
    text = "".join(sentence.format(n) for n in range(40))

    def answer(handler):
        asked = handler.server.asked[-1]["messages"][1]["content"]
        rows = [
            SHELLS | {"evidence": sentence.format(n)[:-2], "sentence": sentence.format(n).strip()}
            for n in range(40)
            if sentence.format(n).strip() in asked
        ]
        counts.append(len(rows))
        handler.reply(wrap(rows))

    import json

    counts = []

    def wrap(rows):
        return json.dumps({"choices": [{"message": {"content": json.dumps({"claims": rows})}}]}).encode()

    model.says(answer)
    reading, reader = reads(text, piece=500, overlap=110)
    assert [c.sentence for c in reading.claims] == [sentence.format(n).strip() for n in range(40)]
    assert reader.account.pieces == reader.account.calls == len(counts) > 4
    assert sum(counts) == 40 + reader.dropped["told twice"] > 40
    bodies = [m["messages"][1]["content"] for m in model.asked]
    assert max(len(body) for body in bodies) < 500 + 300


def test_more_rows_than_an_answer_may_have_are_dropped(model, reads):
    model.says([ROW] * 50)
    _, reader = reads(TEXT, rows=20)
    assert reader.dropped == {"more rows than one answer may have": 30, "told twice": 19}


def test_claims_that_people_marked_pass_the_checks_at_the_places_they_marked(atlas):
    import json
    from collections import Counter, defaultdict
    from datetime import date
    from importlib.resources import files

    from foedus.news.document import take_apart
    from foedus.news.inputs.opening import open_report
    from foedus.news.llm.checks import Checks
    from foedus.news.names import NameBook

    corpus = files("foedus") / "data" / "corpus"
    marked = defaultdict(list)
    for line in corpus.joinpath("claims.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked[row.pop("doc_id")].append(row)
    kept, dropped = Counter(), Counter()
    for line in corpus.joinpath("docs.jsonl").read_text(encoding="utf-8").splitlines()[::8]:
        told = json.loads(line)
        day = date.fromisoformat(told["dateline_date"])
        report = open_report(told["text"])
        document = take_apart(report.text, report.body, day, report.outlet, NameBook(atlas, day))
        for row in marked[told["doc_id"]]:
            checks = Checks(document, "x")
            del row["claim_id"]
            place = row.pop("char_start"), row.pop("char_end")
            claim = checks.claim(row | {"evidence": told["text"][slice(*place)]}, (report.body, len(report.text)))
            assert claim is None or (claim.start, claim.end) == place
            kept[claim is not None] += 1
            dropped += checks.dropped
    assert kept[True] > 0.9 * kept.total(), dropped


def test_a_report_without_sentences_asks_nobody(model, reads):
    model.says(500)
    reading, reader = reads("The front today\n\nA heading")
    assert reading.claims == ()
    assert reader.account.calls == 0
