"""Register files: every line accounted for, what cannot be read named by file and line, keys that keep."""

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import BadInputError
from pipeline.intake import register
from pipeline.intake.layout import load_layout
from pipeline.intake.register import MAX_FIELD_CHARACTERS, Reading, read_register
from tests.small_office import COLUMNS, LINE

LAYOUT = load_layout("investment")
RECEIVED = date(2026, 11, 21)
GOOD = {**LINE, "value_as_printed": "1,406.0", "value": "1406.0"}


def _text(*rows: dict[str, str] | list[str], head: list[str] = COLUMNS) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(row if isinstance(row, list) else [row.get(name, "") for name in head] for row in rows)
    return stream.getvalue()


def _read(folder: Path, content: str | bytes, name: str = "investment.csv") -> Reading:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_register(path, LAYOUT, "f" * 64, "first", RECEIVED)


def _keys(reading: Reading) -> list[str]:
    return sorted(figure["content_key"] for figure in reading.figures)


def test_a_good_line_is_parsed_with_its_locator(tmp_path: Path) -> None:
    reading = _read(tmp_path, _text(GOOD, {**GOOD, "growth_pct": "75.6"}))
    assert reading.counts == {"lines_in": 2, "parsed": 2, "quarantined": 0, "skipped": 0}
    assert reading.lines == []
    assert [(f["line"], f["locator_kind"], f["locator"]) for f in reading.figures] == [
        (2, "field", "line 2, value"),
        (3, "field", "line 3, value"),
        (3, "field", "line 3, growth"),
    ]
    assert len({figure["figure_id"] for figure in reading.figures}) == 3


def test_lines_with_other_fields_and_empty_ones_are_accounted_for(tmp_path: Path) -> None:
    short = [GOOD.get(name, "") for name in COLUMNS][:-1]
    blank = {"source_id": "S1"}
    text = _text(GOOD, short, [*short, "", ""], blank) + "\n\n"
    reading = _read(tmp_path, text)
    n = len(COLUMNS)
    assert [(line["line"], line["status"], line["reason"]) for line in reading.lines] == [
        (3, "quarantined", f"it has {n - 1} fields, the head has {n}"),
        (4, "quarantined", f"it has {n + 1} fields, the head has {n}"),
        (5, "skipped", "it states no number"),
        (6, "skipped", "it is empty"),
        (7, "skipped", "it is empty"),
    ]
    assert reading.counts == {"lines_in": 6, "parsed": 1, "quarantined": 2, "skipped": 3}


def test_a_quarantined_figure_is_kept_and_its_line_marked_once(tmp_path: Path) -> None:
    bad = {**GOOD, "value": "1407", "period_end": "2026-02-30", "growth_pct": "75.6"}
    reading = _read(tmp_path, _text(bad))
    (line,) = reading.lines
    assert line["reason"] == (
        "'2026-02-30' in column period_end is not a possible date; "
        "the digits of '1,406.0' do not make the value 1407"
    )
    assert [figure["disposition"] for figure in reading.figures] == ["quarantined"] * 2


def test_a_byte_order_mark_and_other_line_ends_change_nothing(tmp_path: Path) -> None:
    text = _text(GOOD)
    assert _read(tmp_path, b"\xef\xbb\xbf" + text.encode()).figures == _read(tmp_path, text).figures
    assert _read(tmp_path, text.replace("\r\n", "\n")).figures == _read(tmp_path, text).figures


