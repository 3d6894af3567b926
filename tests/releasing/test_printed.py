"""What an issue prints of the ledger: number, corrigendum and exceptions, in the language of the edition."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.bulletin.compose import compose
from pipeline.bulletin.declared import declared_texts
from pipeline.bulletin.load import in_language as in_other
from pipeline.bulletin.load import load_material
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Points
from pipeline.month import Month
from pipeline.office import Office
from pipeline.releasing.ledger import append
from pipeline.releasing.model import Step
from pipeline.releasing.printed import LEDGER, Corrigendum, Printed, Was, with_numbers
from pipeline.stages import lake_of
from tests.releasing.conftest import CELLS, NOON

WORDS = {
    "what": "Table 2 | az: Cədvəl 2 | ru: Таблица 2",
    "right": "1 402.5 in place of 1 406.0",
    "why": "A register was taken in twice.",
}
DAYS = (date(2026, 4, 20), date(2026, 5, 4))
GONE = {
    "cell_id": "ordnance_found.G-LISTED.2025-01.type=uxo;week=2025-01-12",
    "territory_id": "G-LISTED",
    "breakdown": "type=uxo;week=2025-01-12",
    "transformation": "reported",
    "period": date(2025, 1, 1),
    "period_start": date(2025, 1, 12),
    "period_end": date(2025, 1, 18),
    "due_on": None,
}
"""A cell that the corrected issue alone has."""
SAID = Printed(
    2, (("second-person", "One person is in the office."),), Corrigendum("2026-01.1", WORDS, (), *DAYS)
)


@pytest.fixture(scope="module")
def material(karabakh_run: tuple[Office, Month]) -> Material:
    """Read the month of the default office."""
    office, month = karabakh_run
    return load_material(office, lake_of(office), month, "en")


def test_a_first_issue_that_keeps_all_rules_says_nothing_of_it(material: Material) -> None:
    document, _ = compose(material, material.office.project.templates / "fonts")
    assert material.printed == Printed()
    assert LEDGER not in material.digests
    assert ("Corrections", "none to this issue") in document.facts
    assert "corrections" not in {section.key for section in document.sections}
    assert document.issue.endswith("2026-01.1")


@pytest.mark.parametrize(
    ("lang", "what", "since", "fact"),
    [
        (
            "en",
            "Corrected: Table 2",
            "Issue 2026-01.1 was released on 20 April 2026. This correction was announced on 4 May 2026.",
            "this issue corrects 2026-01.1; see Corrections and exceptions",
        ),
        (
            "az",
            "Düzəldilən: Cədvəl 2",
            "2026-01.1 buraxılışının dərc tarixi: 20 aprel 2026-cı il. Bu düzəlişin elan tarixi: "
            "4 may 2026-cı il.",
            "bu buraxılış 2026-01.1 buraxılışını düzəldir; bax: Düzəlişlər və istisnalar",
        ),
        (
            "ru",
            "Исправлено: Таблица 2",
            "Дата публикации выпуска 2026-01.1: 20 апреля 2026 года. Дата объявления этого исправления: "
            "4 мая 2026 года.",
            "этот выпуск исправляет выпуск 2026-01.1; см. «Исправления и исключения»",
        ),
    ],
)
def test_a_second_issue_prints_the_corrigendum_and_the_exception(
    lang: str, what: str, since: str, fact: str, material: Material
) -> None:
    told = replace(in_other(material, lang), printed=SAID)
    document, _ = compose(told, material.office.project.templates / "fonts")
    assert "2026-01.2" in document.issue
    assert fact in dict(document.facts).values()
    (section,) = [section for section in document.sections if section.key == "corrections"]
    texts = ["".join(map(str, block.text)) for block in section.blocks]  # type: ignore[union-attr]
    assert {what, since} <= {*texts}
    assert any("One person is in the office." in text for text in texts)
    assert "1 402.5 in place of 1 406.0" in declared_texts(told)


def test_the_numbers_that_a_corrigendum_names_are_printed_with_what_they_were(material: Material) -> None:
    fonts = material.office.project.templates / "fonts"
    rows = {row["number_id"]: row for row in compose(material, fonts)[1].rows if row["place"] == "table"}
    other, same = list(rows.values())[:2]
    known = [(one["number_id"], one["cell_id"]) for one in (other, same)]
    known += [("gone0000", GONE["cell_id"]), ("gone0001", "quality.releases.2025-01")]
    texts = ("0.7", same["printed"], "250", "12")
    was = tuple(Was("en", "", *names, "value", text) for names, text in zip(known, texts, strict=True))
    elsewhere = (Was("en", "ER-KAR", *known[1], "value", "8.8"), Was("az", "", *known[1], "value", "9,9"))
    numbers = tuple(one.number_id for one in was)
    corrigendum = Corrigendum("2026-01.1", WORDS, numbers, *DAYS, was + elsewhere, {GONE["cell_id"]: GONE})
    told = replace(material, printed=Printed(2, (), corrigendum))
    document, binder = compose(told, fonts)
    (section,) = [section for section in document.sections if section.key == "corrections"]
    (listed,) = [block for block in section.blocks if isinstance(block, Points)]
    said = ["".join(getattr(run, "text", run) for run in item) for item in listed.items]
    first, second, third, fourth = said
    assert first == (
        f"Investment in fixed capital, Azerbaijan, Jan 2026 ({other['cell_id']}): in 2026-01.1: 0.7; "
        f"in this issue {other['printed']}."
    )
    assert second.endswith(f" ({same['cell_id']}): in 2026-01.1: {same['printed']}; in this issue as before.")
    assert third == (
        "Mines and other explosive items found, unexploded ordnance, Districts listed by the source as one "
        f"group, 12 to 18 Jan 2025 ({GONE['cell_id']}): in 2026-01.1: 250; in this issue not "
        "printed."
    )
    assert fourth.startswith("Independent releases (quality.releases.2025-01): in 2026-01.1: 12; ")
    bound = [row["number_id"] for row in binder.rows if row["section"] == "corrections"]
    assert bound == [other["number_id"]]
    assert "2026-01.1: 0.7" in declared_texts(told)


ROLES = """
lang | facet    | said
-----|----------|-----
en   | value    | Persons resettled, running total, Khojaly district, 19 Jan 2026
en   | age      | Persons resettled, running total, Khojaly district, 19 Jan 2026, age in days
en   | lo       | Persons resettled, running total, Khojaly district, 19 Jan 2026, lower end
en   | hi       | Persons resettled, running total, Khojaly district, 19 Jan 2026, upper end
az   | age      | Məskunlaşmış şəxslər, yığılmış yekun, Xocalı rayonu, 19 yan 2026, günlərlə köhnəlik
ru   | hi       | Расселённые лица, накопленный итог, Ходжалы (район), 19 янв. 2026, верхняя граница
"""


@pytest.mark.parametrize(
    ("lang", "facet", "said"),
    [[part.strip() for part in row.split("|")] for row in ROLES.strip().splitlines()[2:]],
)
def test_what_of_a_figure_a_corrected_number_is_stands_in_words(
    lang: str, facet: str, said: str, material: Material
) -> None:
    cell_id = "resettled_persons.D-AZ-XCI.2026-01"
    was = Was(lang, "", "gone0000", cell_id, facet, "12")
    told = replace(
        in_other(material, lang), printed=Printed(2, (), Corrigendum("2026-01.1", WORDS, was=(was,)))
    )
    document, _ = compose(told, material.office.project.templates / "fonts")
    (section,) = [section for section in document.sections if section.key == "corrections"]
    (listed,) = [block for block in section.blocks if isinstance(block, Points)]
    assert "".join(map(str, listed.items[0])).startswith(f"{said} ({cell_id}): ")


def test_the_corrected_issue_is_read_for_the_named_numbers_alone(tmp_path: Path) -> None:
    one = "aaaaaaa1,c1,value"
    rows = (f"en,,{one},investment,75.6", f"en,,{one},growth,76", f"en,R1,{one},key,75.6")
    others = ("en,,aaaaaaa2,c2,value,investment,1", f"en,,{one},methodology/fci,75.61")
    others += ("en,,aaaaaaa3,c1,previous,changed,70",)
    text = "\n".join(["lang,territory,number_id,cell_id,facet,section,printed", *rows, *others])
    (tmp_path / "published_number.csv").write_text(text, encoding="utf-8")
    cells = CELLS.replace("fci.C.2026-01,", "c1,") + CELLS.splitlines()[1] + "\n"
    (tmp_path / "cells.csv").write_text(cells, encoding="utf-8")
    named = Corrigendum("2026-01.1", WORDS, ("aaaaaaa1", "aaaaaaa3"))
    found = with_numbers(Printed(2, (), named), tmp_path).corrigendum
    assert found is not None
    assert found.named("en", "") == [Was("en", "", "aaaaaaa1", "c1", "value", "75.6 / 76")]
    assert [one.text for one in found.named("en", "R1")] == ["75.6"]
    assert [(name, cell["value"], cell["period"]) for name, cell in found.cells.items()] == [
        ("c1", Decimal("1406.0000000000"), date(2026, 1, 1))
    ]


def test_a_corrigendum_of_another_day_is_another_one() -> None:
    assert SAID.corrigendum is not None
    later = replace(SAID, corrigendum=replace(SAID.corrigendum, announced=date(2026, 5, 5)))
    assert later.digest != SAID.digest


def test_the_ledger_is_an_input_of_the_release(own_run: Office) -> None:
    month = Month.parse("2026-01")
    lake = lake_of(own_run)
    before = load_material(own_run, lake, month, "en")
    step = Step("except", "2026-01.1", "Ann", "One person.", facts={"rule": "second-person"})
    append(own_run, lambda _: [step], NOON)
    after = load_material(own_run, lake, month, "en")
    assert after.printed.exceptions == (("second-person", "One person."),)
    assert after.digests.keys() - before.digests.keys() == {LEDGER}
