"""By which policy an office takes monthly flows from year-to-date figures: reference/flow_policy.csv."""

from typing import TYPE_CHECKING

from pipeline.errors import BadInputError

if TYPE_CHECKING:
    import polars as pl

LATEST = "latest"
WITHIN_RELEASE = "within_release"
POLICIES = (LATEST, WITHIN_RELEASE)
"""From the latest vintages of both months, or from both as they stood when the later one became known."""
WHERE = "reference/flow_policy.csv"


def check_flow_policies(table: "pl.DataFrame", measures: "pl.DataFrame", territories: "pl.DataFrame") -> None:
    """Refuse a policy that is none, or is for a measure or a territory that the office does not have."""
    lists = {
        "measure_code": (set(measures["measure_code"]), "measure.csv"),
        "territory_id": ({"", *territories["territory_id"]}, "territory.csv"),
    }
    for row in table.iter_rows(named=True):
        for name, (known, other) in lists.items():
            if row[name] not in known:
                raise BadInputError(
                    f"{WHERE} names '{row[name]}', which {other} lacks. Mend that line; "
                    "an empty territory means every one."
                )
        if row["policy"] not in POLICIES:
            raise BadInputError(
                f"{WHERE} gives {row['measure_code']} the policy '{row['policy']}'. "
                f"Known: {', '.join(POLICIES)}. Mend that line."
            )
