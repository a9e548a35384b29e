"""How well and how fast reports are read: `python benches/reader.py` (most of an hour), with `--quick` the speed alone.

Named parts (`stages`, `ships`, `curve`) are measured alone; what else was measured before stays.

Every stage that was tried is scored with one part of the corpus left out, beside a floor and the plain reader; then the
learning curve over the number of reports, and words per second of one core.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import json
import resource
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from foedus.atlas.load import shipped_atlas
from foedus.news.local.classes import classes_of
from foedus.news.local.clauses import heads
from foedus.news.local.examples import annotated, examples
from foedus.news.local.reader import LocalReader, claims_of
from foedus.news.local.training import FOLDS, Decisions, First, decisions, first_impression, fit_models, fit_types
from foedus.news.local.validation import left_out, left_out_encoder
from foedus.news.plain_reader import PlainReader
from foedus.news.reading import read_report
from foedus.terms.claims import NARRATOR, Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from foedus.news.local.examples import Example
    from foedus.news.local.models import Models

OUT = Path(__file__).parent.parent / "docs" / "reader-scores.json"
MEASURES = (
    "claims_core_types",
    "claims",
    "source_attributed",
    "modality_hedged",
    "quantity",
    "date_exact",
    "actor_role",
    "claim_fully_right",
    "spans_iou_half",
)


def floor(learned: Sequence[Example]) -> Callable[[Example, Models], Iterable[Claim]]:
    """A sentence that names somebody and holds a word of a class is a claim of that class's commonest type."""
    often: dict[str, Counter[str]] = defaultdict(Counter)
    for example in learned:
        for (number, token), claims in example.gold.items():
            for name in classes_of(example.sentences[number].doc[token]):
                often[name][claims[0]["event_type"]] += 1

    def read(example: Example, _: Models) -> Iterable[Claim]:
        for parsed in example.sentences:
            named = example.document.named_in(parsed.sentence.start, parsed.sentence.end)
            found = [c for head in heads(parsed) for c in classes_of(head) if often[c]]
            if named and found:
                event = often[found[0]].most_common(1)[0][0]
                start, end = parsed.sentence.start, parsed.sentence.end
                yield Claim(
                    NARRATOR, NARRATOR, (), None, "asserted", "", event, None, (), None, None, None, "", start, end
                )

    return read


def without(prefixes: tuple[str, ...], taught: Sequence[Decisions]) -> list[Decisions]:
    """What is taught, without the features of the event types that begin so."""
    found = []
    for one in taught:
        rows = [{k: v for k, v in row.items() if not k.startswith(prefixes)} for row in one.rows["types"]]
        found.append(replace(one, rows={**one.rows, "types": rows}))
    return found


class Once:
    """Fits the same reports once, however often they are asked for."""

    def __init__(self, fit: Callable[[list[Decisions]], Models]) -> None:
        self.fit = fit
        self.known: dict[frozenset[str], Models] = {}

    def __call__(self, rows: Iterable[Decisions]) -> Models:
        """The models of these reports."""
        listed = list(rows)
        key = frozenset(one.report for one in listed)
        if key not in self.known:
            self.known[key] = self.fit(listed)
        return self.known[key]


def linear(rows: Iterable[Decisions]) -> Models:
    """Without networks."""
    return fit_models(rows, "linear", network=False)


class Left:
    """Models of event types without each of the parts that are left out, each pair fitted once.

    The context of a fold is fitted on the other parts; their first impressions come from models that did not learn from
    them, but may have learned from the one that is left out. Some eighty weights, most of them shared by all types, can
    carry little of that. The encoder learned from none of these parts: it knows fewer reports than what ships.
    """

    def __init__(self, taught: Sequence[Decisions]) -> None:
        self.encoder = left_out_encoder(OUT.parent.parent)
        self.pairs, self.told = {}, {}
        for part in FOLDS:
            pair = self.pairs[part] = fit_types([one for one in taught if one.hand != part])
            for one in taught:
                if one.hand == part and one.rows["types"]:
                    self.told[one.report] = first_impression(one, pair, self.encoder, pair[0].classes)

    def fit(self, rows: Iterable[Decisions], *, context: bool, encoder: bool) -> Models:
        """With the networks, and with or without the context and the encoder."""
        listed = list(rows)
        (part,) = set(self.pairs) - {one.hand for one in listed}
        told = {
            report: {name: table for name, table in chances.items() if encoder or name != "encoder"}
            for report, chances in self.told.items()
        }
        first = First(*self.pairs[part], told)
        return fit_models(listed, "left out", context=context, first=first, encoder=self.encoder if encoder else None)


def whole_sentences(example: Example, models: Models) -> Iterable[Claim]:
    """Claims with the sentence as evidence."""
    for claim in claims_of(example.document, models, example.sentences):
        start = example.document.text.find(claim.sentence, max(0, claim.start - len(claim.sentence)))
        yield replace(claim, start=start, end=start + len(claim.sentence))


