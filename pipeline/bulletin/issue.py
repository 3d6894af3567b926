"""What an issue is called."""

from pipeline.bulletin.material import Material


def issue_name(material: Material) -> str:
    """Name an issue: the month, its number, and the territory where it is not the country."""
    name = national_name(material)
    return f"{name}.{material.scope}" if material.scope else name


def national_name(material: Material) -> str:
    """Name the issue of the country, which is the id of the release."""
    return f"{material.key}.{material.printed.number}"
