"""What decisions tell the evaluation of rules: figures kept out from the start, and withholdings lifted."""

from dataclasses import dataclass, field

import polars as pl

ACCEPTED = {
    "rule_id": pl.String,
    "sentence_code": pl.String,
    "tested": pl.String,
    "content_key": pl.String,
}
CONTENT = {"obs_id": pl.String, "content_key": pl.String}
KEPT_OUT = {"obs_id": pl.String, "finding_id": pl.String}


def _empty(schema: dict[str, type[pl.String]]) -> pl.DataFrame:
    """Return a frame without rows."""
    return pl.DataFrame(schema=schema)


@dataclass(frozen=True)
class Settled:
    """Decisions in force.

    accepted: the finding (rule, sentence, content keys of all that it tested) and the figure so accepted;
    content: the content keys of those figures in this run; kept_out: figures that no rule sees.
    """

    accepted: pl.DataFrame = field(default_factory=lambda: _empty(ACCEPTED))
    content: pl.DataFrame = field(default_factory=lambda: _empty(CONTENT))
    kept_out: pl.DataFrame = field(default_factory=lambda: _empty(KEPT_OUT))


def lift(withheld: pl.DataFrame, findings: pl.DataFrame, inputs: pl.DataFrame, own: Settled) -> pl.DataFrame:
    """Leave out of (finding_id, obs_id) the figures that were accepted in view of that very finding."""
    if own.accepted.is_empty():
        return withheld
    tested = inputs.filter(pl.col("role") == "tested").join(own.content, on="obs_id", how="left")
    of = tested.group_by("finding_id").agg(
        pl.when(pl.col("content_key").is_null().any())
        .then(None)
        .otherwise(pl.col("content_key").unique().sort().str.join(" "))
        .alias("tested")
    )
    accepted = (
        findings.select("finding_id", "rule_id", "sentence_code")
        .join(of, on="finding_id")
        .join(own.accepted, on=["rule_id", "sentence_code", "tested"])
        .join(own.content, on="content_key")
    )
    return withheld.join(accepted, on=["finding_id", "obs_id"], how="anti")
