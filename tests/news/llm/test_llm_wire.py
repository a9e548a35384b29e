"""The line to the endpoint: what it does when the other end misbehaves, and what it never does."""

import json
import logging
import time

import pytest

from foedus.errors import MissingReader, ReaderFailed

TEXT = "North Korea has sent soldiers to Russia. That is what the army said, and it was so."
ROW = {
    "evidence": "North Korea has sent soldiers to Russia", "source": "NARRATOR", "modality": "asserted",
    "event_type": "troop_deployment", "actors": {"sender": ["PRK"], "host": ["RUS"]},
}  # fmt: skip


def drop(handler):
    handler.close_connection = True
    handler.connection.close()


def cut(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices"')
    handler.close_connection = True


def busy(handler):
    handler.reply(b"{}", 429, Retry_After="7")


def html(handler):
    handler.reply(b"<!DOCTYPE html><html><body>Sign in</body></html>", kind="text/html")


@pytest.mark.parametrize(
    "first", [429, 500, 502, 503, 408, drop, cut, html, b"not JSON", b"[]", b"\xff\xfe\x00", b'{"choices": []}'],
    ids=["429", "500", "502", "503", "408", "dropped", "cut off", "page", "words", "list", "bytes", "empty"],
)  # fmt: skip
def test_a_failure_that_may_pass_is_tried_again(model, reads, first):
    model.says(first, [ROW])
    reading, reader = reads(TEXT)
    assert len(reading.claims) == 1
    assert reader.account.calls == len(model.asked) == 2
    assert reader.waits == [0.5]


def test_pauses_grow_and_a_pause_that_the_endpoint_asks_for_is_kept(model, reads):
    model.says(500, 500, busy, [ROW])
    _, reader = reads(TEXT)
    assert reader.waits == [0.5, 1.0, 7.0]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (500, "asked 4 times and gave no usable answer: status 500"),
        (429, "asked 4 times and gave no usable answer: status 429"),
        (drop, "the connection broke"),
        (cut, "broke inside the answer"),
        (html, "a web page came instead of JSON"),
        (b"Hello!", "the answer is not JSON"),
        (b"[" * 100_000, "the answer is not JSON"),
        (b'{"result": "ok"}', "JSON of another shape"),
        (b'{"choices": [{"message": {"content": null, "tool_calls": [{"name": "rm"}]}}]}', "without words"),
        (b'{"choices": [{"message": {"content": "Sure! Here they are."}}]}', "hold no list of claims"),
        (b'{"choices": [{"message": {"content": "{\\"claims\\": {}}"}}]}', "hold no list of claims"),
        (b'{"choices": [{"message": {"content": "{\\"claims\\": [{"}, "finish_reason": "length"}]}', "cut off at"),
        (401, "check FOEDUS_LLM_KEY"),
        (403, "check FOEDUS_LLM_KEY"),
        (404, "check FOEDUS_LLM_URL and FOEDUS_LLM_MODEL"),
        (413, "too long"),
        (418, "status 418"),
    ],
)  # fmt: skip
def test_an_endpoint_that_does_not_answer_is_told_to_the_user(model, reads, answer, says, caplog):
    caplog.set_level(logging.DEBUG)
    model.says(answer)
    with pytest.raises(ReaderFailed, match=says) as failure:
        reads(TEXT)
    assert "127.0.0.1" in str(failure.value)
    assert "secret" not in str(failure.value) + caplog.text
    assert failure.value.__cause__ is None


def test_no_endpoint_at_all_is_told_too(atlas):
    from foedus.news.llm.reader import LlmReader
    from foedus.news.llm.settings import Limits, Settings
    from foedus.news.reading import read_report

    reader = LlmReader(Settings("http://127.0.0.1:9/v1", "m", "", Limits(tries=2)), sleep=lambda _: None)
    with pytest.raises(ReaderFailed, match=r"asked 2 times .* \(ConnectionRefusedError\)"):
        read_report(TEXT, dateline=None, atlas=atlas, treaties=(), reader=reader)


