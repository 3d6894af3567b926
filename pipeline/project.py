"""Where things are: the checkout with code, SQL and offices, and the folder that runs write to."""

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import MachineError

DEFAULT_OFFICE = "karabakh"


@dataclass(frozen=True)
class Project:
    """A checkout (`root`) and the folder for everything that is made from it (`var`)."""

    root: Path
    var: Path

    @property
    def sources(self) -> Path:
        """The offices, one folder each."""
        return self.root / "sources"

    @property
    def sql(self) -> Path:
        """The SQL files, one folder a schema."""
        return self.root / "sql"

    @property
    def templates(self) -> Path:
        """Page templates, style sheet and fonts."""
        return self.root / "report_templates"

    def home(self, office: str) -> Path:
        """Return the folder of one office's results: the default office owns `var` itself."""
        return self.var if office == DEFAULT_OFFICE else self.var / office


def at_hand() -> Project:
    """Return the checkout as far as it is at hand: a release folder is read without offices and SQL."""
    root = Path(__file__).resolve().parent.parent
    var = os.environ.get("CROSSFOOT_VAR")
    return Project(root=root, var=Path(var).resolve() if var else root / "var")


def release_example() -> str:
    """Return a release folder as an example: where results lie, if the environment says so."""
    kept = "CROSSFOOT_VAR" in os.environ
    return str((at_hand().var if kept else Path("var")) / "releases" / "2026-01")


def kept_for_audits() -> Path | None:
    """Return the folder for what is read quicker next time; None where no results are kept."""
    found = at_hand()
    return found.var / "audit" if is_checkout(found) or "CROSSFOOT_VAR" in os.environ else None


def is_checkout(found: Project) -> bool:
    """Tell whether offices and SQL are at hand."""
    return found.sql.is_dir() and found.sources.is_dir()


def locate() -> Project:
    """Find the checkout this package was installed from; CROSSFOOT_VAR moves the results elsewhere."""
    found = at_hand()
    if not is_checkout(found):
        raise MachineError(
            f"Crossfoot runs from its checkout, but {found.root} has no folders sql/ and sources/. "
            "Install it with `make .venv` inside the checkout."
        )
    return found
