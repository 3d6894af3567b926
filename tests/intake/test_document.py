"""The ledger of documents: spans that are verified where the documents are at hand."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.identity import short_hash
from pipeline.intake.document import ListedDocument, list_documents, read_documents
from pipeline.intake.layout import load_layout
from pipeline.intake.register import Reading

LAYOUT = load_layout("document")
TEXT = "Im Jänner 2026: 2,270 million, of this 183 million; in all twenty."
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
LIST = f"document,source_id,sha256,bytes\na.txt,S1,{SHA256},{len(TEXT.encode())}\n"
HEAD = (
    "document,start,end,as_printed,value_normalised,unit,measure,territory,reference_period,kind,whole,"
    "qualifier,inferred,scope,interpretation,disposition\n"
)
WHOLE = 'a.txt,16,21,"2,270",2270,mln AZN,investment,North,2026-01,observation,,,,,,used\n'
PART = "a.txt,39,42,183,183,mln AZN,investment works,North,2026-01,observation,16,,,,,used\n"
YEAR = "a.txt,10,14,2026,2026-01,date,date,North,2026-02-31,date,,,,,,date\n"
HELD = "a.txt,59,65,twenty,20,mln AZN,investment,North,2025,observation,,,,,,held\n"

Read = Callable[..., dict[str, Reading]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a list and a ledger, and read them into {document: reading}."""

    def write_and_read(*lines: str, listed: str | None = LIST, head: str = HEAD) -> dict[str, Reading]:
        if listed is not None:
            (tmp_path / "documents.csv").write_text(listed, encoding="utf-8")
        ledger = tmp_path / "document_figures.csv"
        ledger.write_text(head + "".join(lines), encoding="utf-8")
        found = read_documents(ledger, LAYOUT, "v" * 64, "first", date(2026, 11, 21))
        return {document.name: reading for document, reading in found.items()}

    return write_and_read


@pytest.fixture
def evidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hold the document in a folder of evidence."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.encode())
    monkeypatch.setenv("CROSSFOOT_EVIDENCE", str(folder))
    return folder


def _dispositions(reading: Reading) -> list[tuple[str, str]]:
    return [(figure["as_printed"], figure["disposition"]) for figure in reading.figures]


def test_a_token_stands_in_its_document_and_names_its_line_in_the_ledger(read: Read) -> None:
    reading = read(WHOLE, PART)["a.txt"]
    whole, part = reading.figures
    assert (whole["file_id"], whole["via_file_id"], whole["line"]) == (SHA256, "v" * 64, 2)
    assert (whole["locator_kind"], whole["locator"]) == ("span", "characters 16 to 21")
    assert whole["figure_id"] == short_hash(SHA256, "16")
    assert (part["whole_figure_id"], whole["whole_figure_id"]) == (whole["figure_id"], "")
    assert whole["source_id"] == "S1"
    assert reading.counts == {"lines_in": 2, "parsed": 2, "quarantined": 0, "skipped": 0}


def test_what_the_ledger_declares_as_no_figure_is_not_read_as_one(read: Read) -> None:
    reading = read(YEAR, HELD)["a.txt"]
    assert _dispositions(reading) == [("2026", "date"), ("twenty", "held")]
    assert [figure["reason"] for figure in reading.figures] == ["", "declared_in_the_ledger"]
    assert reading.lines == []


def test_a_used_token_that_cannot_be_read_is_quarantined(read: Read) -> None:
    reading = read(WHOLE.replace("2270", "2271"), HELD.replace(",20,", ",x,"))["a.txt"]
    assert _dispositions(reading) == [("2,270", "quarantined"), ("twenty", "quarantined")]
    assert reading.counts["quarantined"] == 2


def test_a_token_without_a_number_is_skipped(read: Read) -> None:
    reading = read(WHOLE.replace('"2,270",2270', ","))["a.txt"]
    assert reading.counts == {"lines_in": 1, "parsed": 0, "quarantined": 0, "skipped": 1}


@pytest.mark.usefixtures("evidence")
def test_spans_are_verified_where_the_document_is_at_hand(read: Read) -> None:
    reading = read(WHOLE, PART, YEAR, HELD)["a.txt"]
    assert [status for _, status in _dispositions(reading)] == ["used", "used", "date", "held"]
    assert reading.lines == []


