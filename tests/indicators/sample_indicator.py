"""An indicator's file for tests that break one thing of it at a time."""

from pathlib import Path

from pipeline.indicators.catalogue import Indicator, load_catalogue
from pipeline.project import Project

HEADER = """\
title = "Viaducts"
definition = \"\"\"
Viaducts planned
or built.\"\"\"
formula = "none"
reference = "OC4IDS"
unit = "Viaducts"
nature = "stock"
default = "stock"
owners = ["methods", "works"]
price_basis = "Not applicable: a count"
coverage = "As each source lists."
comparability = "As each source counts."
revisions = "The figure known on the as-of day is used."
"""

SELECT = """\
select
    'C' as territory_id,
    '_T' as breakdown,
    date '2026-01-01' as period,
    'stock' as transformation,
    cast(33 as decimal(38, 10)) as value,
    'COUNT' as unit_code,
    ['o1'] as inputs
"""


def write_indicator(folder: Path, header: str = HEADER, select: str = SELECT, code: str = "viaducts") -> Path:
    """Write an indicator's file as it stands in sql/indicators."""
    path = folder / "sql" / "indicators" / f"{code}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"/*\n{header}*/\n{select}", encoding="utf-8")
    return path


def read_indicator(folder: Path, header: str = HEADER, select: str = SELECT) -> Indicator:
    """Write an indicator and read it back from the catalogue."""
    write_indicator(folder, header, select)
    return load_catalogue(Project(folder, folder / "var"))["viaducts"]
