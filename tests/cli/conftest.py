"""The command line as a function."""

import sys

import pytest

from foedus.cli.app import run


@pytest.fixture
def foedus(monkeypatch, capsys):
    """Run a command line: exit code, standard output, standard error."""

    def command(*words):
        monkeypatch.setattr(sys, "argv", ["foedus", *map(str, words)])
        code = 0
        try:
            run()
        except SystemExit as stop:
            code = stop.code or 0
        told = capsys.readouterr()
        return code, told.out, told.err

    return command
