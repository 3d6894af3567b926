"""The lines of a table are drawn in one stroke each, where the engine's own pieces lie, and no others."""

import io
from contextlib import nullcontext

import pikepdf
import pytest

from pipeline.bulletin import pdf as printing
from pipeline.bulletin.render import render_html
from tests.bulletin.pages import make_pdf, sample_html
from tests.bulletin.pdf.small import short_bulletin
from tests.bulletin.sample_document import TEMPLATES

Stroke = tuple[int, str, float, float, float, float]
"""Page, width and colour as drawn, from one height to another, from left to right."""
BROKEN = "th { border-bottom: 3pt solid #ff0000 }"
UPRIGHT = "td { border-right: 1pt solid #ff0000 }"


def _strokes(data: bytes) -> list[Stroke]:
    """List the strokes of a file that belong to no element."""
    found = []
    for number, page in enumerate(pikepdf.open(io.BytesIO(data)).pages):
        pen: dict[str, list[float]] = {}
        loose = False
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("m", "l", "w", "RG"):
                pen[str(operator)] = [round(float(one), 2) for one in operands]
            elif str(operator) in ("BMC", "BDC", "EMC"):
                loose = str(operator) == "BMC"
            elif str(operator) == "S" and loose:
                (left, top), (right, bottom) = pen["m"], pen["l"]
                found.append((number, str((pen["w"], pen["RG"])), top, bottom, left, right))
    return found


def _joined(strokes: list[Stroke]) -> list[Stroke]:
    """Put strokes together that go on where another ends."""
    found: list[Stroke] = []
    for *line, left, right in sorted(strokes):
        if found and found[-1][:4] == tuple(line) and left <= found[-1][5]:
            found[-1] = (*found[-1][:5], right)
        else:
            found.append((*line, left, right))
    return found


def _by_engine(html: str, monkeypatch: pytest.MonkeyPatch) -> list[Stroke]:
    with monkeypatch.context() as patch:
        patch.setattr(printing, "lines_in_one_stroke", nullcontext)
        return _strokes(make_pdf(html))


def test_lines_lie_where_the_engine_draws_them_and_are_one_stroke_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own, engine = _strokes(make_pdf(sample_html())), _by_engine(sample_html(), monkeypatch)
    assert sorted(own) == _joined(engine)
    assert len(engine) > 3 * len(own)


@pytest.mark.parametrize("rule", [BROKEN, UPRIGHT])
def test_lines_that_end_within_a_table_are_drawn_as_the_engine_does(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = render_html(short_bulletin(), TEMPLATES).replace("</style>", f"{rule}\n</style>")
    assert _strokes(make_pdf(html)) == _by_engine(html, monkeypatch) != []
