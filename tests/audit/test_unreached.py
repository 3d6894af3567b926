"""What a release says of a source that reaches nothing in it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assets.cli import app
from pipeline.audit.trace import trace
from pipeline.audit.unreached import WITHDRAWN, unreached
from pipeline.errors import Exit, UsageError
from pipeline.office import Office
from pipeline.project import locate
from pipeline.sealed.folder import ReleaseFolder
from tests.audit.conftest import release
from tests.conftest import JANUARY
from tests.small_office import INVESTMENT, WriteOffice, investment, office_writer
from tests.vintages.deliveries import DeliveryText, deliver

BACK = """
[[withdraw]]
source_id = "S2"
measure = "fci"
territory = "R1"
period = "2026-01"
withdrawn_on = 2026-04-01
reason = "taken_back_by_source"
"""
SECOND = investment({"source_id": "S2", "territory_as_written": "North", "value": "900.5"})


@pytest.fixture(scope="module")
def taken_back(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Release January with a second source's figure, and again once that was taken back."""
    write: WriteOffice = office_writer(tmp_path_factory.mktemp("taken-back"))
    labels = (locate().sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")

    def with_labels(*given: object, **more: object) -> Office:
        office = write(*given, reference={"label.csv": labels}, **more)
        code = office.project.root / "pipeline"
        if not code.exists():
            code.symlink_to(locate().root / "pipeline")
        return office

    own = DeliveryText("a", "2026-03-01", {"investment.csv": INVESTMENT})
    other = DeliveryText("b", "2026-03-02", {"investment.csv": SECOND})
    first = release(deliver(with_labels, own, other), JANUARY).resolve()
    back = DeliveryText("c", "2026-05-01", {}, more=BACK)
    return first, release(deliver(with_labels, own, other, back), JANUARY).resolve()


def test_the_evidence_holds_what_was_taken_back(taken_back: tuple[Path, Path]) -> None:
    first, second = (ReleaseFolder.open(folder).table(WITHDRAWN) for folder in taken_back)
    assert first.height == 0
    (row,) = second.to_dicts()
    assert (row["source_id"], row["known_on"], row["withdrawal"], row["delivery_id"], row["file"]) == (
        "S2", "2026-04-01", "taken_back_by_source", "c", "investment.csv"
    )  # fmt: skip


@pytest.mark.parametrize("asked", ["S2"])
def test_a_source_that_was_taken_back_is_said_to_be(asked: str, taken_back: tuple[Path, Path]) -> None:
    first, second = taken_back
    assert trace([second], asked) == []
    (told,) = unreached([second], asked)
    assert told.sentence == (
        f"2026-01.1  ({second.name}): {asked} was withdrawn on 2026-04-01 (taken back by source; 1 figure); "
        "it reaches nothing here"
    )
    assert unreached([first], asked, withdrawn_alone=True) == []


def test_the_command_says_so_and_succeeds(taken_back: tuple[Path, Path]) -> None:
    run = CliRunner().invoke
    found = run(app, ["trace", "S2", "--in", str(taken_back[1])])
    assert found.exit_code == 0, found.output
    assert "reaches 0 of 1 issues" in found.stdout
    assert "S2 was withdrawn on 2026-04-01" in found.stdout
    (told,) = json.loads(run(app, ["trace", "S2", "--in", str(taken_back[1]), "--json"]).stdout)
    assert told["unreached"].startswith("S2 was withdrawn")
    against = ["trace", "S2", "--in", str(taken_back[1]), "--against", str(taken_back[0])]
    assert isinstance(run(app, against).exception, UsageError) or run(app, against).exit_code == Exit.USAGE


def test_what_is_known_and_behind_no_cell_is_said_to_be(january: ReleaseFolder) -> None:
    behind = set(january.cell_input["input_id"])
    name = next(name for name in january.observations["obs_id"] if name not in behind)
    assert trace([january.path], name) == []
    (told,) = unreached([january.path], name)
    assert told.said == f"{name} is known, and no cell rests on it"
    assert unreached([january.path], name, withdrawn_alone=True) == []


def test_a_folder_that_cannot_tell_of_withdrawals_says_so(copied: Path) -> None:
    with pytest.raises(UsageError, match="A file is named by") as known:
        trace([copied], "X-000")
    assert "withdrawn before" not in str(known.value)
    (copied / WITHDRAWN).unlink()
    with pytest.raises(UsageError, match=r"withdrawn before an issue was made is not in elsewhere\."):
        trace([copied], "X-000")
