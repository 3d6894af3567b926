"""Makes again what a release has from its own tables alone."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.identity import tree_hash
from pipeline.libraries import software
from pipeline.project import at_hand
from pipeline.sealed.folder import PROVENANCE, ReleaseFolder
from pipeline.sealed.provenance import provenance
from pipeline.sealed.report import Report
from pipeline.sealed.roots import SEALING

TEMPLATES = "report_templates"
_CODE = {"pipeline": ("*.py", "*.toml"), TEMPLATES: ("*",)}
_CHARTS_SCRIPT, _CARRIES = "charts.js", "vl-convert-python"
OTHER_CODE = "files that other code made than the one at hand, and that it makes otherwise"


class _Files(Mapping[str, bytes]):
    """The files of a release, each read when it is asked for."""

    def __init__(self, release: ReleaseFolder) -> None:
        self.release = release

    def __getitem__(self, name: str) -> bytes:
        if name not in self.release.files:
            raise KeyError(name)
        return self.release.read_bytes(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.release.files)

    def __len__(self) -> int:
        return len(self.release.files)


def check_made_again(release: ReleaseFolder, report: Report) -> None:
    """Make prov.json, the auditor's page and the script of charts again, and hold them against the bytes.

    Where the manifest names the code at hand another byte is a fault. Where it names other code a file that
    comes out otherwise is told as not checked.
    """
    if not at_hand().templates.is_dir():
        report.left_out["auditor's page, scripts and styles: report_templates is not at hand"] += 1
        return
    same = all(is_by(release, folder) for folder in ("pipeline", TEMPLATES))
    for name, content in _made(release, at_hand().templates).items():
        if name not in release.files:
            continue
        if release.read_bytes(name) == content:
            report.checked["files made again from the release"] += 1
        elif same and (name != _CHARTS_SCRIPT or _has_libraries(release)):
            report.add(
                name,
                "",
                "the bytes that the release's own tables and manifest give",
                _apart(release, name, content),
            )
        else:
            report.left_out[f"{OTHER_CODE}: {name}"] += 1


def is_by(release: ReleaseFolder, folder: str) -> bool:
    """Tell whether a release was made by this code of a folder of the checkout, as its manifest says."""
    name = folder.removeprefix("report_")
    return bool(
        release.manifest.get("code", {}).get(name) == tree_hash(at_hand().root / folder, *_CODE[folder])
    )


def _has_libraries(release: ReleaseFolder) -> bool:
    """Tell whether the library that has the charts' script within it is of the recorded version."""
    return bool(release.manifest.get("software", {}).get(_CARRIES) == software().get(_CARRIES))


def _made(release: ReleaseFolder, templates: Path) -> dict[str, bytes]:
    """Return the files that follow from others of the release or from the code alone."""
    from pipeline.audit.page import files_again
    from pipeline.bulletin.charts.interactive import files as scripts
    from pipeline.bulletin.pages.render import style_sheet

    office, manifest = release.declared(), release.manifest
    handed = {name: own for name, own in sorted(release.files.items()) if name not in {*SEALING, PROVENANCE}}
    own = {name: str(office.get(name, "")) for name in ("name", "mark", "imprint")}
    return {
        PROVENANCE: provenance(manifest, own["name"], handed),
        **files_again(_Files(release), manifest, own, templates),
        **scripts(templates),
        "methodology/page.css": style_sheet(templates),
    }


def _apart(release: ReleaseFolder, name: str, content: bytes) -> str:
    """Say where the bytes of a file begin to be others."""
    said = release.read_bytes(name)
    at = next(
        (n for n, (a, b) in enumerate(zip(said, content, strict=False)) if a != b),
        min(len(said), len(content)),
    )
    around = slice(max(0, at - 20), at + 20)
    one, other = (text[around].decode("utf-8", "replace") for text in (said, content))
    return f"others from byte {at} on: {one!r}, where they give {other!r}"