REFUSED = {
    "lacks a column": (
        _text(GOOD, head=COLUMNS[1:]),
        r"investment\.csv lacks the column source_id\. .*Add the col",
    ),
    "is empty": ("", r"lacks the column source_id, published_on"),
    "has a column twice": (
        _text(GOOD, head=[*COLUMNS, "value"]),
        r"has the column value twice\. Remove or rename",
    ),
    "is not UTF-8": (_text(GOOD, {**GOOD, "breakdown": "é"}).encode("cp1252"), r"line 3 is not UTF-8"),
    "has a stray quotation mark": (_text(GOOD) + '"a"b,\n', r"investment\.csv, line 3: .*Mend that line"),
    "has one in its head": ('"a"b,c\n', r"investment\.csv, line 1: .*Mend that line"),
    "has a field past the limit": (
        _text(GOOD, {**GOOD, "scope": "x" * (MAX_FIELD_CHARACTERS + 1)}),
        r"investment\.csv, line 3: a field has more than 10000 characters\. Shorten it",
    ),
    "has a field that never closes": (
        _text(GOOD) + '"' + "x\n" * 80_000,
        r"investment\.csv, line \d+: .*Mend",
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(tmp_path: Path, fault: str) -> None:
    content, sentence = REFUSED[fault]
    with pytest.raises(BadInputError, match=sentence):
        _read(tmp_path, content)


def test_a_field_at_the_limit_is_read(tmp_path: Path) -> None:
    reading = _read(tmp_path, _text({**GOOD, "scope": "x" * MAX_FIELD_CHARACTERS}))
    assert reading.counts["parsed"] == 1


def test_a_file_past_the_limit_of_bytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = _text(GOOD)
    monkeypatch.setattr(register, "MAX_BYTES", len(text))
    assert _read(tmp_path, text).counts["parsed"] == 1
    with pytest.raises(BadInputError, match=r"investment\.csv has more than \d+ MiB\. Split the register"):
        _read(tmp_path, text + "\n")


VALUES = st.sampled_from(["1406.0", "1,406", "", "x", "99", "0", "-3.5", "1e3"])
DATES = st.sampled_from(["2026-01-01", "2026-01-31", "", "2026-02-30", "31.01.2026"])


@st.composite
def _lines(draw: st.DrawFn) -> list[str]:
    row = {
        **GOOD,
        "value": draw(VALUES),
        "value_as_printed": draw(st.sampled_from(["1,406.0", "", "0", "99"])),
        "period_start": draw(DATES),
        "published_on": draw(DATES),
        "growth_pct": draw(VALUES),
        "growth_as_printed": draw(st.sampled_from(["", "2.6 times", "twice"])),
        "qualifier": draw(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=4)),
    }
    fields = [row.get(name, "") for name in COLUMNS]
    return fields[: draw(st.sampled_from([len(COLUMNS), len(COLUMNS), len(COLUMNS), 3, 0]))]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(_lines(), max_size=12))
def test_every_line_is_parsed_quarantined_or_skipped(lines: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        reading = _read(Path(folder), _text(*lines))
    counts = reading.counts
    assert counts["lines_in"] == len(lines)
    assert counts["lines_in"] == counts["parsed"] + counts["quarantined"] + counts["skipped"]
    assert all(line["reason"] for line in reading.lines)
    assert len({line["line"] for line in reading.lines}) == len(reading.lines)
    with_figures = {figure["line"] for figure in reading.figures}
    skipped = {line["line"] for line in reading.lines if line["status"] == "skipped"}
    quarantined = {line["line"] for line in reading.lines if line["status"] == "quarantined"}
    assert not with_figures & skipped
    bad = {figure["line"] for figure in reading.figures if figure["disposition"] == "quarantined"}
    assert bad <= quarantined
    assert len(with_figures | skipped | quarantined) == len(lines)


def _saved_again() -> Iterator[tuple[dict[str, str], ...]]:
    """Yield the same lines in every order, some of them alike in all but one thing."""
    share = {**GOOD, "value": "", "value_as_printed": "", "share_pct_as_printed": "10"}
    yield from permutations(
        [GOOD, {**GOOD, "value": "14060"}, {**GOOD, "qualifier": "about"}, {**share, "scope": "a"}, share]
    )


def test_content_keys_outlive_a_register_saved_in_another_order_under_another_name(tmp_path: Path) -> None:
    first, *others = [
        {
            figure["content_key"]: (figure["value_as_delivered"], figure["qualifier"], figure["scope"])
            for figure in _read(tmp_path, _text(*rows), f"saved-{number}.csv").figures
        }
        for number, rows in enumerate(_saved_again())
    ]
    assert len(first) == 5
    assert all(other == first for other in others)


def test_lines_that_say_the_same_have_keys_of_their_own(tmp_path: Path) -> None:
    reading = _read(tmp_path, _text(GOOD, GOOD))
    assert [figure["ordinal"] for figure in reading.figures] == [0, 1]
    assert len(set(_keys(reading))) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"source_id": "S2"},
        {"territory_as_written": "North"},
        {"breakdown": "production"},
        {"period_end": "2026-02-28"},
        {"published_on": "2026-02-21"},
        {"unit_as_written": "bn manats"},
        {"value_as_printed": "1406.0"},
        {"value": "1.406"},
    ],
)
def test_a_figure_that_says_something_else_has_another_key(tmp_path: Path, changed: dict[str, str]) -> None:
    assert _keys(_read(tmp_path, _text(GOOD))) != _keys(_read(tmp_path, _text({**GOOD, **changed})))
