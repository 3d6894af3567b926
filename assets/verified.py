"""Verifies a release and prints what was found, for the command line and for its start without a parser."""

import gc
import json
import sys
from pathlib import Path

from pipeline.errors import Exit
from pipeline.project import kept_for_audits
from pipeline.sealed.verify import verify


def tell_verified(
    folder: Path,
    *,
    full: bool = False,
    ledger: Path | None = None,
    anew: bool = False,
    as_json: bool = False,
) -> Exit:
    """Verify a release folder and print the report; FAILED where there is a fault."""
    # The process ends with the report: what waits to be freed costs less than looking for it. In full there
    # are libraries that complain of what was not freed.
    if not full:
        gc.disable()
    report = verify(folder, full=full, ledger=ledger, kept=None if anew else kept_for_audits())
    told = json.dumps(report.as_json(), indent=1, ensure_ascii=False) if as_json else report.as_text()
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()
    if not full:
        gc.freeze()
    return Exit.FAILED if report.faults else Exit.OK
