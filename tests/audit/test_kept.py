"""Releases that are kept are made again: the same bytes by their own code, the same numbers by this one."""

from pathlib import Path

import pytest

from pipeline.audit.replay import _compared, render, replay
from pipeline.project import locate
from pipeline.sealed.folder import ReleaseFolder
from tests.audit.conftest import change, copied_link
from tests.audit.kept import kept_releases, make_again, repository_of, unpack

PACKED = [pytest.param(path, id=path.name.removesuffix(".tar.xz")) for path in kept_releases()]


def test_releases_are_kept() -> None:
    assert PACKED


@pytest.mark.parametrize("packed", PACKED)
def test_a_kept_release_is_made_again_as_recorded(packed: Path) -> None:
    found = make_again(packed, repository_of(locate().root))
    told = render(found)
    assert not found.stopped, told
    assert not found.numbers, told
    assert found.is_same or found.reasons, told


@pytest.mark.parametrize("packed", PACKED)
def test_this_code_prints_the_numbers_of_a_kept_release(packed: Path, tmp_path: Path) -> None:
    folder, project = unpack(packed, tmp_path)
    change(copied_link(project.templates), "screen.css", "/* Banner and facts. */", "/* Banner, facts. */")
    change(folder.path, "manifest.json", '"weasyprint": "', '"weasyprint": "0.')
    found = replay(ReleaseFolder.open(folder.path), project)
    told = render(found)
    assert not (found.stopped or found.numbers), told
    assert "bulletin.en.html" in found.differing
    assert "report_templates/ of this checkout is not the recorded one" in told
    assert "library: weasyprint 0." in told
    assert "no printed number differs" in told


def test_a_number_that_is_printed_otherwise_is_told(tmp_path: Path) -> None:
    packed = kept_releases()[0]
    folder, _ = unpack(packed, tmp_path / "kept")
    other, _ = unpack(packed, tmp_path / "made")
    (number, printed) = (
        folder.numbers.filter(folder.numbers["printed"].str.len_chars() > 4)
        .select("number_id", "printed")
        .row(0)
    )
    change(other.path, "published_number.csv", printed, f"{printed}9")
    found = _compared(folder, ReleaseFolder.open(other.path), [])
    assert number in {row["number_id"] for row in found.numbers}
