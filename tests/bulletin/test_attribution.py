"""What sentences of the first page and of sections say of their figures: whose, of where, of when."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.bulletin.citation import cited
from pipeline.bulletin.load import in_language
from pipeline.bulletin.model import Paragraph, Section
from pipeline.bulletin.render import render_html
from pipeline.bulletin.scope import narrow
from pipeline.bulletin.sections.files import files
from pipeline.bulletin.sections.investment import investment
from pipeline.bulletin.sections.points import main_points
from pipeline.bulletin.sections.territories import territories
from pipeline.bulletin.sections.tiles import key_figures
from pipeline.language.phrase import month_of
from tests.bulletin.other_languages import page_of
from tests.bulletin.test_compose import words_of

Make = Callable[[str, str], Any]


def points_of(made: Any, lang: str = "en", scope: str = "") -> str:
    """Return the main points of an issue in a language."""
    material = narrow(made.material, scope) if scope else made.material
    points = main_points(page_of(made, in_language(material, lang)))
    return " ".join(words_of(point) for point in points)


def lead_of(part: Section | None) -> str:
    """Return the first paragraph of a section."""
    assert part
    block = part.blocks[0]
    assert isinstance(block, Paragraph)
    return words_of(block.text)


def with_change_by(material: Any, source_id: str) -> Any:
    """Let the country's published change of September 2025 be of another source."""
    change = material.at("fci", material.root, "growth_published", date(2025, 9, 1))
    (name,) = material.observation_ids(change["cell_id"])
    other = material.observations[name] | {"source_id": source_id}
    return replace(material, observations=material.observations | {name: other})


def flagged(material: Any, flag: str, *cell_ids: str) -> Any:
    """Let cells rest on a decision of the office."""
    assert set(cell_ids) <= set(material.by_id)
    cells = {
        code: [cell | {"flags": [flag]} if cell["cell_id"] in cell_ids else cell for cell in own]
        for code, own in material.cells.items()
    }
    return replace(material, cells=cells)


def test_a_change_that_several_state_alike_is_of_the_source_of_the_level(months: Make) -> None:
    """Bakou24 and Trend state one per cent, and Trend published later; the level is that of Bakou24."""
    made = months("karabakh", "2025-09")
    assert "as reported by Bakou24; the published change" in points_of(made)
    assert "+1 [n] %, price basis not stated." in points_of(made)
    lead = lead_of(investment(page_of(made, made.material)))
    assert ", as reported by Bakou24. " in lead
    assert ", as published, was +1 [n] %" in lead


@pytest.mark.parametrize(
    ("lang", "point", "lead"),
    [
        (
            "en",
            "reported by Bakou24; the published change on the corresponding period of the previous year was "
            "+1 [n] %, as reported by Trend, price basis not stated.",
            "as published by Trend, was +1 [n] %; that source does not state",
        ),
        (
            "az",
            "dəyişmə +1 [n] % (Trend), qiymətlərin əsası göstərilməyib.",
            "(Trend) +1 [n] % təşkil edib; həmin mənbə onun nominal, yoxsa",
        ),
        (
            "ru",
            "года: +1 [n] % (Trend), основа цен не указана.",
            "(Trend), составило +1 [n] %; этот источник не указывает",
        ),
    ],
)
def test_a_change_by_another_publisher_than_the_level_names_its_own(
    months: Make, lang: str, point: str, lead: str
) -> None:
    made = months("karabakh", "2025-09")
    made = replace(made, material=with_change_by(made.material, "I019"))
    assert point in points_of(made, lang)
    assert lead in lead_of(investment(page_of(made, in_language(made.material, lang))))


def test_a_change_by_the_publisher_of_the_level_names_it_once(karabakh: Any) -> None:
    assert "year was +75.6 [n] %, price basis not stated. " in points_of(karabakh)
    assert "; the source does not state" in lead_of(investment(page_of(karabakh, karabakh.material)))


def test_a_change_with_a_price_basis_says_whose_it_is_too(months: Make) -> None:
    made = months("karabakh", "2025-09")
    real = [
        cell | {"price_basis": "real"} if cell["transformation"] == "growth_published" else cell
        for cell in made.material.cells["fci"]
    ]
    material = with_change_by(made.material, "I019")
    material = replace(material, cells={**material.cells, "fci": real})
    assert "as published by Trend, was +1 [n] %, " in lead_of(investment(page_of(made, material)))
    same = dict.fromkeys(("I011", "I019"), "I011")
    sources = {**material.sources, **{name: material.sources[one] for name, one in same.items()}}
    lead = lead_of(investment(page_of(made, replace(material, sources=sources))))
    assert ", as published, was +1 [n] %, " in lead


