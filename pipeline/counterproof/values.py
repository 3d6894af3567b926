"""Holds each row of published_number against the value of its cell."""

from pipeline.counterproof.model import Proof
from pipeline.counterproof.numbers import read_number
from pipeline.counterproof.register import Expected, Register


def check_values(folder: str, register: Register, proof: Proof) -> None:
    """Check that each row of published_number prints the rounded value of its cell."""
    file = f"{folder}published_number.csv"
    for lang, rows in register.numbers.items():
        for one in rows:
            key = lang, one.printed, one.cell_id, one.facet, one.places
            if key in register.agreed:
                continue
            wrong = _differs(one, lang, register)
            if wrong:
                proof.add(file, f"{one.number_id} ({one.cell_id}, {one.facet})", wrong)
            else:
                register.agreed.add(key)


def _differs(one: Expected, lang: str, register: Register) -> str:
    """Say in what a row is not as the value of its cell, rounded once, half away from zero."""
    read = read_number(one.printed, lang)
    if read is not None and read == register.rounded(one):
        return ""
    if read is None:
        return f"{one.printed!r} has not the form of a number in the language {lang}."
    value = register.value(one)
    if value is None:
        return f"it prints {one.printed}, and no table states a value of that facet."
    return f"it prints {one.printed}, and the value is {value.normalize():f}."
