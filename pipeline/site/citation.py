"""How an issue, and a number of it, is cited: by its address, or by the hash of what was sealed."""

from pipeline.language.phrase import day_of
from pipeline.site.issues import Issue
from pipeline.site.names import Names


def citation(names: Names, issue: Issue) -> str:
    """Write how an issue is cited; without a public address it is known by the hash of its manifest."""
    where = address_of(names, f"{issue.key}/") or names.say("site-cite-sealed", hash=issue.seal)
    return names.say(
        "site-cite-text",
        office=(names.told("name"),),
        title=(names.told("title"),),
        issue=names.issue(issue),
        day=day_of(issue.as_of),
        where=where,
    )


def address_of(names: Names, path: str) -> str:
    """Return the public address of a page in the language, where the office has one."""
    address = names.office.address
    return f"{address}{prefix_of(names.office.languages, names.lang)}{path}" if address else ""


def prefix_of(languages: tuple[str, ...], lang: str) -> str:
    """Return the folder of a language's pages: none for the first, whose addresses are the oldest."""
    return "" if lang == languages[0] else f"{lang}/"
