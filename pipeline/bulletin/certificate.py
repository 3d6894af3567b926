"""What a release was made from and with: the part of its manifest that decides its bytes."""

from importlib.metadata import version
from typing import Any

from pipeline.bulletin.compose import ISSUE
from pipeline.bulletin.material import Material
from pipeline.identity import digest_of, file_hash, tree_hash
from pipeline.indicators.adjustment import adjustment_digest
from pipeline.indicators.catalogue import load_catalogue
from pipeline.office import Office
from pipeline.rules.declared import load_rules

ENGINES = (
    *("duckdb", "polars", "weasyprint", "altair", "vl-convert-python", "jinja2", "pikepdf"),
    *("xlsxwriter", "pysdmx"),
)
_LISTS_OF_FIGURES = ("source.csv", "concept.csv", "territory_name.csv", "unit_name.csv")
"""Reference tables that grow with deliveries."""
_CALCULATION = ("methods", "indicators", "seasonal")
"""The parts of the pipeline that every indicator's value depends on."""


def certificate(material: Material) -> dict[str, Any]:
    """Say what a release was made from and with; only what decides its bytes."""
    project = material.office.project
    return {
        "release_id": f"{material.key}.{ISSUE}",
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
        "engines": {name: version(name) for name in ENGINES},
    }


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
