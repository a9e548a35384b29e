"""Write docs/reference/command-line.md from what the app itself says about its verbs (`make reference`)."""

from __future__ import annotations

from pathlib import Path

from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from foedus.cli.app import app

TARGET = Path(__file__).parent / "reference" / "command-line.md"

HEAD = """\
# The command line

<!-- Written by docs/make_reference.py from the help in src/foedus/cli: change it there, then run `make reference`. -->

A verb, then nouns. Text for a reader on a terminal; `--json` on every verb that answers, in the shapes of
[JSON](json.md); `--csv` where the answer is a table. From Python the same questions are put with the names of
[Python](python.md).

States are named by ISO 3166 alpha-3 code (`PRK`), by Correlates of War number (`731`), or by an English name or usual
variant (`"North Korea"`, `DPRK`, `Prussia` on a day before 1871). Letter codes of the Correlates of War project clash
with ISO, so they take a prefix: `cow:AUS` is Austria. Places are named in English; the facts that `--fact` can state
are listed under [Facts](facts.md).

| exit | meaning |
|---|---|
| 0 | answered |
| 1 | nothing found: no duty, no treaty, no change; a data set that is missing |
| 2 | wrong use or bad input; one message on standard error says what is wrong, where, and [what to do](errors.md) |
"""


def verbs() -> list[str]:
    """The app's verbs, in the order of its help."""
    return list(get_command(app).commands)


def page() -> str:
    """The page as it should stand."""
    parts = [HEAD, "## The app\n", _help([])]
    for verb, command in get_command(app).commands.items():
        parts += [f"## foedus {verb}\n", _help([verb])]
        for word in command.commands if isinstance(command, TyperGroup) else ():
            parts += [f"### foedus {verb} {word}\n", _help([verb, word])]
    return "\n".join(parts)


def _help(words: list[str]) -> str:
    told = CliRunner().invoke(app, [*words, "--help"], prog_name="foedus", env={"COLUMNS": "80"})
    lines = [line.rstrip() for line in told.output.strip().splitlines()]
    return "\n".join(["```text", *lines, "```", ""])


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    print(f"wrote docs/reference/{TARGET.name}")
