"""The catalogue of indicators, read from the headers of sql/indicators/*.sql."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BadInputError
from pipeline.identity import file_hash
from pipeline.indicators.derive import DERIVATIONS
from pipeline.project import Project

_HEADER = re.compile(r"\A\s*/\*\n(.*?)\*/", re.DOTALL)
_REQUIRED = ("title", "definition", "formula", "reference", "unit", "nature", "default", "owners", "comparability", "revisions")


@dataclass(frozen=True)
class Indicator:
    """An indicator's methodology and where its SQL stands."""

    code: str
    path: Path
    title: str
    definition: str
    formula: str
    reference: str
    unit: str
    nature: str
    default: str
    owners: tuple[str, ...]
    comparability: str
    revisions: str
    derive: tuple[str, ...]
    version: str

    @property
    def text(self) -> str:
        """The SQL as it stands."""
        return self.path.read_text(encoding="utf-8")


def load_catalogue(project: Project) -> dict[str, Indicator]:
    """Read every indicator, by code; a header that cannot be used is a sentence that names the file."""
    paths = sorted((project.sql / "indicators").glob("*.sql"))
    return {path.stem: _read_indicator(path) for path in paths}


def _read_indicator(path: Path) -> Indicator:
    """Read one file's header."""
    match = _HEADER.match(path.read_text(encoding="utf-8"))
    if not match:
        raise BadInputError(f"{path.name} has no header. Begin it with a comment that holds TOML; other indicators show its form.")
    try:
        facts = tomllib.loads(match[1])
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"The header of {path.name} cannot be read as TOML: {error}. Mend that place.") from error
    missing = [name for name in _REQUIRED if not facts.get(name)]
    if missing:
        raise BadInputError(f"The header of {path.name} lacks {', '.join(missing)}. A methodology is complete or it is none.")
    unknown = [name for name in facts.get("derive", []) if name not in DERIVATIONS]
    if unknown:
        raise BadInputError(f"The header of {path.name} derives '{unknown[0]}'. Known derivations: {', '.join(sorted(DERIVATIONS))}.")
    return Indicator(
        code=path.stem,
        path=path,
        title=facts["title"],
        definition=facts["definition"],
        formula=facts["formula"],
        reference=facts["reference"],
        unit=facts["unit"],
        nature=facts["nature"],
        default=facts["default"],
        owners=tuple(facts["owners"]),
        comparability=facts["comparability"],
        revisions=facts["revisions"],
        derive=tuple(facts.get("derive", [])),
        version=file_hash(path),
    )
