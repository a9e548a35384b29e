"""What the tests of the reader share."""

from datetime import date
from pathlib import Path

import pytest

FOUNDING = Path(__file__).parents[2].parent / "shared" / "cases" / "founding-report.txt"


def pytest_collection_modifyitems(items):
    if FOUNDING.exists():
        return
    without = pytest.mark.skip(reason=f"the founding report is third-party text and not here ({FOUNDING.name})")
    for item in items:
        if "founding" in item.keywords:
            item.add_marker(without)


@pytest.fixture(scope="session")
def atlas():
    from foedus.atlas.load import shipped_atlas

    return shipped_atlas()


@pytest.fixture(scope="session")
def corpus(atlas):
    from foedus.law.corpus import read_corpus

    return read_corpus(atlas)


@pytest.fixture(scope="session")
def read(atlas, corpus):
    from foedus.news.reading import read_report

    def reading(source, day=None):
        moment = date.fromisoformat(day) if day else None
        return read_report(source, dateline=moment, atlas=atlas, treaties=corpus, reader="plain")

    return reading


@pytest.fixture(scope="session")
def founding(read):
    return read(FOUNDING, "2024-10-19")


@pytest.fixture(scope="session")
def founding_path():
    return FOUNDING
