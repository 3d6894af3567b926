"""The one reader of a finished release folder: its tables, texts and hashes, from the folder alone.

No warehouse, lake or office is needed. A table is read when it is first asked for. What a CSV file holds is
text, with "" for nothing; the tables of the evidence and `cells` come from Parquet with their types.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.project import release_example

if TYPE_CHECKING:
    import polars as pl

MANIFEST, SUMS, CERTIFICATE, PROVENANCE, ROOTS = (
    *("manifest.json", "SHA256SUMS", "certificate.json", "prov.json", "roots.json"),
)
EVIDENCE = "evidence"
PAGE = re.compile(r"(?P<folder>.*?)bulletin\.(?P<lang>[a-z]{2,3})\.html")
"""The path of a page of an issue: the folder of its territory, its language."""
_EXPECTED = ("release_id", "office", "month", "as_of", "files")


@dataclass
class ReleaseFolder:
    """A finished release, wherever its folder lies; open it with `ReleaseFolder.open`.

    Frames, by property: `cells` (those that are handed on, columns of cells.csv with types), `cell_input`
    (cell_id, input_id), `numbers` (published_number.csv), `findings`, `decisions`, `sources`, `changes`;
    of the evidence `all_cells` (also those that no page prints), `observations`, `figures`, `inputs` (the
    delivered files), `rule_runs`.
    """

    path: Path
    manifest: Mapping[str, Any]
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, path: Path) -> "ReleaseFolder":
        """Open a folder; UsageError says what is not as in a release."""
        if not path.is_dir():
            raise UsageError(f"{path} is no folder. Name the folder of a release, as {release_example()}.")
        file = path / MANIFEST
        if not file.is_file():
            raise UsageError(
                f"{path} has no {MANIFEST}, so it is not the folder of a release. Name the folder that holds "
                "the bulletin, or unpack the release again."
            )
        try:
            manifest = json.loads(file.read_bytes())
        except (ValueError, OSError) as error:
            raise UsageError(
                f"{file} cannot be read ({error}). Take this file from another copy of the release."
            ) from error
        lacking = [name for name in _EXPECTED if not isinstance(manifest, dict) or name not in manifest]
        if lacking:
            raise UsageError(
                f"{file} lacks {', '.join(lacking)}; the manifest of a release has these entries. Take this "
                "file from another copy of the release."
            )
        return cls(path.resolve(), manifest)

    @property
    def release_id(self) -> str:
        """The id of the release: its month and the number of its issue, 2026-01.1."""
        return str(self.manifest["release_id"])

    @property
    def office(self) -> str:
        """The code of the office."""
        return str(self.manifest["office"])

    @property
    def month(self) -> str:
        """The month, 2026-01."""
        return str(self.manifest["month"])

    @property
    def as_of(self) -> str:
        """The as-of day, 2026-01-31."""
        return str(self.manifest["as_of"])

    @property
    def files(self) -> Mapping[str, str]:
        """The files of the manifest by their paths, with the SHA-256 of each."""
        found: Mapping[str, str] = self.manifest["files"]
        return found

    @property
    def pages(self) -> list[str]:
        """The web pages of the publications, by path: bulletin.en.html, ER-KAR/bulletin.en.html."""
        return sorted(name for name in self.files if name.rpartition("/")[2].startswith("bulletin.")
                      and name.endswith(".html"))  # fmt: skip

    @property
    def certificate(self) -> Mapping[str, Any]:
        """The run certificate, on what the release was made; empty where it cannot be read."""
        try:
            return self.document(CERTIFICATE)
        except (UsageError, ValueError):
            return {}

    def read_bytes(self, name: str) -> bytes:
        """Read a file of the release; UsageError where it is not there."""
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise UsageError(
                f"{self.path} has no readable {name} ({error.strerror}). It is part of every release: take "
                "it from another copy, or make the release again with this version of Crossfoot."
            ) from error

    def table(self, name: str, columns: Iterable[str] | None = None) -> "pl.DataFrame":
        """Read a CSV file of the release as texts, "" for nothing; or some columns, which are not kept."""
        import polars as pl

        if columns is not None:
            some = pl.read_csv(self.read_bytes(name), columns=list(columns), infer_schema=False)
            return some.with_columns(pl.all().fill_null(""))
        if name not in self._kept:
            read = pl.read_csv(self.read_bytes(name), infer_schema=False)
            self._kept[name] = read.with_columns(pl.all().fill_null(""))
        found: pl.DataFrame = self._kept[name]
        return found

    def parquet(self, name: str, columns: Iterable[str] | None = None) -> "pl.DataFrame":
        """Read a Parquet file of the release, or some columns of it, which are not kept."""
        import io

        import polars as pl

        if columns is not None:
            return pl.read_parquet(io.BytesIO(self.read_bytes(name)), columns=list(columns))
        if name not in self._kept:
            self._kept[name] = pl.read_parquet(io.BytesIO(self.read_bytes(name)))
        found: pl.DataFrame = self._kept[name]
        return found

    @property
    def cells(self) -> "pl.DataFrame":
        """The cells that the release hands on."""
        return self.parquet("cells.parquet")

    @property
    def all_cells(self) -> "pl.DataFrame":
        """The cells that the release hands on, and the cells behind them."""
        return self.parquet(f"{EVIDENCE}/cell.parquet")

    @property
    def cell_input(self) -> "pl.DataFrame":
        """What each cell was made of: ids of cells and of observations."""
        return self.table("cell_input.csv")

    @property
    def numbers(self) -> "pl.DataFrame":
        """Each printed number: its cell, its place, its text."""
        return self.table("published_number.csv")

    @property
    def findings(self) -> "pl.DataFrame":
        """What rules found; the lists `tested`, `compared` and `decisions` have semicolons between."""
        return self.table("findings.csv")

    @property
    def decisions(self) -> "pl.DataFrame":
        """What persons of the office decided."""
        return self.table("decisions.csv")

    @property
    def sources(self) -> "pl.DataFrame":
        """The sources behind the cells."""
        return self.table("sources.csv")

    @property
    def changes(self) -> "pl.DataFrame | None":
        """Cells with another value than in the issue before; None in a first issue."""
        return self.table("changes.csv") if "changes.csv" in self.files else None

    @property
    def figures(self) -> "pl.DataFrame":
        """The figures: the file and the place where each stands, and its text as printed."""
        return self.parquet(f"{EVIDENCE}/figure.parquet")

    @property
    def observations(self) -> "pl.DataFrame":
        """What each source was last known to state, and other versions that cells and findings name."""
        return self.parquet(f"{EVIDENCE}/observation.parquet")

    @property
    def inputs(self) -> "pl.DataFrame":
        """The delivered files: delivery_id, name, sha256, bytes, received_on, source_id, address."""
        return self.table(f"{EVIDENCE}/input.csv")

    @property
    def rule_runs(self) -> "pl.DataFrame":
        """How often each rule was evaluated."""
        return self.table(f"{EVIDENCE}/rule_run.csv")

    def reference(self, name: str) -> "pl.DataFrame":
        """Read a reference table of the office, as `territory`."""
        return self.table(f"{EVIDENCE}/reference/{name}.csv")

    def references(self) -> list[str]:
        """List the reference tables at hand."""
        return self._stems("reference", ".csv")

    def indicators(self) -> list[str]:
        """List the indicators that have SQL in the evidence."""
        return self._stems("sql/indicators", ".sql")

    def sql(self, name: str) -> str:
        """Return a file of SQL by its path without its end, as `indicators/fci`, header included."""
        return self.read_bytes(f"{EVIDENCE}/sql/{name}.sql").decode()

    def header(self, indicator: str) -> dict[str, Any]:
        """Return what an indicator's SQL declares at its top: title, formula, unit and others."""
        import tomllib

        text = self.sql(f"indicators/{indicator}").lstrip()
        head = text.partition("*/")[0].removeprefix("/*") if text.startswith("/*") else ""
        return tomllib.loads(head)

    def declared(self) -> dict[str, Any]:
        """Return what the office says of itself, office.toml."""
        import tomllib

        return tomllib.loads(self.read_bytes(f"{EVIDENCE}/office.toml").decode())

    def document(self, name: str) -> dict[str, Any]:
        """Read a JSON file of the release: certificate.json, prov.json, roots.json, counterproof.json."""
        found: dict[str, Any] = json.loads(self.read_bytes(name))
        return found

    def _stems(self, folder: str, end: str) -> list[str]:
        """List the files of a folder of the evidence by their stems."""
        return sorted(path.stem for path in (self.path / EVIDENCE / folder).glob(f"*{end}"))


def releases_of(releases: Path) -> list[Path]:
    """List the release folders below an office's `releases`: each issue kept, superseded ones included."""
    from pipeline.swap import finished

    issues = {path.parent.resolve() for path in finished(releases / ".issues", MANIFEST)}
    plain = {path.parent.resolve() for path in finished(releases, MANIFEST)}
    return sorted(issues | plain)
