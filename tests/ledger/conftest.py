"""The two databases; a server is started once for each process of the tests, when it is first asked for."""

import itertools
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from server import MISSING, Server, binaries

from foedus.ledger.ledger import Ledger


@pytest.fixture(scope="session")
def server():
    if binaries() is None:
        if os.environ.get("FOEDUS_POSTGRES_REQUIRED"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    running = Server()
    yield running
    running.remove()


@pytest.fixture(scope="session")
def numbers():
    return itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path, numbers):
    """A place where no ledger is yet, in each database."""
    if request.param == "sqlite":
        return str(tmp_path / "case.db")
    return request.getfixturevalue("server").address(f"case_{next(numbers)}")


@pytest.fixture
def ledger(where):
    with Ledger(where, author="Ann Lee") as opened:
        yield opened


@pytest.fixture
def file(tmp_path):
    """A path where no ledger is yet."""
    return tmp_path / "case.db"


@pytest.fixture(scope="session")
def record():
    """The world of the record alone."""
    import foedus as fd

    return fd.World(fd.treaties(), on="2026-11-01")
