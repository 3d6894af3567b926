"""What is said of one change of a small office: by preview, list of changes, page, number by number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.audit.diff import compare
from pipeline.office import Office, load_office
from pipeline.project import locate
from pipeline.rehearsal import Rehearsal, rehearse
from pipeline.sealed.folder import ReleaseFolder
from pipeline.vintages.change_page import page_of_changes
from pipeline.vintages.listing import list_changes
from tests.audit.conftest import release
from tests.conftest import JANUARY
from tests.small_office import investment, office_writer


@dataclass
class Step:
    """What was said of one change: before the run, after it, on the page, and number by number."""

    preview: Rehearsal
    rows: list[dict[str, str]]
    page: str
    numbers: dict[str, set[str]]

    @property
    def listed(self) -> dict[str, str]:
        """The cause of each cell of the list of changes."""
        return {row["cell_id"]: row["cause"] for row in self.rows}

    @property
    def previewed(self) -> dict[str, str]:
        """The cause of each cell of the preview."""
        return {one.cell_id: ";".join(one.causes) for one in self.preview.changes}


def write_issued(base: Path, deliveries: Mapping[str, str]) -> Office:
    """Write the small office with the registers of some deliveries, and release its January."""
    labels = (locate().sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
    files = {name: {"investment.csv": text} for name, text in deliveries.items()}
    office = office_writer(base)(files, {"label.csv": labels})
    (office.project.root / "pipeline").symlink_to(locate().root / "pipeline")
    release(office, JANUARY)
    return office


def step(office: Office) -> Step:
    """Preview the month, run it, and read what is said of it."""
    office = load_office(office.project, office.code)
    found = rehearse(office, JANUARY)
    before = (office.home / "releases" / JANUARY.key).resolve()
    folder = release(office, JANUARY)
    text = page_of_changes(office, JANUARY.key).read_text(encoding="utf-8")
    numbers: dict[str, set[str]] = {}
    for one in compare(ReleaseFolder.open(before), ReleaseFolder.open(folder))["numbers"]:
        numbers.setdefault(one["cell_id"], set()).update(one["causes"])
    page = re.sub(r"[\s\u202f\u00a0]+", " ", text)
    return Step(found, list_changes(office, JANUARY.key), page, numbers)


def add_delivery(
    office: Office, name: str, *lines: dict[str, str], more: str = "", received: str = "2026-11-22"
) -> None:
    """Add a delivery of a register, or of none, with lines added to its toml."""
    folder = office.folder / "deliveries" / name
    folder.mkdir()
    listed = '\n[[file]]\npath = "investment.csv"\nlayout = "investment"\n' if lines else ""
    if lines:
        (folder / "investment.csv").write_text(investment(*lines), encoding="utf-8")
    text = f'name = "{name}"\nreceived_on = {received}\n{listed}{more}'
    (folder / "delivery.toml").write_text(text, encoding="utf-8")
