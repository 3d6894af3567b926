"""What the calendar of deliveries expected and nobody delivered is said where the figure would stand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.clearance import clearance
from pipeline.bulletin.sections.expected import NOT_RECEIVED, not_received
from pipeline.bulletin.sections.investment import investment
from pipeline.bulletin.sections.points import main_points
from pipeline.bulletin.sections.resettlement import resettlement
from pipeline.rules.findings import Finding
from pipeline.rules.sentences import Facts
from tests.bulletin.growth_section import changed, page_of, text_of
from tests.bulletin.test_compose import words_of

END = date(2025, 11, 30)
SAID = "no figure for November 2025 was received by 31 March 2026; it was expected by 10 January 2026."


def _finding(measure: str = "fci", **more: Any) -> Finding:
    """Make a finding of the rule on expected figures: due 41 days after the month."""
    facts = Facts({}, (), (), expected={"due_days": "41"})
    told = {"period": END, "territory": "EX", "sentence_code": NOT_RECEIVED, "facts": facts} | more
    return Finding(
        finding_id="f",
        rule_id="expected_figures",
        title="",
        outcome="missing",
        effect="info",
        measure_code=measure,
        sentence="",
        tested=(),
        compared=(),
        **told,
    )


def _page(example: Any, *findings: Finding) -> Page:
    """Give a page of the month without its own year-to-date figures and flows."""
    cells = changed(example, lambda cell: cell if cell["period"] < date(2025, 11, 1) else None)
    page = page_of(example, cells)
    page.material = replace(page.material, as_of=date(2026, 3, 31), findings=list(findings))
    return page


def test_a_figure_that_was_expected_and_not_received_is_said_once_on_page_and_section(example: Any) -> None:
    page = _page(example, _finding())
    points = [words_of(point) for point in main_points(page)]
    assert f"Investment in fixed capital: {SAID}" in points
    assert not any("no monthly flow" in point for point in points)
    said = text_of(investment(page))
    assert said.startswith(f"Investment in fixed capital: {SAID} Investment in fixed capital in Veldorna")
    assert said.count("November 2025") == 1


def test_without_such_a_finding_the_section_says_once_that_no_figure_is_used(example: Any) -> None:
    page = _page(example)
    assert text_of(investment(page)).count("November 2025") == 1
    assert any("There is no monthly flow for November 2025" in words_of(one) for one in main_points(page))


@pytest.mark.parametrize(
    ("write", "measure"), [(resettlement, "resettled_persons"), (clearance, "mine_cleared_area")]
)
def test_other_subjects_say_it_too(example: Any, write: Any, measure: str) -> None:
    assert SAID in text_of(write(_page(example, _finding(measure))))
    assert SAID not in text_of(write(_page(example, _finding("fci"))))


@pytest.mark.parametrize(
    ("more", "is_said"),
    [
        ({}, True),
        ({"territory": ""}, True),
        ({"territory": "EX-R01"}, False),
        ({"period": date(2025, 10, 31)}, False),
        ({"sentence_code": "received_later"}, False),
        ({"facts": None}, False),
    ],
)
def test_it_is_said_of_the_month_and_of_the_territory_of_the_issue(
    example: Any, more: dict[str, Any], is_said: bool
) -> None:
    assert (not_received(_page(example, _finding(**more)), "fci") is not None) is is_said
