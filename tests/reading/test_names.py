"""Names of drafts and files: safe whatever the file is called."""

from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.reading.names import MAX_NAME, OWN_FILES, check_draft_name, draft_name, safe_file_name

DAY = date(2026, 1, 21)


@pytest.mark.parametrize(
    ("name", "safe", "draft"),
    [
        ("Press release (2).TXT", "Press release (2).TXT", "2026-01-21-press-release-2"),
        ("../../etc/passwd", "passwd", "2026-01-21-passwd"),
        ("C:\\files\\Əsas kapital.xlsx", "Əsas kapital.xlsx", "2026-01-21-esas-kapital"),
        ("figures.csv", "original-figures.csv", "2026-01-21-original-figures"),
        ("Delivery.TOML", "original-Delivery.TOML", "2026-01-21-original-delivery"),
        ("данные.csv", "данные.csv", "2026-01-21-file"),
        (".hidden", "hidden", "2026-01-21-hidden"),
        ("a\x00b\u202ec.txt", "abc.txt", "2026-01-21-abc"),
        ("", "file", "2026-01-21-file"),
        ('a<b>:"|?*.txt', "a_b______.txt", "2026-01-21-a-b"),
    ],
)
def test_names_become_safe(name: str, safe: str, draft: str) -> None:
    assert (safe_file_name(name), draft_name(name, DAY)) == (safe, draft)


@given(st.text(max_size=300))
def test_any_name_stays_in_its_folder(name: str) -> None:
    safe = safe_file_name(name)
    for path in (PurePosixPath(safe), PureWindowsPath(safe)):
        assert path.name == safe
        assert not path.is_absolute()
    assert safe not in (".", "..")
    assert safe.casefold() not in OWN_FILES
    assert safe.isprintable()
    assert len(safe) <= MAX_NAME + len("original-")
    assert safe_file_name(safe) == safe
    assert check_draft_name(draft_name(name, DAY)).startswith("2026-01-21-")


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", "A", "-a", "a" * 101, "a.b", "%2e%2e"])
def test_other_names_of_drafts_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is no name of a draft"):
        check_draft_name(name)
