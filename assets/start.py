"""Begins the command line. A plain `crossfoot verify FOLDER` does without the parser, which starts slower."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import CrossfootError, Exit

SWITCHES = {"--full": "full", "--anew": "anew", "--json": "as_json"}
"""The options of `verify` that have no value, by what they set."""
INTERRUPTED = 130


def main() -> None:
    """Run the command line; a failure is one sentence on standard error and an exit code."""
    try:
        sys.exit(_run(sys.argv[1:]))
    except CrossfootError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    except Exception as error:
        sys.stderr.write(f"{_unexpected(error)}\n")
        sys.exit(Exit.FAILED)


def plain(words: Sequence[str]) -> tuple[Path, dict[str, bool]] | None:
    """Return the folder and the switches that are on of `verify` with nothing else, None of other words."""
    folders = [word for word in words[1:] if word not in SWITCHES]
    if words[:1] != ["verify"] or len(folders) != 1 or folders[0].startswith("-"):
        return None
    return Path(folders[0]), {SWITCHES[word]: True for word in words[1:] if word in SWITCHES}


def _run(words: Sequence[str]) -> int:
    """Follow the words of a call; the exit code."""
    asked = plain(words)
    if asked is None:
        from assets.cli import app

        app()
        return Exit.OK
    from assets.verified import tell_verified

    try:
        return tell_verified(asked[0], **asked[1])
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever reads the report has read enough; what is left of it goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FAILED


def _unexpected(error: Exception) -> str:
    """Keep the traceback in var/log/ and say where."""
    import traceback
    from datetime import UTC, datetime

    from pipeline.project import at_hand

    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    log = at_hand().var / "log" / f"{moment}.txt"
    what = f"Something unforeseen happened ({type(error).__name__})"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return f"{what}: {error}. The full log could not be written to {log.parent}."
    return f"{what}; the full log is in {log}. Please report it with that file."


if __name__ == "__main__":
    main()
