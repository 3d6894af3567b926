"""The data files of the release with their hashes, so that a reader of the PDF can check a file.

The rows are added once the files are made (pipeline/bulletin/listed.py): the tables hold the numbers that
the pages print, and nothing of this list.
"""

from pipeline.bulletin.citation import address_of, cited
from pipeline.bulletin.issue import issue_name, national_name
from pipeline.bulletin.model import Column, Paragraph, Section, Text
from pipeline.bulletin.page import Page
from pipeline.language.phrase import month_of

HASH_MM = 58
"""Half of a SHA-256, 32 digits, fits into a line of it."""


def files(page: Page) -> Section:
    """Head the list, after how the issue is cited; the issue of a territory says where the list stands."""
    how = Paragraph(page.sentences(_cited(page)))
    title = page.word("files-title")
    if page.material.scope:
        said = page.say("files-elsewhere", issue=national_name(page.material))
        return Section("files", title, (how, Paragraph(said)))
    heads = [
        Column(page.word("files-head-file")),
        Column(page.word("files-head-holds")),
        Column(page.word("files-head-bytes"), numeric=True),
        Column(page.word("files-head-hash"), width=f"{HASH_MM}mm"),
    ]
    table = page.table(page.word("files-table"), "", heads, [], [page.word("files-note")])
    return Section("files", title, (how, Paragraph(page.say("files-lead")), table))


def _cited(page: Page) -> list[Text]:
    """Say how the issue is cited; the hash of its manifest cannot stand in a file that it lists."""
    material = page.material
    office, lang = material.office, material.lang
    title = office.told("title", lang)
    if material.scope:
        title = f"{title}. {material.name(material.scope)}"
    name = page.word("issue", month=month_of(material.month.first), name=issue_name(material))
    where = address_of(office, lang, f"{national_name(material)}/")
    text = cited(material.messages, office, title, name, material.as_of, where)
    said = [page.say("files-cite", citation=text)]
    return said if where else [*said, page.say("files-cite-sealed")]
