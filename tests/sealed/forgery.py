"""Changes of a sealed release, by somebody who makes the hashes fit again, and back."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

import polars as pl

from pipeline.sealed.frames import as_csv, as_parquet
from pipeline.sealed.roots import SEALING, TREES, roots_of
from pipeline.sealed.seal import sums

SUMS, PAGE, NUMBERS = "SHA256SUMS", "bulletin.en.html", "published_number.csv"


@dataclass
class Forger:
    """Changes files of a release folder and keeps what they were."""

    folder: Path
    hashes: dict[str, str]
    before: dict[str, bytes | None] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file as they are now."""
        return (self.folder / name).read_bytes()

    def write(self, name: str, content: bytes) -> None:
        """Write a file."""
        path = self.folder / name
        self.before.setdefault(name, path.read_bytes() if path.is_file() else None)
        path.write_bytes(content)
        self.hashes[name] = hashlib.sha256(content).hexdigest()

    def remove(self, name: str) -> None:
        """Take a file away."""
        self.before.setdefault(name, self.read(name))
        (self.folder / name).unlink()
        del self.hashes[name]

    def undo(self) -> None:
        """Set everything right again."""
        for name, content in self.before.items():
            if content is None:
                (self.folder / name).unlink(missing_ok=True)
            else:
                (self.folder / name).write_bytes(content)

    def reseal(self, *, in_print: bool = False) -> None:
        """Make roots, manifest, certificate, SHA256SUMS fit; `in_print` also what the pages state of them."""
        manifest, stated = json.loads(self.read("manifest.json")), json.loads(self.read("roots.json"))
        old, own = dict(manifest["files"]), self._own()
        told = self._roots(stated, own)
        if in_print:
            swaps = {old[name]: own[name] for name in own if old.get(name, own[name]) != own[name]}
            swaps |= {stated[name]: told[name] for name in ("cells", "data")}
            self._print_anew(swaps)
            own = self._own()
            told = self._roots(stated, own)
        self._write_json("roots.json", told)
        sealed = {"roots": {name: told[name] for name in TREES}, "files": dict(sorted(own.items()))}
        self._write_json("manifest.json", manifest | sealed)
        certificate = json.loads(self.read("certificate.json"))
        self._write_json("certificate.json", certificate | {"manifest_sha256": self.hashes["manifest.json"]})
        self.write(SUMS, sums({name: digest for name, digest in self.hashes.items() if name != SUMS}))

    def table(self, name: str) -> pl.DataFrame:
        """Read a CSV file as texts."""
        return pl.read_csv(self.read(name), infer_schema=False)

    def set_in_pair(self, stem: str, key: tuple[str, str], column: str, value: object) -> None:
        """Set a value in a table that is there as Parquet and as CSV, where it has the row."""
        frame = pl.read_parquet(io.BytesIO(self.read(f"{stem}.parquet")))
        new = pl.when(pl.col(key[0]) == key[1]).then(pl.lit(value, dtype=frame.schema[column]))
        changed = frame.with_columns(new.otherwise(pl.col(column)).alias(column))
        self.write(f"{stem}.parquet", as_parquet(changed))
        self.write(f"{stem}.csv", as_csv(changed))

    def _own(self) -> dict[str, str]:
        return {name: digest for name, digest in self.hashes.items() if name not in SEALING}

    def _roots(self, stated: Mapping[str, list[str]], own: Mapping[str, str]) -> dict[str, str]:
        entries = [entry.encode() for entry in stated["input_entries"]]
        return roots_of(entries, self.read("cells.csv"), own)

    def _print_anew(self, swaps: Mapping[str, str]) -> None:
        """Print other hashes on the pages."""
        for page in [name for name in self.hashes if name.endswith(".html")]:
            text = self.read(page).decode()
            new = text
            for one, other in swaps.items():
                new = new.replace(one, other)
            if new != text:
                self.write(page, new.encode())

    def _write_json(self, name: str, value: object) -> None:
        self.write(name, (json.dumps(value, indent=1, sort_keys=True) + "\n").encode())


@contextmanager
def forging(folder: Path, hashes: Mapping[str, str]) -> Iterator[Forger]:
    """Change a release and set it right again."""
    forger = Forger(folder, dict(hashes))
    try:
        yield forger
    finally:
        forger.undo()


Change = Callable[[Forger, Random], str]
"""Changes a release; returns what a fault must name: a file, a cell, a number."""


def a_byte(forger: Forger, random: Random) -> str:
    """Change one byte of any file, the sealing ones too."""
    name = random.choice(sorted(name for name in forger.hashes if forger.read(name)))
    content = bytearray(forger.read(name))
    content[random.randrange(len(content))] ^= random.randrange(1, 256)
    forger.write(name, bytes(content))
    return name if name != SUMS else ""


def a_binding(forger: Forger, random: Random) -> str:
    """Bind a printed number to the cell of another one, with all hashes made to fit."""
    rows, cells = forger.table(NUMBERS), forger.table("cells.csv")["cell_id"].to_list()
    ids = rows["cell_id"].to_list()
    at = random.randrange(rows.height)
    ids[at] = random.choice([cell for cell in cells if cell != ids[at]])
    forger.write(NUMBERS, as_csv(rows.with_columns(cell_id=pl.Series(ids))))
    forger.reseal(in_print=random.random() < 0.5)
    return str(rows["number_id"][at])


