"""Indicators: one SQL file each with its methodology in a TOML header, derivations along time in Polars."""
