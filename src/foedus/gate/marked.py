"""YAML 1.2 with line numbers: plain data, and the line on which each part of it stands.

YAML 1.2 keeps `NO` a word (Norway), which older readers turn into false. Dates stay text: they may be imprecise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from foedus.errors import DataErrors, Mistake

__all__ = ["Marked", "read_yaml"]

_WORDS = {"true": True, "True": True, "false": False, "False": False}


@dataclass(slots=True)
class Marked:
    """Plain data from one file and the line of each part.

    Attributes:
        file: the name under which mistakes are reported.
        data: dicts, lists, text, numbers, booleans, `None`.
        lines: path of keys and positions -> line, counted from 1.
        mistakes: found while reading (keys given twice).
    """

    file: str
    data: Any = None
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of this part, or of the nearest part that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def mistake(self, path: tuple[str | int, ...], what: str) -> Mistake:
        """A mistake at this part."""
        return Mistake(self.file, self.line(path), what)


def read_yaml(raw: bytes, file: str) -> Marked:
    """Read one document.

    Raises:
        DataErrors: no UTF-8, no YAML, or nothing in it; names the line.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DataErrors([Mistake(file, line, "not UTF-8 text; save the file as UTF-8")]) from None
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        line = (error.problem_mark or error.context_mark).line + 1 if (error.problem_mark or error.context_mark) else 1
        problem = " ".join(str(error.problem or error.context or "no YAML").split())
        raise DataErrors([Mistake(file, line, f"not YAML: {problem}")]) from None
    marked = Marked(file)
    if node is None:
        raise DataErrors([Mistake(file, 1, "the file is empty")])
    marked.data = _plain(node, (), marked)
    return marked


def _plain(node: Any, path: tuple[str | int, ...], marked: Marked) -> Any:
    marked.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return _mapping(node, path, marked)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*path, n), marked) for n, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)  # noqa: S101 - YAML has no fourth kind of node
    return _scalar(node)


def _mapping(node: MappingNode, path: tuple[str | int, ...], marked: Marked) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in plain:
            marked.mistakes.append(Mistake(marked.file, line, f"`{key}` stands here twice; keep one"))
        marked.lines[(*path, key)] = line
        plain[key] = _plain(value_node, (*path, key), marked)
    return plain


def _scalar(node: ScalarNode) -> Any:
    kind, text = str(node.tag).rpartition(":")[2], node.value
    if kind == "null":
        return None
    if kind == "bool":
        return _WORDS.get(text, text)
    if kind == "int":
        return int(text) if text.lstrip("+-").isdigit() else text
    if kind == "float":
        return float(text)
    return text
