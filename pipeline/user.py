"""Who asks: the name that a web server in front has checked, carried by a header and by the tags of runs."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

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
    return user_named(tags.get(USER_TAG))
