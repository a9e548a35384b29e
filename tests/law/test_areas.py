"""Does an attack lie where a treaty says?"""

from datetime import date

import pytest

import foedus as fd
from foedus.atlas.areas import lies_in
from foedus.terms.places import Area, AreaItem, Dispute, Holder, Place
from foedus.terms.when import Spell

ON = date(1903, 3, 3)
PARTIES = frozenset({"AAA", "BBB"})


def inside(place, *items, none_of=(), unknown=(), on=ON, promisee="AAA"):
    return lies_in(place, Area("area", "An area", items, none_of, unknown), on, PARTIES, promisee)


def place(**more):
    return Place(
        "isle", "Isle", "island", **({"lat": 10.0, "lon": 20.0, "sovereign": (Holder("AAA", Spell()),)} | more)
    )


def test_any_item_that_fits_puts_a_place_inside_and_none_leaves_it_out():
    assert inside(place(), AreaItem(kind=("land",)), AreaItem(kind=("island",))) is True
    assert inside(place(), AreaItem(kind=("land",))) is False


def test_every_field_of_an_item_must_fit():
    assert inside(place(), AreaItem(kind=("island",), status=("overseas",))) is False
    assert inside(place(status="overseas"), AreaItem(kind=("island",), status=("overseas",))) is True


def test_what_is_excepted_is_outside_though_it_fits():
    assert inside(place(), AreaItem(), none_of=(AreaItem(place=("isle",)),)) is False


def test_what_is_contested_is_unknown_whatever_else_fits():
    assert inside(place(), AreaItem(), unknown=(AreaItem(place=("isle",)),)) is None
    assert inside(place(), AreaItem(kind=("sea",)), unknown=(AreaItem(place=("isle",)),)) is None


def test_a_place_lies_where_what_holds_it_lies():
    assert inside(place(inside=("archipelago", "AAA")), AreaItem(place=("AAA",))) is True
    assert inside(place(inside=("archipelago",)), AreaItem(place=("AAA",))) is False


def test_regions_and_seas_ask_for_one_word_in_common():
    it = place(region=("asia", "east-asia"), seas=("pacific",))
    assert inside(it, AreaItem(region=("east-asia", "europe"))) is True
    assert inside(it, AreaItem(seas=("atlantic",))) is False


@pytest.mark.parametrize(("lat", "truth"), [(23.5, True), (23.4, False), (None, None)])
def test_north_of_a_latitude_holds_on_the_line_and_is_unknown_without_a_point(lat, truth):
    assert inside(place(lat=lat), AreaItem(north_of=23.5)) is truth


@pytest.mark.parametrize(("lat", "truth"), [(-10.0, True), (-9.9, False), (None, None)])
def test_south_of_a_latitude_holds_on_the_line(lat, truth):
    assert inside(place(lat=lat), AreaItem(south_of=-10.0)) is truth


def test_a_place_is_its_sovereigns_only_while_it_holds_it():
    ceded = place(sovereign=(Holder("AAA", Spell(end=date(1903, 3, 2))), Holder("CCC", Spell(start=date(1903, 3, 3)))))
    item = AreaItem(sovereign=("promisee",))
    assert inside(ceded, item, on=date(1903, 3, 2)) is True
    assert inside(ceded, item, on=date(1903, 3, 3)) is False


def test_the_word_parties_means_the_parties_and_promisee_the_state_attacked():
    of_bbb = place(sovereign=(Holder("BBB", Spell()),))
    assert inside(of_bbb, AreaItem(sovereign=("parties",))) is True
    assert inside(of_bbb, AreaItem(sovereign=("promisee",))) is False
    assert inside(of_bbb, AreaItem(sovereign=("CCC", "BBB"))) is True


def test_administration_is_the_sovereigns_unless_another_governs():
    leased = place(administered=(Holder("CCC", Spell()),))
    assert inside(place(), AreaItem(administered=("promisee",))) is True
    assert inside(leased, AreaItem(administered=("promisee",))) is False
    assert inside(leased, AreaItem(sovereign=("promisee",))) is True


