"""The revision policy that the office declares for an indicator, in words."""

from collections.abc import Mapping
from decimal import Decimal

from pipeline.bulletin import words
from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.known import measures_of
from pipeline.indicators.catalogue import Indicator

_MONTHS = {str(at): name for at, name in enumerate(words.MONTHS, 1)}


def declared_policy(material: Material, made: Indicator) -> str:
    """Write the row of reference/revision_policy.csv."""
    measures = measures_of(material, made)
    rows = [row for row in material.facts.get("revision_policy", []) if row["measure_code"] in measures]
    if not rows:
        return "No months and no size of revisions are declared for this indicator."
    return " ".join(_policy(material, row) for row in rows)


def _policy(material: Material, row: Mapping[str, object]) -> str:
    """Write a declared policy as a sentence."""
    months, size = Decimal(str(row["routine_months"])), Decimal(str(row["size_pct"]))
    cycle = [_MONTHS[name] for name in str(row["cycle_months"] or "").split(";") if name]
    routine = (
        f"routine revisions within {months.normalize():f} months of the first release"
        if months
        else "no routine revisions after the first release"
    )
    yearly = "any month" if len(cycle) == len(_MONTHS) else words.join(cycle)
    said = f"revisions of earlier months in {yearly}" if cycle else "no yearly cycle"
    named = material.labels.get(("measure", str(row["measure_code"])), str(row["measure_code"]))
    return (
        f"{named}: {routine}; {said}; a revision of more than {size.normalize():f} % holds the release until "
        "a reason is given (reference/revision_policy.csv)."
    )
