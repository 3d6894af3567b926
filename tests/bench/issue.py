"""One invented issue in four forms, with the same words and numbers: ours, the straightforward page, Typst.

A page holds a heading, two sentences and a table of 36 rows and ten numbers; each number leads to an entry
of a list at the end.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from pipeline.bulletin.model import Column, IndexEntry, Paragraph, Printed, Row, Section, Table
from pipeline.bulletin.render import render_html
from pipeline.project import locate
from tests.bulletin.pages import bare

ROWS, NUMBERS, ENTRIES = 36, 10, 120
WORDS = (
    "The figures of this table are invented and stand for what an office prints in a month. "
    "Each row is a district, each column a month, and each number leads to the list of numbers."
)
MONTHS = [f"Month {at + 1}" for at in range(NUMBERS)]


def _value(table: int, row: int, column: int) -> str:
    """Invent a number as printed."""
    figure = (table * 7919 + row * 104_729 + column * 1_299_709) % 9_999_990
    return f"{figure // 10:,}".replace(",", "\u202f") + f".{figure % 10}"


def _name(table: int, row: int, column: int) -> str:
    """Name the entry that a number leads to."""
    return f"q{(table * 31 + row * 17 + column) % ENTRIES:03d}"


def _rows(table: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the rows of a table: a district, and each number with its entry."""
    for row in range(ROWS):
        numbers = [(_value(table, row, at), _name(table, row, at)) for at in range(NUMBERS)]
        yield f"District {row + 1}", numbers


def _entries() -> list[tuple[str, str]]:
    """List the entries."""
    return [(f"q{at:03d}", f"register-{at % 7}.csv, line {at + 2}") for at in range(ENTRIES)]


def ours(pages: int, *, each: bool) -> str:
    """Write the page of our templates; numbers are links, or rows are."""
    return render_html(
        bare(
            *(_section(table, each) for table in range(pages)),
            index=tuple(IndexEntry(name, name, "c", "value", origin, ()) for name, origin in _entries()),
            symbols=(),
        ),
        locate().templates,
    )


def _section(table: int, each: bool) -> Section:
    """Compose one page of it."""
    columns = (Column("District"), *(Column(month, numeric=True) for month in MONTHS))
    rows = tuple(
        Row(
            ((district,), *((Printed(name, text, "c", "value"),) for text, name in numbers)),
            link="" if each else numbers[0][1],
        )
        for district, numbers in _rows(table)
    )
    made = Table(f"Table {table + 1}", "Invented figures", "Units", columns, rows, (), each)
    return Section(f"s{table}", f"Section {table + 1}", (Paragraph((WORDS,)), made))


def straightforward(pages: int) -> str:
    """Write the page as one who begins does: rules by element, tables find their widths, a link a number."""
    return f"{_HEAD}{''.join(_plain_section(table) for table in range(pages))}{_plain_list()}</body></html>"


def _plain_section(table: int) -> str:
    body = "".join(
        f"<tr><th>{district}</th>"
        + "".join(f'<td><a href="#{name}">{escape(text)}</a></td>' for text, name in numbers)
        + "</tr>"
        for district, numbers in _rows(table)
    )
    heads = "".join(f"<th>{month}</th>" for month in MONTHS)
    return (
        f"<section><h2>Section {table + 1}</h2><p>{WORDS}</p><table><caption>Table {table + 1} Invented "
        f"figures</caption><thead><tr><th>District</th>{heads}</tr></thead><tbody>{body}</tbody></table></section>"
    )


def _plain_list() -> str:
    rows = "".join(f'<tr id="{name}"><th>{name}</th><td>{origin}</td></tr>' for name, origin in _entries())
    return f"<section><h2>List of numbers</h2><table><tbody>{rows}</tbody></table></section>"


_HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Invented issue</title><style>
@font-face { font-family: "Source Sans 3"; font-weight: 400; src: url("fonts/SourceSans3-Regular.ttf") }
@font-face { font-family: "Source Sans 3"; font-weight: 700; src: url("fonts/SourceSans3-Bold.ttf") }
@page { size: A4; margin: 24mm 18mm 22mm; @top-left { content: "Invented issue" }
        @bottom-right { content: counter(page) " of " counter(pages) } }
body { font-family: "Source Sans 3"; font-size: 9.4pt; line-height: 1.42 }
section h2 { font-size: 15pt; color: #0b4f6c; break-after: avoid }
section table { width: 100%; border-collapse: collapse; font-size: 8.3pt; line-height: 1.28 }
section table caption { text-align: left; font-weight: bold }
section table thead th { border-top: 1pt solid #0b4f6c; border-bottom: .5pt solid #0b4f6c; color: #0b4f6c }
section table th, section table td { padding: .85mm 1.3mm; border-bottom: .4pt solid #d5dde2 }
section table th, section table td { text-align: right }
section table th:first-child { text-align: left }
section table tbody tr { break-inside: avoid }
section table td a { color: #0b4f6c; text-decoration: none }
</style></head><body><h1>Invented issue</h1>"""


def typst(pages: int) -> str:
    """Write the source of Typst, with links once a row."""
    heads = ", ".join(f"[{month}]" for month in ("District", *MONTHS))
    tables = []
    for table in range(pages):
        cells = ", ".join(
            ", ".join([f"link(<{numbers[0][1]}>)[{district}]", *(f"[{text}]" for text, _ in numbers)])
            for district, numbers in _rows(table)
        )
        tables.append(
            f"= Section {table + 1}\n{WORDS}\n#figure(caption: [Invented figures], table(columns: "
            f"{NUMBERS + 1}, align: (x, _) => if x == 0 {{ left }} else {{ right }}, stroke: "
            f"(bottom: .4pt + gray), inset: 2.4pt, table.header({heads}), {cells}))\n"
        )
    entries = "\n".join(f"#block[{name} {origin}] <{name}>" for name, origin in _entries())
    return f"{_TYPST}{''.join(tables)}= List of numbers\n{entries}\n"


_TYPST = """#set document(title: "Invented issue", date: datetime(year: 2026, month: 1, day: 31))
#set page(paper: "a4", margin: (top: 24mm, x: 18mm, bottom: 22mm), header: [Invented issue])
#set page(numbering: "1 of 1")
#set text(font: "Source Sans 3", size: 9.4pt, lang: "en")
#show table: set text(size: 8.3pt)
"""


def write(folder: Path, name: str, text: str) -> Path:
    """Write a form of the issue beside the others."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