def test_an_endpoint_that_cannot_prove_who_it_is_gets_neither_key_nor_report(model, atlas):
    from foedus.news.llm.reader import LlmReader
    from foedus.news.llm.settings import Limits, Settings
    from foedus.news.reading import read_report

    model.says([ROW])
    settings = Settings(model.url.replace("http:", "https:"), "m", "sk-secret", Limits(tries=1))
    with pytest.raises(ReaderFailed, match=r"broke \(SSL"):
        read_report(TEXT, dateline=None, atlas=atlas, treaties=(), reader=LlmReader(settings))
    assert model.asked == []


def test_an_answer_that_trickles_is_given_up_in_time(model, reads, slow):
    model.says(slow)
    before = time.monotonic()
    with pytest.raises(ReaderFailed, match=r"no answer|no whole answer|broke"):
        reads(TEXT, wait=0.4, tries=2)
    assert time.monotonic() - before < 3


def test_the_whole_report_has_its_seconds_too(model, reads, slow):
    model.says(slow)
    before = time.monotonic()
    with pytest.raises(ReaderFailed, match="asked once"):
        reads(TEXT, wait=60, total=0.4)
    assert time.monotonic() - before < 3


def test_a_huge_answer_is_not_read_on(model, reads):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**12))
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b" " * 100_000)

    model.says(endless)
    with pytest.raises(ReaderFailed, match="more than 200,000 bytes"):
        reads(TEXT, answer=200_000)
    assert len(model.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(model, reads, status):
    model.says(lambda handler: handler.reply(b"", status, Location=f"{model.url}/elsewhere?key=secret"))
    with pytest.raises(ReaderFailed, match="not followed") as failure:
        reads(TEXT)
    assert model.paths == ["/v1/chat/completions"]
    assert "elsewhere?" not in str(failure.value)


@pytest.mark.parametrize(
    "content",
    [
        '```json\n{"claims": [ROW]}\n```',
        'Here is the list:\n```\n{"claims": [ROW]}\n```\nAnything else?',
        'I think {so}.\n```json\n{"claims": [ROW]}\n```',
        'The list: {"claims": [ROW]} - that is all.',
        '{"claims": [ROW], "note": "http://127.0.0.1:9/open-me"}',
    ],
)
def test_a_list_among_other_words_is_found(model, reads, said, content):
    model.says(said(content.replace("ROW", json.dumps(ROW))))
    assert len(reads(TEXT)[0].claims) == 1


def test_the_type_that_an_answer_claims_to_be_does_not_count(model, reads, said):
    model.says(lambda handler: handler.reply(said(json.dumps({"claims": [ROW]})), kind="text/plain"))
    assert len(reads(TEXT)[0].claims) == 1


def test_the_question_asks_for_the_same_answer_each_time(model, reads):
    model.says([ROW])
    reads(TEXT)
    (asked,) = model.asked
    assert (asked["temperature"], asked["seed"], asked["model"]) == (0, 1914, "small")
    assert model.headers[0]["Authorization"] == "Bearer sk-secret"
    assert set(asked) == {"model", "messages", "seed", "response_format", "temperature"}


def test_an_endpoint_that_knows_fewer_fields_is_asked_with_fewer_and_it_is_remembered(model, atlas, reader):
    from foedus.news.reading import read_report

    by = reader()
    model.says(400, 422, [ROW])
    for _ in range(2):
        assert len(read_report(TEXT, dateline=None, atlas=atlas, treaties=(), reader=by).claims) == 1
    assert [set(a) - {"model", "messages"} for a in model.asked] == [
        {"seed", "response_format", "temperature"},
        {"temperature"},
        set(),
        set(),
    ]


def test_an_endpoint_that_takes_no_question_is_not_asked_for_ever(model, reads):
    model.says(400)
    with pytest.raises(ReaderFailed, match="does not take the question; check FOEDUS_LLM_MODEL"):
        reads(TEXT)
    assert len(model.asked) == 3


def test_a_report_that_costs_too_much_is_refused_before_anything_is_sent(model, reads):
    model.says([])
    with pytest.raises(ReaderFailed, match=r"would take \d+ calls of 127\.0\.0\.1, and 3 are allowed"):
        reads(TEXT * 20, piece=100, calls=3)
    assert model.asked == []


def test_tries_count_as_calls(model, reads):
    model.says(500)
    with pytest.raises(ReaderFailed, match="took 2 calls"):
        reads(TEXT, calls=2)
    assert len(model.asked) == 2


FULL = {"FOEDUS_LLM_URL": "https://llm.example.org/v1", "FOEDUS_LLM_MODEL": "m", "FOEDUS_LLM_KEY": "sk-secret"}


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({}, "FOEDUS_LLM_URL: .* FOEDUS_LLM_MODEL: .* FOEDUS_LLM_KEY: .* Set them"),
        (FULL | {"FOEDUS_LLM_MODEL": " "}, "needs FOEDUS_LLM_MODEL: the name .* Set it"),
        (FULL | {"FOEDUS_LLM_KEY": ""}, "needs FOEDUS_LLM_KEY"),
        (FULL | {"FOEDUS_LLM_URL": "http://llm.example.org/v1"}, "must begin with https://"),
        (FULL | {"FOEDUS_LLM_URL": "http://localhost.example.org/v1"}, "must begin with https://"),
        (FULL | {"FOEDUS_LLM_URL": "http://localhost@example.org/v1"}, "name or password"),
        (FULL | {"FOEDUS_LLM_URL": "https://me:sk-secret@llm.example.org/v1"}, "name or password"),
        (FULL | {"FOEDUS_LLM_URL": "ftp://llm.example.org/v1"}, "no web address"),
        (FULL | {"FOEDUS_LLM_URL": "file:///etc/passwd"}, "no web address"),
        (FULL | {"FOEDUS_LLM_URL": "https://llm.example.org:port/v1"}, "no address"),
        (FULL | {"FOEDUS_LLM_URL": "https://llm.example.org/v1\r\nX-Evil: 1"}, "no web address"),
        (FULL | {"FOEDUS_LLM_KEY": "sk-secret\r\nX-Evil: 1"}, "FOEDUS_LLM_KEY holds"),
        (FULL | {"FOEDUS_LLM_KEY": "sk-secrét"}, "FOEDUS_LLM_KEY holds"),
        (FULL | {"FOEDUS_LLM_MODEL": "m\u001b[31m"}, "FOEDUS_LLM_MODEL holds"),
    ],
)
def test_what_is_missing_or_cannot_be_used_is_named_and_the_key_is_not(env, says):
    from foedus.news.llm.reader import LlmReader

    with pytest.raises(MissingReader, match=says) as refusal:
        LlmReader.from_environment(env)
    assert "secr" not in str(refusal.value)


def test_the_reader_comes_from_the_environment_by_its_name(monkeypatch):
    from foedus.news.readers import choose_reader

    for name, value in FULL.items():
        monkeypatch.setenv(name, value)
    reader = choose_reader("llm")
    assert reader.name == "llm m"
    assert "secret" not in repr(reader.settings)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_this_machine_needs_no_key_and_no_https(host):
    from foedus.news.llm.reader import LlmReader

    assert (
        LlmReader.from_environment({"FOEDUS_LLM_URL": f"http://{host}:1/v1", "FOEDUS_LLM_MODEL": "m"}).name == "llm m"
    )


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://a.example/v1", "/v1/chat/completions"),
        ("https://a.example/v1/", "/v1/chat/completions"),
        ("https://a.example/v1/chat/completions", "/v1/chat/completions"),
        ("https://a.example/m?api-version=1", "/m/chat/completions?api-version=1"),
    ],
)
def test_the_address_may_be_the_base_or_the_whole(url, path):
    from foedus.news.llm.settings import Settings

    assert Settings(url, "m").path == path
