"""How the site cites an issue: by its address, or by the hash of what was sealed."""

from pipeline.bulletin.citation import address_of, cited
from pipeline.site.issues import Issue
from pipeline.site.names import Names


def citation(names: Names, issue: Issue) -> str:
    """Write how an issue is cited; without a public address it is known by the hash of its manifest."""
    where = address_of(names.office, names.lang, f"{issue.key}/")
    sealed = names.say("site-cite-sealed", hash=issue.seal)
    title, name = names.told("title"), names.issue(issue)
    return cited(names.words, names.office, title, name, issue.as_of, where or sealed)
