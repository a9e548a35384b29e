"""A server on this machine that sends a file well or badly, a data set to fetch from it, and an empty cache."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest

from foedus.sources.registry import Source

BYTES = hashlib.shake_256(b"a file").digest(200_000)
FILE = "folder/a file 1.0.csv"


class Server(ThreadingHTTPServer):
    """What it sends, and what it was asked.

    Attributes:
        files: path -> bytes.
        cuts: for each of the next requests, after how many bytes the connection is dropped.
        ranges: does it send the rest of a file?
        asked: path and Range of every request.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files, self.cuts, self.ranges, self.asked = {}, [], True, []
        self.address = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server, wanted = self.server, self.headers.get("Range")
        server.asked.append((self.path, wanted))
        whole = server.files.get(unquote(self.path))
        if whole is None:
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and server.ranges else 0
        if start and start >= len(whole):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(whole) - start))
        self.end_headers()
        cut = server.cuts.pop(0) if server.cuts else len(whole)
        self.wfile.write(whole[start : start + cut])

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache folder, and no mirror."""
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("FOEDUS_MIRROR", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def server(wanted, monkeypatch):
    """A server that stands where the public repository is and has the file."""
    with Server() as running:
        monkeypatch.setattr("foedus.sources.registry._HOST", running.address)
        running.files[pinned(wanted)] = BYTES
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def offline(monkeypatch):
    """No network: where the public repository should be nobody listens."""
    with Server() as closed:
        address = closed.address
    monkeypatch.setattr("foedus.sources.registry._HOST", address)


def pinned(wanted):
    """The path under which the public repository has a file."""
    return f"/{wanted.repository}/{wanted.commit}/{wanted.path}"


@pytest.fixture
def wanted():
    """A data set that is on no list."""
    return Source(
        id="a-file",
        file=FILE,
        name="A data set",
        version="1.0",
        first=1816,
        last=2010,
        unit="state-year",
        system="cow",
        terms="None stated.",
        page="https://example.org/page",
        cite=("someone-2010",),
        repository="someone/somewhere",
        commit="0" * 40,
        path="data/a file.csv",
        sha256=hashlib.sha256(BYTES).hexdigest(),
        bytes=len(BYTES),
    )