def a_place(forger: Forger, random: Random) -> str:
    """Take the row of one place of a publication out of the register, with all hashes made to fit."""
    rows = forger.table(NUMBERS).with_row_index()
    counted = (pl.col("place") != "alt") & ~pl.col("section").str.starts_with("methodology/")
    at = random.choice(rows.filter(counted)["index"].to_list())
    forger.write(NUMBERS, as_csv(rows.filter(pl.col("index") != at).drop("index")))
    forger.reseal(in_print=random.random() < 0.5)
    return str(rows["number_id"][at])


def a_swap(forger: Forger, random: Random) -> str:
    """Swap two cells in the register and in the index of the page, with all hashes made to fit."""
    rows = _in_the_bulletin(forger).filter(pl.col("facet") == "value")
    one = other = rows.row(random.randrange(rows.height), named=True)
    while one["cell_id"] == other["cell_id"] or one["printed"] == other["printed"]:
        other = rows.row(random.randrange(rows.height), named=True)
    for name, before, after in ((NUMBERS, ",", ","), (PAGE, '<td class="c">', "</td>")):
        first, second = (f"{before}{row['cell_id']}{after}" for row in (one, other))
        text = forger.read(name).decode()
        text = text.replace(first, "\0").replace(second, first).replace("\0", second)
        forger.write(name, text.encode())
    forger.reseal(in_print=True)
    return str(one["number_id"])


def a_cell(forger: Forger, random: Random) -> str:
    """Change the value of a cell wherever it stands as data, with all hashes made to fit."""
    cells = forger.table("cells.csv").filter(~pl.col("cell_id").str.contains(r"^(quality|seasonal)\."))
    cell = cells.row(random.randrange(cells.height), named=True)
    value = Decimal(cell["value"]) + random.choice((1, -1)) * Decimal(random.choice(("1", "10", "0.5")))
    for stem in ("cells", "evidence/cell"):
        forger.set_in_pair(stem, ("cell_id", cell["cell_id"]), "value", value)
    forger.reseal(in_print=random.random() < 0.5)
    return str(cell["cell_id"])


def a_figure(forger: Forger, random: Random) -> str:
    """Change what was delivered as a figure, with all hashes made to fit but those in print."""
    figures = pl.read_parquet(io.BytesIO(forger.read("evidence/figure.parquet")))
    row = figures.row(random.randrange(figures.height), named=True)
    value = str(Decimal(row["value_as_delivered"]) + random.choice((1, -1, 7)))
    forger.set_in_pair("evidence/figure", ("figure_id", row["figure_id"]), "value_as_delivered", value)
    forger.reseal()
    return "evidence/figure.csv"


def an_observation(forger: Forger, random: Random) -> str:
    """Change an observation that a cell is made of, with all hashes made to fit."""
    observations = pl.read_parquet(io.BytesIO(forger.read("evidence/observation.parquet")))
    named = sorted(set(forger.table("cell_input.csv")["input_id"]))
    rows = observations.filter(pl.col("obs_id").is_in(named), pl.col("value").is_not_null())
    row = rows.row(random.randrange(rows.height), named=True)
    forger.set_in_pair("evidence/observation", ("obs_id", row["obs_id"]), "value", row["value"] + 3)
    forger.reseal(in_print=random.random() < 0.5)
    return str(row["obs_id"])


def a_printed_number(forger: Forger, random: Random) -> str:
    """Print another number in the index of the page, with all hashes made to fit."""
    rows = _in_the_bulletin(forger)
    number = rows["number_id"][random.randrange(rows.height)]
    head, mark, rest = forger.read(PAGE).decode().partition(f'<tr id="n-{number}"')
    assert mark, number
    forger.write(PAGE, f"{head}{mark}{rest.replace('</td>', '9</td>', 1)}".encode())
    forger.reseal(in_print=True)
    return str(number)


def a_file(forger: Forger, random: Random) -> str:
    """Take a file away, or put one in."""
    name = random.choice(sorted(set(forger.hashes) - {SUMS, "manifest.json"}))
    if random.random() < 0.5:
        forger.write(f"{name}.bak", b"put in later")
        return f"{name}.bak"
    forger.remove(name)
    return name


def a_row(forger: Forger, random: Random) -> str:
    """Take a row out of a table, with all hashes made to fit but those in print."""
    tables = ("findings.csv", "sources.csv", "cell_input.csv", "evidence/input.csv", "evidence/rule_run.csv")
    name = random.choice(tables)
    lines = forger.read(name).splitlines(keepends=True)
    del lines[random.randrange(1, len(lines))]
    forger.write(name, b"".join(lines))
    forger.reseal()
    return name


def _in_the_bulletin(forger: Forger) -> pl.DataFrame:
    """Return the numbers of the English bulletin, without those of the pages of indicators."""
    rows = forger.table(NUMBERS)
    return rows.filter(~pl.col("section").str.starts_with("methodology"), pl.col("lang") == "en")


CHANGES: tuple[Change, ...] = (
    *(a_byte, a_binding, a_place, a_swap, a_cell, a_figure, an_observation, a_printed_number, a_file, a_row),
)
