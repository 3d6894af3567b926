"""Files that are hostile or broken, one a row: its name, what makes it, what the sentence must contain."""

import json
import os
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from pipeline.reading.tables import limits
from tests.reading.tables.makers import (
    biff,
    compound,
    ods_content,
    sdmx_generic,
    sdmx_specific,
    write_json,
    write_ods,
    write_parquet,
    write_parts,
    write_xls,
    write_xlsx,
    xlsx_parts,
)

Make = Callable[[Path], None]
ROWS = [["Name", "2023"], ["North", 1.5], ["South", 20]]
ONE = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
SERIES = [({"REF_AREA": "R"}, [{"TIME_PERIOD": "2024", "OBS_VALUE": "1"}])]
BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
REMOTE = '<!DOCTYPE a SYSTEM "http://203.0.113.1/a.dtd">'
QUADRATIC = f'<!DOCTYPE a [<!ENTITY a "{"a" * 50_000}">]>'


def raw(content: bytes | str) -> Make:
    """Write bytes as they are."""
    return lambda path: path.write_bytes(content.encode() if isinstance(content, str) else content) and None


def packed(inner: str = ONE, **more: str | bytes) -> Make:
    """Write a workbook from the XML of its sheet, with some parts replaced."""
    return lambda path: write_parts(path, xlsx_parts(inner, **more)) and None


def with_part(name: str, content: str | bytes = b"x") -> Make:
    """Write a sound workbook with one part more."""
    return lambda path: write_parts(path, {**xlsx_parts(ONE), name: content}) and None


def cut(make: Callable[[Path], object], share: float) -> Make:
    """Write a sound file, and cut it off."""

    def made(path: Path) -> None:
        make(path)
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])

    return made


def flipped(make: Callable[[Path], object], at: float, length: int = 64) -> Make:
    """Write a sound file, and fill a part of it with ones."""

    def made(path: Path) -> None:
        make(path)
        content = bytearray(path.read_bytes())
        start = int(len(content) * at)
        content[start : start + length] = b"\xff" * length
        path.write_bytes(bytes(content))

    return made


def ods(body: str, **parts: str) -> Make:
    """Write a document of this XML."""
    return lambda path: write_parts(path, {"content.xml": ods_content(body), **parts}) and None


def repeated(rows: str = "1", columns: str = "1") -> str:
    """Repeat one number over rows and columns of a sheet."""
    value = 'office:value-type="float" office:value="1"'
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" {value}/>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return f'<table:table table:name="S">{row}</table:table>'


def sparse(size: int, head: bytes = b"a,b\n") -> Make:
    """Write a file that is large and takes no room."""

    def made(path: Path) -> None:
        with path.open("wb") as stream:
            stream.write(head)
            stream.truncate(size)

    return made


def zeros(size: int, name: str = "xl/worksheets/sheet1.xml") -> Make:
    """Write a workbook whose sheet is a bomb: zeros that pack to a thousandth."""
    return lambda path: write_parts(path, {**xlsx_parts(ONE), name: b"0" * size}) and None


def lying(size: int) -> Make:
    """Write a bomb whose directory says that it is small."""

    def made(path: Path) -> None:
        write_parts(path, {**xlsx_parts(ONE), "xl/worksheets/sheet1.xml": b"<a>" + b" " * size + b"</a>"})
        content = path.read_bytes()
        truth = struct.pack("<I", size + 7)
        path.write_bytes(content.replace(truth, struct.pack("<I", 100)))

    return made


def many_parts(path: Path) -> None:
    """Write a workbook of more parts than is read."""
    write_parts(
        path, {**xlsx_parts(ONE), **{f"a/{n}": b"" for n in range(limits.MAX_PARTS)}}, zipfile.ZIP_STORED
    )


def doubled_part(path: Path) -> None:
    """Write a workbook that has a part twice."""
    write_parts(path, xlsx_parts(ONE))
    with zipfile.ZipFile(path, "a") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.writestr("xl/workbook.xml", "<workbook/>")


def encrypted_part(path: Path) -> None:
    """Write a workbook whose directory says that parts are encrypted."""
    write_parts(path, xlsx_parts(ONE))
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(bytes(content))


