"""The pages of deliveries: their ledgers, and the workbook that is filled in for a new one."""

from starlette.requests import Request
from starlette.responses import Response

from pipeline.desk.state import Desk
from pipeline.errors import BadInputError
from pipeline.reading.ledger import Coverage, coverage_of_delivery
from pipeline.reading.template import template_workbook

_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ledger_page(desk: Desk, request: Request) -> Response:
    """Show the ledgers of all deliveries, the newest first."""
    deliveries = []
    for delivery in reversed(desk.office.deliveries()):
        try:
            found: tuple[Coverage, ...] = coverage_of_delivery(delivery, desk.office)
            fault = ""
        except BadInputError as error:
            found, fault = (), str(error)
        deliveries.append((delivery, found, fault))
    return desk.render(request, "ledger", {"deliveries": deliveries})


def template(desk: Desk, request: Request) -> Response:
    """Give an empty delivery workbook, of one measure where it is named."""
    measure = request.query_params.get("measure", "")
    content = template_workbook(
        desk.lists(), f"Delivery to: {desk.office.title}", desk.today(), (measure,) if measure else ()
    )
    headers = {"content-disposition": 'attachment; filename="delivery.xlsx"'}
    return Response(content, media_type=_WORKBOOK_TYPE, headers=headers)
