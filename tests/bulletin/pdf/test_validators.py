"""The file as other programs see it: pdfua, qpdf, poppler."""

import subprocess
from pathlib import Path

import pdfua
import pytest

from tests.bulletin.pages import need, sample_pdf
from tests.bulletin.pdf.mutations import mutated
from tests.bulletin.pdf.small import short_pdf


@pytest.fixture(params=["sample", "short"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "bulletin.pdf"
    path.write_bytes({"sample": sample_pdf, "short": short_pdf}[request.param]())
    return path


def test_iso_14289_1_by_pdfua(file: Path) -> None:
    report = pdfua.validate(file)
    assert report.findings == [] or list(report.findings) == []


def test_iso_32000_1_7_syntax_by_qpdf(file: Path) -> None:
    done = subprocess.run([need("qpdf"), "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


def test_iso_19005_3_6_2_11_4_1_embedding_by_pdffonts(file: Path) -> None:
    done = subprocess.run([need("pdffonts"), str(file)], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    at = lines[0].index("emb sub uni")
    assert len(lines) > 4
    assert {line[at : at + 11] for line in lines[2:]} == {"yes yes yes"}


def test_pdfua_tells_a_figure_without_a_description(tmp_path: Path) -> None:
    path = tmp_path / "mutated.pdf"
    path.write_bytes(mutated("a figure without a description"))
    assert list(pdfua.validate(path).findings)
