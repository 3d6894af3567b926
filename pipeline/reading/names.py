"""Names of drafts and of the files in them: safe in a path whatever the file that was handed in is called."""

import re
import unicodedata
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from pipeline.errors import UsageError

MAX_NAME: Final = 80
"""Characters of the name of a draft or of its file."""
OWN_FILES: Final = ("figures.csv", "delivery.toml", "answers.csv", "draft.html", "draft.xlsx")
"""What a draft folder holds besides the original."""
_DRAFT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_LETTERS = str.maketrans({"ı": "i", "ə": "e", "Ə": "e", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})


def draft_name(file_name: str, received_on: date) -> str:
    """Return the name of a draft: the day it was received and the file's name in small ASCII letters."""
    stem = PurePosixPath(safe_file_name(file_name)).stem.translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: MAX_NAME - 11].strip("-")
    return f"{received_on.isoformat()}-{slug or 'file'}"


def safe_file_name(name: str) -> str:
    """Return a name that a file can have in a draft folder: no path, no controls, none of our own."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(letter for letter in unicodedata.normalize("NFC", last) if letter.isprintable())
    kept = re.sub(r'[<>:"|?*]', "_", kept).strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    if len(kept) > MAX_NAME:
        kept = f"{stem[: MAX_NAME - 11]}.{suffix[:10]}" if dot else kept[:MAX_NAME]
    if not kept:
        kept = "file"
    return f"original-{kept}" if kept.casefold() in OWN_FILES else kept


def check_draft_name(name: str) -> str:
    """Return the name of a draft, or raise UsageError for one that is not possible."""
    if not _DRAFT_NAME.fullmatch(name):
        raise UsageError(f"'{name[:80]}' is no name of a draft. `crossfoot drafts` lists them.")
    return name
