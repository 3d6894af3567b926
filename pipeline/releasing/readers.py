"""Brings the readers' site up to what the ledger says: no step is seen on it in part."""

import json
from pathlib import Path

from pipeline.office import Office
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import PUBLIC


def publish_site(office: Office) -> Path | None:
    """Make the readers' site where it shows other issues or states than the ledger has; returns it.

    None where nothing was released. Killed at any moment it leaves the site of before or the new one.
    """
    wanted = {one.release_id: one.state.value for one in standings_of(office).values() if one.state in PUBLIC}
    if not wanted:
        return None
    place = office.home / "site"
    if _shown(place) == wanted:
        return place
    from pipeline.site.build import build_site

    return build_site(office).folder


def _shown(place: Path) -> dict[str, str]:
    """Return the states of the issues that a site shows."""
    try:
        found = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    states: dict[str, str] = found.get("states", {})
    return states
