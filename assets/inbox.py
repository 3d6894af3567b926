"""The inbox as a step: files dropped there become drafts, and forms that leave nothing open deliveries."""

import time
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.hidden import Page, page_of
from assets.keys import asset_key
from assets.metadata import bullet_list
from assets.moment import today
from assets.steps import table_spec
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.arrivals.forms import Accepted
    from pipeline.reading.inbox import Taken

INBOX = "raw.inbox"
BECAME = "what became of them"
INBOX_TEXT = """What was dropped into the office's inbox. A filled-in delivery workbook and a register, of
which nothing is open, become deliveries; of anything else a draft is made, which a person answers and
accepts. A file that cannot be read is kept in refused/ with its reason."""


def build_inbox(office: Office) -> dg.AssetsDefinition:
    """Build the step that empties the inbox; runs of months leave it alone."""

    @dg.multi_asset(
        name=f"{office.code}_inbox",
        specs=[table_spec(office, INBOX, " ".join(INBOX_TEXT.split()), [], kinds={"file"})],
    )
    def inbox(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        from pipeline.arrivals.forms import accept_forms
        from pipeline.locks import held
        from pipeline.reading.inbox import LOOK_AGAIN_SECONDS, scan
        from pipeline.reading.lists import load_lists

        lists, day = load_lists(office), today(office)
        with (
            page_of(office, "inbox") as page,
            held(office.home / "locks" / "inbox.lock", f"The inbox of office {office.code}"),
        ):
            found = scan(office, lists, day, lambda: time.sleep(LOOK_AGAIN_SECONDS))
            accepted = accept_forms(office)
            for sentence in _told(found, accepted):
                page.log(context.log).info(sentence)
            return dg.MaterializeResult(asset_key(office, INBOX), metadata=_facts(found, accepted, page))

    return inbox


def _told(found: "list[Taken]", accepted: "list[Accepted]") -> list[str]:
    """Say what became of each file."""
    from pipeline.reading.counts import count

    drafts = [
        f"{one.file_name} is draft {one.draft.name}: {count(one.draft).sentence}."
        for one in found
        if one.draft
    ]
    aside = [one.sentence for one in found if one.draft is None]
    made = [one.sentence or f"Draft {one.name} is accepted as a delivery." for one in accepted]
    return [*drafts, *aside, *made]


def _facts(found: "list[Taken]", accepted: "list[Accepted]", page: Page) -> dict[str, Any]:
    """Show counts and sentences with the step."""
    return {
        "files": len(found),
        "drafts": sum(one.draft is not None for one in found),
        "deliveries": sum(not one.sentence for one in accepted),
        BECAME: page.figures(BECAME, bullet_list(_told(found, accepted) or ["Nothing lay in the inbox."])),
    }
