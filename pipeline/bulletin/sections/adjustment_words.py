"""What a page says of the state of a seasonal adjustment, without numbers of cells."""

from decimal import Decimal

from pipeline.bulletin.page import Page
from pipeline.present import present
from pipeline.seasonal.gate import LEAST_QS_P, MOST_M7, MOST_Q
from pipeline.seasonal.series import FEWEST, FEWEST_PUBLISHED


def state(page: Page, status: str, reason_codes: str) -> str:
    """Say the state of a series and, where it is not published, why: codes of pipeline/seasonal, apart."""
    stated = page.word(f"adjusted-state-{status}")
    reasons = "; ".join(page.word(f"adjusted-reason-{code}") for code in reason_codes.split())
    return page.word("adjusted-state-because", state=stated, reasons=reasons) if reasons else stated


def conditions(page: Page) -> str:
    """Say what must hold before adjusted figures are published."""
    return page.word(
        "adjusted-conditions",
        published=FEWEST_PUBLISHED,
        experimental=FEWEST,
        m7=_limit(page, MOST_M7),
        q=_limit(page, MOST_Q),
        p=_limit(page, LEAST_QS_P),
    )


def _limit(page: Page, value: Decimal) -> str:
    """Print a limit with its own decimals."""
    return present(value, max(0, -int(value.as_tuple().exponent)), page.material.lang)
