"""Questions and treaty files that cannot stand, with the words that say why."""

import pytest

import foedus as fd
from foedus.errors import BadQuestion
from foedus.law.treaty_sense import Vocabulary, mistakes_of_sense
from foedus.law.treaty_shape import PartyShape, TreatyShape


@pytest.mark.parametrize(
    ("target", "advice"), [("NATO", "name the member attacked"), ("POL,FRA", "one target is allowed")]
)
def test_a_target_is_one_and_has_land(target, advice):
    with pytest.raises(BadQuestion, match=advice):
        fd.obligations(fd.World(fd.treaties(), "2020-01-01"), fd.Attack("RUS", target))


def test_who_leaves_before_the_treaty_binds_is_told_the_day_on_which_it_does():
    party = PartyShape(state="RUS", how="ratification", exit="2020-01-01", exit_how="denunciation")
    treaty = TreatyShape.model_construct(
        id="2024-x", instrument="treaty", signed="2024-01-01", in_force="2024-12-04", end=None, parties=[party],
        suspensions=[], clauses=[], not_coded=[], articles=[], unverified={}, atop=None,
    )  # fmt: skip
    words = Vocabulary(frozenset({"RUS"}), frozenset(), frozenset())
    told = [what for _, what in mistakes_of_sense(treaty, words, "2024-x.yaml")]
    assert "RUS leaves (2020-01-01) before it enters (2024-12-04)" in told
