"""Every month of three years is published after the one before, whatever it has and another has not."""

from collections.abc import Callable

import pytest

from pipeline import stages
from pipeline.bulletin.edition import Composer
from pipeline.bulletin.family import named_of
from pipeline.bulletin.load import load_material
from pipeline.bulletin.model import Table
from pipeline.bulletin.room import told_of_room
from pipeline.bulletin.table_view import table_view
from pipeline.month import Month
from pipeline.office import Office
from tests.publications import ENGLISH

YEARS = Month.parse("2023-02").to(Month.parse("2026-01"))


@pytest.mark.long
def test_each_month_of_three_years_is_published(conformed: Callable[..., Office]) -> None:
    office = conformed("karabakh")
    for month in YEARS:
        stages.edit(office, month)
        stages.compute(office, month)
        report = stages.publish(office, month, choice=ENGLISH)
        assert f"{month.key}/bulletin.en.pdf" in {"/".join(path.parts[-2:]) for path in report.paths}


@pytest.mark.long
def test_each_table_of_each_publication_of_three_years_fits_its_page(
    conformed: Callable[..., Office],
) -> None:
    office = conformed("karabakh")
    fonts, lake = office.project.templates / "fonts", stages.lake_of(office)
    tables = 0
    for month in YEARS:
        stages.edit(office, month)
        stages.compute(office, month)
        material = load_material(office, lake, month, "en")
        composer = Composer(material)
        for scope, lang in named_of(material):
            document = composer.compose(scope, lang).document
            assert list(told_of_room(document, fonts)) == []
            for section in document.sections:
                for table in (block for block in section.blocks if isinstance(block, Table)):
                    assert len(table_view(table, section.landscape, fonts).heads) == len(table.columns)
                    tables += 1
    assert tables > 5_000
