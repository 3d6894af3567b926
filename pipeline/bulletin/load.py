"""Reads what a bulletin is made from: a month's committed cells and all that is needed to print them."""

from dataclasses import replace
from datetime import date

from pipeline.bulletin.material import Material
from pipeline.bulletin.places import read_places
from pipeline.bulletin.rows import (
    by_key,
    cells_in_time,
    counted_deliveries,
    figures_of,
    files_of_deliveries,
    labels_of,
    observations_of,
    territories_on,
)
from pipeline.diagnosed import diagnosed_of
from pipeline.edit import STAGE as CORE
from pipeline.errors import StopRuleError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.indicators.long_run import TABLE as LONG_RUN
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.quality import counts_of
from pipeline.reference import load_reference
from pipeline.release_calendar import ACCESS, CALENDAR
from pipeline.releasing.folder import public_folder
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.printed import CORRECTED, LEDGER, printed_of, with_numbers
from pipeline.rules.findings import read_findings
from pipeline.told import texts_of
from pipeline.window import partition_key

_LISTED = (
    "legal_act",
    "programme_phase",
    "body",
    "target_basis",
    "named_fact",
    "not_measured",
    "revision_policy",
    "tile",
    CALENDAR,
    ACCESS,
)


def load_material(office: Office, lake: Lake, month: Month, lang: str, asked: date | None = None) -> Material:
    """Read a month's committed cells and all that is needed to print them; `asked` is an as-of day."""
    key = partition_key(month, asked)
    core, indicators = lake.manifest(CORE, key), lake.manifest(INDICATORS, key)
    if core is None or indicators is None or indicators.facts["core"] != core.digest:
        raise StopRuleError(
            f"Month {key} of office {office.code} has no indicators that fit its edited figures. "
            "Run the steps before the bulletin first."
        )
    reference = load_reference(office)
    catalogue = load_catalogue(office.project)
    cells = {code: cells_in_time(lake.read(indicators, f"indicators.{code}"), month) for code in catalogue}
    counts = counts_of(office, lake, core)
    diagnosed = diagnosed_of(lake, indicators)
    inputs = dict(diagnosed.inputs)
    for cell_id, name in (
        lake.read(indicators, "indicators.cell_input").select("cell_id", "input_id").iter_rows()
    ):
        inputs.setdefault(cell_id, []).append(name)
    behind = {name for names in inputs.values() for name in names if "." not in name}
    observations = observations_of(lake, core, behind)
    standings = standings_of(office)
    printed, corrected = printed_of(standings, key), {}
    if printed.corrigendum and printed.corrigendum.numbers:
        before = standings[printed.corrigendum.corrects]
        printed = with_numbers(printed, public_folder(office, before))
        corrected[CORRECTED] = before.manifest_sha256
    as_of = date.fromisoformat(core.facts["as_of"])
    gave = {str(row["delivery_id"]) for name, row in observations.items() if name in behind}
    gave |= {*lake.read(core, "core.latest")["delivery_id"]}
    return Material(
        office=office,
        month=month,
        as_of=as_of,
        lang=lang,
        catalogue=catalogue,
        cells=cells,
        by_id={
            cell["cell_id"]: cell
            for rows in (*cells.values(), counts.values(), diagnosed.cells.values())
            for cell in rows
        },
        adjustment=diagnosed.rows,
        long_run=lake.read(indicators, LONG_RUN).to_dicts(),
        labels=labels_of(reference["label"], lang),
        territories=territories_on(reference["territory"], month.last),
        places=read_places(reference["territory"], reference["territory_member"]),
        facts=texts_of(reference, _LISTED, lang),
        sources=by_key(reference["source"], "source_id"),
        observations=observations,
        figures=figures_of(lake),
        inputs=inputs,
        findings=read_findings(office, lake, core),
        withheld=frozenset(lake.read(core, "core.withheld")["obs_id"]),
        preferred=frozenset(lake.read(core, "core.preferred")["obs_id"]),
        decisions=lake.read(core, "core.decision").to_dicts(),
        digests={
            "core": core.digest,
            "indicators": indicators.digest,
            **({LEDGER: printed.digest} if printed.digest else {}),
            **corrected,
        },
        asked=asked,
        printed=printed,
        deliveries=files_of_deliveries(lake, gave | counted_deliveries(lake, reference["source"], as_of)),
    )


def in_language(material: Material, lang: str) -> Material:
    """Return what the edition in another language is made from: the same cells, other words."""
    if lang == material.lang:
        return material
    reference = load_reference(material.office)
    return replace(
        material,
        lang=lang,
        labels=labels_of(reference["label"], lang),
        facts=texts_of(reference, _LISTED, lang),
    )
