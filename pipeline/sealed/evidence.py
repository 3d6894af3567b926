"""What stands behind the numbers of a release, as files beside it: readable in ten years with ordinary tools.

Figures with their places, observations, cells and what they were made of, rules and how often they were
evaluated, reference tables, SQL. Delivered files are named by hash; their bytes are texts of others and stay
with the office. All is as it was known on the as-of day of the issue.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.behind import whole_texts
from pipeline.bulletin.certificate import declared
from pipeline.bulletin.material import Material
from pipeline.companions.describe import data_dictionary
from pipeline.companions.rows import closure
from pipeline.companions.tables import DataFile
from pipeline.conform import STAGE as CONFORM
from pipeline.edit import STAGE as CORE
from pipeline.indicators.cells import CELL
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.intake.tables import FILE
from pipeline.lake import Lake, Manifest
from pipeline.sealed.frames import as_csv, pair
from pipeline.vintages.withdrawal import WITHDRAWN

FOLDER = "evidence"
UNREAD = ("measure_word.csv",)
"""Reference tables by which texts are read into figures: no number of an issue rests on them."""
WRITTEN = ("label_as_written", "territory_as_written", "unit_as_written", "period_as_written")
"""Columns of figures that hold what a source writes."""
_FIGURE = (
    *("figure_id", "file_id", "delivery_id", "source_id", "layout", "line", "ordinal"),
    *("locator_kind", "locator", "as_printed", "value_as_delivered", "step_as_written", "quantity"),
    *("label_as_written", "territory_as_written", "period_as_written", "unit_as_written"),
    *("period_kind", "period_start", "period_end", "published_from", "published_to", "received_on"),
    *("qualifier", "inferred", "interpretation", "disposition", "content_key"),
)
_SERIES = ("source_id", "series_id")
_OUTCOMES = {"failed": "not_passed", "error": "not_evaluated"}
_NOT_KEPT = ("version_key",)
"""Columns of observations whose values depend on what is delivered later."""


def evidence_files(
    material: Material, lake: Lake, cells: Iterable[str], texts: Sequence[str]
) -> dict[str, bytes]:
    """Return the evidence of an issue that hands on `cells`, by the paths of the files in it.

    `texts` are those with digits that pages print as they were declared (pipeline/bulletin/declared.py).
    """
    observations = _observations(material, lake)
    figures = _figures(material, lake, observations)
    tables = {
        "cell": (_cells(material, cells), ("cell_id",)),
        "figure": (figures, ("figure_id",)),
        "observation": (observations, ("obs_id",)),
    }
    flat = {
        "input": (_inputs(material, lake, figures), ("delivery_id", "name")),
        "rule_run": (_rule_runs(material, lake), ("rule_id",)),
        "withdrawn": (_withdrawn(material, lake), ("source_id", "series_id")),
        "declared_text": (pl.DataFrame({"text": sorted(set(texts))}, schema={"text": pl.String}), ("text",)),
    }
    files: dict[str, bytes] = {}
    for name, (frame, _) in tables.items():
        files |= pair(f"{FOLDER}/{name}", frame)
    files |= {f"{FOLDER}/{name}.csv": as_csv(frame) for name, (frame, _) in flat.items()}
    described = [
        DataFile(f"{FOLDER}/{name}.csv", dict(frame.schema), key)
        for name, (frame, key) in {**tables, **flat}.items()
    ]
    files[f"{FOLDER}/data_dictionary.md"] = data_dictionary(material.office.title, described)
    return files | _declared(material) | _queries(material.office.project.sql)


def evidence_quoted(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """List, by column of the evidence, what stands as a source, an act or an office writes it."""
    found: dict[str, list[str]] = {}
    for path, columns in (
        (f"{FOLDER}/figure.csv", WRITTEN),
        (f"{FOLDER}/reference/territory.csv", ("variants",)),
        (f"{FOLDER}/reference/legal_act.csv", ("title", "title_en", "title_az", "title_ru")),
    ):
        if path in files:
            frame = pl.read_csv(files[path], infer_schema=False)
            for name in [name for name in columns if name in frame.columns]:
                found[f"line *, {name}"] = frame[name].drop_nulls().unique().sort().to_list()
    return found


def _observations(material: Material, lake: Lake) -> pl.DataFrame:
    """Return the observations known on the as-of day, and others that cells and findings name."""
    core = lake.manifest(CORE, material.key)
    assert core is not None
    latest = lake.read(core, "core.latest")
    others = sorted(set(material.observations) - set(latest["obs_id"]))
    older = [
        lake.read(found, "core.observation").filter(pl.col("obs_id").is_in(others))
        for found in (lake.manifests(CONFORM) if others else [])
    ]
    every = pl.concat([latest, *older], how="diagonal").drop(_NOT_KEPT)
    own = every.unique("obs_id", keep="first", maintain_order=True).sort("obs_id")
    return _chosen(own, lake, core)


def _withdrawn(material: Material, lake: Lake) -> pl.DataFrame:
    """Return what sources had taken back by the as-of day and not stated again: why, when, file, address."""
    versions = pl.scan_parquet(lake.paths(lake.manifests(CONFORM), "core.observation"))
    known = versions.filter(pl.col("known_on") <= material.as_of)
    touched = known.filter(pl.col("action") == WITHDRAWN).select(_SERIES).unique()
    last = known.join(touched, on=_SERIES, how="semi").sort("version_key", "obs_id")
    gone = last.unique(_SERIES, keep="last", maintain_order=True).filter(pl.col("action") == WITHDRAWN)
    figures, files = (
        pl.scan_parquet(lake.paths(lake.manifests(INTAKE), name)) for name in ("raw.figure", "raw.file")
    )
    stands = figures.select("figure_id", "file_id").join(gone, on="figure_id", how="semi").unique("figure_id")
    named = files.sort("received_on", "delivery_id").unique("file_id", keep="first", maintain_order=True)
    known_at = {name: str(row["address"] or "") for name, row in material.sources.items()}
    address = pl.col("source_id").replace_strict(known_at, default=None, return_dtype=pl.String)
    return (
        gone.join(stands, on="figure_id", how="left")
        .join(named.select("file_id", file="name"), on="file_id", how="left")
        .with_columns(address=address)
        .select(*_SERIES, "known_on", "withdrawal", "delivery_id", "figure_id", "file_id", "file", "address")
        .sort(_SERIES)
        .collect()
    )


def _chosen(observations: pl.DataFrame, lake: Lake, core: Manifest) -> pl.DataFrame:
    """Say of each observation why it is the one used of its series, and whether rules withhold it."""
    chosen = lake.read(core, "core.preferred").select("obs_id", "reason_code", "n_src")
    withheld = lake.read(core, "core.withheld")["obs_id"].implode()
    joined = observations.join(chosen, on="obs_id", how="left", maintain_order="left")
    return joined.with_columns(withheld=pl.col("obs_id").is_in(withheld))


def _figures(material: Material, lake: Lake, observations: pl.DataFrame) -> pl.DataFrame:
    """Return the figures of observations and those that are in no code list, each with its file."""
    loose = {name for names in material.inputs.values() for name in names if name in material.figures}
    wanted = sorted({*observations["figure_id"], *loose})
    manifests = lake.manifests(INTAKE)
    every = [lake.read(found, "raw.figure") for found in manifests]
    figures = pl.concat(table.filter(pl.col("figure_id").is_in(wanted)) for table in every)
    files = pl.concat([lake.read(found, "raw.file") for found in manifests])
    files = files.sort("received_on", "delivery_id").unique("file_id", keep="first", maintain_order=True)
    whole = whole_texts(every, figures)
    return (
        figures.sort("received_on", "delivery_id", "figure_id")
        .unique("figure_id", keep="first", maintain_order=True)
        .select(*_FIGURE)
        .with_columns(
            printed_in_full=pl.col("figure_id")
            .replace_strict(whole, default=None)
            .fill_null(pl.col("as_printed"))
            if whole
            else pl.col("as_printed")
        )
        .join(files.select("file_id", "held", file="name"), on="file_id", how="left")
        .sort("figure_id")
    )


def _inputs(material: Material, lake: Lake, figures: pl.DataFrame) -> pl.DataFrame:
    """Return the delivered files: hash, size, day, and the address of a file that is of one source."""
    held = [
        lake.read(found, "raw.file")
        for found in lake.manifests(INTAKE)
        if found.partition in material.deliveries
    ]
    files = pl.concat(held) if held else pl.DataFrame(schema=FILE)
    one = figures.group_by("file_id").agg(
        source_id=pl.when(pl.col("source_id").n_unique() == 1).then(pl.col("source_id").first())
    )
    known = {name: str(row["address"] or "") for name, row in material.sources.items()}
    joined = files.join(one, on="file_id", how="left").with_columns(
        address=pl.col("source_id").replace_strict(known, default=None, return_dtype=pl.String)
    )
    return joined.select(
        *("delivery_id", "name"), sha256="file_id", bytes="size", received_on="received_on",
        media_type="media_type", held="held", source_id="source_id", address="address",
    ).sort("delivery_id", "name")  # fmt: skip


def _rule_runs(material: Material, lake: Lake) -> pl.DataFrame:
    """Return how often each rule was evaluated, with which outcomes."""
    core = lake.manifest(CORE, material.key)
    assert core is not None
    return lake.read(core, "core.rule_run").rename(_OUTCOMES).sort("rule_id")


def _cells(material: Material, cells: Iterable[str]) -> pl.DataFrame:
    """Return cells and the cells that they were made of, whether the issue prints them or not."""
    rows: list[dict[str, Any]] = [material.by_id[name] for name in closure(material, cells)]
    columns = {name: [row.get(name) for row in rows] for name in CELL}
    return pl.DataFrame({name: pl.Series(name, values, dtype=CELL[name]) for name, values in columns.items()})


def _declared(material: Material) -> dict[str, bytes]:
    """Return what the office declares, as it declares it."""
    office = material.office
    return {
        f"{FOLDER}/{name}": (office.folder / name).read_bytes()
        for name in declared(office)
        if Path(name).name not in UNREAD
    }


def _queries(sql: Path) -> dict[str, bytes]:
    """Return the SQL of the tables, rules and indicators, with their headers."""
    return {
        f"{FOLDER}/sql/{path.relative_to(sql).as_posix()}": path.read_bytes()
        for path in sorted(sql.rglob("*.sql"))
    }
