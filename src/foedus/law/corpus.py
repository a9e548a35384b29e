"""The corpus: a folder of treaty files -> treaties, checked once and kept until a file changes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import DataErrors, FoedusError, Mistake
from foedus.gate.kept import Kept, digest
from foedus.terms.conditions import All, Atom, Condition, Not
from foedus.terms.conditions import Any as AnyOf
from foedus.terms.treaties import Clause, NotCoded, Party, Source, Suspension, Treaty
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from foedus.atlas.atlas import Atlas

__all__ = ["build_condition", "build_treaty", "check_folder", "read_corpus", "words_digest"]

_RULES = (
    ("law", "treaty_file.py"),
    ("law", "treaty_sense.py"),
    ("law", "treaty_shape.py"),
    ("gate", "shapes.py"),
    ("gate", "marked.py"),
)


def read_corpus(atlas: Atlas, folder: str | Path | None = None) -> tuple[Treaty, ...]:
    """Read the corpus that ships, or a folder of treaty files.

    Raises:
        DataErrors: every mistake in every file, with its line.
        FoedusError: the folder is not there, or holds no treaty file.
    """
    raw = _raw(folder)
    here = files("foedus")
    kept = Kept("treaties", b"".join((here / room / file).read_bytes() for room, file in _RULES))
    names = words_digest(atlas)
    keys = {name: digest(name.encode(), content, names) for name, content in raw.items()}
    entries = kept.read()
    if any(key not in entries for key in keys.values()):
        fresh = _read(raw, atlas, {name: entries[key] for name, key in keys.items() if key in entries})
        if folder is None:
            kept.write({keys[name]: plain for name, plain in fresh.items()})
    else:
        fresh = {name: entries[key] for name, key in keys.items()}
    return tuple(build_treaty(fresh[name]) for name in sorted(fresh))


def check_folder(atlas: Atlas, folder: str | Path | None = None) -> int:
    """Read and check every file of a folder afresh, or one file; the number of sound files.

    Raises:
        DataErrors: every mistake in every file, with its line.
    """
    raw = _raw(folder)
    return len(_read(raw, atlas, {}))


def _raw(folder: str | Path | None) -> dict[str, bytes]:
    root: Traversable = files("foedus") / "data" / "treaties" if folder is None else Path(folder)
    if isinstance(root, Path) and root.is_file():
        return {root.name: root.read_bytes()}
    if not root.is_dir():
        raise FoedusError(f"no folder {root}; name a folder that holds treaty files (*.yaml)")
    found = {item.name: item.read_bytes() for item in root.iterdir() if item.name.endswith(".yaml") and item.is_file()}
    if not found:
        raise FoedusError(f"no treaty file in {root}; a treaty file is named like 2024-russia-dprk.yaml")
    return dict(sorted(found.items()))


def words_digest(atlas: Atlas) -> bytes:
    """The names that a file of ours may refer to, as bytes: other names, nothing kept."""
    codes = [s.code for s in atlas.states] + [e.code for e in atlas.entities]
    return "\n".join([*codes, *(a.id for a in atlas.areas), *(w.id for w in atlas.wars)]).encode()


def _read(raw: Mapping[str, bytes], atlas: Atlas, sound: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Plain data of every file; what is known to be sound is not read again."""
    from foedus.gate.marked import read_yaml  # noqa: PLC0415 - only when a file changed
    from foedus.law.treaty_file import check_treaty  # noqa: PLC0415 - the same
    from foedus.law.treaty_sense import vocabulary  # noqa: PLC0415 - the same

    words = vocabulary(atlas)
    plain: dict[str, dict[str, Any]] = {}
    mistakes: list[Mistake] = []
    first: dict[str, str] = {}
    for name, content in raw.items():
        if name in sound:
            plain[name] = sound[name]
            first.setdefault(sound[name]["id"], name)
            continue
        try:
            marked = read_yaml(content, name)
        except DataErrors as error:
            mistakes += error.mistakes
            continue
        good, wrong = check_treaty(marked, words)
        mistakes += wrong
        key = marked.data.get("id") if isinstance(marked.data, dict) else None
        if isinstance(key, str) and key in first:
            mistakes.append(marked.mistake(("id",), f"the id `{key}` is already that of {first[key]}; choose another"))
        elif isinstance(key, str):
            first[key] = name
        if good is not None:
            plain[name] = good
    if mistakes:
        raise DataErrors(mistakes)
    return plain


