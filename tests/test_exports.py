"""The public names, and what it costs to import them."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import foedus

HEAVY = (
    *("polars", "pydantic", "ruamel", "spacy", "pandas", "numpy", "rich", "typer", "jinja2"),
    *("pooch", "requests", "rdata"),
)


def test_the_public_names_are_listed_sorted_and_each_is_there():
    assert foedus.__all__ == sorted(foedus.__all__, key=lambda name: (not name[0].isupper(), name))
    assert len(set(foedus.__all__)) == len(foedus.__all__)


def test_the_list_is_the_public_namespace_no_more_and_no_less():
    assert [name for name in foedus.__all__ if not hasattr(foedus, name)] == []  # names of the tables come when asked
    found = {n for n, v in vars(foedus).items() if not n.startswith("_") and not isinstance(v, ModuleType)}
    assert found == set(foedus.__all__) == set(dir(foedus))


def test_a_name_that_is_not_there_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'alliance'"):
        _ = foedus.alliance


def test_no_room_is_called_like_a_public_name():
    rooms = {path.stem for path in Path(foedus.__file__).parent.iterdir()}
    assert rooms & set(foedus.__all__) == set()


def test_every_public_name_says_what_it_is():
    assert [name for name in foedus.__all__ if not (getattr(foedus, name).__doc__ or "").strip()] == []


def test_every_module_says_what_it_gives_and_has_it(request):
    root = request.config.rootpath / "src"
    for path in sorted((root / "foedus").rglob("*.py")):
        if path.name == "__main__.py":
            continue
        name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        module = __import__(name, fromlist=["_"])
        for public in getattr(module, "__all__", ()):
            assert hasattr(module, public), (name, public)


def loaded_after(statement):
    code = f"import json, sys; {statement}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_the_package_loads_no_heavy_library():
    loaded = loaded_after("import foedus")
    assert "foedus" in loaded
    assert not loaded & set(HEAVY)


def test_the_help_of_the_command_line_loads_no_data_library():
    loaded = loaded_after("import foedus.cli.app")
    assert not loaded & set(HEAVY) - {"typer", "rich"}
