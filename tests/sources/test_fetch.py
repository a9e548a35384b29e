"""A file that is handed out has the registered bytes, whatever the network, the cache or the mirror did to it."""

import pytest

from conftest import BYTES, FILE, pinned
from foedus.errors import FoedusError, SourceAltered, SourceMissing, UnknownName
from foedus.sources.fetch import local
from foedus.sources.files import cached, standing


def left_in(folder):
    return sorted(p.name for p in folder.rglob("*") if p.is_file())


def part(wanted):
    return cached(wanted).with_name(cached(wanted).name + ".part")


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# --- all well ---


def test_it_is_downloaded_once_from_the_pinned_address(server, cache, wanted, capsys):
    path = local(wanted)
    assert path.read_bytes() == BYTES
    assert path == cache / "sources" / FILE
    assert local(wanted) == path
    assert len(server.asked) == 1
    assert server.asked[0][0] == pinned(wanted).replace(" ", "%20")
    assert left_in(cache) == [path.name]
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "foedus: received a-file (200,000 bytes)\n")


@pytest.mark.usefixtures("server")
def test_progress_is_told_to_who_asks(wanted, capsys):
    told = []
    local(wanted, progress=lambda source, here: told.append((source.id, here)))
    assert told[0] == ("a-file", 0)
    assert told[-1] == ("a-file", len(BYTES))
    assert told == sorted(told)
    assert capsys.readouterr().err == ""


def test_a_folder_as_mirror_comes_first_and_nothing_is_fetched(server, wanted, tmp_path, monkeypatch):
    put(tmp_path / "mirror" / FILE, BYTES)
    put(cached(wanted), BYTES)
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path / "mirror"))
    assert local(wanted) == tmp_path / "mirror" / FILE
    assert server.asked == []


def test_what_a_folder_as_mirror_lacks_is_in_the_cache_or_fetched(server, wanted, tmp_path, monkeypatch):
    (tmp_path / "mirror").mkdir()
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path / "mirror"))
    assert local(wanted) == local(wanted) == cached(wanted)
    assert len(server.asked) == 1


def test_a_server_as_mirror_takes_the_place_of_the_pinned_address(server, wanted, monkeypatch):
    server.files[f"/deep/{FILE}"] = BYTES
    monkeypatch.setenv("FOEDUS_MIRROR", f"{server.address}/deep/")
    assert local(wanted).read_bytes() == BYTES
    assert server.asked == [("/deep/folder/a%20file%201.0.csv", None)]


# --- the transfer breaks off ---


def test_a_transfer_that_is_cut_goes_on_where_it_stopped(server, cache, wanted):
    server.cuts = [69_632, 49_152]
    assert local(wanted).read_bytes() == BYTES
    assert [asked for _, asked in server.asked] == [None, "bytes=69632-", "bytes=118784-"]
    assert left_in(cache) == [cached(wanted).name]


def test_a_transfer_that_is_cut_for_good_goes_on_the_next_time(server, wanted):
    server.cuts = [69_632, 0]
    with pytest.raises(SourceMissing):
        local(wanted)
    assert not cached(wanted).exists()
    assert part(wanted).read_bytes() == BYTES[:69_632]
    assert local(wanted).read_bytes() == BYTES
    assert server.asked[-1][1] == "bytes=69632-"
    assert not part(wanted).exists()


def test_a_server_that_cannot_send_the_rest_sends_all(server, wanted):
    server.ranges = False
    server.cuts = [69_632]
    assert local(wanted).read_bytes() == BYTES


@pytest.mark.parametrize("size", [10, 199_999, 200_000, 300_000])
@pytest.mark.usefixtures("server")
def test_what_an_earlier_attempt_left_may_be_spoilt(wanted, size):
    put(part(wanted), b"x" * size)
    assert local(wanted).read_bytes() == BYTES
    assert not part(wanted).exists()


# --- the bytes are others ---


