"""The daemon is killed while deliveries arrive: no month is left out, and none is started twice."""

import time
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.reading.inbox import inbox_folder
from tests.assets.page import Served, served, until
from tests.small_office import investment


def _months(page: Served) -> list[str]:
    """List the runs of months by their key; a retry of a run has that of the run."""
    runs = [run for run in page.runs() if run["jobName"] == "small_month"]
    first = [run for run in runs if "dagster/parent_run_id" not in run["tags"]]
    return sorted(run["tags"]["dagster/run_key"] for run in first)


def _is_quiet(page: Served) -> bool:
    """Tell whether the sensor has looked since the last run ended, and found nothing to do."""
    runs = page.runs()
    over = bool(runs) and all(run["status"] in ("SUCCESS", "FAILURE", "CANCELED") for run in runs)
    return over and page.ticks("small_deliveries")[0].startswith("Nothing new")


def _appears(page: Served, job: str, count: int) -> None:
    until(lambda: sum(run["jobName"] == job for run in page.runs()) >= count)


@pytest.mark.long
def test_a_daemon_killed_at_any_step_loses_and_doubles_no_month(tmp_path: Path) -> None:
    with served(tmp_path / "house") as page:
        until(lambda: page.ticks("small_deliveries"))
        inbox = inbox_folder(page.office)
        for number, seconds in enumerate((0.0, 0.2, 1.0), start=1):
            line = {"value_as_printed": f"{100 + number}.5", "territory_as_written": "South"}
            day = {"published_on": f"2026-02-{20 + number}"}
            (inbox / f"investment-{number}.csv").write_text(investment(line | day), encoding="utf-8")
            for job in ("small_take_in", "small_month"):
                before = sum(run["jobName"] == job for run in page.runs())
                _appears(page, job, before + 1)
                time.sleep(seconds)
                page.kill_daemon()
            until(lambda: _is_quiet(page))
        keys = _months(page)
        assert len(set(keys)) == len(keys) == 3
        core = stages.lake_of(page.office).manifest("core", "2026-01")
        assert core is not None
        latest = stages.lake_of(page.office).read(core, "core.latest")
        assert {str(value)[:5] for value in latest["value"]} >= {"103.5"}
