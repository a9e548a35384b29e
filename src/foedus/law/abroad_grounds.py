"""Do forces.yaml and umbrellas.yaml name treaties and articles that the corpus has? Only both together can tell."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from foedus.errors import DataErrors
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.errors import Mistake
    from foedus.gate.marked import Marked
    from foedus.terms.treaties import Treaty

__all__ = ["check_grounds"]


def check_grounds(treaties: Iterable[Treaty], raw: dict[str, bytes] | None = None) -> None:
    """Hold the grounds of every force abroad and umbrella against the corpus.

    Args:
        treaties: the corpus.
        raw: name of the file -> its bytes; left out, the files that ship.

    Raises:
        DataErrors: a treaty that the corpus does not hold, or an article that the treaty does not have, with its line.
    """
    from foedus.gate.marked import read_yaml  # noqa: PLC0415 - only when files are checked

    if raw is None:
        data = files("foedus") / "data"
        raw = {name: (data / name).read_bytes() for name in ("forces.yaml", "umbrellas.yaml")}
    corpus = {t.id: t for t in treaties}
    mistakes = [m for name, content in raw.items() for m in _mistakes(read_yaml(content, name), corpus)]
    if mistakes:
        raise DataErrors(mistakes)


def _mistakes(file: Marked, corpus: dict[str, Treaty]) -> Iterator[Mistake]:
    for n, row in enumerate(file.data):
        for m, ground in enumerate(row.get("basis", ())):
            what = _wrong(ground, corpus)
            if what:
                yield file.mistake((n, "basis", m), what)
        if "protected" in row:
            yield from (file.mistake((n, "from"), what) for what in _too_early(row, corpus))
        who = row.get("protected")
        if isinstance(who, dict) and who["members_of"] not in corpus:
            yield file.mistake((n, "protected"), f"no treaty `{who['members_of']}` in the corpus")


def _too_early(row: dict[str, Any], corpus: dict[str, Treaty]) -> Iterator[str]:
    """An umbrella that rests on treaties alone cannot be older than the first of them, nor surer of its first day."""
    treaties = [corpus.get(ground.get("treaty", "")) for ground in row.get("basis", ())]
    forces = [t.in_force for t in treaties if t is not None and t.in_force is not None]
    if not forces or len(forces) < len(treaties):
        return
    begun = When.parse(str(row["from"]))
    first = min(forces, key=lambda when: (when.earliest or date.min, when.latest or date.max))
    early = begun.earliest is not None and first.earliest is not None and begun.earliest < first.earliest
    unsure = begun.latest is not None and (first.latest is None or begun.latest < first.latest)
    if early or unsure:
        yield f"it begins {begun}, and the treaty that it rests on is in force from {first}; write that, or add `words`"


def _wrong(ground: dict[str, Any], corpus: dict[str, Treaty]) -> str:
    key, article = ground.get("treaty"), str(ground.get("article") or "")
    if not key:
        return ""
    if key not in corpus:
        return f"no treaty `{key}` in the corpus; write its file, or name the instrument in `words`"
    articles = (*corpus[key].articles, *(c.base_article for c in corpus[key].clauses))
    if article and article not in articles:
        return f"`{key}` has no article {article}; it has {', '.join(dict.fromkeys(articles)) or 'none that is known'}"
    return ""
