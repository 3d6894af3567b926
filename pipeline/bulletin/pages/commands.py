"""The commands that a page tells its reader, as they are typed for the release that it belongs to."""

from pipeline.bulletin.material import Material


def table_command(material: Material, table: str) -> str:
    """Return the command that prints a table as the release knows it, marked as code."""
    asked = f" --as-of {material.asked}" if material.asked else ""
    return f"`crossfoot table {table} --month {material.month.key}{asked} --office {material.office.code}`"


def triangle_command(material: Material, code: str, territory_id: str, breakdown: str) -> str:
    """Return the command that prints how an indicator was revised, marked as code."""
    part = "" if breakdown == "_T" else f" --breakdown '{breakdown}'"
    return f"`crossfoot triangle {code} --territory {territory_id}{part} --office {material.office.code}`"
