"""The revision policies that an office declares, one a measure: reference/revision_policy.csv."""

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.errors import BadInputError

if TYPE_CHECKING:
    import polars as pl

    from pipeline.methods.policy import RevisionPolicy

WHERE = "reference/revision_policy.csv"
_MONTHS = {str(number) for number in range(1, 13)}
LARGEST_SIZE = Decimal(1000)
"""A size in per cent past which a policy limits nothing; sql/rules/declared_policy.sql multiplies with it."""


def check_policies(table: "pl.DataFrame", measures: "pl.DataFrame") -> None:
    """Refuse a policy for an unknown measure, or one whose months or size are none."""
    known = set(measures["measure_code"])
    for row in table.iter_rows(named=True):
        code = row["measure_code"]
        if code not in known:
            raise BadInputError(
                f"{WHERE} names the measure '{code}', which measure.csv lacks. Mend that line."
            )
        months = [name for name in row["cycle_months"].split(";") if name]
        if set(months) - _MONTHS:
            raise BadInputError(
                f"{WHERE} gives {code} the cycle months '{row['cycle_months']}'. Expected: numbers from 1 to "
                "12 with ; between them, or nothing."
            )
        if row["routine_months"] % 1 or row["size_pct"] > LARGEST_SIZE:
            raise BadInputError(
                f"{WHERE} gives {code} {row['routine_months'].normalize():f} routine months and a size of "
                f"{row['size_pct'].normalize():f} per cent. Expected: whole months, at most {LARGEST_SIZE}."
            )


def policies_of(table: "pl.DataFrame") -> dict[str, "RevisionPolicy"]:
    """Return the declared policies by measure, as pipeline/methods/policy.py takes them."""
    from pipeline.methods.policy import RevisionPolicy

    return {
        row["measure_code"]: RevisionPolicy(
            int(row["routine_months"]),
            tuple(int(name) for name in row["cycle_months"].split(";") if name),
            row["size_pct"],
        )
        for row in table.iter_rows(named=True)
    }
