"""The small office that is killed: what it had, what comes in, and a key for its vault."""

from pathlib import Path

from pipeline.project import locate
from pipeline.releasing.vault import make_key
from tests.small_office import INVESTMENT, investment, office_writer

BEFORE = {"first": {"investment.csv": INVESTMENT}}
AFTER = {
    **BEFORE,
    "second": {
        "investment.csv": investment(
            {"value_as_printed": "1,406.5", "source_id": "S2"},
            {"value_as_printed": "505.5", "territory_as_written": "South"},
        )
    },
    "third": {
        "investment.csv": investment(
            {"value_as_printed": "210.0", "territory_as_written": "First district", "source_id": "S3"},
            {"value_as_printed": "no figure"},
        )
    },
}


def write(folder: Path, deliveries: dict[str, dict[str, str]]) -> Path:
    """Write the office with its deliveries and a key below a folder; returns its checkout."""
    labels = (locate().sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
    root = office_writer(folder)(deliveries, {"label.csv": labels}).project.root
    (root / "pipeline").symlink_to(locate().root / "pipeline")
    make_key(folder / "keys" / "vault.key", root)
    return root
