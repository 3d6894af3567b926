"""Reads running text: every number with its place, and what it means as far as rules can tell."""

from pipeline.reading.text.document import MAX_CHARACTERS, MAX_NUMBERS, read_document

__all__ = ["MAX_CHARACTERS", "MAX_NUMBERS", "read_document"]
