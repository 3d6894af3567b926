"""The pages of drafts: the list, one draft with its questions, one place of it, and what forms on them do."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.desk.form import answers_of, files_of, read_form, texts_of
from pipeline.desk.rows import FOR_ALL, inferred_fields, read_rows, shown_in
from pipeline.desk.state import WHO_COOKIE, Desk, remember_who
from pipeline.errors import CrossfootError, UsageError
from pipeline.reading.answer import Answer, in_force, read_log
from pipeline.reading.confirm import held_in
from pipeline.reading.draft import DISPOSITIONS, KINDS
from pipeline.reading.folder import (
    WORKBOOK,
    accept_draft,
    drafts_folder,
    find_folder,
    gone_sentence,
    is_accepted,
    is_gone,
    list_drafts,
    load_draft,
)
from pipeline.reading.inbox import inbox_folder, scan
from pipeline.reading.names import check_draft_name, safe_file_name
from pipeline.reading.page import CONFIRMED, View, page_facts, proposals_of, read_as
from pipeline.reading.preview import preview
from pipeline.reading.said_before import taken_over
from pipeline.reading.take import answer_draft, take_file

MAX_LISTED_DRAFTS = 200
"""Drafts that the list shows, the newest first."""
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def list_page(desk: Desk, request: Request, said: Sequence[str] = (), status: int = 200) -> Response:
    """Show the drafts, and where files are put in."""
    inbox = inbox_folder(desk.office)
    refused = sorted(path.name.removesuffix(".why.txt") for path in inbox.glob("refused/*.why.txt"))
    waiting = sum(path.is_file() for path in inbox.iterdir())
    found = list_drafts(desk.office)
    facts = {
        "drafts": found[:MAX_LISTED_DRAFTS],
        "n_more": max(0, len(found) - MAX_LISTED_DRAFTS),
        "inbox": inbox,
        "waiting": waiting,
        "refused": refused[-10:],
        "said": said,
    }
    return desk.render(request, "drafts", facts, status)


async def take_files(desk: Desk, request: Request) -> Response:
    """Read files that were sent, or those in the inbox; then show the draft, or the list."""
    form = await read_form(request, desk.token)
    if texts_of(form).get("inbox"):
        return await run_in_threadpool(_take_inbox, desk, request)
    files = files_of(form, "file")
    if not files:
        raise UsageError("No file was chosen. Choose one, or drop it on the field, then read it.")
    return await run_in_threadpool(_take_sent, desk, request, files)


def draft_page(
    desk: Desk, request: Request, name: str, said: Sequence[str] = (), status: int = 200
) -> Response:
    """Show a draft with forms."""
    folder = _folder(desk, name)
    draft = load_draft(folder)
    row = request.query_params.get("row", "1")
    view = View(
        request.query_params.get("sheet", ""), max(1, int(row)) if row.isdecimal() and len(row) < 9 else 1
    )
    log = read_log(folder)
    facts = page_facts(draft, folder, desk.lists(), log, view)
    request.scope["desk_base"] = f"/drafts/{name}"
    accepted = is_accepted(desk.office, draft.name)
    saved = request.query_params.get("saved", "")
    lists = desk.lists()
    more = {
        "said": said,
        "accepted": accepted,
        "gone": gone_sentence(desk.office, draft.name) if is_gone(desk.office, folder) else "",
        "saved": saved.isdecimal() and saved,
        "follow": taken_over(in_force(log)),
        "for_all": FOR_ALL,
        "kinds": KINDS,
        "inferred": inferred_fields,
        "shown_in": lambda item, field: shown_in(item, field, lists),
        "adds": preview(desk.office, draft, lists) if facts["counts"].is_complete else None,
    }
    return desk.render(request, "draft", facts | more, status)


def place_page(desk: Desk, request: Request, name: str) -> Response:
    """Show one place of a draft with all that can be said of it."""
    draft = load_draft(_folder(desk, name))
    place = request.query_params.get("at", "")
    item = next((item for item in draft.items if item.place == place), None)
    if item is None:
        raise UsageError(f"{draft.file.name} has no number or cell at '{place[:80]}'.")
    request.scope["desk_base"] = f"/drafts/{name}"
    lists = desk.lists()
    facts = {
        "draft": draft,
        "item": item,
        "proposals": proposals_of(item, lists),
        "dispositions": DISPOSITIONS,
        "confirmed": CONFIRMED,
        "described": read_as(item, lists),
        "held_in": held_in,
        "words": lists.words,
    }
    return desk.render(request, "place", facts)


async def answer(desk: Desk, request: Request, name: str) -> Response:
    """Take the answers of a form; those that are not possible are said above the draft."""
    texts = texts_of(await read_form(request, desk.token))
    folder = _folder(desk, name)
    draft = load_draft(folder)
    item = next((item for item in draft.items if item.place == texts.get("place")), None)
    given = answers_of(texts, item, desk.moment())
    response = await run_in_threadpool(_take_answers, desk, request, folder, given, ())
    return remember_who(response, given[0].who)


async def answer_rows(desk: Desk, request: Request, name: str) -> Response:
    """Take what the form with all questions says; rows that cannot be taken are said above the draft."""
    texts = texts_of(await read_form(request, desk.token))
    folder = _folder(desk, name)
    items = {item.place: item for item in load_draft(folder).items}
    rows = read_rows(texts, items, desk.lists(), desk.moment())
    response = await run_in_threadpool(_take_answers, desk, request, folder, rows.answers, rows.sentences)
    return remember_who(response, texts.get("who", ""))


async def answer_workbook(desk: Desk, request: Request, name: str) -> Response:
    """Take the answers of a workbook that was filled in."""
    from pipeline.reading.workbook_read import read_workbook

    form = await read_form(request, desk.token)
    files, who = files_of(form, "file"), " ".join(texts_of(form).get("who", "").split())
    if len(files) != 1:
        raise UsageError("Choose the workbook of this draft, filled in.")
    folder = _folder(desk, name)

    def take() -> Response:
        with tempfile.TemporaryDirectory() as made:
            filled = read_workbook(_save(files[0], Path(made)), load_draft(folder), desk.moment(), who)
        if not filled.answers and not filled.sentences:
            raise UsageError(
                "The workbook has no answers. Fill in the white cells, save it, and send it again."
            )
        return _take_answers(desk, request, folder, filled.answers, filled.sentences)

    return remember_who(await run_in_threadpool(take), who)


def workbook(desk: Desk, _request: Request, name: str) -> Response:
    """Give the workbook of a draft."""
    content = (_folder(desk, name) / WORKBOOK).read_bytes()
    headers = {"content-disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(content, media_type=_WORKBOOK_TYPE, headers=headers)


async def accept(desk: Desk, request: Request, name: str) -> Response:
    """Make a delivery of a draft."""
    await read_form(request, desk.token)
    await run_in_threadpool(accept_draft, desk.office, _folder(desk, name))
    return RedirectResponse(f"/drafts/{name}", 303)


async def forget_who(desk: Desk, request: Request) -> Response:
    """Forget the name under which this browser answers; the next form asks for it."""
    await read_form(request, desk.token)
    response = RedirectResponse("/", 303)
    response.delete_cookie(WHO_COOKIE)
    return response


def _folder(desk: Desk, name: str) -> Path:
    """Return the folder of a draft by a name from an address, which can be no path."""
    return find_folder(desk.office, check_draft_name(name))


def _take_answers(
    desk: Desk, request: Request, folder: Path, given: Sequence[Answer], sentences: Sequence[str]
) -> Response:
    """Add answers, and show the draft."""
    if is_accepted(desk.office, folder.name):
        raise UsageError(
            "This draft is a delivery already, which is never changed. Deliver a correction as a new file."
        )
    outcome = answer_draft(folder, given, desk.lists())
    refused = [*sentences, *outcome.refused]
    if refused:
        return draft_page(desk, request, folder.name, refused, 422)
    return RedirectResponse(f"/drafts/{folder.name}?saved={len(outcome.taken)}#questions", 303)


def _take_inbox(desk: Desk, request: Request) -> Response:
    """Read the inbox, and show the list."""
    found = scan(desk.office, desk.lists(), desk.today(), desk.pause)
    refused = [one.sentence for one in found if one.draft is None]
    if not found:
        refused = ["The inbox is empty."]
    return list_page(desk, request, refused, 422) if refused else RedirectResponse("/", 303)


def _take_sent(desk: Desk, request: Request, files: Sequence[UploadFile]) -> Response:
    """Read files that were sent; of one the draft is shown, of several the list."""
    folders: list[Path] = []
    refused: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        for number, file in enumerate(files):
            try:
                path = _save(file, Path(made) / str(number))
                parent = drafts_folder(desk.office)
                folders.append(take_file(path, parent, desk.lists(), received_on=desk.today())[1])
            except CrossfootError as error:
                refused.append(str(error))
    if refused:
        return list_page(desk, request, refused, 422)
    target = f"/drafts/{quote(folders[0].name)}" if len(folders) == 1 else "/"
    return RedirectResponse(target, 303)


def _save(file: UploadFile, folder: Path) -> Path:
    """Write a file that was sent under a name that is safe."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / safe_file_name(file.filename or "file")
    with path.open("wb") as stream:
        shutil.copyfileobj(file.file, stream)
    return path
