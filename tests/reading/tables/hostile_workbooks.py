"""Workbooks that are hostile or broken, one a row, as in `hostile.FILES`."""

import os

from pipeline.reading.tables import limits
from tests.reading.tables.hostile_makers import (
    BOMB,
    LONG,
    MERGES,
    ONE,
    OUTSIDE,
    ROWS,
    SPACES,
    Make,
    cut,
    doubled_part,
    encrypted_part,
    far_xls,
    flipped,
    lying,
    many_parts,
    odd_column,
    ods,
    ods_of,
    other_method,
    packed,
    raw,
    repeated,
    row_of,
    sheets_named,
    with_part,
    xls_of,
    xlsx_of,
    zeros,
)
from tests.reading.tables.makers import (
    biff,
    compound,
    write_parts,
    write_xls,
)

WORKBOOKS: list[tuple[str, Make, str]] = [
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
]
