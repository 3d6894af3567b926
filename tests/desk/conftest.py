"""A desk of the default office with results of its own, asked without a network."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.desk.app import make_app
from pipeline.desk.state import Desk
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from tests.desk.client import PORT, Client

MOMENT = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)
ARTICLE = b"""A press review that was invented
Published 20 January 2026

In January-December 2025 investment in fixed capital in the Karabakh economic region was
1,234.5 million manats. By 19 January a total of 2,345 families had been resettled in Aghdam.
Another 17 followed.
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    root, real = tmp_path / "desk", locate()
    shutil.copytree(real.sources / "karabakh", root / "sources" / "karabakh")
    for folder in (real.sql, real.templates):
        (root / folder.name).symlink_to(folder)
    return load_office(Project(root=root, var=tmp_path / "desk-var"), "karabakh")


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office, "token", lambda: MOMENT, lambda: None)


@pytest.fixture
def client(desk: Desk) -> Client:
    return Client(make_app(desk, PORT))