def test_title_is_unknown_between_claimants_of_whom_only_some_fit():
    claimed = place(disputed=(Dispute(("AAA", "CCC"), Spell()),))
    assert inside(claimed, AreaItem(sovereign=("promisee",))) is None
    assert inside(claimed, AreaItem(sovereign=("AAA", "CCC"))) is True
    assert inside(claimed, AreaItem(sovereign=("DDD",))) is False
    settled = place(disputed=(Dispute(("AAA", "CCC"), Spell(end=date(1902, 1, 1))),))
    assert inside(settled, AreaItem(sovereign=("promisee",))) is True


def test_a_dispute_does_not_unsettle_who_governs():
    claimed = place(disputed=(Dispute(("AAA", "CCC"), Spell()),))
    assert inside(claimed, AreaItem(administered=("promisee",))) is True


def test_an_item_holds_on_both_days_of_its_spell_and_not_outside():
    item = AreaItem(spell=Spell(date(1903, 3, 3), date(1904, 4, 4)))
    days = [date(1903, 3, 2), date(1903, 3, 3), date(1904, 4, 4), date(1904, 4, 5)]
    assert [inside(place(), item, on=day) for day in days] == [False, True, True, False]


SQUARE = ((0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 0.0))
ACROSS_THE_DATE_LINE = ((0.0, -190.0), (0.0, -170.0), (10.0, -170.0), (10.0, -190.0))


@pytest.mark.parametrize(
    ("corners", "lat", "lon", "truth"),
    [
        (SQUARE, 5.0, 5.0, True),
        (SQUARE, 5.0, 15.0, False),
        (SQUARE, 15.0, 5.0, False),
        (SQUARE, None, 5.0, None),
        (ACROSS_THE_DATE_LINE, 5.0, 175.0, True),
        (ACROSS_THE_DATE_LINE, 5.0, -175.0, True),
        (ACROSS_THE_DATE_LINE, 5.0, 165.0, False),
    ],
)
def test_a_polygon_holds_what_lies_within_its_corners_across_the_date_line_too(corners, lat, lon, truth):
    assert inside(place(lat=lat, lon=lon), AreaItem(polygon=corners)) is truth


# --- The corpus ---


def north_atlantic(attacker, target, where, on):
    owed = fd.obligations(fd.World(fd.treaties(), on=on), fd.Attack(attacker, target, where=where))
    return {o.status for o in owed if o.treaty == "1949-north-atlantic" and o.article.startswith("5")}


def test_article_5_covers_europe_and_not_the_islands_south_of_the_tropic():
    assert "invoked" in north_atlantic("RUS", "EST", None, "2026-11-01")
    assert north_atlantic("ARG", "GBR", "falkland-islands", "1982-04-02") == set()
    assert north_atlantic("CHN", "USA", "Guam", "2026-11-01") == set()


def test_every_area_can_be_asked_of_every_place():
    world = fd.World(fd.treaties(), on="1985-06-06")
    answers = {
        lies_in(p, a, world.on, frozenset({"USA", "GBR"}), "GBR") for a in world.atlas.areas for p in world.atlas.places
    }
    assert answers == {True, False, None}


def test_every_area_has_a_place_inside_or_contested_on_some_day():
    corpus = fd.treaties()
    atlas = fd.World(corpus, on="2026-11-01").atlas
    days = [date(y, 6, 6) for y in (1850, 1880, 1903, 1912, 1930, 1939, 1950, 1956, 1965, 1990, 2010, 2024, 2026)]
    for area in atlas.areas:
        states = frozenset(s for t in corpus for s in t.states if any(area.id in str(c.when) for c in t.clauses))
        parties = states or frozenset({"USA", "GBR", "FRA", "RUS"})
        found = any(
            lies_in(p, area, day, parties, promisee) is not False
            for day in reversed(days)
            for promisee in sorted(parties)[:6]
            for p in atlas.places
        )
        assert found, f"nothing ever lies in {area.id}"
