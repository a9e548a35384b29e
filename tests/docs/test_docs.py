"""The documentation tells the truth: its code runs, its commands print what it shows, nothing public is left out."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pages import ROOT, blocks, commands, links, name, pages

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
REFERENCE = ROOT / "docs" / "reference"
NEEDS_MIRROR = {
    *(
        f"docs/how-to/{page}.md"
        for page in ("atop", "data", "from-peacesciencer", "odds", "regression", "tension", "trial")
    ),
    *(f"docs/reference/{page}.md" for page in ("alignment", "flows", "umbrella")),
}


def page_params():
    """Every page; those that read data of others are marked."""
    found = []
    for page in pages():
        marks = [pytest.mark.mirror] if name(page) in NEEDS_MIRROR else []
        found.append(pytest.param(page, id=name(page), marks=marks))
    return found


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder with `report.txt`: the report that ships, without its dateline."""
    from foedus.briefing.brief import example_report

    text = re.sub(r"^[A-Z]+, .*? \(Foedus Wire\) - ", "", example_report(), flags=re.MULTILINE)
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", page_params())
def test_what_a_page_shows_is_what_happens(page, folder):
    names = {"__name__": "page"}
    wrong = []
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.title:
            path = folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
        elif block.lang == "python":
            wrong += run_python(block, names, name(page))
        elif block.lang in ("console", "sh"):
            wrong += [told for command in commands(block) if (told := run_command(command, name(page)))]
    assert not wrong, "\n\n".join(wrong)


def run_python(block, names, page):
    """Run a block in the page's namespace: as a doctest if it has prompts, else as it stands."""
    told = []
    if ">>>" in block.body:
        test = doctest.DocTestParser().get_doctest(block.body, names, page, page, block.line - 1)
        doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(test, out=told.append, clear_globs=False)
        names.update(test.globs)
    else:
        code = compile("\n" * (block.line - 1) + block.body, page, "exec")
        exec(code, names)  # noqa: S102 - running the page is the test
    return ["".join(told)] if told else []


def run_command(command, page):
    """Run a command in a shell; what is wrong with it, or nothing."""
    beside = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": os.pathsep.join([beside, os.environ["PATH"]]),
        "NO_COLOR": "1",
        "COLUMNS": "80",
        "PYTHONUNBUFFERED": "1",
    }
    done = subprocess.run(
        [shutil.which("bash"), "-o", "pipefail", "-c", command.text],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    where = f"{page}:{command.line}: $ {command.text}"
    if done.returncode != 0:
        return f"{where}\nexits with {done.returncode}:\n{done.stdout}"
    if not agrees(command.prints, done.stdout):
        return f"{where}\nshould print:\n{command.prints}\nprints:\n{done.stdout}"
    return None


def agrees(shown, printed):
    """Is this what was printed, up to `...`, white space and the length of ruled lines? Nothing shown, all agrees."""
    shown, printed = (re.sub("─+", "─", " ".join(text.split())) for text in (shown, printed))
    parts = [re.escape(part.strip()) for part in shown.split("...")]
    return not shown or re.fullmatch(".*".join(parts), printed) is not None


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_relative_link_leads_somewhere(page):
    dead = [
        f"{name(page)}:{line}: {target}"
        for target, line in links(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)


def test_the_reference_of_the_command_line_is_what_the_app_says(make_reference):
    shown = (REFERENCE / "command-line.md").read_text(encoding="utf-8")
    assert shown == make_reference.page(), "run `make reference` and look at what changed"


def test_the_reference_names_every_command_and_no_other(make_reference):
    shown = re.findall(r"^## foedus (\w+)$", (REFERENCE / "command-line.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(shown) == sorted(make_reference.verbs())


def test_no_page_names_a_command_that_does_not_exist(make_reference):
    verbs = make_reference.verbs()
    strange = {
        f"{name(page)}: foedus {verb}"
        for page in pages()
        for block in blocks(page.read_text(encoding="utf-8"))
        if block.lang in ("console", "sh")
        for command in commands(block)
        if (verb := command.text.split()[1]) not in verbs and not verb.startswith("-")
    }
    assert not strange


def test_every_error_is_documented():
    import foedus.errors

    page = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    public = {name: getattr(foedus.errors, name) for name in foedus.errors.__all__}
    ours = [name for name, kind in public.items() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert [name for name in ours if f"`{name}`" not in page] == []


def test_every_public_name_is_documented_and_no_other():
    import foedus
    from foedus.tables.catalogue import VARIABLES

    page = (REFERENCE / "python.md").read_text(encoding="utf-8")
    shown = re.findall(r"^## `(\w+)`", page, re.MULTILINE)  # the variables have a page each
    assert sorted([*shown, *VARIABLES]) == sorted(foedus.__all__)


def test_every_fact_that_can_be_stated_is_documented():
    from foedus.law.situation import FACTS

    page = (REFERENCE / "facts.md").read_text(encoding="utf-8")
    assert [fact for fact in FACTS if f"`{fact}`" not in page] == []


def test_every_field_of_a_claim_is_documented():
    from foedus.terms.claims import EVENT_TYPES, MODALITIES, Claim

    page = (REFERENCE / "claims.md").read_text(encoding="utf-8")
    blank = Claim("NARRATOR", None, (), None, "asserted", "", "attack", None, (), None, None, None, "", 0, 0)
    words = (*blank.to_dict(), *EVENT_TYPES, *MODALITIES)
    assert [word for word in words if f"`{word}`" not in page] == []


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_both_commands_stand_on_the_first_page(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert "pip install uv && uv run foedus brief" in text
    assert "pip install uv && uv run pytest" in text


def test_the_version_is_the_same_everywhere():
    import foedus

    version = foedus.__version__
    assert f'version = "{version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"version: {version}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_reference_of_the_sources_is_what_the_registry_says():
    shown = (REFERENCE / "sources.md").read_text(encoding="utf-8")
    assert shown == script("make_sources").page(), "run `make reference` and look at what changed"


def test_the_pages_of_the_variables_are_what_their_docstrings_say():
    folder = REFERENCE / "variables"
    shown = {page.name: page.read_text(encoding="utf-8") for page in folder.glob("*.md")}
    assert shown == script("make_variables").pages(), "run `make reference` and look at what changed"


@pytest.fixture(scope="module")
def make_reference():
    """The script that writes the reference of the command line."""
    return script("make_reference")


def script(called):
    """A script of the documentation, as a module."""
    import importlib.util

    spec = importlib.util.spec_from_file_location(called, ROOT / "docs" / f"{called}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
