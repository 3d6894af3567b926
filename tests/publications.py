"""Which publications tests make of the real offices: few, where the family is not what they look at."""

from pipeline.choice import Choice

ENGLISH = Choice(("en",), ())
"""The country's issue in English."""
FEW = Choice(("en", "az"), ("ER-KAR",))
"""Two languages, and one territory beside the country."""