def narrated(example: Example, models: Models) -> Iterable[Claim]:
    """Everything told by the narrator, and asserted."""
    for claim in claims_of(example.document, models, example.sentences):
        yield replace(claim, source=NARRATOR, affiliation=NARRATOR, speech_verb=None, modality="asserted")


def show(name: str, scores: dict[str, Any], kept: dict[str, Any]) -> None:
    """Print a row, and keep it."""
    row = {m: scores[m]["f1"] for m in MEASURES}
    kept[name] = row
    print(f"{name:<44}" + " ".join(f"{v:.3f}" for v in row.values()), flush=True)


def stages(found: list[Example], claims: list[dict[str, Any]], kept: dict[str, Any]) -> None:
    """Every stage that was tried."""
    taught = [decisions(e) for e in found]
    plain = PlainReader()
    old = [e for e in found if e.part in FOLDS]
    run = partial(left_out, found, claims, learned=taught)
    show("floor: a name and a word of a class", run(fit=linear, read=floor(old)), kept)
    show("patterns: the plain reader", run(fit=linear, read=lambda e, _: plain.claims(e.document)), kept)
    lexical = ("H=", "A=", "A*=", "HA=", "HG=", "HB=", "G=", "B=", "S=", "P=", "R=", "inner:")
    show("words alone", left_out(found, claims, fit=linear, learned=without(lexical, taught)), kept)
    paired = ("HA=", "HG=", "HB=", "inner:")
    show(
        "words and classes, no pairs of classes",
        left_out(found, claims, fit=linear, learned=without(paired, taught)),
        kept,
    )
    context = ("R=", "inner", "S=", "below=", "B=")
    show(
        "no context: pronouns, inner verbs, below",
        left_out(found, claims, fit=linear, learned=without(context, taught)),
        kept,
    )
    once = Once(linear)
    show("linear", run(fit=once), kept)
    show("linear, the sentence as evidence", run(fit=once, read=whole_sentences), kept)
    show("linear, narrated and asserted", run(fit=once, read=narrated), kept)


def ships(found: list[Example], claims: list[dict[str, Any]], kept: dict[str, Any]) -> None:
    """What ships, and what it would be without its last stage."""
    taught = [decisions(e) for e in found]
    left = Left(taught)
    run = partial(left_out, found, claims, learned=taught)
    show("with networks and meanings", run(fit=partial(left.fit, context=False, encoder=False)), kept)
    show("with the context", run(fit=partial(left.fit, context=True, encoder=False)), kept)
    show("with the encoder (what ships)", run(fit=partial(left.fit, context=True, encoder=True)), kept)


def curve(found: list[Example], claims: list[dict[str, Any]], kept: dict[str, Any]) -> None:
    """Scores over the number of reports that are learned from (the linear models)."""
    taught = [decisions(e) for e in found]
    for share in (0.125, 0.25, 0.5, 1.0):
        dice = Random(1815)  # noqa: S311 - which reports are taken is no secret

        def fit(rows: Iterable[Decisions], share: float = share, dice: Random = dice) -> Models:
            listed = list(rows)
            return linear(dice.sample(listed, round(len(listed) * share)))

        count = round(share * sum(e.part != FOLDS[0] for e in found))
        show(f"{count} reports", left_out(found, claims, fit=fit, learned=taught), kept)


def speed(reports: list[dict[str, Any]]) -> None:
    """Words per CPU-second of one core, everything counted, and the largest memory."""
    atlas, reader = shipped_atlas(), LocalReader()
    read_report(reports[0]["text"], dateline=None, atlas=atlas, treaties=(), reader=reader)
    start = time.process_time()
    for row in reports[:60]:
        read_report(row["text"], dateline=None, atlas=atlas, treaties=(), reader=reader)
    words = sum(len(row["text"].split()) for row in reports[:60])
    spent = time.process_time() - start
    print(f"local reader: {words / spent:,.0f} words per CPU-second (2,000), {words:,} words")
    long = " ".join(row["text"].replace("\n", " ") for row in reports)[:1_000_000]
    start = time.process_time()
    reading = read_report(long, dateline=None, atlas=atlas, treaties=(), reader=reader)
    print(
        f"one paragraph of {len(long) / 1e6:.2f} MB: {time.process_time() - start:.1f} s, {len(reading.claims)} claims"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB (1.5)")


def main() -> None:
    """Measure and print."""
    reports, claims = annotated()
    asked = set(sys.argv[1:])
    if "--quick" not in sys.argv:
        found = examples(reports, claims, shipped_atlas())
        kept = json.loads(OUT.read_text(encoding="utf-8"))
        print(f"{len(reports)} reports, {len(claims)} claims; " + " ".join(MEASURES))
        for name, part in (("stages", stages), ("stages", ships), ("curve", curve)):
            if not asked or part.__name__ in asked:
                part(found, claims, kept[name])
                OUT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    speed(reports)


if __name__ == "__main__":
    main()
