"""A checkout with its own folder for results, and one whose offices a test may change."""

import shutil
from pathlib import Path

import pytest

from pipeline.project import Project, locate


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Take the offices of this checkout; results go to a temporary folder."""
    return Project(root=locate().root, var=tmp_path / "var")


@pytest.fixture
def own_project(tmp_path: Path) -> Project:
    """Copy the default office for a test to change; SQL and templates are those of this checkout."""
    root, real = tmp_path / "checkout", locate()
    shutil.copytree(real.sources / "karabakh", root / "sources" / "karabakh")
    for folder in (real.sql, real.templates):
        (root / folder.name).symlink_to(folder)
    return Project(root=root, var=tmp_path / "var")
