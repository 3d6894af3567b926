"""What a reader may open at any moment is whole: each fault as a sentence. Nothing is mended by looking."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pikepdf
import polars as pl

from pipeline.identity import file_hash
from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.releasing.ledger import ledger_path, look, read_ledger, standings_of
from pipeline.releasing.model import PUBLIC, State
from pipeline.releasing.vault import vault_folder
from pipeline.sealed.verify import verify

_DIGITS = 16


def faults(office: Office) -> list[str]:
    """List what is half-written where somebody could read it."""
    return [
        *_of_lake(office),
        *_of_raw(office),
        *_of_ledger(office),
        *_of_releases(office),
        *_of_vault(office),
        *_of_site(office),
        *_of_warehouse(office),
        *_of_papers(office),
    ]


def _of_lake(office: Office) -> Iterator[str]:
    """Read each file that a manifest names, and hold its bytes against its name."""
    lake = Lake(office.home / "lake")
    for stage in sorted((lake.folder / "manifest").glob("*")):
        for found in lake.manifests(stage.name):
            for name in (*found.tables.values(), *found.previous):
                path = lake.folder / name
                if not path.is_file() or file_hash(path)[:_DIGITS] != path.stem.rpartition(".")[2]:
                    yield f"{stage.name} of {found.partition} names {name}, which is not whole"
                elif not pl.read_parquet(path, glob=False).width:
                    yield f"{name} has no column"
            if stage.name == "intake":
                yield from _uncounted(lake, found.partition)


def _uncounted(lake: Lake, delivery: str) -> Iterator[str]:
    """Count the lines that came in: parsed, quarantined or skipped; and each figure once."""
    found = lake.manifest("intake", delivery)
    assert found
    for row in lake.read(found, "raw.file").iter_rows(named=True):
        if row["lines_in"] != row["parsed"] + row["quarantined"] + row["skipped"]:
            yield f"{delivery}: {row['lines_in']} lines came in, and the counts do not sum to them"
    if lake.read(found, "raw.figure")["figure_id"].is_duplicated().any():
        yield f"{delivery}: a figure is there twice"


def _of_raw(office: Office) -> Iterator[str]:
    """Hold each delivered file against the hash that it is kept under."""
    for path in (office.home / "raw").glob("[!.]*"):
        if file_hash(path) != path.name:
            yield f"raw/{path.name} has other bytes than its name says"


def _of_ledger(office: Office) -> Iterator[str]:
    """Follow the chain of the ledger; a line that a kill left unfinished is no step."""
    yield from look(ledger_path(office)).faults
    read_ledger(office)


def _of_releases(office: Office) -> Iterator[str]:
    """Verify the release at hand, and each folder with the name of a finished one."""
    releases = office.home / "releases"
    for link in releases.glob("[!.]*"):
        if link.exists():
            yield from (f"{link.name}: {fault}" for fault in verify(link).faults)
    for folder in (releases / ".issues").glob("[!.]*"):
        yield from _unlike_manifest(folder)
    for one in standings_of(office).values():
        kept = releases / ".issues" / f"{one.key}-{one.manifest_sha256[:_DIGITS]}"
        if one.state in PUBLIC and not kept.is_dir():
            yield f"{one.release_id} is released, and {kept.name} is not there"


def _unlike_manifest(folder: Path) -> Iterator[str]:
    """Hold a folder against its manifest and its name."""
    path = folder / "manifest.json"
    if not path.is_file() or file_hash(path)[:_DIGITS] != folder.name.rpartition("-")[2]:
        yield f"{folder.name} has a name that its manifest does not bear out"
        return
    for name, digest in json.loads(path.read_text(encoding="utf-8"))["files"].items():
        if not (folder / name).is_file() or file_hash(folder / name) != digest:
            yield f"{folder.name} lacks {name}, or has it otherwise"


def _of_vault(office: Office) -> Iterator[str]:
    """Look into the vault for each issue under embargo, with the bytes that the ledger names."""
    for one in standings_of(office).values():
        path = vault_folder(office) / f"{one.release_id}.vault"
        if one.state is State.EMBARGOED and (not path.is_file() or file_hash(path) != one.vault):
            yield f"{one.release_id} is under embargo, and the vault does not hold it"


def _of_site(office: Office) -> Iterator[str]:
    """Hold the readers' site against its manifest, and its issues against the ledger."""
    place = office.home / "site"
    if not place.exists():
        return
    said = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    for name, digest in said["files"].items():
        if not (place / name).is_file() or file_hash(place / name) != digest:
            yield f"the site lacks {name}, or has it otherwise"
    released = {one.release_id for one in standings_of(office).values() if one.state in PUBLIC}
    yield from (f"the site shows {name} before it is released" for name in set(said["states"]) - released)


def _of_warehouse(office: Office) -> Iterator[str]:
    """Open the warehouse and read every table of it."""
    if (office.home / "warehouse.duckdb").exists() and not warehouse(office):
        yield "the warehouse has no table"


def _of_papers(office: Office) -> Iterator[str]:
    """Open the printed pages that are kept, and look for the ends of pages."""
    for path in (office.home / "printed").glob("[!.]*.pdf"):
        pikepdf.open(path).close()
    for path in (office.home / "reports").glob("*/*.html"):
        if not path.read_bytes().rstrip().endswith(b">"):
            yield f"{path.name} ends too early"


def warehouse(office: Office) -> dict[str, tuple[int, str]]:
    """Return the rows of each table of the warehouse and a hash of them."""
    place = office.home / "warehouse.duckdb"
    with duckdb.connect(str(place), read_only=True) as connection:
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() order by all"
        ).fetchall()
        rows = {
            name: connection.execute(f"select * from {name} order by all").fetchall() for (name,) in names
        }
    return {
        name: (len(found), hashlib.sha256(repr(found).encode()).hexdigest()) for name, found in rows.items()
    }


def result(office: Office) -> dict[str, Any]:
    """Return what an office's months came to: every byte that readers or the next run see, by its hash."""
    lake = Lake(office.home / "lake")
    stages = sorted(path.name for path in (lake.folder / "manifest").glob("*"))
    manifests = [found for stage in stages for found in lake.manifests(stage)]
    return {
        "lake": {(found.stage, found.partition): (found.digest, found.tables) for found in manifests},
        "raw": sorted(path.name for path in (office.home / "raw").glob("[!.]*")),
        "release": _tree(office.home / "releases" / "2026-01"),
        "site": _tree(office.home / "site"),
        "warehouse": warehouse(office),
        "steps": [(one.step, one.release_id, one.who, one.manifest_sha256) for one in read_ledger(office)],
    }


def _tree(folder: Path) -> dict[str, str]:
    """Return the files below a folder with the hash of each."""
    place = folder.resolve()
    return {str(path.relative_to(place)): file_hash(path) for path in place.rglob("*") if path.is_file()}


def differences(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """Name what two results differ in, part by part."""
    return [said for name, value in wanted.items() for said in _unlike(name, found[name], value)]


def _unlike(name: str, found: Any, wanted: Any) -> list[str]:
    """Name the entries of a part that differ."""
    if isinstance(wanted, dict):
        keys = [key for key in {**found, **wanted} if found.get(key) != wanted.get(key)]
        return [f"{name} {key} is {found.get(key)}, undisturbed {wanted.get(key)}"[:1500] for key in keys]
    return [] if found == wanted else [f"{name} is {found}, undisturbed {wanted}"[:1500]]
