"""A model that answers as it is told to: a server on this machine, which also misbehaves."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Fake(ThreadingHTTPServer):
    """Each question takes the next answer of `script`, the last one again and again; `asked` keeps the questions."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.asked, self.headers, self.paths = [], [], [], []

    def handle_error(self, request, client_address):
        """A reader that hangs up is no error here."""

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    def says(self, *answers):
        """Answers in their turn: rows of claims, bytes of a body, a status, a function of the handler."""
        self.script = list(answers)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        return

    def do_GET(self):
        self.do_POST()

    def do_POST(self):
        server = self.server
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server.asked.append(json.loads(raw) if raw else None)
        server.headers.append(dict(self.headers))
        server.paths.append(self.path)
        script = server.script
        answer = script.pop(0) if len(script) > 1 else script[0]
        if callable(answer):
            answer(self)
        elif isinstance(answer, int):
            self.reply(b'{"error": "the key was sk-secret"}', answer)
        elif isinstance(answer, bytes):
            self.reply(answer)
        else:
            self.reply(words(json.dumps({"claims": answer})))

    def reply(self, body, status=200, kind="application/json", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def words(content, **more):
    """The body of an answer in which the model writes this."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}, **more}]}).encode()


@pytest.fixture
def model():
    server = Fake()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def said():
    return words


@pytest.fixture
def reader(model):
    from foedus.news.llm.reader import LlmReader
    from foedus.news.llm.settings import Limits, Settings

    def make(**limits):
        made = LlmReader(Settings(model.url, "small", "sk-secret", Limits(**limits)), sleep=waits.append)
        made.waits = waits
        return made

    waits = []
    return make


@pytest.fixture
def reads(atlas, reader):
    """Reading a text with the model that answers so: the reading and the reader."""
    from datetime import date

    from foedus.news.reading import read_report

    def read(text, day="2024-10-20", **limits):
        by = reader(**limits)
        dateline = date.fromisoformat(day) if day else None
        return read_report(text, dateline=dateline, atlas=atlas, treaties=(), reader=by), by

    return read


@pytest.fixture
def slow():
    """An answer that trickles in for longer than anybody waits."""

    def trickle(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    return trickle
