"""The evidence grade of a source, from criteria alone."""

import polars as pl


def evidence_grade() -> pl.Expr:
    """Grade a source by criteria alone: producer itself, method stated, independence, party to the matter.

    A: the producer's own publication with its method, independent and no party. B: the producer's own
    publication. C: a publisher that names the producer. D: a publisher that does not, or no publisher.
    """
    own = pl.col("independence") == "producer"
    neutral = pl.col("party") == "no"
    named = pl.col("producer_code") != "NS"
    return (
        pl.when(own & neutral & (pl.col("method_stated") == "yes"))
        .then(pl.lit("A"))
        .when(own)
        .then(pl.lit("B"))
        .when(named)
        .then(pl.lit("C"))
        .otherwise(pl.lit("D"))
    )
