"""The data dictionary of a release for people: each file, each column, its type, its unit, its meaning."""

from collections.abc import Iterable, Sequence

from pipeline.companions.package import CODED, kind_of
from pipeline.companions.tables import CELLS, DataFile
from pipeline.dictionary import codes_of

FILE = "data_dictionary.md"
_HEADS = ("Column", "Type", "Unit", "Meaning")
_TYPES = {"number": "exact decimal", "list": "list, semicolons between"}


def data_dictionary(title: str, files: Sequence[DataFile]) -> bytes:
    """Write what the data files of a release hold, as Markdown."""
    lines = [f"# {title}: the data files", ""]
    lines += [
        "CSV is UTF-8 with commas; an empty field says that nothing is known. Dates are year-month-day."
    ]
    for file in files:
        lines += ["", f"## {file.path}", "", f"{file.text}.", *_key(file), "", *_columns(file)]
    lines += ["", "## Codes"]
    for name in CODED:
        rows = [(f"`{code}`", text) for code, text in sorted(codes_of(name).items())]
        lines += ["", f"### {name}", "", f"{CELLS.meaning(name)}.", "", *_table(("Code", "Meaning"), rows)]
    return ("\n".join(lines) + "\n").encode()


def _key(file: DataFile) -> list[str]:
    """Say what tells the rows of a file apart, and what they are found in."""
    told = [f"One row for each {' and '.join(file.key)}."] if file.key else []
    return told + [f"Each {column} is a {other} of {path}." for column, (path, other) in file.links.items()]


def _columns(file: DataFile) -> list[str]:
    """Write the columns of a file as a table."""
    return _table(
        _HEADS,
        [
            (f"`{name}`", _type(file, name), file.unit(name), file.meaning(name).replace("|", "\\|"))
            for name in file.columns
        ],
    )


def _type(file: DataFile, name: str) -> str:
    """Name the type of a column."""
    kind = kind_of(file.columns[name])["type"]
    return _TYPES.get(kind, kind)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Write rows as a table of Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]