@pytest.mark.usefixtures("evidence")
def test_other_characters_at_a_span_quarantine_the_token_alone(read: Read) -> None:
    shifted = YEAR.replace("a.txt,10,14", "a.txt,11,15")
    reading = read(WHOLE, PART.replace("39,42", "40,43"), shifted)["a.txt"]
    assert [status for _, status in _dispositions(reading)] == ["used", "quarantined", "quarantined"]
    assert [(line["line"], line["reason"]) for line in reading.lines] == [
        (3, "the document has other characters at 40 to 43 than '183'"),
        (4, "the document has other characters at 11 to 15 than '2026'"),
    ]


def test_without_the_document_spans_are_taken_on_trust(read: Read, evidence: Path) -> None:
    (evidence / "a.txt").rename(evidence / "b.txt")
    reading = read(PART.replace("39,42", "40,43").replace(",16,,", ",,,"))["a.txt"]
    assert _dispositions(reading) == [("183", "used")]


def test_a_document_with_another_hash_is_refused(read: Read, evidence: Path) -> None:
    (evidence / "a.txt").write_bytes(TEXT.encode() + b"\n")
    with pytest.raises(
        BadInputError, match=r"a\.txt in the evidence folder has another sha256.*Put the orig"
    ):
        read(WHOLE)


def test_a_document_that_is_no_text_is_refused(read: Read, evidence: Path) -> None:
    content = b"\xff\xfe2,270"
    (evidence / "a.txt").write_bytes(content)
    with pytest.raises(BadInputError, match=r"a\.txt in the evidence folder is not UTF-8 text"):
        read(WHOLE, listed=LIST.replace(SHA256, hashlib.sha256(content).hexdigest()))


def test_an_evidence_folder_that_is_not_there_is_a_sentence(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSFOOT_EVIDENCE", str(tmp_path / "nowhere"))
    with pytest.raises(
        BadInputError, match=r"CROSSFOOT_EVIDENCE names the folder .*nowhere, which is not th"
    ):
        read(WHOLE)


REFUSED = {
    "unlisted document": (
        [WHOLE.replace("a.txt", "b.txt")],
        r"line 2: documents\.csv does not list .* 'b\.txt'",
    ),
    "broken line": ([WHOLE, "a.txt,1\n"], r"document_figures\.csv, line 3 cannot be read: it has 2 fields"),
    "start in words": (
        [WHOLE.replace(",16,", ",here,")],
        r"line 2: start and end are counts .* 'here' and '21'",
    ),
    "one start twice": ([WHOLE, WHOLE], r"line 3: another token of a\.txt starts at 16, too\. Keep one"),
    "part of nothing": ([PART], r"line 2: no token of a\.txt starts at 16, which column whole names"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_ledger_that_does_not_say_where_a_token_stands_is_refused(read: Read, fault: str) -> None:
    lines, sentence = REFUSED[fault]
    with pytest.raises(BadInputError, match=sentence):
        read(*lines)


LISTS = {
    "no list": (None, r"A ledger of documents needs documents\.csv beside it"),
    "short hash": (
        LIST.replace(SHA256, "abc"),
        r"documents\.csv, line 2 needs a sha256 of 64 hexadecimal digits",
    ),
    "size in words": (
        LIST.replace(f",{len(TEXT.encode())}\n", ",many\n"),
        r"line 2 needs .* a size in bytes",
    ),
    "broken line": (LIST + "b.txt\n", r"documents\.csv, line 3 cannot be read: it has 1 fields"),
    "one twice": (LIST + f"b.txt,S2,{SHA256},1\n", r"line 3 lists a document that an earlier line lists"),
    "missing column": ("document,source_id\n", r"documents\.csv lacks the column sha256, bytes"),
}


@pytest.mark.parametrize("fault", LISTS)
def test_a_list_of_documents_that_cannot_be_used_is_refused(read: Read, fault: str) -> None:
    listed, sentence = LISTS[fault]
    with pytest.raises(BadInputError, match=sentence):
        read(WHOLE, listed=listed)


@pytest.mark.usefixtures("evidence")
def test_the_list_holds_the_text_of_documents_at_hand(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    path.write_text(LIST + f"b.txt,S2,{'0' * 64},7\n", encoding="utf-8")
    held = ListedDocument("a.txt", "S1", SHA256, len(TEXT.encode()), TEXT)
    assert list_documents(path) == [held, ListedDocument("b.txt", "S2", "0" * 64, 7, None)]
