"""Who asks: the name that a web server in front has checked, carried by a header and by the tags of runs."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.errors import UsageError

USER_HEADER: Final = "x-crossfoot-user"
"""Set by the web server in front, which takes away what a browser sends under this name."""
USER_TAG: Final = "crossfoot/user"
NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
"""What a user can be called: it stands in headers, tags, files of passwords and the ledger."""


def user_named(name: str | None) -> str:
    """Return a name that a user can have, or nothing."""
    return name if name is not None and NAME.fullmatch(name) else ""


def one_user(names: Sequence[str]) -> bool:
    """Tell whether the header stood once in a request and holds a name."""
    return len(names) == 1 and bool(user_named(names[0]))


def who_asked(tags: Mapping[str, str]) -> str:
    """Return who asked for a run by its tags, or nothing where it was not the page behind a web server."""
    return tags.get(USER_TAG, "")


def who_signs(given: str, signed_in: str) -> str:
    """Return whose name an entry of a ledger gets: who signed in, or, where nobody did, who the form names.

    Raises UsageError for a form that names another person than the one who signed in.
    """
    if signed_in and given not in {"", signed_in}:
        raise UsageError(f"You are signed in as {signed_in}. Leave the field 'who' empty.")
    return signed_in or given
