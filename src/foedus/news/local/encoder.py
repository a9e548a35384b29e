"""The encoder: a small transformer that gives each word of a report a vector that depends on the words around it.

It began as MiniLM (six layers, 384 numbers for each piece of a word; Wang and others 2020) and was trained further on
the annotated reports, with all decisions of the reader at once (`docs/make_encoder.py`). It ships as ONNX with eight
bits for each weight: data that `onnxruntime` computes with, not code.
"""

from __future__ import annotations

import gzip
import json
import zlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import MissingReader
from foedus.news.local.language import ADVICE, must_be_whole
from foedus.news.local.layers import Layers
from foedus.news.local.opinions import Encoded, Opinions
from foedus.news.local.pieces import windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.resources.abc import Traversable

__all__ = ["Encoder", "shipped_encoder"]


class Encoder:
    """A session with a model.

    Attributes:
        session: what computes (`onnxruntime.InferenceSession`).
        tokenizer: what cuts words into pieces.
        layers: what is asked of the vectors.
    """

    def __init__(self, model: bytes, pieces: Sequence[str], layers: Layers) -> None:
        try:
            import onnxruntime  # noqa: PLC0415 - heavy, and only for this reader
            from tokenizers import BertWordPieceTokenizer  # noqa: PLC0415 - the same
        except ImportError as error:
            raise MissingReader(f"a package of the local reader cannot be loaded ({error}); {ADVICE}") from None

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # reports are spread over processes
        options.log_severity_level = 3
        try:
            self.session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # noqa: BLE001 - its errors share no other class
            raise MissingReader(f"the encoder is damaged ({str(error)[:80]}); install Foedus again") from None
        self.tokenizer: Any = BertWordPieceTokenizer({piece: n for n, piece in enumerate(pieces)}, lowercase=True)
        self.tokenizer._tokenizer.encode_special_tokens = True  # noqa: SLF001 - "[SEP]" in a report is text like other
        self.layers = layers
        self._marks = pieces.index("[CLS]"), pieces.index("[SEP]")

    def read(self, sentences: Iterable[tuple[int, str]]) -> Opinions:
        """Give every piece of a report's words its vector, and be ready to tell what they say.

        Args:
            sentences: where each sentence begins in the report, and its text.
        """
        starts: list[int] = []
        within: list[int] = []
        tables = [np.zeros((0, self.layers.meant.shape[1]), dtype=np.float16)]
        for number, window in enumerate(windows(sentences, self.tokenizer)):
            (found,) = self.session.run(None, {"ids": window.ids(*self._marks)})
            tables.append(found[0, 1:-1].astype(np.float16))
            starts += window.starts
            within += [number] * len(window.starts)
        places = np.array(starts, dtype=np.int64), np.array(within, dtype=np.int64)
        return Opinions(Encoded(*places, np.concatenate(tables)), self.layers)

    @classmethod
    def of(cls, folder: Traversable) -> Encoder:
        """From the files that `docs/make_encoder.py` writes."""
        model, pieces, layers = (
            gzip.decompress((folder / name).read_bytes())
            for name in ("encoder.onnx.gz", "pieces.txt.gz", "layers.json.gz")
        )
        return cls(model, pieces.decode().split("\n"), Layers.from_dict(json.loads(layers)))


@cache
def shipped_encoder() -> Encoder:
    """The encoder that ships.

    Raises:
        MissingReader: a package is not installed, or a file is damaged; says what to do.
    """
    must_be_whole()
    try:
        return Encoder.of(files("foedus") / "data" / "models" / "encoder")
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as error:
        raise MissingReader(f"data/models/encoder is damaged ({error}); install Foedus again") from None
