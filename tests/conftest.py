"""What all tests share: the fold for repeatable runs, the mirror, the folder of small worlds, the trial put once."""

import doctest
import os
import sys
from pathlib import Path

import pytest
from _pytest.doctest import DoctestItem
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent / "oracle"))

settings.register_profile(
    "foedus",
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "search", settings.get_profile("foedus"), derandomize=False
)  # HYPOTHESIS_PROFILE=search looks further afield
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "foedus"))


def pytest_collection_modifyitems(items):
    if os.environ.get("FOEDUS_MIRROR"):
        for item in items:  # examples that need data of others are marked +SKIP: where these are here, they are run
            for example in item.dtest.examples if isinstance(item, DoctestItem) else ():
                example.options.pop(doctest.SKIP, None)
        return
    without = pytest.mark.skip(reason="FOEDUS_MIRROR names no folder with the data sets of others")
    for item in items:
        if "mirror" in item.keywords:
            item.add_marker(without)


@pytest.fixture(scope="session")
def tried():
    """The trial of the wars of the record, put once for all tests that read it; it needs the mirror."""
    from foedus.court.rungs import trial

    return trial()


@pytest.fixture(scope="session")
def climbed(tried):
    """The rungs of its ladder, which judge the wars three times more."""
    return tried.ladder()
