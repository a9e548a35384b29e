"""The annotated reports hold to the scheme."""

import re
from collections import Counter
from datetime import date

from foedus.news.local.examples import annotated
from foedus.news.local.roles import ROLES
from foedus.terms.claims import EVENT_TYPES, MODALITIES, NARRATOR

UNITS = {
    "troops",
    "police",
    "fighters",
    "workers",
    "tanks",
    "drones",
    "aircraft",
    "ships",
    "weapons",
    "USD",
    "EUR",
    "killed",
    "wounded",
}
STATUS = {None, *["planned", "ordered", "underway", "completed", "present", "ended", "unknown"]}


def test_every_claim_holds_to_the_scheme():
    reports, claims = annotated()
    texts = {r["doc_id"]: r["text"] for r in reports}
    assert len(texts) == len(reports)
    wrong = []
    for c in claims:
        span = texts[c["doc_id"]][c["char_start"] : c["char_end"]]
        q, d = c["quantity"], c["date"]
        good = (
            span == span.strip() != ""
            and span in c["sentence"]
            and c["sentence"] in texts[c["doc_id"]]
            and c["event_type"] in EVENT_TYPES
            and c["modality"] in MODALITIES
            and c["status"] in STATUS
            and set(c["actors"]) <= set(ROLES[c["event_type"]].values())
            and all(re.fullmatch("[A-Z]{2,10}", code) for codes in c["actors"].values() for code in codes)
            and (c["source"] == NARRATOR) == (c["speech_verb"] is None)
            and (q is None or q["unit"] in UNITS)
            and (q is None or None in (q["low"], q["high"]) or q["low"] <= q["high"])
            and (d is None or date.fromisoformat(d["start"]) <= date.fromisoformat(d["end"]))
        )
        if not good:
            wrong.append(c["claim_id"])
    assert wrong == []
    assert max(Counter(c["claim_id"] for c in claims).values()) == 1


def test_every_type_and_modality_is_there_often_enough_to_be_learned():
    _, claims = annotated()
    assert min(Counter(c["event_type"] for c in claims).values()) >= 100
    assert min(Counter(c["modality"] for c in claims).values()) >= 100
