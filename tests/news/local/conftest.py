"""What the tests of the local reader share: a sentence parsed, a report read."""

from datetime import date

import pytest

pytest.importorskip("spacy", reason="the extra nlp is not installed")


@pytest.fixture(scope="session")
def document(atlas):
    from foedus.news.document import take_apart
    from foedus.news.names import NameBook

    def made(text, day="2024-10-20"):
        moment = date.fromisoformat(day) if day else None
        return take_apart(text, 0, moment, "", NameBook(atlas, moment or date.max))

    return made


@pytest.fixture(scope="session")
def parsed(document):
    from foedus.news.local.parsed import parse

    def made(text, day="2024-10-20"):
        return parse(document(text, day))

    return made


@pytest.fixture(scope="session")
def local(atlas, corpus):
    from foedus.news.reading import read_report

    def made(text, day="2024-10-20"):
        moment = date.fromisoformat(day) if day else None
        return read_report(text, dateline=moment, atlas=atlas, treaties=corpus, reader="local")

    return made
