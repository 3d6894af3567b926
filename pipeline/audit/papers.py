"""Writes a sample as working papers: a page to sign for each number, an index, a table for marks."""

import base64
import csv
import hashlib
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from markupsafe import Markup

from pipeline.audit.from_figures import plain
from pipeline.audit.sample import Drawn
from pipeline.audit.vouched import vouch_in
from pipeline.errors import MachineError, UsageError
from pipeline.identity import file_hash
from pipeline.lake import write_atomically
from pipeline.sealed.folder import ReleaseFolder
from pipeline.template import fill, shared_environment

INDEX, TABLE = "index.html", "sample.csv"
_COLUMNS = (
    *("paper", "number_id", "publication", "section", "table_or_figure", "row", "col", "printed", "cell_id"),
    *("facet", "value", "computed_again", "how", "outcome", "mark", "auditor", "date", "remark"),
)


def write_papers(
    folder: ReleaseFolder, drawn: Sequence[Drawn], seed: str, templates: Path, out: Path
) -> list[Path]:
    """Write the papers into a folder that is new or empty; UsageError keeps the marks of a person."""
    if out.exists() and any(out.iterdir()):
        raise UsageError(f"{out} is not empty, and marks may stand in it. Name another folder with --to.")
    if not (templates / "audit").is_dir():
        raise MachineError(
            f"The papers of a sample need their templates, and {templates} is not there. Take the folder "
            "report_templates from the checkout and put it beside the folder pipeline."
        )
    files = papers(folder, drawn, seed, templates)
    for name, content in files.items():
        write_atomically(out / name, content)
    return [out / name for name in (INDEX, TABLE)]


def papers(folder: ReleaseFolder, drawn: Sequence[Drawn], seed: str, templates: Path) -> dict[str, bytes]:
    """Return the files of the papers by their names."""
    style = (templates / "audit" / "paper.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    names = [f"{one.place:03d}-{one.row['number_id']}.html" for one in drawn]
    frame = {
        "release": folder,
        "style": Markup(style),
        "style_hash": f"sha256-{digest}",
        "where": where,
        "plain": _plain,
    }
    engine = shared_environment(templates)
    pages = {
        name: fill(
            engine, "audit/paper.html.j2", one=one, record=vouch_in(folder, one.row["cell_id"]), **frame
        )
        for name, one in zip(names, drawn, strict=True)
    }
    index = fill(
        engine,
        "audit/papers.html.j2",
        drawn=drawn,
        names=names,
        seed=seed,
        manifest=file_hash(folder.path / "manifest.json"),
        outcomes=sorted(Counter(one.outcome for one in drawn).items()),
        **frame,
    )
    texts = {INDEX: index, **pages}
    return {name: text.encode() for name, text in texts.items()} | {TABLE: _table(drawn)}


def where(row: Mapping[str, str]) -> str:
    """Say where a printed number stands."""
    publication = "/".join(part for part in (row["territory"], f"bulletin.{row['lang']}") if part)
    parts = [publication, row["section"], row["table_or_figure"]]
    parts += [f"row {row['row']}, column {row['col']}"] if row["row"] else []
    return ", ".join(part for part in parts if part) + f" ({row['place']})"


def _plain(value: Decimal | None) -> str:
    """Write a value without trailing zeros, or that there is none."""
    return "not computed from the folder" if value is None else plain(value)


def _table(drawn: Sequence[Drawn]) -> bytes:
    """Write the table for marks."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, _COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for one in drawn:
        made = {
            "paper": one.place,
            "publication": "/".join(part for part in (one.row["territory"], one.row["lang"]) if part),
            "value": "" if one.value is None else plain(one.value),
            "computed_again": "" if one.facet_again is None else plain(one.facet_again),
            "how": one.how,
            "outcome": one.outcome,
        }
        writer.writerow({**one.row, **made})
    return stream.getvalue().encode()
