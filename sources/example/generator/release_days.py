"""When the office releases its next issues, and who receives them earlier and why."""

from datetime import date, timedelta

MONTHS = [(2026, month) for month in range(1, 13)]
LAG, DAY, HOUR, ZONE = 3, 20, "09:00", "UTC"
CONFIRMED, CHANGED = 2, "2026-03"
SATURDAY = 5


def calendar_rows() -> list[tuple[str, ...]]:
    """Return a line a month: the twentieth of the third month after it, on the next working day."""
    rows = []
    for at, (year, month) in enumerate(MONTHS):
        index = month - 1 + LAG
        day = date(year + index // 12, index % 12 + 1, DAY)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        key = f"{year}-{month:02d}"
        status = "changed" if key == CHANGED else "confirmed" if at < CONFIRMED else "planned"
        rows.append((key, day.isoformat(), HOUR, ZONE, status))
    return rows


def access_rows() -> list[tuple[str, ...]]:
    """Return a line a role: its id, role and reason in Azerbaijani, English and Russian, and hours."""
    return [
        (
            "budget_unit",
            "Maliyyə Nazirliyi, büdcə şöbəsi",
            "Ministry of Finance, budget unit",
            "Министерство финансов, бюджетный отдел",
            "Eyni gün dərc edilən büdcə hesabatını göstəricilərlə tutuşdurur.",
            "Compares the figures with the budget report that is issued on the same day.",
            "Сопоставляет показатели с отчётом о бюджете, который выходит в тот же день.",
            "24",
        ),
        (
            "central_bank",
            "Mərkəzi Bank, statistika şöbəsi",
            "Central bank, statistics unit",
            "Центральный банк, отдел статистики",
            "Göstəriciləri eyni saatda dərc edilən balanslara daxil edir.",
            "Puts the figures into the balance sheets that are issued at the same hour.",
            "Вносит показатели в балансы, которые выходят в тот же час.",
            "3",
        ),
    ]
