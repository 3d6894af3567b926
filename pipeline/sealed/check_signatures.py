"""Checks the signatures of a release's PDF files, and the ledger of releases where it lies beside."""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.sealed.folder import CERTIFICATE, MANIFEST, ReleaseFolder
from pipeline.sealed.report import Report

LEDGER = Path("ledger") / "releases.jsonl"
HEAD = ".head"
"""How the name of the file ends that says how far a ledger goes; it lies beside."""
RELEASES = "releases"
CERTIFIED = "certificate_sha256"
"""The entry of a line that names the certificate of the run; the last one about a release holds."""


def check_signatures(release: ReleaseFolder, report: Report) -> None:
    """Check each signed file: the hash of what was signed, that nothing was altered, whose key it is.

    Whether the certificate is to be trusted is not said: that needs the certificates that a reader trusts.
    """
    signed: Mapping[str, Any] = release.manifest.get("signed", {})
    for name, facts in sorted(signed.items()):
        data = release.read_bytes(name)
        before = hashlib.sha256(data[: facts["unsigned"]["bytes"]]).hexdigest()
        what = "signed files"
        report.compare(what, name, "the bytes that were signed", facts["unsigned"]["sha256"], before)
        report.left_out["signed files whose certificate a reader must trust"] += 1
        for place, expected, found in _signature(data, facts["certificate"]["sha256"]):
            report.compare(what, name, place, expected, found)


def _signature(data: bytes, fingerprint: str) -> list[tuple[str, object, object]]:
    """Return what a signature must be and is: place, expected, found."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import SignatureCoverageLevel
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    found = PdfFileReader(io.BytesIO(data)).embedded_signatures
    if len(found) != 1:
        return [("signatures", 1, len(found))]
    (signature,) = found
    whole = signature.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    intact, valid = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
    )
    own = hashlib.sha256(signature.signer_cert.dump()).hexdigest()
    return [
        ("signature", "a signature of these bytes", _intact(whole and intact and valid)),
        ("certificate", fingerprint, own),
    ]


def _intact(holds: bool) -> str:
    return "a signature of these bytes" if holds else "a signature of other bytes"


def ledger_of(release: ReleaseFolder) -> Path | None:
    """Return the ledger of the office whose folder of releases this release lies in, where there is one."""
    for above in release.path.parents:
        if above.name == RELEASES and (above.parent / LEDGER).is_file():
            return above.parent / LEDGER
    return None


def check_ledger(release: ReleaseFolder, ledger: Path, report: Report) -> None:
    """Check the chain of a ledger, and that it knows this release by the hash of its manifest and its root.

    A line is JSON; `previous` is the SHA-256 of the line before without its line feed.
    """
    lines = ledger.read_bytes().split(b"\n")
    unfinished = lines.pop()
    if unfinished:
        report.add(ledger.name, f"line {len(lines) + 1}", "a line that ends", "an unfinished one")
    own: list[dict[str, Any]] = []
    before = ""
    for number, line in enumerate(lines, 1):
        entry = _entry(line)
        if entry is None:
            report.add(ledger.name, f"line {number}", "an entry of the ledger", "other bytes")
        else:
            report.compare("entries of the ledger", ledger.name, f"line {number}, n", number, entry.get("n"))
            said = entry.get("previous")
            report.compare(
                "links of the ledger's chain", ledger.name, f"line {number}, previous", before, said
            )
            own += [entry] if entry.get("release_id") == release.release_id else []
        before = hashlib.sha256(line).hexdigest()
    _head(lines, ledger, report)
    _known(release, own, ledger, report)


def _head(lines: list[bytes], ledger: Path, report: Report) -> None:
    """Check that the ledger has the lines that the head beside it says it had; it may have one more.

    A copy of a ledger may lie alone: then nothing tells whether lines are missing at its end.
    """
    head = ledger.with_suffix(HEAD)
    if not head.is_file():
        report.left_out[f"ends of ledgers, which a {head.name} beside would tell"] += 1
        return
    said = _entry(head.read_bytes()) or {}
    count, digest = said.get("n"), said.get("sha256")
    if not isinstance(count, int) or count < 0 or not isinstance(digest, str):
        report.add(head.name, "", "how many entries the ledger has, and the hash of the last", "other bytes")
        return
    report.checked["ends of the ledger"] += 1
    if len(lines) < count:
        report.add(
            ledger.name, f"line {count}", f"{count} entries, as {head.name} says",
            f"{len(lines)}: lines at its end were removed",
        )  # fmt: skip
    elif count and (found := hashlib.sha256(lines[count - 1]).hexdigest()) != digest:
        report.add(ledger.name, f"line {count}", f"the SHA-256 {digest} of {head.name}", found)


def _known(release: ReleaseFolder, own: list[dict[str, Any]], ledger: Path, report: Report) -> None:
    """Check that the entries about this release are about these bytes."""
    named = [entry for entry in own if entry.get("manifest_sha256")]
    if not named:
        report.left_out["releases that the ledger does not name"] += 1
        return
    digest = hashlib.sha256(release.read_bytes(MANIFEST)).hexdigest()
    mine = [entry for entry in named if entry["manifest_sha256"] == digest]
    report.checked["releases that the ledger names"] += 1
    if not mine:
        last = named[-1]["manifest_sha256"]
        report.add(MANIFEST, "", f"the SHA-256 {last} of entry {named[-1].get('n')} of {ledger.name}", digest)
        return
    root = release.manifest.get("roots", {}).get("all")
    for entry in [entry for entry in mine if entry.get("root")]:
        report.compare("roots in the ledger", MANIFEST, "roots, all", entry["root"], root)
    for entry in [entry for entry in mine if entry.get(CERTIFIED)][-1:]:
        own_hash = hashlib.sha256(release.read_bytes(CERTIFICATE)).hexdigest()
        report.compare("certificates in the ledger", CERTIFICATE, "", entry[CERTIFIED], own_hash)


def _entry(line: bytes) -> dict[str, Any] | None:
    """Read a line of the ledger."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