def other_method(path: Path) -> None:
    """Write a workbook that is packed by a method of its own."""
    write_parts(path, xlsx_parts(ONE), zipfile.ZIP_LZMA)


def sheets_named(*names: str) -> str:
    """Return a list of sheets, all of which lead to one part."""
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r1"/>' for at, name in enumerate(names, 1))
    return f'<workbook xmlns:r="r"><sheets>{listed}</sheets></workbook>'


def far_xls(row: int, column: int) -> Make:
    """Write an .xls with one number at the start and one at a place that says a huge range."""

    def made(path: Path) -> None:
        near = struct.pack("<HHHd", 0, 1, 0, 2.0)
        records = biff({"S": [[1.0, 2.0]]}).replace(near, struct.pack("<HHHd", row, column, 0, 2.0))
        path.write_bytes(compound(records))

    return made


def absent(path: Path) -> None:
    """Write nothing."""


def linked(path: Path) -> None:
    """Link to a file outside of the folder."""
    outside = path.parent.parent / "outside.csv"
    outside.write_text("a,b\n1,2\n")
    path.symlink_to(outside)


def linked_nowhere(path: Path) -> None:
    """Link to nothing."""
    path.symlink_to(path.parent / "nowhere.csv")


def linked_to_itself(path: Path) -> None:
    """Link to itself."""
    path.symlink_to(path)


def gzip_bomb(path: Path) -> None:
    """Write packed zeros that are no workbook."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    path.write_bytes(packer.compress(b"0" * 10_000_000) + packer.flush())


def wide_parquet(path: Path) -> None:
    """Write a Parquet file of nested columns."""
    write_parquet(path, {"a": [[1, 2], [3]]})


def wrong_footer(path: Path) -> None:
    """Write a Parquet file whose footer says that it is larger than the file."""
    parquet_of(path)
    path.write_bytes(path.read_bytes()[:-8] + b"\xff\xff\xff\x7fPAR1")


def long_parquet(path: Path) -> None:
    """Write a Parquet file of more cells than are read, in a few kilobytes."""
    write_parquet(path, {"a": [1] * (limits.MAX_CELLS + 1)})


def huge_parquet(path: Path) -> None:
    """Write a Parquet file of ten million cells, in a few kilobytes."""
    write_parquet(path, {"a": [None] * 10_000_000})


def xlsx_of(path: Path) -> None:
    """Write a sound workbook of many rows."""
    write_xlsx(path, {"S": [[f"n{n}", n * 1.5] for n in range(400)]})


def ods_of(path: Path) -> None:
    """Write a sound document of many rows."""
    write_ods(path, {"S": [[f"n{n}", n * 1.5] for n in range(400)]})


def odd_column(path: Path) -> None:
    """Write an .xls whose record of a column's width is too short; its values can be read all the same."""
    path.write_bytes(compound(biff({"S": ROWS}, more=struct.pack("<HHH", 0x007D, 2, 1))))


def xls_of(path: Path) -> None:
    """Write a sound .xls of many rows."""
    write_xls(path, {"S": [[f"n{n}", n * 1.5] for n in range(400)]})


def parquet_of(path: Path) -> None:
    """Write a sound Parquet file."""
    write_parquet(path, {"n": [f"n{n}" for n in range(400)], "v": [n * 1.5 for n in range(400)]})


def json_of(path: Path) -> None:
    """Write sound JSON."""
    write_json(path, [{"n": f"n{n}", "v": n} for n in range(400)])


def xml_of(path: Path) -> None:
    """Write a sound SDMX message."""
    path.write_text(sdmx_specific(SERIES * 40))


def utf16(text: str, mark: bool = True) -> bytes:
    """Encode in UTF-16."""
    return text.encode("utf-16" if mark else "utf-16-le")


def row_of(cells: str) -> str:
    """Wrap cells in a row of a sheet."""
    return f'<sheetData><row r="1">{cells}</row></sheetData>'