DECIDED = {
    "en": (" manats, as reported by Trend (ru)", " manats (Trend (ru), as decided by the office)"),
    "az": (" təşkil edib (Trend (ru))", " təşkil edib (Trend (ru), tərtibçinin qərarı ilə)"),
    "ru": (" манатов, сообщает Trend (ru)", " манатов (Trend (ru), по решению составителя)"),
}


@pytest.mark.parametrize(
    ("flag", "is_said"), [("ACCEPTED", False), ("CORRECTED", True), ("ATTRIBUTED", True)]
)
@pytest.mark.parametrize("lang", DECIDED)
def test_a_figure_that_the_office_changed_is_not_said_to_be_reported_so(
    karabakh: Any, lang: str, flag: str, is_said: bool
) -> None:
    material = flagged(karabakh.material, flag, "fci.AZ.2026-01")
    made = replace(karabakh, material=material)
    reported, decided = DECIDED[lang]
    for said in (points_of(made, lang), lead_of(investment(page_of(made, in_language(material, lang))))):
        assert (said.count(reported), said.count(decided)) == (not is_said, is_said)


CHANGES = """
decided      | lang | change
-------------|------|-------
level        | en   | the published change on the corresponding period of the previous year was +75.6 [n] %,
level        | ru   | опубликованное изменение к соответствующему периоду предыдущего года: +75,6 [n] %,
growth       | en   | ; the change on the corresponding period of the previous year was +75.6 [n] [d] % \
(Trend (ru), as decided by the office), price basis not stated.
growth       | az   | ; əvvəlki ilin müvafiq dövrünə nisbətən dəyişmə +75,6 [n] [d] % \
(Trend (ru), tərtibçinin qərarı ilə), qiymətlərin əsası göstərilməyib.
growth       | ru   | ; изменение к соответствующему периоду предыдущего года: +75,6 [n] [d] % \
(Trend (ru), по решению составителя), основа цен не указана.
growth       | en   | The change on the corresponding period of the previous year was +75.6 [n] [d] % \
(Trend (ru), as decided by the office), price basis not stated.
growth       | az   | Əvvəlki ilin müvafiq dövrünə nisbətən dəyişmə +75,6 [n] [d] % təşkil edib \
(Trend (ru), tərtibçinin qərarı ilə), qiymətlərin əsası göstərilməyib.
growth       | ru   | Изменение к соответствующему периоду предыдущего года составило +75,6 [n] [d] % \
(Trend (ru), по решению составителя), основа цен не указана.
level growth | en   | +75.6 [n] [d] % (Trend (ru), as decided by the office), price
"""
"""What points or section say of a published change where the office changed it, or its level."""


@pytest.mark.parametrize(
    ("decided", "lang", "change"),
    [[part.strip() for part in row.split("|")] for row in CHANGES.strip().splitlines()[2:]],
)
def test_a_change_says_that_the_office_changed_it_and_not_that_its_level_was(
    karabakh: Any, decided: str, lang: str, change: str
) -> None:
    ids = {"level": "fci.AZ.2026-01", "growth": "fci.AZ.2026-01.growth_published"}
    material = flagged(karabakh.material, "CORRECTED", *(ids[name] for name in decided.split()))
    made = replace(karabakh, material=material)
    section = lead_of(investment(page_of(made, in_language(material, lang))))
    assert change in f"{points_of(made, lang)} {section}"


def test_dwellings_say_that_the_office_changed_what_is_planned(karabakh: Any) -> None:
    material = karabakh.material
    plans = [cell["cell_id"] for cell in material.cells["dwellings"] if cell["breakdown"] == "status=planned"]
    said = points_of(replace(karabakh, material=flagged(material, "CORRECTED", *plans)))
    assert re.search(r"dwellings are planned, [^()]*\([^()]+, as decided by the office\)", said)


def test_families_and_persons_of_two_publishers_name_both(karabakh: Any) -> None:
    page = page_of(karabakh, karabakh.material)
    one, other = (karabakh.material.by_id[name] for name in ("fci.AZ.2026-01", "fci.ER-KAR.2023-12"))
    assert page.reported_by(one, other) == "Trend (ru) and Metbuat.az"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "For Baku economic region as a whole and alone no figure on investment in fixed capital, "
            "resettlement, housing, mine clearance or plans is known up to January 2026.",
        ),
        (
            "az",
            "minatəmizləmə və ya planlar üzrə bütövlükdə və ayrıca götürülmüş Bakı iqtisadi rayonunun məlum "
            "göstəricisi yoxdur.",
        ),
        (
            "ru",
            "для экономического района Баку в целом и отдельно от других территорий нет известных "
            "показателей инвестиций в основной капитал, расселения, жилья, разминирования или планов.",
        ),
    ],
)
def test_what_is_not_known_of_a_territory_is_said_of_it_as_a_whole(
    karabakh: Any, lang: str, said: str
) -> None:
    assert said in points_of(karabakh, lang, "ER-BAK")


