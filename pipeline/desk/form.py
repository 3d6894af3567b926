"""Forms as they come from pages: a limited number of fields of text, and files."""

from collections.abc import Mapping

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from pipeline.desk.guard import MAX_FIELD_BYTES, MAX_FIELDS, MAX_FILES, USER, check_token
from pipeline.errors import UsageError
from pipeline.reading.answer import SOURCE, WITHDRAWN, Answer
from pipeline.reading.draft import Item
from pipeline.reading.page import period_text

_OTHER = "f."
WHO = "who"
UNKNOWN_HERE = "unknown: not in the document"
"""What a tick at 'not known' answers."""
_PERIODS = ("period", "period_end")


async def read_form(request: Request, token: str) -> FormData:
    """Read a form of one of our own pages. Raises UsageError for one that is not, or is too large.

    Behind a web server that knows users the name it gives stands in place of what the form says.
    """
    try:
        form = await request.form(max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES)
    except HTTPException as error:
        raise UsageError(
            f"The form cannot be read: {error.detail} At most {MAX_FILES} files at once."
        ) from error
    check_token(texts_of(form).get("token", ""), token)
    user = request.scope.get(USER)
    if user is None:
        return form
    return FormData([*((name, value) for name, value in form.multi_items() if name != WHO), (WHO, user)])


def texts_of(form: FormData) -> dict[str, str]:
    """Return the fields of text, the last of each name."""
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def files_of(form: FormData, name: str) -> list[UploadFile]:
    """Return the files of a field that have a name."""
    return [value for value in form.getlist(name) if isinstance(value, UploadFile) and value.filename]


def answers_of(texts: Mapping[str, str], item: Item | None, at: str) -> list[Answer]:
    """Return the answers that a form gives about a place; fields that say what is known already are none.

    Raises UsageError for a form that answers nothing.
    """
    place, who = texts.get("place", ""), " ".join(texts.get("who", "").split())
    reason = " ".join(texts.get("reason", "").split())
    if texts.get("undo"):
        return [Answer(at, who, place, texts["undo"], WITHDRAWN)]
    said = _source_facts(texts) if place == SOURCE or item is None else _item_facts(texts, item)
    if not said:
        raise UsageError("Nothing was answered: choose or write an answer, then save.")
    return [Answer(at, who, place, name, value, reason) for name, value in said.items()]


def _source_facts(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the facts of the source that a form states."""
    said = {
        name.removeprefix(_OTHER): text.strip() for name, text in texts.items() if name.startswith(_OTHER)
    }
    not_known = {name: UNKNOWN_HERE for name in said if texts.get(f"no.{name}")}
    return {name: text for name, text in (said | not_known).items() if text}


def _item_facts(texts: Mapping[str, str], item: Item) -> dict[str, str]:
    """Return what a form says of an item: the answer, what was changed besides, and what becomes of it."""
    said: dict[str, str] = {}
    answer = texts.get("other", "").strip() or texts.get("choice", "").strip()
    asked = texts.get("asked", "")
    if answer and asked:
        said[asked] = answer
    for name, text in texts.items():
        field = name.removeprefix(_OTHER)
        known = period_text(item) if field == "period" else getattr(item, field, None)
        if name.startswith(_OTHER) and known is not None and text.strip() and text.strip() != known:
            said[field] = text.strip()
    if texts.get("disposition") and asked != "disposition":
        said["disposition"] = texts["disposition"]
    elif texts.get("disposition"):
        said["disposition"] = said.get("disposition") or texts["disposition"]
    return said
