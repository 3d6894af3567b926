"""Seals the folder of a release: provenance, roots, manifest, certificate, and SHA256SUMS last."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.sealed.folder import CERTIFICATE, MANIFEST, PROVENANCE, ROOTS, SUMS
from pipeline.sealed.provenance import provenance
from pipeline.sealed.roots import CELLS, TREES, roots_of
from pipeline.sealed.run_certificate import run_certificate


@dataclass(frozen=True)
class Made:
    """What a release was made from and by: its part of the manifest, the entries of its inputs, by whom."""

    made_with: Mapping[str, Any]
    inputs: Sequence[bytes] = ()
    office: str = ""
    root: Path | None = None
    """The checkout that made it, where there is one."""


def seal(files: Mapping[str, bytes], made: Made) -> dict[str, bytes]:
    """Return the files that seal others, by path, in the order in which they are written.

    The manifest has the hash of each file and the roots; it depends on nothing of the machine. SHA256SUMS
    has every file but itself, in the form that `sha256sum -c` reads.
    """
    hashes = {path: _hash(content) for path, content in sorted(files.items())}
    prov = provenance(made.made_with, made.office, hashes)
    hashes[PROVENANCE] = _hash(prov)
    told = roots_of(made.inputs, files.get(CELLS, b""), hashes)
    roots = (json.dumps(told, indent=1) + "\n").encode()
    content = {
        **made.made_with,
        "roots": {name: told[name] for name in TREES},
        "files": dict(sorted(hashes.items())),
    }
    manifest = (json.dumps(content, indent=1, sort_keys=True) + "\n").encode()
    sealing = {
        PROVENANCE: prov,
        ROOTS: roots,
        MANIFEST: manifest,
        CERTIFICATE: run_certificate(made.root, manifest, made.made_with),
    }
    hashes |= {path: _hash(own) for path, own in sealing.items()}
    return {**sealing, SUMS: sums(hashes)}


def sums(hashes: Mapping[str, str]) -> bytes:
    """Write hashes by path as sha256sum does."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items())).encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
