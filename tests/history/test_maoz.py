"""Who attacked whom by the directed dyadic war data: files made here, and facts in the data's own file."""

import pytest

from foedus.atlas.load import shipped_atlas
from foedus.history.maoz import maoz_acts

COLUMNS = ("warnum", "statea", "stateb", "warstrtmnth", "warstrtday", "warstrtyr", "wardyadrolea")
BRITAIN, FRANCE, RUSSIA = 200, 220, 365


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read dyads: war, state, other state, month, day, year, role of the first."""

    def acts(*rows):
        path = tmp_path / "dyads.csv"
        path.write_text("\n".join(",".join(map(str, r)) for r in (COLUMNS, *rows)))
        monkeypatch.setattr("foedus.history.maoz.local", lambda _: path)
        found = maoz_acts(shipped_atlas())
        return {number: [(a.by, a.against, str(a.on)) for a in some] for number, some in found.items()}

    return acts


def test_the_one_who_initiated_attacks_and_the_target_s_row_says_nothing_more(read):
    found = read((900, BRITAIN, FRANCE, 6, 1, 1850, 1), (900, FRANCE, BRITAIN, 6, 1, 1850, 3))
    assert found == {900: [("GBR", "FRA", "1850-06-01")]}


def test_of_several_rows_of_a_dyad_the_first_battle_counts(read):
    rows = [(900, BRITAIN, FRANCE, month, 1, 1850, 1) for month in (7, 6, 8)]
    assert read(*rows) == {900: [("GBR", "FRA", "1850-06-01")]}


def test_both_may_have_initiated_against_one_another(read):
    found = read((900, BRITAIN, FRANCE, 6, 1, 1850, 1), (900, FRANCE, BRITAIN, 6, 2, 1850, 1))
    assert found == {900: [("GBR", "FRA", "1850-06-01"), ("FRA", "GBR", "1850-06-02")]}


def test_a_row_with_month_and_day_changed_places_is_mended(read):
    assert read((900, BRITAIN, FRANCE, 24, 10, 1850, 1)) == {900: [("GBR", "FRA", "1850-10-24")]}


def test_a_battle_of_which_only_the_month_is_known_is_dated_by_the_month(read):
    assert read((900, BRITAIN, FRANCE, 6, -9, 1850, 1)) == {900: [("GBR", "FRA", "1850-06")]}


def test_wars_are_kept_apart(read):
    found = read((900, BRITAIN, FRANCE, 6, 1, 1850, 1), (901, RUSSIA, FRANCE, 6, 1, 1850, 1))
    assert {number: [by for by, _, _ in acts] for number, acts in found.items()} == {900: ["GBR"], 901: ["RUS"]}


@pytest.fixture(scope="module")
def dyads():
    return maoz_acts(shipped_atlas())


@pytest.mark.mirror
def test_the_day_of_the_american_battle_with_austria_hungary_is_24_october_1918(dyads):
    [battle] = [a for a in dyads[106] if {a.by, a.against} == {"USA", "cow:AUH"}]
    assert str(battle.on) == "1918-10-24"  # Vittorio Veneto began that day


@pytest.mark.mirror
def test_the_german_declaration_on_russia_of_1914_does_not_show(dyads):
    """Russia's first battle, of 17 August at Stallupönen, stands in its place: why acts need a record of their own."""
    [battle] = [a for a in dyads[106] if {a.by, a.against} == {"DEU", "RUS"}]
    assert (battle.by, str(battle.on)) == ("RUS", "1914-08-17")


@pytest.mark.mirror
def test_iraq_s_invasion_of_kuwait_is_not_among_the_dyads(dyads):
    assert not [a for a in dyads[211] if a.against == "KWT"]