def test_words_after_a_large_number_stay_with_it(karabakh: Any) -> None:
    material = in_language(narrow(karabakh.material, "ER-EZG"), "az")
    tile = key_figures(page_of(karabakh, material))[0]
    assert (tile.value.text.replace("\u202f", " "), tile.after) == ("4 000", "-ə yaxın")
    assert tile.caption.startswith("milyon manat – ")
    document = replace(karabakh.document, key_figures=(tile,))
    html = render_html(document, karabakh.office.project.templates)
    assert '</a><span class="post">-ə yaxın</span></span>' in html


def test_the_territory_cleared_is_named(karabakh: Any) -> None:
    captions = [tile.caption for tile in key_figures(page_of(karabakh, karabakh.material))]
    assert any("cleared of mines, districts listed by the source as one group, " in one for one in captions)


def test_a_point_names_two_regions_and_leads_to_the_others(karabakh: Any) -> None:
    material = karabakh.material
    third = material.by_id["fci.ER-KAR.2023-12"] | {"territory_id": "ER-GDS", "cell_id": "fci.ER-GDS.2023-12"}
    early = third | {"period_end": date(2023, 11, 30)}
    cells = {**material.cells, "fci": [*material.cells["fci"], early]}
    more = replace(
        material,
        cells=cells,
        by_id={**material.by_id, early["cell_id"]: early},
        inputs={**material.inputs, early["cell_id"]: material.inputs["fci.ER-KAR.2023-12"]},
        behind={},
    )
    said = points_of(replace(karabakh, material=more))
    assert "(2023, Metbuat.az); others stand with their periods in the section on territories." in said
    assert "Ganja" not in said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "Figures of economic regions for 2023: East Zangazur almost 4 000 [b] [n] million manats (2023, "
            "Vestnik Kavkaza) and Karabakh 2 254.4 [b] [n] million manats (2023, Metbuat.az).",
        ),
        ("az", "İqtisadi rayonların 2023-cü il üçün göstəriciləri: Şərqi Zəngəzur – "),
        ("ru", "Показатели экономических районов за 2023 год: Восточный Зангезур – "),
    ],
)
def test_figures_of_regions_for_the_month_are_said_on_the_first_page(
    months: Make, lang: str, said: str
) -> None:
    assert said in points_of(months("karabakh", "2023-12"), lang)


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (
            "2025-09",
            " are not comparable. Every territory shown has a figure for 2023 except Karabakh and East "
            "Zangazur economic regions (January to March 2024) and Baku city (January to June 2020).",
        ),
        ("2023-12", "Every territory shown has a figure for 2023 except Baku city (January to June 2020)."),
    ],
)
def test_the_few_territories_of_another_period_are_named(months: Make, month: str, said: str) -> None:
    made = months("karabakh", month)
    lead = lead_of(territories(page_of(made, made.material)))
    assert lead.endswith(said)


def test_where_most_are_of_other_periods_none_is_named(months: Make) -> None:
    made = months("karabakh", "2023-12")
    few = ("AZ", "ER-KAR", "C-AZ-BA")
    own = [cell for cell in made.material.cells["fci"] if cell["territory_id"] in few]
    page = page_of(made, replace(made.material, cells={"fci": own}))
    assert lead_of(territories(page)).startswith("The table shows territories without a figure for the month")


@pytest.mark.parametrize("lang", ["en", "az", "ru"])
@pytest.mark.parametrize("address", ["", "https://office.example/b/"])
def test_an_issue_says_how_it_is_cited_as_the_site_does(karabakh: Any, lang: str, address: str) -> None:
    office = replace(karabakh.office, address=address)
    material = replace(in_language(karabakh.material, lang), office=office)
    page = page_of(karabakh, material)
    issue = page.word("issue", month=month_of(karabakh.month.first), name="2026-01.1")
    where = address and f"{address}{'' if lang == office.languages[0] else f'{lang}/'}2026-01.1/"
    text = cited(material.messages, office, office.told("title", lang), issue, material.as_of, where)
    said = lead_of(files(page))
    assert text in said
    assert said.endswith(text) == bool(address)
    own = lead_of(files(page_of(karabakh, replace(narrow(material, "ER-KAR"), office=office))))
    assert "2026-01.1.ER-KAR" in own
    assert material.place("ER-KAR").name in own
