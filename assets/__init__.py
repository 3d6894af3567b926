"""Everything Dagster, thin: an asset's body calls the pipeline and says what came out."""
