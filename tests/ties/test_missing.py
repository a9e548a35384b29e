"""What is not at hand is left out with the reason; what cannot be asked is refused with one message."""

import pytest

import foedus as fd


@pytest.fixture
def nothing_at_hand(tmp_path, monkeypatch):
    """No source is here, and none can be fetched."""
    monkeypatch.setenv("FOEDUS_MIRROR", "http://127.0.0.1:9")
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))


@pytest.mark.usefixtures("nothing_at_hand")
def test_flows_without_sources_are_those_of_the_record_with_the_reasons():
    told = fd.flows("PRK")
    assert {f.source.partition(":")[0] for f in told.flows} == {"forces.yaml"}
    left = [c for c in told.coverage if any(said.startswith("left out: ") for said in c.says)]
    assert {c.source for c in left} == {"sipri-transfers", "troopdata-deployments", "cow-trade-sy"}
    assert all(c.first is None for c in left)
    assert told.bypassing == ()
    (why,) = [said for said in told.says if said.startswith("by-passing: ")]
    assert "the source of arms is not at hand" in why
    assert "foedus data fetch sipri-transfers" in why
    assert ("PRK", "RUS", "2025-04-30", 14000.0, 16000.0) in {
        (f.sender, f.receiver, str(f.span), f.low, f.high) for f in told.flows
    }


@pytest.mark.usefixtures("nothing_at_hand")
def test_alignment_without_sources_says_that_nothing_can_be_concluded(tmp_path):
    told = fd.alignment("PRK", "RUS")
    assert told.measured == ()
    assert any("nothing can be concluded" in said for said in told.says)
    assert told.frame.height == 0
    assert all(c.says[0].startswith("left out: ") for c in told.coverage)
    with pytest.raises(fd.FoedusError, match="nothing to draw"):
        told.plot(tmp_path / "a.svg")


@pytest.mark.usefixtures("nothing_at_hand")
def test_gaps_without_rivalries_say_so():
    told = fd.umbrella(fd.World(fd.treaties(), on="2024-10-19"), "UKR")
    assert "Rivalries are left out, so gaps are those of wars and evidence only." in told.says
    assert "UKR" in {c.state for c in told.gaps}
    assert not any(e.why == "strategic rivalry" for c in told.covers for e in c.exposures)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: fd.flows("Ruritania"), "unknown state 'Ruritania'"),
        (lambda: fd.flows("Korea"), "say which state"),
        (lambda: fd.flows("PRK", since=1700), "1700 lies outside the record"),
        (lambda: fd.alignment("PRK"), "between two or more different states"),
        (lambda: fd.alignment("PRK", "North Korea"), "between two or more different states"),
        (lambda: fd.alignment("PRK", "RUS", since=2100), "series of alignment lie between"),
        (lambda: fd.umbrella(fd.World(fd.treaties(), on="1900-01-01"), "PRK"), "PRK"),
    ],
)
def test_what_cannot_be_asked_is_refused(ask, message):
    with pytest.raises(fd.FoedusError, match=message):
        ask()


@pytest.mark.mirror
def test_a_state_of_which_no_source_knows_has_no_flows_and_reasons():
    told = fd.flows("TUV", since=1990)
    assert all(f.kind in ("trade", "troops") for f in told.flows)
    assert any("no row in which TUV receives" in said for c in told.coverage for said in c.says)


@pytest.mark.mirror
def test_an_entity_is_no_state_of_the_files():
    told = fd.flows("ABKHAZIA")
    assert {f.source.partition(":")[0] for f in told.flows} == {"forces.yaml"}
    assert any("no state of the Correlates of War system" in said for c in told.coverage for said in c.says)
