"""Decisions of the office about findings: kept as rows, never made in place, shown wherever they matter."""