MERGES = "".join(f'<mergeCell ref="A{n}:B{n * 7 % 9973 + n}"/>' for n in range(1, limits.MAX_MERGED + 2))
SPACES = (
    '<table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>a'
    '<text:s text:c="900000000"/></text:p></table:table-cell></table:table-row></table:table>'
)
LONG = "x" * (limits.MAX_FIELD_CHARACTERS + 1)
DEEP = "[" * 100_000 + "]" * 100_000
MIXED = b"\n".join([b"a,b", "şimal,1".encode(), "север,2".encode("cp1251"), "şərq,3".encode()])

FILES: list[tuple[str, Make, str]] = [
    # Not a file of tables at all.
    ("empty.csv", raw(b""), "is empty"),
    ("empty.xlsx", raw(b""), "is empty"),
    ("folder.csv", Path.mkdir, "is a folder"),
    ("pipe.csv", os.mkfifo, "a device or a pipe"),
    ("absent.csv", absent, "cannot be opened"),
    ("link.csv", linked, "link to a file outside"),
    ("nowhere.csv", linked_nowhere, "cannot be opened"),
    ("self.csv", linked_to_itself, "cannot be opened"),
    ("two_gigabytes.csv", sparse(2 * 1024**3), "at most 64 MiB"),
    ("two_gigabytes.xlsx", sparse(2 * 1024**3, b"PK\x03\x04"), "at most 64 MiB"),
    ("one_more.csv", sparse(limits.MAX_FILE_BYTES + 1), "at most 64 MiB"),
    ("report.csv", raw(b"%PDF-1.7\n%\xe2\xe3"), "is a PDF document"),
    ("figures.xls", raw("<html><table><tr><td>1</td></tr></table></html>"), "is a web page"),
    ("page.csv", raw("<!DOCTYPE html><html></html>"), "is a web page"),
    ("letter.xlsx", with_part("word/document.xml"), ""),
    (
        "letter.docx",
        lambda path: write_parts(path, {"word/document.xml": "<a/>"}) and None,
        "a text document (docx)",
    ),
    (
        "show.xlsx",
        lambda path: write_parts(path, {"ppt/presentation.xml": "<a/>"}) and None,
        "a presentation",
    ),
    (
        "binary.xlsb",
        lambda path: write_parts(path, {"xl/workbook.bin": b"x"}) and None,
        "a binary workbook (xlsb)",
    ),
    ("folder.zip", lambda path: write_parts(path, {"a.csv": "a,b"}) and None, "(zip) and no workbook"),
    ("letter.odt", lambda path: write_parts(path, {"content.xml": "<a/>"}) and None, "but no spreadsheet"),
    ("bomb.csv.gz", gzip_bomb, "packed with gzip"),
    ("a.7z", raw(b"7z\xbc\xaf\x27\x1c0000"), "packed with 7-Zip"),
    ("a.rar", raw(b"Rar!\x1a\x07\x00"), "packed with RAR"),
    ("photo.csv", raw(b"\x89PNG\r\n\x1a\n"), "is a picture"),
    ("program.csv", raw(b"\x7fELF\x02\x01\x01" + b"\0" * 50), "is a program"),
    ("setup.xlsx", raw(b"MZ\x90\x00"), "is a program"),
    ("base.csv", raw(b"SQLite format 3\0" + b"\0" * 100), "is a database"),
    ("arrow.parquet", raw(b"ARROW1\0\0" + b"\0" * 50), "is an Arrow file"),
    ("letter.xls", raw("{\\rtf1 a}"), "is a text document (rtf)"),
    ("old.xls", raw(b"\x09\x04\x06\x00\x00\x00\x10\x00" + b"\0" * 20), "of before 1995"),
    ("noise.csv", raw(bytes(range(1, 32)) * 200), "too many of its characters do not print"),
    ("noise.txt", raw(bytes((n * 37) % 251 + 1 for n in range(9000))), ""),
    # Text with separators.
    ("nul.csv", raw(b"a,b\nNorth\0,1\n"), "line 2 holds a NUL byte"),
    ("nul_first.csv", raw(b"\0a,b\n1,2\n"), "NUL byte"),
    ("zeros.csv", raw(b"\0" * 5000), "NUL byte"),
    ("long_field.csv", raw(f"a,b\n{LONG},1\n"), "a cell has 32,768 characters"),
    ("open_quote.csv", raw('a,b\n"North,1\nSouth,2\n'), "a field cannot be read"),
    ("inner_quote.csv", raw('a,b\n"Nor"th,1\n'), "a field cannot be read"),
    ("swallowed.csv", raw('a,b\n"' + "North,1\n" * 9000), "a field cannot be read"),
    ("one_line.csv", raw("x" * 3_000_000), "has a line of more than"),
    ("one_line_later.csv", raw("a,b\n" + "x," * 2_000_000), "has a line of more than"),
    ("mixed.csv", raw(MIXED), "mixes encodings"),
    ("cut_letter.csv", raw("ad,1\nşimal,2\nş".encode()[:-1]), "was cut off within a character"),
    ("cut_utf16.tsv", raw(utf16("ad\t1\nşimal\t2\n")[:-1]), "is not utf-16 text"),
    ("surrogate.tsv", raw(b"\xff\xfea\0\x00\xd8b\0"), "is not utf-16 text"),
    ("utf32.csv", raw("ad,1\n".encode("utf-32") + b"\xff\xff\xff\xff"), "is not utf-32 text"),
    ("columns.csv", raw("a" + ",a" * limits.MAX_COLUMNS + "\n1\n"), "16,384 columns"),
    ("cells.csv", raw(("1," * 999 + "1\n") * (limits.MAX_CELLS // 1000) + "1\n"), "more than 500,000 cells"),
    ("rows.csv", raw("\n" * (limits.MAX_ROWS + 1)), "1,048,576 rows"),
    # Packed workbooks.
    ("cut_short.xlsx", cut(xlsx_of, 0.5), "damaged or was cut off"),
    ("cut_late.xlsx", cut(xlsx_of, 0.98), "damaged or was cut off"),
    ("cut_head.xlsx", raw(b"PK\x03\x04"), "damaged or was cut off"),
    ("overwritten.xlsx", flipped(xlsx_of, 0.3, 900), "damaged or was cut off"),
    ("cut_short.ods", cut(ods_of, 0.6), "damaged or was cut off"),
    ("overwritten.ods", flipped(ods_of, 0.4, 300), "damaged or was cut off"),
    ("bomb.xlsx", zeros(40 * limits.MIB), "more than 200 times its size"),
    ("bomb.ods", zeros(40 * limits.MIB, "content.xml"), "more than 200 times its size"),
    ("bomb_beside.xlsx", zeros(40 * limits.MIB, "xl/media/a.png"), "more than 200 times its size"),
    ("large_part.xlsx", zeros(limits.MAX_PART_BYTES + 1), "more than 128 MiB in its part"),
    ("lying.xlsx", lying(4 * limits.MIB), "damaged or was cut off"),
    ("parts.xlsx", many_parts, "parts; no more than 4,096"),
    ("doubled.xlsx", doubled_part, "two parts of the name"),
    ("password_part.xlsx", encrypted_part, "under a password"),
    ("method.xlsx", other_method, "packed by a method"),
    ("climbing.xlsx", with_part("../../evil.xml"), "leads out of the file"),
    ("climbing_back.xlsx", with_part("xl\\..\\..\\evil.xml"), "leads out of the file"),
    ("absolute.xlsx", with_part("/etc/cron.d/evil"), "leads out of the file"),
    ("drive.xlsx", with_part("C:/evil.xml"), "leads out of the file"),
    ("password.xlsx", raw(compound(b"x" * 5000, "EncryptedPackage")), "under a password"),
    (
        "password.ods",
        ods("", **{"META-INF/manifest.xml": "<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>"}),
        "under a password",
    ),
    (
        "no_list.xlsx",
        lambda path: write_parts(path, {"xl/workbook.xml": "<workbook/>"}) and None,
        "lacks its part",
    ),
    (
        "no_sheet.xlsx",
        packed(rels='<Relationships><Relationship Id="r1" Target="worksheets/gone.xml"/></Relationships>'),
        "lacks its part",
    ),
    (
        "outside_sheet.xlsx",
        packed(rels='<Relationships><Relationship Id="r1" Target="../../worksheets/a.xml"/></Relationships>'),
        "lacks its part",
    ),
    ("same_names.xlsx", packed(workbook=sheets_named("Data", "data")), "two sheets named 'data'"),
    (
        "sheets.xlsx",
        packed(workbook=sheets_named(*(f"s{n}" for n in range(limits.MAX_SHEETS + 1)))),
        "at most 256",
    ),
    ("entities.xlsx", packed(sheet=f"{BOMB}<a>&c;</a>"), "declares a document type"),
    ("entity_list.xlsx", packed(workbook=f"{BOMB}<workbook>&c;</workbook>"), "declares a document type"),
    (
        "entity_styles.xlsx",
        packed(styles=f"{OUTSIDE}<styleSheet>&x;</styleSheet>"),
        "declares a document type",
    ),
    ("entity_texts.xlsx", packed(strings=f"{OUTSIDE}<sst>&x;</sst>"), "declares a document type"),
    ("broken_sheet.xlsx", packed(sheet="<worksheet><sheetData>"), "is not well-formed XML"),
    ("empty_sheet.xlsx", packed(sheet=""), "is not well-formed XML"),
    ("deep_sheet.xlsx", packed(sheet="<a>" * 5000), "nested more than 32 deep"),
    (
        "far_row.xlsx",
        packed('<sheetData><row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>'),
        "1,048,576 rows",
    ),
    ("far_column.xlsx", packed(row_of('<c r="XFE1"><v>1</v></c>')), "16,384 columns"),
    ("no_place.xlsx", packed(row_of('<c r="1A"><v>1</v></c>')), "is not a cell such as C17"),
    (
        "row_zero.xlsx",
        packed('<sheetData><row r="0"><c><v>1</v></c></row></sheetData>'),
        "names a row or column '0'",
    ),
    (
        "row_minus.xlsx",
        packed('<sheetData><row r="-5"><c><v>1</v></c></row></sheetData>'),
        "names a row or column '-5'",
    ),
    ("twice.xlsx", packed(row_of('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')), "holds the cell A1 twice"),
    ("no_text.xlsx", packed(row_of('<c r="A1" t="s"><v>7</v></c>')), "names a text '7'"),
    ("long_text.xlsx", packed(row_of(f'<c r="A1" t="inlineStr"><is><t>{LONG}</t></is></c>')), "a cell has"),
    (
        "merges.xlsx",
        packed(ONE + "<mergeCells>" + MERGES + "</mergeCells>"),
        "merged ranges",
    ),
    (
        "bad_merge.xlsx",
        packed(ONE + '<mergeCells><mergeCell ref="A1:"/><mergeCell ref="?"/></mergeCells>'),
        "is not a cell",
    ),
    (
        "attribute.xlsx",
        packed(
            sheet='<a b="' + "x" * (limits.MAX_TOKEN_BYTES + limits.MIB) + '"/>', strings=os.urandom(60_000)
        ),
        "",
    ),
    # OpenDocument.
    (
        "repeated_rows.ods",
        ods(repeated(rows="1000000")),
        "more than 500,000 cells",
    ),
    (
        "repeated_columns.ods",
        ods(repeated(columns="900000000")),
        "16,384 columns",
    ),
    (
        "repeated_both.ods",
        ods(repeated("1048576", "16384")),
        "more than 500,000 cells",
    ),
    (
        "repeated_minus.ods",
        ods('<table:table table:name="S"><table:table-row table:number-rows-repeated="-3"/></table:table>'),
        "is no count of rows or columns",
    ),
    (
        "spaces.ods",
        ods(SPACES),
        "a cell has",
    ),
    (
        "same_names.ods",
        ods('<table:table table:name="S"/><table:table table:name="s"/>'),
        "two sheets named 's'",
    ),
    ("sheets.ods", ods('<table:table table:name="S"/>' * (limits.MAX_SHEETS + 1)), "more than 256 sheets"),
    (
        "entities.ods",
        lambda path: (
            write_parts(path, {"content.xml": f"{BOMB}<office:spreadsheet>&c;</office:spreadsheet>"}) and None
        ),
        "declares a document type",
    ),
    # Old binary workbooks.
    ("cut_short.xls", cut(xls_of, 0.2), "without a workbook, or was cut off"),
    ("cut_late.xls", cut(xls_of, 0.8), "or was cut off"),
    ("garbage.xls", raw(compound(b"\xff" * 9000)), "damaged or was cut off"),
    ("noise.xls", raw(compound(bytes((n * 7919) % 256 for n in range(20_000)))), "damaged or was cut off"),
    (
        "head_only.xls",
        raw(bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le")),
        "damaged or was cut off",
    ),
    ("loop.xls", flipped(xls_of, 0.9, 400), ""),
    ("huge_range.xls", far_xls(65_535, 65_535), "cannot be opened within 4096 MiB"),
    (
        "huge_size.xls",
        lambda path: path.write_bytes(compound(biff({"S": [[1.0]]}, dimensions=(65_536, 65_535)))) and None,
        "cannot be opened within",
    ),
    ("odd_column.xls", odd_column, "its formats and what it hides cannot be read"),
    ("letter_old.xls", raw(compound(b"x" * 5000, "WordDocument")), "an old office document"),
    (
        "same_names.xls",
        lambda path: write_xls(path, {"Data": ROWS, "DATA": ROWS}) and None,
        "two sheets named",
    ),
    # Parquet.
    ("cut_short.parquet", cut(parquet_of, 0.5), "was cut off"),
    ("cut_head.parquet", raw(b"PAR1"), "was cut off"),
    (
        "footer_size.parquet",
        wrong_footer,
        "was cut off",
    ),
    ("footer_noise.parquet", flipped(parquet_of, 0.8, 120), "was cut off"),
    ("nested.parquet", wide_parquet, "holds lists, records or bytes"),
    ("cells.parquet", long_parquet, "more than 500,000 cells"),
    ("ten_million.parquet", huge_parquet, "10,000,000 rows"),
    # JSON.
    ("deep.jsonl", raw('{"v": 1}\n' + DEEP), "nested more than 32 deep"),
    ("cut.jsonl", raw('{"v": 1}\n{"v": 2}\n{"v": '), "line 3 is not JSON"),
    ("two_on_a_line.jsonl", raw('{"v": 1} {"v": 2}\n'), "line 1 is not JSON"),
    ("lists.jsonl", raw("[1, 2]\n[3, 4]\n"), "line 1 is no record"),
    ("words.ndjson", raw('{"v": 1}\n"word"\n'), "line 2 is no record"),
    ("doubled_key.jsonl", raw('{"a": 1}\n{"b": 1, "b": 2}\n'), "line 2 has a record that says 'b' twice"),
    ("large.jsonl", sparse(limits.MAX_JSON_BYTES + 1, b'{"v": 1}\n{'), "more than 16 MiB of JSON"),
    ("nul.jsonl", raw(b'{"a": "\0"}\n{"a": 1}\n'), "NUL byte"),
    ("blank.jsonl", raw(b"{}\n{}\n"), ""),
    ("digits.ndjson", raw('{"a": 1}\n{"a": ' + "9" * 40_000 + "}\n"), "a cell has 40,000 characters"),
    ("long_text.jsonl", raw(json.dumps({"a": LONG}) + "\n{}"), "a cell has 32,768 characters"),
    (
        "columns.jsonl",
        raw(json.dumps({f"c{n}": 1 for n in range(limits.MAX_COLUMNS + 1)}) + "\n{}\n"),
        "at most 1,048,576 rows and 16,384 columns",
    ),
    ("cells.jsonl", raw('{"a": 1, "b": 2}\n' * (limits.MAX_CELLS // 2 + 1)), "more than 500,000 cells"),
    ("deep.json", raw(DEEP), "nested more than 32 deep"),
    ("deep_records.json", raw('{"a":' * 40 + "1" + "}" * 40), "nested more than 32 deep"),
    ("cut.json", cut(json_of, 0.5), "is not JSON"),
    ("no_records.json", raw('{"a": {"b": 1}}'), "without a list of records"),
    ("no_list.json", raw("[[1, 2], [3, 4]]"), "without a list of records"),
    ("doubled_key.json", raw('[{"a": 1, "a": 2}]'), "says 'a' twice"),
    ("large.json", sparse(limits.MAX_JSON_BYTES + 1, b"[{}"), "more than 16 MiB of JSON"),
    ("digits.json", raw('[{"a": ' + "9" * 40_000 + "}]"), "a cell has 40,000 characters"),
    ("long_text.json", raw(json.dumps([{"a": LONG}])), "a cell has 32,768 characters"),
    ("nul.json", raw(b'[{"a": "\0"}]'), "NUL byte"),
    (
        "columns.json",
        raw(json.dumps([{f"c{n}": 1 for n in range(limits.MAX_COLUMNS + 1)}])),
        "16,384 columns",
    ),
    # SDMX-ML and other XML.
    ("entities.xml", raw(f"<?xml version='1.0'?>{BOMB}<a>&c;</a>"), "declares a document type"),
    ("outside.xml", raw(f"<?xml version='1.0'?>{OUTSIDE}<a>&x;</a>"), "declares a document type"),
    ("remote.xml", raw(f"<?xml version='1.0'?>{REMOTE}<a/>"), "declares a document type"),
    (
        "quadratic.xml",
        raw(f"<?xml version='1.0'?>{QUADRATIC}<a>{'&a;' * 5000}</a>"),
        "declares a document type",
    ),
    (
        "parameter.xml",
        raw('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % p SYSTEM "http://203.0.113.1/p">%p;]><a/>'),
        "declares a document type",
    ),
    ("undeclared.xml", raw(sdmx_specific(SERIES).replace("<m:ID>T1", "<m:ID>&x;")), "is not well-formed XML"),
    (
        "attribute.xml",
        raw('<a b="' + "x" * (limits.MAX_TOKEN_BYTES + limits.MIB) + '"/>'),
        "has a mark of more than",
    ),
    (
        "comment.xml",
        raw(
            sdmx_specific(SERIES).replace(
                "<m:ID>", "<!--" + "x" * (limits.MAX_TOKEN_BYTES + limits.MIB) + "--><m:ID>"
            )
        ),
        "has a mark of more than",
    ),
    ("deep.xml", raw("<a>" * 100_000), "root 'a'"),
    ("cut.xml", cut(xml_of, 0.6), "is not well-formed XML"),
    ("encoding.xml", raw('<?xml version="1.0" encoding="no-such"?><a/>'), "is not well-formed XML"),
    (
        "wrong_encoding.xml",
        raw(b'<?xml version="1.0" encoding="UTF-8"?><a>' + "север".encode("cp1251") + b"</a>"),
        "",
    ),
    (
        "namespace.xml",
        raw(sdmx_specific(SERIES).replace("www.sdmx.org", "example.org")),
        "with the root 'StructureSpecificData' (http://example.org",
    ),
    ("version.xml", raw(sdmx_specific(SERIES, "v2_0")), "Data messages of SDMX-ML 2.1"),
    (
        "structure.xml",
        raw(sdmx_generic(SERIES).replace("GenericData", "Structure")),
        "with the root 'Structure'",
    ),
    ("feed.xml", raw("<rss><channel/></rss>"), "with the root 'rss'"),
    ("no_data.xml", raw(sdmx_specific([]).replace("m:DataSet", "m:Other")), "without a data set"),
    ("long_value.xml", raw(sdmx_specific([({"A": LONG}, [{"OBS_VALUE": "1"}])])), "a cell has"),
    (
        "sets.xml",
        raw(
            sdmx_specific([]).replace(
                "</m:StructureSpecificData>",
                "<m:DataSet/>" * limits.MAX_SHEETS + "</m:StructureSpecificData>",
            )
        ),
        "data sets",
    ),
]
"""Each is refused with a sentence that contains the text; where the text is empty it may also be read."""
