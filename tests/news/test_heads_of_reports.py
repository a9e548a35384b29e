"""Datelines as wire services print them."""

import pytest

from foedus.news.inputs.opening import open_report

BODY = "Poland will send 500 troops to Estonia next week."


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        ("WARSAW, March 5 (Reuters) - ", "Reuters", None),
        ("WARSAW, March 5, 2024 (Reuters) - ", "Reuters", "2024-03-05"),
        ("KYIV, 24.02.2022 - ", "", "2022-02-24"),
        ("KYIV, 5 March 2024 (Kyodo) - ", "Kyodo", "2024-03-05"),
    ],
)
def test_a_dateline_is_no_part_of_the_body_and_a_day_without_its_year_is_not_known(line, outlet, day):
    report = open_report((line + BODY).encode())
    assert report.text[report.body :] == BODY
    assert report.outlet == outlet
    assert (str(report.dateline) if report.dateline else None) == day
