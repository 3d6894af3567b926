"""The checkout that the code runs from."""

import subprocess
from pathlib import Path

UNKNOWN = "unknown"
"""The commit outside a repository."""


def commit_of(root: Path) -> str:
    """Return the commit of the checkout, '+' where files differ from it; UNKNOWN outside a repository."""
    try:
        head = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True
        )
        state = subprocess.run(
            ["git", "status", "--porcelain", "--untracked-files=no"],
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return UNKNOWN
    return head.stdout.strip() + ("+" if state.stdout.strip() else "")
