"""How fast a ledger of a million claims folds for one day: `uv run python benches/fold.py`.

The claims are made: 190 states, ten years, every type, in the shares of the annotated corpus; most events are told by
several sources, a hundredth of the claims is judged. Fighting and threats are told of 200 pairs of states, save a
tenth; every claim names its source. Columns are packed in blocks of 4,096 entries, as a store keeps them. The fold
starts from the packed blocks; every figure is CPU time of one core.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import json
import random
import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import foedus as fd
from foedus.ledger.columns import Columns, columns_of, join
from foedus.ledger.fold import fold
from foedus.terms.entries import Entry, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLAIMS = 1_000_000
RUN = 4_096
START = date(2015, 1, 1)
DAY = "2024-10-19"

SHARES = {
    "policy_statement": 20,
    "attack": 18,
    "troop_deployment": 18,
    "motive_assessment": 8,
    "arms_transfer": 7,
    "threat": 4,
    "relation_state": 4,
    "visit_summit": 4,
    "sanction": 4,
    "exercise": 4,
    "labour_transfer": 3,
    "assistance_request": 2,
    "troop_withdrawal": 2,
    "treaty_clause": 1,
    "treaty_signing": 0.5,
    "treaty_ratification": 0.3,
    "treaty_in_force": 0.1,
    "treaty_termination": 0.1,
}
ROLES = {
    "attack": ("attacker", "target"),
    "troop_deployment": ("sender", "host"),
    "troop_withdrawal": ("sender", "host"),
    "labour_transfer": ("sender", "host"),
    "arms_transfer": ("supplier", "recipient"),
    "threat": ("actor", "target"),
    "sanction": ("actor", "target"),
    "policy_statement": ("actor", "target"),
    "assistance_request": ("requester", "addressee"),
    "exercise": ("participant", "host"),
}
UNITS = {"attack": "killed", "troop_deployment": "troops", "arms_transfer": "weapons", "labour_transfer": "workers"}


def made(states: list[str], treaties: list[tuple[str, list[str]]]) -> Iterator[Entry]:
    """A million claims as entries, and ten thousand judgements: events, each told by one to eight sources."""
    rng = random.Random(1914)  # noqa: S311 - made claims keep no secret
    types, weights = list(SHARES), list(SHARES.values())
    pairs = [tuple(rng.sample(states, 2)) for _ in range(3_000)]
    foes = pairs[:200]
    sources = [(f"spokesman {n}", rng.choice(states)) for n in range(1_500)] + [
        (f"paper {n}", None) for n in range(500)
    ]
    count = 0
    while count < CLAIMS:
        event = rng.choices(types, weights)[0]
        one, two = (
            rng.choice(foes if event in ("attack", "threat") else pairs)
            if rng.random() < 0.9
            else rng.sample(states, 2)
        )
        happened = START + timedelta(days=rng.randrange(3_800))
        treaty = None
        if event.startswith("treaty"):
            treaty, parties = rng.choice(treaties)
            actors = {"party": parties[:2]}
        elif event in ROLES:
            actors = dict(zip(ROLES[event], ([one], [two]), strict=True))
        else:
            actors = {"party" if event == "relation_state" else "about": [one, two]}
        figure = rng.choice((100, 500, 1_500, 3_000, 12_000)) if event in UNITS and rng.random() < 0.5 else None
        status = rng.choice(("present", "completed", "planned", None))
        for _ in range(rng.randint(1, 8)):
            source, affiliation = rng.choice(sources)
            known = happened + timedelta(days=rng.randrange(20))
            body = {
                "source": source,
                "source_affiliation": affiliation,
                "relayed_by": [],
                "speech_verb": "say",
                "modality": rng.choices(("asserted", "denied", "possible", "reported"), (7, 1, 1, 1))[0],
                "cue": "",
                "event_type": event,
                "status": status,
                "actors": actors,
                "quantity": None if figure is None else {"low": figure, "high": figure, "unit": UNITS[event]},
                "date": {"start": happened.isoformat(), "end": happened.isoformat()} if rng.random() < 0.5 else None,
                "place": None,
                "sentence": f"{source} told on {known} of number {count}, between {one} and {two}, of {happened}.",
                "char_start": 0,
                "char_end": 40,
                "reader": "made",
                "report": None,
                "outlet": f"paper {count % 97}",
                "treaty": treaty,
            }
            moment = datetime(known.year, known.month, known.day, tzinfo=UTC)
            entry = Entry("claim", "bench", moment, known, "", canonical(body))
            yield entry
            count += 1
            if count % 100 == 0:
                said = {"verdict": rng.choice(("accept", "dispute", "retract")), "of": entry.id, "by": None}
                yield Entry("judgement", "bench", moment, known, "as I read it", canonical(said))
            if count >= CLAIMS:
                return


def write(folder: Path) -> None:
    """Blocks of columns, and the bodies with an index, as a store would have them."""
    corpus = [(t.id, list(t.states)) for t in fd.treaties() if len(t.states) > 1]
    states = sorted({code for _, parties in corpus for code in parties if len(code) == 3})
    run, place, n, spent = [], {}, 0, 0.0
    with (folder / "bodies").open("wb") as bodies:
        for entry in made(states, corpus):
            run.append(entry)
            if entry.kind == "claim":
                line = json.dumps([entry.known.isoformat(), entry.body]).encode()
                place[entry.id] = (bodies.tell(), len(line))
                bodies.write(line)
            if len(run) == RUN:
                began = time.process_time()
                (folder / f"block-{n:05}").write_bytes(columns_of(run).pack())
                spent += time.process_time() - began
                run, n = [], n + 1
    (folder / f"block-{n:05}").write_bytes(columns_of(run).pack())
    (folder / "index").write_text(json.dumps(place))
    print(f"columns made and packed: {1e6 * spent / (n * RUN):.0f} microseconds of CPU an entry", flush=True)


def measure(folder: Path) -> None:
    """The fold, then questions, in a fresh process."""
    base = fd.World(fd.treaties(), on=DAY)
    index: dict[str, list[int]] = {}

    def given(keys: Sequence[str]) -> Iterator[Entry]:
        with (folder / "bodies").open("rb") as bodies:
            for key in keys:
                at, size = index[key]
                bodies.seek(at)
                known, body = json.loads(bodies.read(size))
                yield Entry("claim", "bench", datetime(2024, 1, 1, tzinfo=UTC), date.fromisoformat(known), "", body)

    index.update(json.loads((folder / "index").read_text()))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    columns = join([Columns.unpack(block.read_bytes()) for block in sorted(folder.glob("block-*"))])
    print(f"blocks read and joined: {time.process_time() - began:.2f} CPU-s, {len(columns):,} entries")
    world = fold(columns, DAY, DAY, base=base, bodies=given)
    print(f"the same and the fold of {DAY}: {time.process_time() - began:.2f} CPU-s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {peak / 2**20:.2f} GiB, {before / 2**20:.2f} of it before the fold (the index of the bodies)")
    for question in (
        lambda: len(fd.obligations(world, fd.Attack("KOR", "PRK"))),
        lambda: sum(world.evidence.counts("PRK").values()),
        lambda: len(world.evidence.matters("PRK", "force")),
        lambda: len(world.evidence.matters("PRK")),
    ):
        began = time.process_time()
        print(question(), f"{time.process_time() - began:.2f} CPU-s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        with TemporaryDirectory() as name:
            write(Path(name))
            subprocess.run([sys.executable, __file__, name], check=True)
