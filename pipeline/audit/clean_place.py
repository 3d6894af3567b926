"""A clean place to make a release again in: the recorded code, declarations, deliveries and issue before."""

import hashlib
import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from pipeline.audit.decided import take_decisions
from pipeline.audit.declared import Declarations
from pipeline.audit.vouched import commit_in
from pipeline.checkout import UNKNOWN
from pipeline.identity import file_hash, tree_hash
from pipeline.office import DELIVERY
from pipeline.project import Project
from pipeline.releasing.folder import NAME_DIGITS
from pipeline.releasing.printed import CORRECTED
from pipeline.sealed.evidence import UNREAD
from pipeline.sealed.folder import MANIFEST, ReleaseFolder, releases_of
from pipeline.swap import finished, point
from pipeline.vintages.issue import PREVIOUS

CODE = {
    "pipeline": ("pipeline", ("*.py", "*.toml")),
    "sql": ("sql", ("*.sql",)),
    "templates": ("report_templates", ("*",)),
}
"""The parts of the code that a manifest has hashes of: the folder, and which files of it."""
LEDGER = "ledger/releases.jsonl"
"""Where the steps of releases are written down, below the results of an office."""
_DECLARED = ("office.toml", "rules/*.toml", "reference/*.csv", "seasonal/*.toml")
_LISTS = ("source.csv", "concept.csv", "territory_name.csv", "unit_name.csv", *UNREAD)
"""Tables that are no evidence: those of the checkout are used, and the inputs' hash tells if they act."""


@dataclass
class Place:
    """Where a release is made again, and what is not as it was recorded, in sentences."""

    root: Path
    var: Path
    code: Path
    """The checkout that the code is imported from."""
    reasons: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Without these nothing can be made."""


def prepare(folder: ReleaseFolder, project: Project, work: Path) -> Place:
    """Fill an empty folder with what a release was made from and with."""
    place = Place(work / "checkout", work / "var", work / "checkout")
    _take_code(folder, project, place, work / "code")
    _take_office(folder, project, place)
    place.reasons += take_decisions(folder, project, place.root)
    _take_deliveries(folder, project, place, work / "code")
    _take_issue_before(folder, project, place)
    _take_ledger(folder, project, place)
    return place


def changed_code(folder: ReleaseFolder, root: Path) -> list[str]:
    """Name the parts of the code that are other ones in a checkout than in a release's manifest."""
    recorded = folder.manifest.get("code", {})
    return [
        name
        for name, (where, patterns) in CODE.items()
        if recorded.get(name) != tree_hash(root / where, *patterns)
    ]


def _take_code(folder: ReleaseFolder, project: Project, place: Place, archive: Path) -> None:
    """Link the code at hand where it is the recorded one, else unpack the recorded commit."""
    changed, commit = changed_code(folder, project.root), commit_in(folder)
    source, is_held = project.root, _unpack(project.root, commit, archive)
    left = changed_code(folder, archive) if is_held else []
    if changed and is_held:
        source = archive
        if left:
            place.reasons.append(
                f"code: commit {commit} does not have the recorded {_parts(left)}; the run was made with "
                "changes that are in no commit."
            )
    elif changed:
        place.reasons.append(
            f"code: {_parts(changed)} of this checkout is not the recorded one, and commit {commit} is "
            "not at hand. The code of this checkout is used."
        )
    elif not is_held and commit != UNKNOWN:
        place.reasons.append(
            f"commit: {commit}, which certificate.json names, is not at hand. The code of this checkout is "
            "the one that was sealed, by its hashes."
        )
    elif left and folder.certificate.get("clean"):
        place.reasons.append(
            f"commit: {commit}, which certificate.json names as all of the code, does not have the recorded "
            f"{_parts(left)}. The code of this checkout is the one that was sealed, by its hashes."
        )
    place.code = source
    place.root.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.name not in ("sources", "var", ".git", ".venv") and not path.name.startswith("."):
            (place.root / path.name).symlink_to(path)


def _parts(names: list[str]) -> str:
    """Name parts of the code."""
    return ", ".join(f"{CODE[name][0]}/" for name in names)


