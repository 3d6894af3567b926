"""What a release was made from and with: the part of its manifest that decides its bytes."""

from pathlib import Path
from typing import Any

from pipeline import merkle
from pipeline.bulletin.issue import national_name
from pipeline.bulletin.material import Material
from pipeline.identity import digest_of, file_hash, tree_hash
from pipeline.indicators.adjustment import adjustment_digest
from pipeline.indicators.catalogue import load_catalogue
from pipeline.libraries import software
from pipeline.office import Office
from pipeline.rules.declared import load_rules
from pipeline.vintages.issue import PREVIOUS

_LISTS_OF_FIGURES = ("source.csv", "concept.csv", "territory_name.csv", "unit_name.csv")
"""Reference tables that grow with deliveries."""
_CALCULATION = ("methods", "indicators", "seasonal")
"""The parts of the pipeline that every indicator's value depends on."""


def certificate(material: Material) -> dict[str, Any]:
    """Say what a release was made from and with; only what decides its bytes."""
    project = material.office.project
    return {
        "release_id": national_name(material),
        "office": material.office.code,
        "month": material.month.key,
        "as_of": material.as_of.isoformat(),
        "inputs": material.digests,
        "deliveries": material.deliveries,
        "code": {
            "pipeline": tree_hash(project.root / "pipeline", "*.py", "*.toml"),
            "sql": tree_hash(project.sql, "*.sql"),
            "templates": tree_hash(project.templates, "*"),
            "office": digest_of(declared(material.office)),
        },
        "parts": parts_of(material.office),
        "software": software(),
        "fonts": _fonts(project.templates),
        "roots": {"inputs": merkle.root(input_entries(material)).hex()},
    }


def input_entries(material: Material) -> list[bytes]:
    """List what a release was made from, sorted: a hash, two spaces and a name, in UTF-8.

    The names are those of the files below the folder of the office, and of what the stages before made.
    The issue before is not among them: its manifest has a root of its own.
    """
    named = [
        *((digest, name) for name, digest in material.digests.items() if name != PREVIOUS),
        *((digest, name) for name, digest in declared(material.office).items()),
        *(
            (digest, f"deliveries/{delivery}/{name}")
            for delivery, files in material.deliveries.items()
            for name, digest in files.items()
        ),
    ]
    return sorted(f"{digest}  {name}".encode() for digest, name in named)


def _fonts(templates: Path) -> dict[str, str]:
    """Hash the packaged typefaces."""
    return {f"fonts/{path.name}": file_hash(path) for path in sorted((templates / "fonts").glob("*.ttf"))}


def parts_of(office: Office) -> dict[str, Any]:
    """Hash each indicator and each rule by itself, and what all indicators are calculated with."""
    sql = office.project.sql
    rules = {
        rule.rule_id: digest_of(
            [repr(rule), *(file_hash(path) for path in sql.glob(f"rules/{rule.kind}.sql"))]
        )
        for rule in load_rules(office)
    }
    pipeline = office.project.root / "pipeline"
    shared = [
        tree_hash(sql / "core", "*.sql"),
        *(tree_hash(pipeline / name, "*.py") for name in _CALCULATION),
        *filter(None, [adjustment_digest(office)]),
    ]
    return {
        "indicators": {code: found.version for code, found in load_catalogue(office.project).items()},
        "rules": rules,
        "calculation": digest_of(shared),
    }


def declared(office: Office) -> dict[str, str]:
    """List what the office declares, with the SHA-256 of each file.

    Left out are its deliveries, its decisions and the lists that act through figures alone: what of them
    counts on the as-of day is in the digests of the inputs.
    """
    return {
        path.relative_to(office.folder).as_posix(): file_hash(path)
        for pattern in ("office.toml", "rules/*.toml", "reference/*.csv", "seasonal/*.toml")
        for path in sorted(office.folder.glob(pattern))
        if path.name not in _LISTS_OF_FIGURES
    }
