"""On what a release was made: commit, lock file, interpreter, libraries, typefaces, environment.

It says where and with what the run was; no byte of a publication or of the manifest depends on it, so that
the same month made elsewhere is the same issue.
"""

import json
import locale
import os
import platform
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from pipeline.checkout import UNKNOWN, commit_of
from pipeline.identity import file_hash
from pipeline.libraries import software

LOCK = "requirements.lock"
NAMED = (
    *("LANG", "LC_ALL", "LC_NUMERIC", "TZ", "PYTHONHASHSEED", "PYTHONUTF8", "SOURCE_DATE_EPOCH"),
    *("CROSSFOOT_THREADS", "POLARS_MAX_THREADS", "OMP_NUM_THREADS", "FONTCONFIG_PATH", "FONTCONFIG_FILE"),
)
"""Variables of the environment that libraries read and that could matter; no other is written down."""


def run_certificate(root: Path | None, manifest: bytes, made_with: Mapping[str, Any]) -> bytes:
    """Write the certificate of a run from the checkout at `root` that made a release with this manifest."""
    import hashlib

    commit = commit_of(root) if root else UNKNOWN
    told = {
        "release_id": made_with.get("release_id", ""),
        "manifest_sha256": hashlib.sha256(manifest).hexdigest(),
        "commit": commit.removesuffix("+"),
        "clean": commit != UNKNOWN and not commit.endswith("+"),
        "lock": file_hash(root / LOCK) if root and (root / LOCK).is_file() else "",
        "interpreter": {
            "implementation": platform.python_implementation(),
            "version": platform.python_version(),
            "compiler": platform.python_compiler(),
        },
        "machine": {
            "system": platform.system(),
            "release": platform.release(),
            "machine": platform.machine(),
            "libc": " ".join(platform.libc_ver()).strip(),
            "byte_order": sys.byteorder,
            "encoding": locale.getencoding(),
        },
        "software": software(),
        "packages": _packages(),
        "fonts": made_with.get("fonts", {}),
        "environment": {name: os.environ[name] for name in NAMED if name in os.environ},
    }
    return (json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


@cache
def _packages() -> dict[str, str]:
    """Return every installed package with its version, by its name in small letters."""
    return {found.name.lower(): found.version for found in distributions() if found.name}