def _unpack(root: Path, commit: str, target: Path) -> bool:
    """Unpack a commit of a checkout; False where it has none of that name."""
    archive = ["git", "-C", str(root), "archive", "--format=tar", commit.removesuffix("+")]
    try:
        found = subprocess.run(archive, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    target.mkdir(parents=True)
    with tarfile.open(fileobj=BytesIO(found.stdout)) as packed:
        packed.extractall(target, filter="data")
    return True


def _take_office(folder: ReleaseFolder, project: Project, place: Place) -> None:
    """Write what the office declared as the evidence has it; the lists are those at hand."""
    own, target = project.sources / folder.office, place.root / "sources" / folder.office
    target.mkdir(parents=True)
    if own.is_dir():
        for path in sorted(own.iterdir()):
            if path.name not in ("deliveries", "decisions"):
                (shutil.copytree if path.is_dir() else shutil.copy)(path, target / path.name)
    else:
        place.reasons.append(f"office: there is no folder {own.name} below sources; its lists are missing.")
    evidence = folder.path / "evidence"
    recorded = {path.relative_to(evidence).as_posix() for found in _DECLARED for path in evidence.glob(found)}
    for name in sorted({path.relative_to(target).as_posix() for path in _declared(target)} - recorded):
        if Path(name).name not in _LISTS:
            (target / name).unlink()
    for name in sorted(recorded):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes((evidence / name).read_bytes())


def _declared(office: Path) -> Iterator[Path]:
    """Yield the files in which an office declares."""
    for pattern in _DECLARED:
        yield from office.glob(pattern)


def _take_deliveries(folder: ReleaseFolder, project: Project, place: Place, archive: Path) -> None:
    """Put the recorded deliveries together, each file by its hash, from the checkout or the raw store.

    A file that the office knows by its hash alone is not needed. What was declared about them comes from the
    checkout, the recorded commit (unpacked in `archive`) or the raw store.
    """
    raw = project.home(folder.office) / "raw"
    below = Path(folder.office) / "deliveries"
    declared = Declarations((project.sources / below, archive / "sources" / below), raw)
    held = {(row["delivery_id"], row["name"]) for row in folder.inputs.to_dicts() if row["held"] == "true"}
    for delivery, files in folder.manifest.get("deliveries", {}).items():
        own, target = (root / below / delivery for root in (project.sources, place.root / "sources"))
        said, versions = declared.of(delivery, [name for name in files if (delivery, name) in held])
        if said is None:
            place.missing.append(
                f"delivery {delivery}: its {DELIVERY} is neither in {own}, nor in the recorded commit, nor "
                f"in the raw store {raw}. Put that one file back into {own}, or restore the raw store from "
                "a backup."
            )
            continue
        if versions > 1:
            place.reasons.append(
                f"delivery {delivery}: the raw store has {versions} versions of its {DELIVERY}; the one that "
                "was kept last is used."
            )
        target.mkdir(parents=True)
        shutil.copyfile(said, target / DELIVERY)
        for name, digest in files.items():
            if (delivery, name) not in held:
                continue
            found = next((path for path in (own / name, raw / digest) if _has(path, digest)), None)
            if found is None:
                place.missing.append(
                    f"delivery {delivery}: {name} with the SHA-256 {digest} is neither in its folder nor in "
                    "the raw store."
                )
                continue
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, target / name)


def _has(path: Path, digest: str) -> bool:
    """Tell whether a file is there and has a hash."""
    return path.is_file() and file_hash(path) == digest


def _take_ledger(folder: ReleaseFolder, project: Project, place: Place) -> None:
    """Write the ledger of releases as it stood before its first entry about this issue."""
    own = project.home(folder.office) / LEDGER
    if not own.is_file():
        return
    manifest, before = file_hash(folder.path / MANIFEST), []
    # What follows the last line feed is a step that was not made.
    for line in own.read_bytes().split(b"\n")[:-1]:
        if json.loads(line).get("manifest_sha256") == manifest:
            break
        before.append(line)
    target = Project(place.root, place.var).home(folder.office) / LEDGER
    if before:
        target.parent.mkdir(parents=True)
        target.write_bytes(b"".join(line + b"\n" for line in before))
        head = {"n": len(before), "sha256": hashlib.sha256(before[-1]).hexdigest()}
        target.with_suffix(".head").write_text(json.dumps(head), encoding="utf-8")


def _take_issue_before(folder: ReleaseFolder, project: Project, place: Place) -> None:
    """Put the issue before where a run looks for it, and the one that is corrected beside the others."""
    inputs = folder.manifest.get("inputs", {})
    for named in dict.fromkeys(inputs[name] for name in (CORRECTED, PREVIOUS) if name in inputs):
        _take_issue(folder, project, place, named, is_before=named == inputs.get(PREVIOUS))


def _take_issue(
    folder: ReleaseFolder, project: Project, place: Place, named: str, *, is_before: bool
) -> None:
    """Copy the issue whose manifest has a hash; the one before gets the link of its month."""
    near = {path.parent for path in finished(folder.path.parent, "manifest.json")}
    for path in sorted({*near, *releases_of(project.home(folder.office) / "releases")}):
        if file_hash(path / "manifest.json") == named:
            key = ReleaseFolder.open(path).release_id.rpartition(".")[0]
            releases = Project(place.root, place.var).home(folder.office) / "releases"
            # As a run leaves it: where it is of the same month, the run gives its link to the new issue.
            kept = Path(".issues") / f"{key}-{named[:NAME_DIGITS]}"
            shutil.copytree(path, releases / kept)
            if is_before:
                point(releases / key, kept)
            return
    what, lost = ("issue before", "changes since it are") if is_before else (CORRECTED, "what it printed is")
    place.reasons.append(
        f"{what}: the release whose manifest has the SHA-256 {named} is not at hand; {lost} left out."
    )
