"""Forms of the office in its inbox: deliveries that leave nothing to read or to ask, accepted as they are."""

from dataclasses import dataclass

from pipeline.errors import CrossfootError
from pipeline.office import DELIVERY, Office
from pipeline.reading.counts import count
from pipeline.reading.draft import Draft
from pipeline.reading.folder import (
    accept_draft,
    drafts_folder,
    is_accepted,
    is_gone,
    load_draft,
    remember_accepted,
    sender_of,
)
from pipeline.reading.inbox import SENDER
from pipeline.reading.read import TEMPLATE_READER
from pipeline.reading.register_accept import is_register


@dataclass(frozen=True)
class Accepted:
    """What became of a form: the name of its delivery, or the sentence why it is none yet."""

    name: str
    sentence: str = ""


def forms_waiting(office: Office) -> list[str]:
    """List the drafts of the inbox that can be accepted without a person, by name.

    These are filled-in workbooks of `crossfoot template` and registers in a layout that the office has: each
    of their figures stands under codes of the office's lists. Documents and other tables are read by rules,
    and wait for a person however few questions are left; so does one whose delivery was taken back.
    """
    folders = sorted(path.parent for path in drafts_folder(office).glob(f"*/{DELIVERY}"))
    waiting = []
    for folder in folders:
        try:
            if is_accepted(office, folder.name) or is_gone(office, folder) or sender_of(folder) != SENDER:
                continue
            draft = load_draft(folder)
        except CrossfootError:
            continue
        if _is_form(draft) and count(draft).is_complete:
            waiting.append(folder.name)
    return waiting


def accept_forms(office: Office) -> list[Accepted]:
    """Make deliveries of the forms that wait; one that is refused stays a draft, and the others go on.

    Drafts that are deliveries are noted as such, where a kill left the note unwritten.
    """
    for path in sorted(drafts_folder(office).glob(f"*/{DELIVERY}")):
        if is_accepted(office, path.parent.name):
            remember_accepted(path.parent, path.parent.name)
    found = []
    for name in forms_waiting(office):
        try:
            accept_draft(office, drafts_folder(office) / name)
            found.append(Accepted(name))
        except CrossfootError as error:
            found.append(Accepted(name, str(error)))
    return found


def _is_form(draft: Draft) -> bool:
    """Tell whether a draft is of a form that says all by codes."""
    return draft.file.reader == TEMPLATE_READER or is_register(draft)