def build_treaty(plain: dict[str, Any]) -> Treaty:
    """A record from plain data that has passed the gate."""
    atop = plain.get("atop") or {}
    return Treaty(
        id=plain["id"],
        name=plain["name"],
        instrument=plain["instrument"],
        parties=tuple(_party(row) for row in plain["parties"]),
        clauses=tuple(_clause(row) for row in plain.get("clauses", ())),
        signed=_when(plain.get("signed")),
        in_force=_when(plain.get("in_force")),
        end=_when(plain.get("end")),
        end_how=plain.get("end_how", ""),
        end_note=plain.get("end_note", ""),
        known=_when(plain.get("known")),
        text=plain.get("text", "public"),
        aka=tuple(plain.get("aka", ())),
        suspensions=tuple(_suspension(row) for row in plain.get("suspensions", ())),
        articles=tuple(plain["articles"]),
        not_coded=tuple(NotCoded(tuple(r["articles"]), r["reason"]) for r in plain.get("not_coded", ())),
        unverified=tuple(plain.get("unverified", {}).items()),
        sources=tuple(
            Source(r.get("url") or r.get("cite", ""), tuple(r["supports"])) for r in plain.get("sources", ())
        ),
        notes=tuple(plain.get("notes", ())),
        atop=atop.get("id"),
        atop_differences=tuple((d["field"], d["reason"]) for d in atop.get("differences", ())),
    )


def _when(text: str | None) -> When | None:
    return When.parse(text) if text else None


def _party(row: dict[str, Any]) -> Party:
    return Party(
        state=row["state"],
        entry=_when(row.get("entry")),
        signed=_when(row.get("signed")),
        how=row.get("how", ""),
        exit=_when(row.get("exit")),
        exit_how=row.get("exit_how", ""),
        notice=_when(row.get("notice")),
        note=row.get("note", ""),
    )


def _suspension(row: dict[str, Any]) -> Suspension:
    between = tuple(row.get("between", ()))
    states = between or tuple(row["states"])
    return Suspension(states, When.parse(row["start"]), _when(row.get("end")), row["what"], bool(between))


_DEFAULT_WHEN = {"nonaggression": Atom("attacked", ("promisee",)), "neutrality": Atom("at_war", ("promisee",))}


def _clause(row: dict[str, Any]) -> Clause:
    promisor, promisee = row.get("promisor", "each"), row.get("promisee", "others")
    when = row.get("when")
    return Clause(
        article=row["article"],
        kind=row["kind"],
        substance=row["substance"],
        when=_DEFAULT_WHEN[row["kind"]] if when is None else build_condition(when),
        owes=row["owes"],
        discretion=row["discretion"],
        process=row.get("process", ""),
        promisors=() if promisor == "each" else tuple(promisor),
        promisees=() if promisee == "others" else tuple(promisee),
        start=_when(row.get("start")),
        end=_when(row.get("end")),
        known=_when(row.get("known")),
        known_until=_when(row.get("known_until")),
    )


def build_condition(value: Any) -> Condition:
    """A condition from plain data that has passed the gate."""
    if isinstance(value, str):
        return Atom(value)
    [(name, arg)] = value.items()
    match name:
        case "all":
            return All(tuple(build_condition(part) for part in arg))
        case "any":
            return AnyOf(tuple(build_condition(part) for part in arg))
        case "not":
            return Not(build_condition(arg))
    args = arg if isinstance(arg, list) else [arg]
    return Atom(name, tuple(str(a) for a in args))
