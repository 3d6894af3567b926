"""ISO 19005-3 (PDF/A-3a) and ISO 14289-1 (PDF/UA-1), clause by clause, by veraPDF."""

from pathlib import Path

import pytest

from pipeline.project import locate
from tests.bulletin.pages import sample_pdf
from tests.bulletin.pdf.mutations import MUTATIONS, mutated
from tests.bulletin.pdf.small import short_pdf
from tests.bulletin.pdf.validator import PROFILES, Verdicts, validate

TABLE = locate().root / "docs" / "conformance.md"
FILES = ("sample", "short")


def _clauses() -> list[tuple[str, str]]:
    """Read which clauses the documentation says are checked by veraPDF."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ISO ")
    ]
    return [(row[0], row[1]) for row in rows if len(row) == 5]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    folder = tmp_path_factory.mktemp("conformance")
    files = {"sample": sample_pdf(), "short": short_pdf()} | {name: mutated(name) for name in MUTATIONS}
    for name, data in files.items():
        (folder / _file(name)).write_bytes(data)
    return validate(folder / _file(name) for name in files)


def _file(name: str) -> str:
    return f"{name.replace(' ', '-').replace('/', '-')}.pdf"


@pytest.mark.parametrize(("standard", "clause"), _clauses(), ids=[" ".join(found) for found in _clauses()])
def test_clause(verdicts: Verdicts, standard: str, clause: str) -> None:
    assert clause in verdicts.clauses[standard]
    for name in FILES:
        assert verdicts.of(standard, Path(_file(name))).get(clause) is None, name


def test_every_clause_that_can_be_checked_is_in_the_documentation(verdicts: Verdicts) -> None:
    listed = _clauses()
    assert len(listed) == len(set(listed))
    assert set(listed) == {
        (standard, clause) for standard in PROFILES for clause in verdicts.clauses[standard]
    }


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_file_unlike_the_standard_is_told(verdicts: Verdicts, name: str) -> None:
    found = {
        (standard, clause) for standard in PROFILES for clause in verdicts.of(standard, Path(_file(name)))
    }
    assert found == MUTATIONS[name][1]
