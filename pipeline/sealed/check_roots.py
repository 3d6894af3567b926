"""Calculates the roots of a release again, and holds them against each place that states them."""

import csv
import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from pipeline.identity import short_hash
from pipeline.sealed.folder import CERTIFICATE, EVIDENCE, MANIFEST, ROOTS, ReleaseFolder
from pipeline.sealed.report import Report
from pipeline.sealed.roots import CELLS, SEALING, TREES, roots_of

_SECTION = re.compile(rb'<section[^>]*id="s-(files|run)".*?</section>', re.DOTALL)
_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_HASH = re.compile(r"[0-9a-f]{64}")
_INPUTS, _QUERIES = f"{EVIDENCE}/input.csv", f"{EVIDENCE}/sql/"
PREVIOUS = "previous issue"
"""The manifest of the issue before is no input of this one: it has a root of its own."""
PRINTED = ("inputs", "cells", "data")
"""The roots that the bulletin prints."""


def check_roots(release: ReleaseFolder, hashes: Mapping[str, str], report: Report) -> None:
    """Check roots.json, the manifest, the entries of the inputs, and what the pages print."""
    stated = release.document(ROOTS)
    entries = [str(entry) for entry in stated.get("input_entries", [])]
    own = {path: digest for path, digest in hashes.items() if path not in SEALING}
    again = roots_of([entry.encode() for entry in entries], release.read_bytes(CELLS), own)
    for name in TREES:
        root = again[name]
        report.compare("roots", ROOTS, name, root, stated.get(name))
        report.compare("roots", MANIFEST, f"roots, {name}", root, release.manifest.get("roots", {}).get(name))
    _inputs(release, entries, hashes, report)
    _queries(release, hashes, report)
    pages = release.pages
    for page in pages:
        _page(release, page, hashes, again, report)
    certificate = release.document(CERTIFICATE)
    report.compare(
        "certificates", CERTIFICATE, "manifest_sha256",
        hashlib.sha256(release.read_bytes(MANIFEST)).hexdigest(), certificate.get("manifest_sha256"),
    )  # fmt: skip
    if not pages:
        report.add("bulletin.<lang>.html", "", "a page that prints the roots", "none")


def _inputs(
    release: ReleaseFolder, entries: Sequence[str], hashes: Mapping[str, str], report: Report
) -> None:
    """Check the entries for what the release was made from against the manifest and the evidence."""
    said = {name: digest for digest, _, name in (entry.partition("  ") for entry in entries)}
    manifest: Mapping[str, Any] = release.manifest
    named = {name: digest for name, digest in manifest.get("inputs", {}).items() if name != PREVIOUS}
    named |= {
        f"deliveries/{delivery}/{name}": digest
        for delivery, files in manifest.get("deliveries", {}).items()
        for name, digest in files.items()
    }
    for name, digest in sorted(named.items()):
        report.compare("inputs", ROOTS, f"inputs, {name}", digest, said.get(name))
    for name in sorted(set(said) - set(named)):
        path = f"{EVIDENCE}/{name}"
        if path in hashes:
            report.compare(
                "inputs",
                path,
                "",
                f"the SHA-256 {said[name]} of {ROOTS}",
                f"the SHA-256 {hashes[path]} of {ROOTS}",
            )
        else:
            report.left_out["declared files that are named by hash and not kept"] += 1
    rows = csv.DictReader(io.StringIO(release.read_bytes(_INPUTS).decode(), newline=""))
    kept = {f"deliveries/{row['delivery_id']}/{row['name']}": row["sha256"] for row in rows}
    for name in sorted({name for name in named if name.startswith("deliveries/")} | set(kept)):
        report.compare("inputs", _INPUTS, name, named.get(name), kept.get(name))


def _queries(release: ReleaseFolder, hashes: Mapping[str, str], report: Report) -> None:
    """Check the queries of the evidence against the hash of all of them that the manifest has."""
    named = {path.removeprefix(_QUERIES): own for path, own in hashes.items() if path.startswith(_QUERIES)}
    again = short_hash(*(f"{path}={own}" for path, own in sorted(named.items())))
    stated = release.manifest.get("code", {}).get("sql")
    report.compare("hashes of all queries", MANIFEST, f"code, sql, of {_QUERIES}", again, stated)


def _page(
    release: ReleaseFolder, page: str, hashes: Mapping[str, str], roots: Mapping[str, Any], report: Report
) -> None:
    """Check the hashes of files and the roots that a page prints."""
    printed: set[str] = set()
    for section in _SECTION.finditer(release.read_bytes(page)):
        for row in _ROW.findall(section[0].decode("utf-8", "replace")):
            said = [" ".join(unescape(_TAG.sub("", cell)).split()) for cell in _CELL.findall(row)]
            digests = [one for one in said if _HASH.fullmatch(one)]
            printed |= set(digests)
            if digests and said[0] in hashes and not said[0].endswith(".ttf"):
                report.compare("hashes printed on pages", page, said[0], hashes[said[0]], digests[-1])
    for name in PRINTED if "/" not in page else ():
        report.checked["roots printed on pages"] += 1
        if roots[name] not in printed:
            report.add(
                page, "run certificate", f"the root over {name}, {roots[name]}", "no such root in print"
            )
