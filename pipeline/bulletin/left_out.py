"""Which publications the release before had and this one leaves out: a run of a part is a whole release."""

from collections.abc import Collection
from pathlib import Path

from pipeline.bulletin.edition import Named

COUNTRY = "the country"


def publications_in(folder: Path) -> frozenset[Named]:
    """Return the publications of a release by the names of their PDFs; none where there is no release."""
    found = [*folder.glob("bulletin.*.pdf"), *folder.glob("*/bulletin.*.pdf")]
    parts = [path.relative_to(folder).parts for path in found]
    return frozenset(("".join(scope), name.split(".")[1]) for *scope, name in parts)


def say_left_out(before: Collection[Named], made: Collection[Named]) -> str:
    """Say which publications there were before and are not now, by territory; empty where there are none."""
    gone = sorted({*before} - {*made})
    if not gone:
        return ""
    scopes = dict.fromkeys(scope for scope, _ in gone)
    told = [
        f"{', '.join(lang for of, lang in gone if of == scope)} of {scope or COUNTRY}" for scope in scopes
    ]
    return (
        f"left out, though the month's release before had them: {'; '.join(told)}. "
        "A run without a choice of languages and territories makes all"
    )
