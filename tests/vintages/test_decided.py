"""The decisions behind changes, in words."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from pipeline.office import Office
from pipeline.vintages.decided import decisions_behind
from pipeline.vintages.listing import list_decisions, say_rest

ROW = {"who": "Ann", "action": "correct", "old_value": "2270", "new_value": "227.5", "undoes": ""}


def _row(name: str, second: int, **more: str) -> dict[str, Any]:
    return {**ROW, "decision_id": name, "decided_at": f"2026-02-01T09:00:0{second}.0Z", "reason": name} | more


ROWS = [
    _row("undo", 3, who="Ben", old_value="227.5", new_value="2270", undoes="correction"),
    _row("correction", 1),
    _row("use", 2, action="reject", old_value="used", new_value="not used"),
    _row("other", 4),
]


def test_an_undo_is_told_with_who_and_why_after_what_it_undoes() -> None:
    told = decisions_behind({"undo", "use", "correction"}, [*ROWS, *ROWS])
    assert [tuple(one.values()) for one in told] == [
        ("correction", "2026-02-01", "Ann", "corrected, 2270 → 227.5", "correction"),
        ("use", "2026-02-01", "Ann", "rejected", "use"),
        ("undo", "2026-02-01", "Ben", "no longer corrected, 2270 → 227.5 (decision correcti undone)", "undo"),
    ]


def test_the_decisions_behind_the_changes_of_a_release_are_read_from_its_list(tmp_path: Path) -> None:
    folder = tmp_path / "releases" / "2026-01"
    folder.mkdir(parents=True)
    lines = [",".join(ROWS[0]), *(",".join(row.values()) for row in ROWS)]
    (folder / "decisions.csv").write_text("\n".join(lines), encoding="utf-8")
    office = cast(Office, SimpleNamespace(home=tmp_path))
    rows = [{"behind": "undo;sql/indicators/fci.sql"}, {"behind": ""}]
    assert [one["decision"] for one in list_decisions(office, "2026-01", rows)] == ["undo"]
    assert list_decisions(office, "2026-01", [{"behind": ""}]) == []
    assert say_rest(office, "2026-01") == ""
