"""A draft folder: the original, the list of items, the answers, and the page and workbook to look at them.

    <results>/drafts/<name>/   article.txt delivery.toml figures.csv answers.csv draft.html draft.xlsx

It is made from the original and the answers, and can be made again from them. Each file is written whole or
not at all. One that was accepted holds `accepted.txt` besides: where its delivery was taken back, it becomes
one again when a person says so.
"""

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.errors import BadInputError, UsageError
from pipeline.lake import write_atomically
from pipeline.office import DELIVERY, Office
from pipeline.project import DEFAULT_OFFICE
from pipeline.reading.answer import read_log
from pipeline.reading.counts import Counts, count
from pipeline.reading.delivery_file import LIST_NAME, delivery_toml, read_delivery_toml
from pipeline.reading.draft import Draft
from pipeline.reading.items import items_csv, read_items
from pipeline.reading.lists import Lists
from pipeline.reading.names import check_draft_name
from pipeline.reading.source_facts import source_questions

PAGE: Final = "draft.html"
WORKBOOK: Final = "draft.xlsx"
ACCEPTED: Final = "accepted.txt"


@dataclass(frozen=True)
class Listed:
    """A draft as lists show it; `fault` says why one cannot be opened, and `counts` is then None.

    `is_gone`: it was accepted, and its delivery is not there any more.
    """

    name: str
    folder: Path
    file_name: str = ""
    counts: Counts | None = None
    accepted: bool = False
    is_gone: bool = False
    fault: str = ""


def drafts_folder(office: Office) -> Path:
    """Return where the drafts of an office lie: with its results, outside of the repository."""
    return office.home / "drafts"


def find_folder(office: Office, text: str) -> Path:
    """Return the folder of a draft by its name or its path; an unknown one is a sentence."""
    by_path = Path(text)
    if by_path.name != text and (by_path / DELIVERY).is_file():
        return by_path
    folder = drafts_folder(office) / check_draft_name(by_path.name)
    if not (folder / DELIVERY).is_file():
        known = sorted(path.parent.name for path in drafts_folder(office).glob(f"*/{DELIVERY}"))
        named = f"Drafts: {', '.join(known[-5:])}." if known else "There is none yet: crossfoot read FILE."
        raise UsageError(f"Office {office.code} has no draft '{by_path.name}'. {named}")
    return folder


def write_draft(draft: Draft, folder: Path, lists: Lists, *, sender: str = "unknown") -> None:
    """Write the files that show a draft; the original and the answers are there already.

    The same draft and answers give the same bytes.
    """
    from pipeline.reading.page import render_page
    from pipeline.reading.workbook import draft_workbook

    answers = read_log(folder)
    page, workbook = render_page(draft, folder, lists, answers), draft_workbook(draft, folder, lists)
    write_atomically(folder / LIST_NAME, items_csv(draft.items).encode())
    write_atomically(folder / WORKBOOK, workbook)
    write_atomically(folder / PAGE, page.encode())
    write_atomically(folder / DELIVERY, delivery_toml(draft, sender=sender).encode())


def load_draft(folder: Path) -> Draft:
    """Read a draft as it was written. Raises BadInputError when its files are not as they were."""
    facts = _facts(folder)
    source = facts["source"]
    return Draft(
        facts["name"],
        facts["received_on"],
        facts["original"],
        source,
        read_items(folder / LIST_NAME),
        facts["notes"],
    )


def sender_of(folder: Path) -> str:
    """Return who handed a draft in."""
    return str(_facts(folder)["sender"])


def list_drafts(office: Office) -> list[Listed]:
    """List the drafts of an office, the newest name first; accepted ones are among them."""
    folders = sorted((path.parent for path in drafts_folder(office).glob(f"*/{DELIVERY}")), reverse=True)
    return [_listed(office, folder) for folder in folders]


def is_accepted(office: Office, name: str) -> bool:
    """Tell whether a draft is a delivery of the office."""
    return (office.folder / "deliveries" / name / DELIVERY).is_file()


def is_gone(office: Office, folder: Path) -> bool:
    """Tell whether the draft in a folder was accepted and its delivery is not there any more."""
    note = folder / ACCEPTED
    return note.is_file() and not is_accepted(office, note.read_text(encoding="utf-8").strip())


def gone_sentence(office: Office, name: str) -> str:
    """Say of a draft whose delivery was taken back what can become of it."""
    here = "" if office.code == DEFAULT_OFFICE else f" --office {office.code}"
    return (
        "Accepted; its delivery is not there any more. Accept it again with "
        f"`crossfoot accept {name}{here}`, or drop it with `crossfoot drafts {name} --drop{here}`."
    )


def remember_accepted(folder: Path, name: str) -> None:
    """Note in the folder of a draft the delivery that it became; again changes nothing."""
    if not (folder / ACCEPTED).is_file():
        write_atomically(folder / ACCEPTED, f"{name}\n".encode())


def accept_draft(office: Office, folder: Path) -> Path:
    """Make a delivery of the draft in a folder and return where it lies.

    Raises UsageError while a question is open, about a number or about the source.
    """
    from pipeline.reading.accept import accept
    from pipeline.reading.register_accept import accept_register, is_register

    draft = load_draft(folder)
    asked = source_questions(draft.source)
    if asked:
        raise UsageError(
            f"{draft.file.name} cannot be accepted yet: {asked[0].question} Answer it, or that it is not "
            "known: "
            f"crossfoot answer {folder.name} source {asked[0].field}=unknown --reason 'not in the document'."
        )
    if is_register(draft):
        target = accept_register(office, draft, folder, sender_of(folder))
    else:
        target = accept(office, draft, folder, sender=sender_of(folder))
    remember_accepted(folder, draft.name)
    return target


def remove_draft(office: Office, name: str) -> None:
    """Take a draft away, its original with it; one that was accepted stays as a delivery."""
    shutil.rmtree(find_folder(office, name))


def _listed(office: Office, folder: Path) -> Listed:
    """Describe one draft, or say why it cannot be opened."""
    try:
        draft = load_draft(folder)
    except BadInputError as error:
        return Listed(folder.name, folder, fault=str(error))
    accepted = is_accepted(office, draft.name)
    return Listed(draft.name, folder, draft.file.name, count(draft), accepted, is_gone(office, folder))


def _facts(folder: Path) -> dict[str, Any]:
    """Read delivery.toml of a draft."""
    path = folder / DELIVERY
    try:
        return read_delivery_toml(path.read_text(encoding="utf-8"))
    except (OSError, KeyError, TypeError, ValueError, tomllib.TOMLDecodeError) as error:
        raise BadInputError(
            f"{path} cannot be read as the file of a draft ({error}). Read the original again: crossfoot "
            "read."
        ) from error
