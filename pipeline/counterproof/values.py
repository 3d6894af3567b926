"""Holds each row of published_number against the value of its cell."""

from decimal import Decimal

from pipeline.counterproof.model import Proof
from pipeline.counterproof.numbers import read_number, rounded
from pipeline.counterproof.register import Register


def check_values(folder: str, register: Register, proof: Proof) -> None:
    """Check that each row of published_number prints the rounded value of its cell."""
    file = f"{folder}published_number.csv"
    for lang, rows in register.numbers.items():
        for one in rows:
            read = read_number(one.printed, lang)
            value = register.value(one)
            where = f"{one.number_id} ({one.cell_id}, {one.facet})"
            if read is None:
                proof.add(
                    file, where, f"{one.printed!r} has not the form of a number in the language {lang}."
                )
            elif value is None:
                proof.add(file, where, f"it prints {one.printed}, and no table states a value of that facet.")
            elif read[1] != one.places or not _is_rounded(read[0], value, one.places):
                proof.add(file, where, f"it prints {one.printed}, and the value is {value.normalize():f}.")


def _is_rounded(printed: Decimal, value: Decimal, places: int) -> bool:
    """Tell whether a printed number is a value rounded once, half away from zero."""
    return printed == rounded(value, places)
