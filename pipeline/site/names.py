"""The words of the site: its messages in one language, and the office's names of places, units and parts."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.bulletin.rows import labels_of, territories_on
from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.site.issues import Issue

_LEVELS = ("country", "group", "economic_region")


@dataclass(frozen=True)
class Names:
    """Look-ups that fall back to the code where there is no word for it."""

    lang: str
    say: dict[str, Any]
    labels: dict[tuple[str, str], str]
    territories: dict[str, dict[str, Any]]

    def territory(self, territory_id: str) -> str:
        """Name a territory."""
        row = self.territories.get(territory_id, {})
        return str(row.get(f"name_{self.lang}") or territory_id)

    def rank(self, territory_id: str) -> tuple[int, str]:
        """Return the key that orders territories: country, groups, regions, then the others by name."""
        level = self.territories.get(territory_id, {}).get("level")
        place = _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)
        return place, self.territory(territory_id)

    def unit(self, code: str) -> str:
        """Name a unit."""
        return self.labels.get(("unit", code), code.replace("_", " ").lower())

    def part(self, breakdown: str) -> str:
        """Name what a figure is a part of, empty for a total."""
        parts = [] if breakdown == "_T" else breakdown.split(";")
        return ", ".join(
            self.labels.get(("breakdown", part), part.replace("=", " ").replace("_", " ")) for part in parts
        )

    def language(self, lang: str) -> str:
        """Name a language in itself."""
        return str(self.say["languages"].get(lang, lang))

    def issue(self, issue: Issue) -> str:
        """Name an issue: January 2026, issue 2026-01.1; or December 2023, as known on 2024-03-01."""
        asked = self.say["as_known_on"].format(day=issue.asked)
        return f"{self.month(issue)}, {asked if issue.asked else self.say['issue'] + ' ' + issue.number}"

    def month(self, issue: Issue) -> str:
        """Name the month of an issue."""
        return f"{self.say['months'][issue.month.number - 1]} {issue.month.year}"


def load_names(office: Office, on: date) -> Names:
    """Read the words of the first of the office's languages that the site has messages in."""
    folder = office.project.templates / "messages"
    lang = next((one for one in office.languages if _catalogue(folder, one).is_file()), "")
    if not lang:
        known = ", ".join(sorted(path.name.split(".")[1] for path in folder.glob("site.*.toml")))
        raise UsageError(
            f"The site has no messages in a language of office {office.code} "
            f"({', '.join(office.languages)}); there are: {known}."
        )
    reference = load_reference(office)
    say = tomllib.loads(_catalogue(folder, lang).read_text(encoding="utf-8"))
    return Names(lang, say, labels_of(reference["label"], lang), territories_on(reference["territory"], on))


def _catalogue(folder: Path, lang: str) -> Path:
    """Return where the messages of a language are."""
    return folder / f"site.{lang}.toml"
