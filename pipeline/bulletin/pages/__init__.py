"""A page an indicator: its methodology, figures, revisions, rules and limits, for a methodologist."""
