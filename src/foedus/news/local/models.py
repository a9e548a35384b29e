"""The trained models of the local reader, as they are kept in data/models/reader.json.gz."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import MissingReader
from foedus.news.local.context import Context, impressions
from foedus.news.local.encoder import shipped_encoder
from foedus.news.local.linear import Linear, agreed
from foedus.news.local.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Token

    from foedus.news.local.encoder import Encoder
    from foedus.news.local.features import Features

    Chances = Mapping[str, NDArray[np.float64]]

__all__ = ["FORMAT", "Models", "pack", "shipped_models", "unpack"]

FORMAT = 4
"""Version of the file's shape."""


@dataclass(frozen=True, slots=True)
class Models:
    """One table of weights for each decision.

    Attributes:
        leaning: what is taken off `none` in log-odds.
        types, network: what a clause tells (an event type, or `none`), by a linear model and by a network.
        context: weighs both in the light of what the rest of the report tells.
        sources, quantities, dates, spans: does this candidate belong to the claim (`no`, `yes`)?
        roles, role_network: the sort of role of a state or group, by a linear model and by a network.
        hedges: how surely; `stages`: how far it has come.
        encoder: gives a second opinion on every decision; kept in files of its own.
    """

    version: str
    leaning: float
    types: Linear
    network: Network | None
    context: Context | None
    role_network: Network | None
    sources: Linear
    spans: Linear
    roles: Linear
    hedges: Linear
    stages: Linear
    quantities: Linear
    dates: Linear
    encoder: Encoder | None = None

    def must_agree(self) -> None:
        """Refuse an encoder that was trained for other classes than the tables.

        Raises:
            MissingReader: says what to do.
        """
        if self.encoder is None:
            return
        layers = self.encoder.layers
        told = (layers.types.classes, layers.hedges.classes, layers.stages.classes, layers.sorts)
        if told != (self.types.classes, self.hedges.classes, self.stages.classes, self.roles.classes):
            raise MissingReader("encoder and tables are of different corpora; install Foedus again, or train both")

    def chances(self, rows: Sequence[Features], meanings: NDArray[np.float32]) -> Chances:
        """First impressions of clauses: the probability of each class of `types`, by linear model and network."""
        found = {"linear": self.types.scores(rows)}
        if self.network is not None:
            found["network"] = self.network.scores(rows, meanings)
        return found

    def events(self, heads: Sequence[Sequence[Token]], chances: Chances) -> NDArray[np.float64]:
        """For each clause of a report and class of `types`, its weight: log-odds, with `none` held back.

        Args:
            heads: for each sentence the words that can head a claim.
            chances: first impressions of all of them, by the name of the model.
        """
        none = self.types.classes.index("none")
        if self.context is not None:
            weighed = self.context.odds(impressions(heads, chances, none))
        else:
            weighed = np.log(agreed(*chances.values()))
        weighed[:, none] -= self.leaning
        return weighed

    def sorts(self, rows: Sequence[Features]) -> NDArray[np.float64]:
        """The weight of each class of `roles` for each state or group."""
        chances = self.roles.scores(rows)
        return chances if self.role_network is None else agreed(chances, self.role_network.scores(rows))


def pack(models: Models) -> bytes:
    """As a file: JSON, compressed, the same bytes for the same models."""
    data: dict[str, Any] = {"format": FORMAT, "version": models.version, "leaning": models.leaning}
    for field in fields(models):
        value = getattr(models, field.name)
        if isinstance(value, Linear | Network | Context):
            data[field.name] = value.to_dict()
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def unpack(raw: bytes, where: str = "the file") -> Models:
    """From a file.

    Raises:
        MissingReader: damaged, or of another version of Foedus; says what to do.
    """
    try:
        data = json.loads(gzip.decompress(raw))
        if data["format"] != FORMAT:
            raise MissingReader(f"{where} has format {data['format']}, this Foedus reads {FORMAT}; train it again")
        networks = {n: Network.from_dict(data.pop(n)) if n in data else None for n in ("network", "role_network")}
        context = Context.from_dict(data.pop("context")) if "context" in data else None
        tables: dict[str, Any] = {
            f.name: Linear.from_dict(data[f.name]) for f in fields(Models) if isinstance(data.get(f.name), dict)
        }
        return Models(
            version=str(data["version"]),
            leaning=float(data["leaning"]),
            network=networks["network"],
            context=context,
            role_network=networks["role_network"],
            **tables,
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as error:
        raise MissingReader(f"{where} is damaged ({error}); install Foedus again, or train it again") from None


@cache
def shipped_models() -> Models:
    """The models that ship."""
    path = files("foedus").joinpath("data", "models", "reader.json.gz")
    found = replace(unpack(path.read_bytes(), "data/models/reader.json.gz"), encoder=shipped_encoder())
    found.must_agree()
    return found
