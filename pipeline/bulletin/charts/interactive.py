"""Charts that answer to pointer and keys, for the web page: the drawn ones stay where no script runs.

Each figure of the page gets, in a script element that is data, the Vega specifications that its chart was
drawn from and the numbers listed under it. One script, made from the libraries that drew the charts, is
written beside the page. Nothing is fetched, so a page opened from a folder works too.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.bulletin.columns import plain
from pipeline.bulletin.model import Chart, Document, Printed
from pipeline.bulletin.views import number_sections
from pipeline.errors import CrossfootError
from pipeline.language.catalogue import catalogue_of

SCRIPT = "charts.js"
LICENCE = "LICENSE-charts.txt"
MOST_NUMBERS = 2000
"""A chart that lists more numbers stays as drawn: its page would be heavy and its keys of little use."""
_END = "</figure>"


def enliven(html: str, document: Document, templates: Path, above: str = "") -> str:
    """Return a bulletin's web page with interactive charts; `files` must be written beside it.

    A page in a folder of the release finds them `above`, as in "../".
    Raises CrossfootError where the figures of the page are not those of the document, or a chart draws
    another number than it lists.
    """
    charts = charts_in_order(document)
    parts = html.split(_END)
    if len(parts) != len(charts) + 1 or "</head>" not in parts[0]:
        raise CrossfootError(
            f"The page of {document.issue!r} has {len(parts) - 1} figures, its document {len(charts)}. "
            "Make the page interactive right after it is rendered, from the same document."
        )
    style = (templates / "scripts" / "charts.css").read_text(encoding="utf-8")
    head, rest = parts[0].split("</head>", 1)
    parts[0] = f'{head}<style>\n{style}</style>\n<script src="{above}{SCRIPT}" defer></script>\n</head>{rest}'
    words = catalogue_of(document.lang, templates)
    say = {"number": words.word("chart-number", {"id": "%"}), "keys": words.word("chart-keys", {})}
    filled = [part + _data(chart, say) for part, chart in zip(parts, charts, strict=False)]
    return _END.join([*filled, parts[-1]])


def files(templates: Path) -> dict[str, bytes]:
    """Return what must lie beside an interactive page, by name: the script and the licences in it."""
    scripts = templates / "scripts"
    own = (scripts / SCRIPT).read_text(encoding="utf-8")
    return {SCRIPT: _bundle(own), LICENCE: (scripts / LICENCE).read_bytes()}


@cache
def _bundle(own: str) -> bytes:
    """Put the libraries that vl-convert carries and our own script into one; the same bytes each time."""
    import vl_convert

    notice = f"/* Crossfoot with Vega, Vega-Lite and Vega-Embed; licences: {LICENCE} */\n"
    # In a function of its own, so that no name of the libraries becomes one of the page.
    return f"{notice}(() => {{\n{vl_convert.javascript_bundle(own)}\n}})();\n".encode()


def charts_in_order(document: Document) -> list[Chart]:
    """List the charts as the page has them: those of the sections, then those of the annexes."""
    sections, annexes, _ = number_sections(document)
    return [
        block for one in (*sections, *annexes) for block in one.section.blocks if isinstance(block, Chart)
    ]


def numbers_of(chart: Chart) -> list[tuple[str, str, str, str]]:
    """List the numbers of a chart as series, point, text and number id, in the order in which `n` counts."""
    return [
        (name, label, plain(said), next((run.number_id for run in said if isinstance(run, Printed)), ""))
        for name, points in chart.series
        for label, said in points
    ]


def _data(chart: Chart, say: dict[str, str]) -> str:
    """Write what a figure's script needs; nothing in it can end the element that holds it."""
    numbers = numbers_of(chart)
    if not chart.spec or len(numbers) > MOST_NUMBERS:
        return ""
    require_listed(chart, numbers)
    added = json.dumps({"points": numbers, "say": say}, separators=(",", ":"))
    text = f"{chart.spec[:-1]},{added[1:]}".replace("<", "\\u003c")
    return f'<script type="application/json" class="chart-spec">{text}</script>\n'


def require_listed(chart: Chart, numbers: Sequence[tuple[str, str, str, str]]) -> None:
    """Check that the numbers drawn are those listed, each at its place."""
    spec = json.loads(chart.spec)
    drawn = [(row["n"], row["text"]) for row in _rows(spec["wide"]) if "text" in row]
    apart = [n for n, text in drawn if n >= len(numbers) or text not in numbers[n][2]]
    if apart or spec["count"] != len(numbers):
        raise CrossfootError(
            f"{chart.label} draws {spec['count']} numbers and lists {len(numbers)}, apart from number "
            f"{min(apart, default=len(numbers)) + 1} on. Numbers are listed in the order in which they are "
            "drawn, each once; mend what composes the chart."
        )


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a specification's data that stand for a listed number."""
    return [
        row
        for data in spec.get("data", [])
        if isinstance(values := data.get("values", []), list)
        for row in values
        if "n" in row
    ]
