"""Opens issues at their hour: a sensor of each office that the daemon asks twice a minute."""

import dagster as dg

from pipeline.office import Office

INTERVAL_SECONDS = 30
NAME = "the clock of the release calendar"
"""Who opens an issue at its hour, as the ledger says."""


def build_due_sensor(office: Office) -> dg.SensorDefinition:
    """Build the sensor that releases what is due; it launches no run, and asked again it changes nothing."""

    @dg.sensor(
        name=f"{office.code}_release_due",
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description=f"{office.title}: releases each issue whose hour has come, locks those that are approved "
        "ahead of theirs, and brings the readers' site up to date. What was due while it did not run is "
        "released when it runs again.",
    )
    def release_due_sensor() -> dg.SkipReason:
        from pipeline.clock import now
        from pipeline.releasing.form import release_due
        from pipeline.releasing.ledger import ledger_path
        from pipeline.releasing.model import in_words

        if not ledger_path(office).exists():
            return dg.SkipReason("No issue was submitted yet.")
        made = release_due(office, NAME, now())
        said = ", ".join(f"{entry.release_id} is {in_words(entry.state)}" for entry in made)
        return dg.SkipReason(said or "No issue is due.")

    return release_due_sensor
