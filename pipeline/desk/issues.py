"""The pages of issues: where each is on its way to readers, with the files of its release and its reports.

They are read and never changed. What an issue under embargo holds lies in the vault, and is not shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from pipeline.desk.state import Desk
from pipeline.office import Office
from pipeline.releasing.ahead import FOLDER as AHEAD
from pipeline.releasing.folder import MANIFEST, Hand, hand_in, hand_of, kept_folder, until_words
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import PUBLIC, Standing, State, in_words
from pipeline.releasing.status import status
from pipeline.swap import finished

PAGE_POLICY: Final = (
    "sandbox allow-scripts allow-same-origin allow-downloads; default-src 'none'; script-src 'self' "
    "'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' "
    "data:; connect-src 'none'; frame-src 'none'; worker-src 'none'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""A page of a release draws its charts and loads its own files. It can send no form, ask no address, and open
no window or frame: of the desk it sees nothing. Its own typefaces load from the same origin alone."""
PDF_POLICY: Final = "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
FILE_POLICY: Final = "sandbox; default-src 'none'; frame-ancestors 'none'"
_TEXT: Final = "text/plain; charset=utf-8"
_TYPES: Final = {
    **dict.fromkeys((".md", ".sql", ".toml", ".conf", ".txt", ""), _TEXT),
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".pdf": "application/pdf",
    ".ttf": "font/ttf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_POLICIES: Final = {".html": PAGE_POLICY, ".pdf": PDF_POLICY}
REPORTS: Final = "reports"
BESIDE: Final = "a draft at hand: other bytes than the ledger has"


@dataclass(frozen=True)
class Shown:
    """An issue as the page lists it; `address` is the name of its folder below /issues, empty where none is.

    `publications` are file names by territory, that of the country empty; `reports` are paths below /reports.
    """

    issue: str
    state: str
    manifest: str = ""
    since: str = ""
    who: str = ""
    following: str = ""
    locked: str = ""
    address: str = ""
    publications: Mapping[str, list[str]] = field(default_factory=dict)
    reports: tuple[str, ...] = ()


def issues_page(desk: Desk, request: Request) -> Response:
    """Show the issues of the office, the newest month first."""
    facts = {
        "issues": shown_issues(desk.office),
        "beside": _reports(desk.office, AHEAD, "."),
        "runs": desk.runs,
    }
    return desk.render(request, "issues", facts)


def files_page(desk: Desk, request: Request, key: str) -> Response:
    """Show every file of a release."""
    folder = _folder(desk.office, key)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return desk.render(request, "issue", {"key": key, "names": names})


def issue_file(desk: Desk, _request: Request, key: str, path: str) -> Response:
    """Give a file of a release."""
    return _file(_folder(desk.office, key), path)


def report_file(desk: Desk, _request: Request, path: str) -> Response:
    """Give a report of a month, but not of one under embargo."""
    _refuse_locked(desk.office, path.partition("/")[0])
    return _file(desk.office.home / REPORTS, path)


def shown_issues(office: Office) -> list[Shown]:
    """List the issues that the ledger knows, and the releases at hand that it does not."""
    standings, folders = standings_of(office), folders_of(office)
    hands = {name: hand_in(folder, name, office.code) for name, folder in folders.items()}
    found, left = [], dict(hands)
    for row in status(office):
        key, standing = row["issue"].rpartition(".")[0], standings.get(row["issue"])
        at = next((name for name in (key, row["issue"]) if _is(hands.get(name), row["manifest"])), "")
        left.pop(at, None)
        found.append(
            Shown(
                row["issue"],
                in_words(State(row["state"])),
                row["manifest"],
                row["since"],
                row["who"],
                row["next"],
                until_words(standing) if standing else "",
                at,
                _publications(hands[at]) if at else {},
                () if _is_locked(standing) else tuple(_reports(office, key)),
            )
        )
    for name, hand in left.items():
        publications = _publications(hand)
        found.append(
            Shown(hand.release_id, BESIDE, hand.manifest_sha256, address=name, publications=publications)
        )
    return sorted(found, key=lambda one: one.issue, reverse=True)


def folders_of(office: Office) -> dict[str, Path]:
    """Return the release folders to look at: those at hand by month, earlier issues by their id."""
    standings = standings_of(office)
    found = {}
    for manifest in finished(office.home / "releases", MANIFEST):
        key = manifest.parent.name
        if not _is_locked(standings.get(hand_of(office, key).release_id)):
            found[key] = manifest.parent.resolve()
    for standing in standings.values():
        kept = kept_folder(office, standing)
        if standing.state in PUBLIC and kept not in found.values() and (kept / MANIFEST).is_file():
            found[standing.release_id] = kept
    return found


def _folder(office: Office, key: str) -> Path:
    """Return the folder of a release by its name in an address, which can be no path."""
    folder = folders_of(office).get(key)
    if folder is None:
        _refuse_locked(office, key)
        raise HTTPException(404)
    return folder


def _refuse_locked(office: Office, key: str) -> None:
    """Say until when an issue is under embargo, by its month or its id."""
    for one in standings_of(office).values():
        if _is_locked(one) and key in (one.key, one.release_id):
            raise HTTPException(403, until_words(one))


def _file(folder: Path, path: str) -> Response:
    """Give a file below a folder: no hidden one, and none that a link leads to elsewhere."""
    if any(not part or part.startswith(".") or "\0" in part for part in path.split("/")):
        raise HTTPException(404)
    try:
        file = (folder / path).resolve(strict=True)
    except (OSError, RuntimeError):
        raise HTTPException(404) from None
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise HTTPException(404)
    kind = _TYPES.get(file.suffix, "application/octet-stream")
    policy = _POLICIES.get(file.suffix, FILE_POLICY)
    return FileResponse(file, media_type=kind, headers={"content-security-policy": policy})


def _reports(office: Office, *names: str) -> list[str]:
    """List the reports in folders below the reports of an office, by their paths there."""
    home = office.home / REPORTS
    paths = [path for name in names for path in sorted((home / name).glob("[!.]*")) if path.is_file()]
    return [path.relative_to(home).as_posix() for path in paths]


def _publications(hand: Hand) -> dict[str, list[str]]:
    """Return the bulletins of a release by territory, the country first."""
    found: dict[str, list[str]] = {}
    for name in sorted(hand.files, key=lambda name: (name.rpartition("/")[0], name)):
        folder, _, own = name.rpartition("/")
        if own.startswith("bulletin."):
            found.setdefault(folder, []).append(own)
    return found


def _is(hand: Hand | None, manifest: str) -> bool:
    """Tell whether a release is the one that a row is about."""
    return hand is not None and hand.manifest_sha256 == manifest


def _is_locked(standing: Standing | None) -> bool:
    """Tell whether an issue is under embargo."""
    return standing is not None and standing.state is State.EMBARGOED
