"""A bulletin with invented values that uses every kind of block, for the tests of the pages."""

from functools import cache

from pipeline.bulletin import model
from pipeline.bulletin.model import Document, Text
from tests.bulletin import sample_sections as sections
from tests.bulletin.sample_sections import FONTS, TEMPLATES

__all__ = ["FONTS", "TEMPLATES", "sample"]


@cache
def sample(mark: str = "SYNTHETIC", districts: int = 64) -> Document:
    """Compose the sample bulletin, each once."""
    sheet = sections.Sheet()
    n = sheet.n
    keys = (
        (
            n("1\u202f406.0", "fci.XX"),
            "million florins invested in January 2026",
            ("+75.6 %, as published [n]",),
        ),
        (
            n("3\u202f602", "resettled_persons.D-07"),
            "persons resettled in Hazel district",
            (n("881", "f"), " families"),
        ),
        (
            n("263", "target_dwellings.S-3"),
            "dwellings planned in Shoreham",
            (n("15", "d.S-3"), " reported ready"),
        ),
        (n("280\u202f000", "target_area.G-1"), "hectares planned for clearance", ("no figure to date [x]",)),
    )
    points: tuple[Text, ...] = (
        (
            "Investment in January 2026 was ",
            n("1\u202f406.0", "fci.XX"),
            " million florins, ",
            n("+75.6", "g"),
            " %.",
        ),
        (
            "It rose in ",
            n("9", "up"),
            " of ",
            n("12", "count"),
            " economic regions and fell in ",
            n("3", "down"),
            ".",
        ),
        ("In Hazel district ", n("881", "f"), " families were reported as resettled by 19 January 2026."),
        ("Of ", n("263", "t"), " dwellings planned in Shoreham ", n("91", "u"), " are in no schedule."),
    )
    about = (
        ("Each figure is given as reported by its publisher; none was confirmed by the producer.",),
        ("Numbers lead to the lineage index at the end: the cell, its source, the line or sentence.",),
        ("Values are rounded once. Because of rounding, components may not add to totals.",),
    )
    parts = (
        lambda sheet: sections.districts(sheet, districts),
        *(sections.resettlement, sections.housing, sections.clearance, sections.planned),
        *(sections.unconfirmed, sections.scope, sections.detail),
    )
    composed = (sections.investment(sheet), *(part(sheet) for part in parts))
    return Document(
        lang="en",
        office="Statistical Office of the Republic of Florin",
        title="Investment, resettlement and housing",
        subtitle="January 2026",
        issue="Monthly bulletin 2026-01",
        imprint="Crossfoot demonstration edition, with invented values. Not official statistics.",
        mark=mark,
        status="provisional",
        facts=(
            ("Status", "Provisional; final with the issue of January 2027"),
            ("Figures as known on", "21 November 2026"),
            ("Next release", "18 December 2026, 09:30 (UTC+4)"),
            ("Contact", "bulletin@office.example"),
            ("Corrections", "None since the first release"),
            ("Classification", "Territories of 7 July 2021; names imply no position on status"),
        ),
        key_figures=tuple(model.KeyFigure(*key) for key in keys),
        main_points=points,
        about=model.Box("About these figures", about),
        sections=composed,
        symbols=(
            model.Symbol("[p]", "provisional: revised when annual returns are matched"),
            model.Symbol("[n]", "not confirmed by the producer"),
            model.Symbol("[r]", "revised since the last issue"),
            model.Symbol("[x]", "not available"),
        ),
        index=tuple(sheet.entries),
    )