@pytest.mark.parametrize("sent", [BYTES[:-1] + b"x", b"x" + BYTES[1:], BYTES + b"x"], ids=["last", "first", "longer"])
def test_altered_bytes_are_refused_and_nothing_is_kept(server, cache, wanted, sent):
    server.files[pinned(wanted)] = sent
    with pytest.raises(SourceAltered, match=r"what http://127\S* sends is not a-file as it is registered") as caught:
        local(wanted)
    assert caught.value.source == "a-file"
    assert left_in(cache) == []


@pytest.mark.parametrize("size", [0, 1, 199_999])
def test_a_truncated_file_on_the_server_is_never_handed_out(server, wanted, size):
    server.files[pinned(wanted)] = BYTES[:size]
    with pytest.raises(SourceMissing, match=r"127\.0\.0\.1"):
        local(wanted)
    assert standing(wanted).state == "missing"
    server.files[pinned(wanted)] = BYTES
    assert local(wanted).read_bytes() == BYTES


@pytest.mark.parametrize("spoilt", [BYTES[:100], BYTES[:-1] + b"x", b""], ids=["truncated", "altered", "empty"])
@pytest.mark.usefixtures("server")
def test_a_spoilt_file_in_the_cache_is_removed_and_fetched_again(wanted, spoilt):
    put(cached(wanted), spoilt)
    assert standing(wanted).state == "altered"
    assert local(wanted).read_bytes() == BYTES


@pytest.mark.parametrize("spoilt", [BYTES[:100], BYTES[:-1] + b"x"], ids=["truncated", "altered"])
@pytest.mark.usefixtures("offline")
def test_a_spoilt_file_in_the_cache_is_removed_even_if_no_other_comes(wanted, spoilt):
    put(cached(wanted), spoilt)
    with pytest.raises(SourceMissing):
        local(wanted)
    assert not cached(wanted).exists()


@pytest.mark.parametrize("spoilt", [BYTES[:100], BYTES[:-1] + b"x"], ids=["truncated", "altered"])
def test_a_spoilt_file_in_a_mirror_is_refused_named_and_left(server, wanted, spoilt, tmp_path, monkeypatch):
    put(tmp_path / "mirror" / FILE, spoilt)
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path / "mirror"))
    with pytest.raises(SourceAltered, match="FOEDUS_MIRROR") as caught:
        local(wanted)
    assert str(tmp_path / "mirror" / FILE) in str(caught.value)
    assert (tmp_path / "mirror" / FILE).read_bytes() == spoilt
    assert server.asked == []


# --- it cannot be had ---


@pytest.mark.usefixtures("offline")
def test_without_network_and_mirror_the_error_names_file_page_and_command(wanted):
    with pytest.raises(SourceMissing) as caught:
        local(wanted)
    told = str(caught.value)
    for piece in (FILE, "no connection to 127.0.0.1", "foedus data fetch a-file", "FOEDUS_MIRROR", wanted.page):
        assert piece in told
    assert "\n" not in told
    assert caught.value.source == "a-file"


def test_a_file_that_is_not_there_is_told_with_its_address(server, wanted):
    server.files.clear()
    with pytest.raises(SourceMissing, match=r"answers 404 for http.*a%20file\.csv"):
        local(wanted)


def test_an_unknown_data_set_is_told_with_near_names():
    with pytest.raises(UnknownName, match="Did you mean cow-nmc"):
        local("cow-ncm")


def test_a_mirror_that_is_no_folder_is_told_and_not_passed_over(server, wanted, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path / "nowhere"))
    with pytest.raises(FoedusError, match="nowhere, which is no folder"):
        local(wanted)
    assert server.asked == []


@pytest.mark.usefixtures("server")
def test_a_cache_that_cannot_be_written_is_told_with_what_to_do(wanted, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(FoedusError, match="FOEDUS_CACHE"):
        local(wanted)
