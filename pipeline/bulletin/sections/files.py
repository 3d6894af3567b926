"""The data files of the release with their hashes, so that a reader of the PDF can check a file.

The rows are added once the files are made (pipeline/bulletin/listed.py): the tables hold the numbers that
the pages print, and nothing of this list.
"""

from pipeline.bulletin.issue import national_name
from pipeline.bulletin.model import Column, Paragraph, Section
from pipeline.bulletin.page import Page

HASH_MM = 58
"""Half of a SHA-256, 32 digits, fits into a line of it."""


def files(page: Page) -> Section:
    """Head the list; the issue of a territory says where it stands."""
    title = page.word("files-title")
    if page.material.scope:
        said = page.say("files-elsewhere", issue=national_name(page.material))
        return Section("files", title, (Paragraph(said),))
    heads = [
        Column(page.word("files-head-file")),
        Column(page.word("files-head-holds")),
        Column(page.word("files-head-bytes"), numeric=True),
        Column(page.word("files-head-hash"), width=f"{HASH_MM}mm"),
    ]
    table = page.table(page.word("files-table"), "", heads, [], [page.word("files-note")])
    return Section("files", title, (Paragraph(page.say("files-lead")), table))
