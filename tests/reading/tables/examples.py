"""Realistic files of invented figures, each with its truth in truth/<name>.csv, written by hand."""

from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter

from tests.reading.tables import makers


def _merged_workbook(path: Path) -> None:
    """Write a statistical table with a merged head in two rows, raised notes, a total and notes below."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("3.1")
        one = book.add_format({"num_format": "#,##0.0"})
        raised = book.add_format({"font_script": 1})
        sheet.merge_range("B2:F2", "Investment in fixed capital by district, 2024")
        sheet.write("F3", "million manats")
        sheet.merge_range("B4:B5", "District")
        sheet.merge_range("C4:D4", "January-March")
        sheet.merge_range("E4:F4", "January-June")
        for column in "CE":
            sheet.write(f"{column}5", "Total")
        for column in "DF":
            sheet.write(f"{column}5", "of which construction and installation works")
        rows = [
            ("Aghdam district", 310.5, 201.25, 700.1, 455.0),
            ("Fuzuli district", 120.0, 80.5, 260.4, 171.3),
            ("Zangilan district", None, 44.0, 99.9, "..."),
            ("Total", 506.7, 325.75, 1060.4, "x"),
        ]
        for row, (label, *values) in enumerate(rows, 5):
            sheet.write(row, 1, label)
            for column, value in enumerate(values, 2):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write_number(row, column, value, one)
        sheet.write_rich_string("C8", "76,2", raised, "2)")
        sheet.write("B11", "2) Estimate of the invented office.")


SEVERAL = [
    ["Table 1. Area cleared of mines, hectares"],
    [None, 2022, 2023],
    ["Aghdam district", 1200.5, 1500],
    ["Fuzuli district", "-", 900.25],
    [],
    ["Table 2. Families resettled and living there, as of 1 January 2025"],
    ["District", "Families", "Persons"],
    ["Aghdam district", 310, 1290],
    ["Fuzuli district", 505, 2101],
    ["In total", 815, 3391],
    [],
    ["Source: invented for tests."],
]

CYRILLIC = [
    ["Инвестиции в основной капитал по районам, млн манатов", None, None],
    ["Район", "январь 2024", "январь-февраль 2024"],
    ["Агдам", "10,5", "25,0*"],
    ["Физули", "1 234,5", "(3,1)"],
    ["Итого", "1 245,0", "21,9"],
    ["* предварительные данные", None, None],
]

WIDE = [
    ["Yer", "Göstərici", "Vahid", "2023-cü il", "2024-cü il"],
    ["Ağdam rayonu", "minalardan təmizlənmiş ərazi", "hektar", "1.200,5", "1.310,25"],
    ["Füzuli rayonu", "minalardan təmizlənmiş ərazi", "hektar", "…", "990,0"],
]

DOWN = [
    ["Karabakh economic region", None, None],
    ["Period", "Investment in fixed capital, thousand manats", "Dwellings under construction"],
    ["2023", 10500, 40],
    ["2024", 12000.5, "n/a"],
    ["2027", 13000, 55],
]

RECORDS = [
    [
        "STRUCTURE",
        "STRUCTURE_ID",
        "ACTION",
        "REF_AREA",
        "INDICATOR",
        "TIME_PERIOD",
        "OBS_VALUE",
        "UNIT_MEASURE",
        "UNIT_MULT",
        "OBS_STATUS",
    ],
    ["dataflow", "XX:FCI(1.0)", "I", "ER-KAR", "fci", "2024-01", "12.50", "AZN", "6", "A"],
    ["dataflow", "XX:FCI(1.0)", "I", "ER-KAR", "fci", "2024-02", "NaN", "AZN", "6", "M"],
    ["dataflow", "XX:FCI(1.0)", "I", "ER-EZG", "fci", "2024-Q1", "7.1", "AZN", "6", "P"],
    ["dataflow", "XX:FCI(1.0)", "D", "ER-EZG", "fci", "2023", "80", "AZN", "6", "A"],
]

SERIES = [
    (
        {"REF_AREA": "D-AZ-AGM", "INDICATOR": "mine_cleared_area", "UNIT_MEASURE": "hectares"},
        [{"TIME_PERIOD": "2024-01", "OBS_VALUE": "100.5"}, {"TIME_PERIOD": "2024-02", "OBS_VALUE": "-"}],
    ),
    (
        {"REF_AREA": "NOWHERE", "INDICATOR": "mine_cleared_area", "UNIT_MEASURE": "hectares"},
        [{"TIME_PERIOD": "2024-01", "OBS_VALUE": "7"}],
    ),
]

EXAMPLES: Mapping[str, Callable[[Path], object]] = {
    "merged.xlsx": _merged_workbook,
    "several.ods": lambda path: makers.write_ods(path, {"Tables": SEVERAL}),
    "cyrillic.csv": lambda path: makers.write_csv(path, CYRILLIC, ";", "cp1251"),
    "wide.tsv": lambda path: makers.write_csv(path, WIDE, "\t", "utf-16"),
    "down.xls": lambda path: makers.write_xls(path, {"Data": DOWN}),
    "records.csv": lambda path: makers.write_csv(path, RECORDS),
    "specific.xml": lambda path: path.write_text(makers.sdmx_specific(SERIES)),
    "generic.xml": lambda path: path.write_text(makers.sdmx_generic(SERIES)),
}
