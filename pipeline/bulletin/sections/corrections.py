"""What an issue corrects, and the exceptions that were made for it; most issues have neither."""

from pipeline.bulletin.model import Paragraph, Section
from pipeline.bulletin.page import Page
from pipeline.releasing.model import CORRIGENDUM
from pipeline.releasing.printed import in_language


def corrections(page: Page) -> Section | None:
    """Write the annex: the corrigendum as it was announced, exceptions with their reasons."""
    printed, lang = page.material.printed, page.material.lang
    said = []
    if printed.corrigendum:
        said.append(page.say("corrections-lead", name=_corrected(page)))
        said += [
            page.say(f"corrections-{name}", text=printed.corrigendum.text(name, lang)) for name in CORRIGENDUM
        ]
    said += [
        page.say(f"exceptions-{rule}", text=in_language(reason, lang)) for rule, reason in printed.exceptions
    ]
    if not said:
        return None
    blocks = tuple(Paragraph(text) for text in said)
    return Section("corrections", page.word("corrections-title"), blocks, annex=True)


def corrections_in_short(page: Page) -> tuple[tuple[str, str], ...]:
    """Say on the first page what is corrected, and that there were exceptions."""
    printed, section = page.material.printed, page.word("corrections-title")
    said = page.word("fact-no-corrections")
    if printed.corrigendum:
        said = page.word("fact-correction", name=_corrected(page), section=section)
    exception = ((page.word("fact-exceptions"), page.word("fact-exception", section=section)),)
    return ((page.word("fact-corrections"), said), *(exception if printed.exceptions else ()))


def _corrected(page: Page) -> str:
    """Name the issue that is corrected, of the same territory."""
    corrigendum, scope = page.material.printed.corrigendum, page.material.scope
    return ".".join(filter(None, [corrigendum.corrects if corrigendum else "", scope]))
