"""Every month of three years is published after the one before, whatever it has and another has not."""

from collections.abc import Callable

import pytest

from pipeline import stages
from pipeline.month import Month
from pipeline.office import Office
from tests.publications import ENGLISH


@pytest.mark.long
def test_each_month_of_three_years_is_published(conformed: Callable[..., Office]) -> None:
    office = conformed("karabakh")
    for month in Month.parse("2023-02").to(Month.parse("2026-01")):
        stages.edit(office, month)
        stages.compute(office, month)
        report = stages.publish(office, month, choice=ENGLISH)
        assert f"{month.key}/bulletin.en.pdf" in {"/".join(path.parts[-2:]) for path in report.paths}
