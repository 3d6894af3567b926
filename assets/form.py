"""What can be chosen when a month is run: the form that the page shows, with help and with lists."""

import csv
from collections.abc import Iterator, Mapping

import dagster as dg

from pipeline.choice import EVERY, NONE, Choice
from pipeline.errors import UsageError
from pipeline.office import Office

ISSUED = "economic_region"
"""The level of territories that may have an issue of their own."""
MAX_REASON = 500
"""Letters of a reason that are kept; a longer one is refused."""

LANGUAGES = {"az": "Azerbaijani", "en": "English", "ru": "Russian"}

AS_OF = dg.Field(
    str,
    default_value="",
    is_required=False,
    description="The day whose knowledge counts, as in 2024-03-31; empty: the day of the newest delivery. "
    "A run with a day has results of its own beside the month's.",
)
REASON = dg.Field(
    str,
    default_value="",
    is_required=False,
    description="Why the month is run, in a sentence: it stays with the run (tag crossfoot/reason) and in "
    f"the ledger of releases. At most {MAX_REASON} letters.",
)


def run_schema(office: Office) -> Mapping[str, dg.Field]:
    """Return the fields of the form; languages and territories are chosen from those of the office."""
    languages = dg.Enum(
        f"{office.code}_language",
        [dg.EnumValue(code, description=LANGUAGES.get(code, code)) for code in office.languages],
    )
    territories = dg.Enum(
        f"{office.code}_territory",
        [
            dg.EnumValue(EVERY, description="Every territory that has figures enough for an issue."),
            dg.EnumValue(NONE, description="No territory: the country's issue alone."),
            *(dg.EnumValue(code, description=name) for code, name in territories_of(office).items()),
        ],
    )
    return {
        "as_of": AS_OF,
        "languages": dg.Field(
            dg.Array(languages),
            default_value=[],
            is_required=False,
            description="The languages of the publications; none named: all of the office. The office's "
            f"first, {office.languages[0]}, is always made, since the pages of the indicators lead to it.",
        ),
        "territories": dg.Field(
            dg.Array(territories),
            default_value=[EVERY],
            is_required=False,
            description="The territories with an issue beside the country's: all, none, or codes; an empty "
            "list: all.",
        ),
        "reason": REASON,
    }


def territories_of(office: Office) -> dict[str, str]:
    """Return the territories that may have an issue, by code, with their names."""
    return dict(sorted(_read(office)))


def check_choice(office: Office, choice: Choice) -> None:
    """Refuse what the form would not offer, with what there is. Raises UsageError."""
    for what, asked, known in (
        ("language", choice.languages, office.languages),
        ("territory", choice.territories or (), tuple(territories_of(office))),
    ):
        unknown = [name for name in asked if name not in known]
        if unknown:
            raise UsageError(
                f"There is no issue of the {what} '{unknown[0]}'. There are: {', '.join(known) or 'none'}."
            )


def check_reason(reason: str) -> str:
    """Return a reason in one line. Raises UsageError where it is too long."""
    if len(reason) > MAX_REASON:
        raise UsageError(
            f"The reason has {len(reason)} letters, at most {MAX_REASON} are kept. Say it more shortly."
        )
    return " ".join(reason.split())


def _read(office: Office) -> Iterator[tuple[str, str]]:
    """Yield codes and names from the office's table of territories."""
    path = office.folder / "reference" / "territory.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row.get("level") == ISSUED:
                yield row["territory_id"], row.get("name_en") or row["territory_id"]
