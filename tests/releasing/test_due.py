"""The sensor that opens issues at their hour."""

from datetime import UTC, datetime

import dagster as dg

from assets.due import NAME, build_due_sensor
from pipeline.releasing.ledger import read_ledger
from tests.releasing.conftest import KEY, Desk, after


def said(sensor: dg.SensorDefinition, context: dg.SensorEvaluationContext) -> str | None:
    """Ask the sensor as the daemon does."""
    return sensor.evaluate_tick(context).skip_message


def test_the_daemon_opens_what_is_due_and_nothing_else(desk: Desk) -> None:
    sensor = build_due_sensor(desk.office)
    with dg.DagsterInstance.ephemeral() as instance, dg.build_sensor_context(instance) as context:
        assert said(sensor, context) == "No issue was submitted yet."
        desk.locked(datetime(2199, 1, 1, tzinfo=UTC), "2025-12")
        desk.locked(after(days=1))
        assert said(sensor, context) == "2026-01.1 is released"
        assert said(sensor, context) == "No issue is due."
    assert read_ledger(desk.office)[-1].who == NAME
    assert (desk.office.home / "site" / KEY / "index.html").is_file()
    assert not (desk.office.home / "site" / "2025-12").exists()
