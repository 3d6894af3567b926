"""Writes tables of invented figures in every format that is read, the old binary one by its records."""

import csv
import io
import json
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import polars as pl
import xlsxwriter

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]
"""Values of cells by sheet and row; None leaves a cell empty."""
CFB_SECTOR = 512
MIN_STREAM = 4096


def write_csv(path: Path, rows: Rows, separator: str = ",", encoding: str = "utf-8") -> Path:
    """Write separated text."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    writer.writerows([["" if value is None else value for value in row] for row in rows])
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, sheets: Sheets, number_format: str = "") -> Path:
    """Write a workbook of numbers and texts."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        form = book.add_format({"num_format": number_format}) if number_format else None
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif value is not None:
                        sheet.write_number(row, column, value, form)
    return path


def write_ods(path: Path, sheets: Sheets, hidden: Sequence[str] = (), extra: str = "") -> Path:
    """Write an OpenDocument spreadsheet."""
    body = "".join(_ods_table(name, rows, name in hidden) for name, rows in sheets.items())
    return write_parts(path, {"mimetype": ODS_TYPE, "content.xml": ods_content(body + extra)})


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods_content(body: str) -> str:
    """Wrap tables in a document."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_SPACES}>'
        '<office:automatic-styles><style:style style:name="off" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )


def _ods_table(name: str, rows: Rows, hidden: bool) -> str:
    """Write one sheet."""
    style = ' table:style-name="off"' if hidden else ""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return f"<table:table table:name={quoteattr(name)}{style}>{lines}</table:table>"


def _ods_cell(value: object) -> str:
    """Write one cell."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        text = escape(value)
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def write_parts(path: Path, parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a packed file of parts."""
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def xlsx_parts(inner: str, **more: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of a workbook of one sheet, given the XML within it; `more` replaces parts by key."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts: dict[str, str | bytes] = {
        "workbook": f'<workbook {main} xmlns:r="{relations}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>',
        "sheet": f"<worksheet {main}>{inner}</worksheet>",
    }
    parts |= {name: content for name, content in more.items() if name in parts}
    named = {
        "xl/workbook.xml": parts["workbook"],
        "xl/_rels/workbook.xml.rels": parts["rels"],
        "xl/worksheets/sheet1.xml": parts["sheet"],
    }
    extra = {"styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml", "macros": "xl/vbaProject.bin"}
    named |= {extra[name]: content for name, content in more.items() if name in extra}
    return named


def write_parquet(path: Path, columns: Mapping[str, Sequence[object]]) -> Path:
    """Write a Parquet file."""
    pl.DataFrame(dict(columns), strict=False).write_parquet(path)
    return path


def write_json(path: Path, content: object) -> Path:
    """Write JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def write_xls(
    path: Path,
    sheets: Sheets,
    hidden: Sequence[str] = (),
    number_format: str = "",
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
) -> Path:
    """Write a BIFF8 workbook: a compound file with one stream of records; rows and columns count from 0."""
    lines = b"".join(
        _record(0x0208, struct.pack("<HHHHHHI", row, 0, 1, 255, 0, 0, 0x20 | 0x100)) for row in hidden_rows
    )
    columns = b"".join(
        _record(0x007D, struct.pack("<HHHHHH", column, column, 2560, 0, 1, 0)) for column in hidden_columns
    )
    path.write_bytes(compound(biff(sheets, hidden, None, number_format, columns + lines)))
    return path


def biff(
    sheets: Sheets,
    hidden: Sequence[str] = (),
    dimensions: tuple[int, int] | None = None,
    number_format: str = "",
    more: bytes = b"",
) -> bytes:
    """Return the records of a workbook; `dimensions` lets each sheet say another size than it has.

    `more` are records that stand in each sheet before its cells.
    """
    style = 1 if number_format else 0
    bodies = [_sheet_records(rows, dimensions, style, more) for rows in sheets.values()]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if number_format:
        code = number_format.encode("utf-16-le")
        head += _record(0x041E, struct.pack("<HHB", 164, len(number_format), 1) + code)
        head += b"".join(_record(0x00E0, struct.pack("<HHH14x", 0, form, 0)) for form in (0, 164))
    tail = _record(0x000A, b"")
    names = [name.encode("utf-16-le") for name in sheets]
    offset = len(head) + sum(4 + 8 + len(name) for name in names) + len(tail)
    listed = b""
    for name, body, title in zip(names, bodies, sheets, strict=True):
        state = 1 if title in hidden else 0
        listed += _record(0x0085, struct.pack("<IBBBB", offset, state, 0, len(name) // 2, 1) + name)
        offset += len(body)
    return head + listed + tail + b"".join(bodies)


def _sheet_records(rows: Rows, dimensions: tuple[int, int] | None, style: int, more: bytes) -> bytes:
    """Return the records of a sheet."""
    height, width = dimensions or (len(rows), max((len(row) for row in rows), default=0))
    records = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    records += _record(0x0200, struct.pack("<IIHHH", 0, height, 0, width, 0)) + more
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                records += _record(0x0204, struct.pack("<HHH", row, column, 0) + text)
            elif value is not None:
                records += _record(0x0203, struct.pack("<HHHd", row, column, style, float(str(value))))
    return records + _record(0x000A, b"")


def _record(kind: int, content: bytes) -> bytes:
    """Return one record."""
    return struct.pack("<HH", kind, len(content)) + content


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """Return a compound file that holds one stream."""
    stream = stream.ljust(MIN_STREAM, b"\0")
    stream += b"\0" * (-len(stream) % CFB_SECTOR)
    n_sectors = len(stream) // CFB_SECTOR
    chain = [*range(1, n_sectors), 0xFFFFFFFE]
    n_fat = -(-(n_sectors + 2) * 4 // CFB_SECTOR) or 1
    directory = n_sectors
    fat = [*chain, 0xFFFFFFFE, *[0xFFFFFFFD] * n_fat]
    fat += [0xFFFFFFFF] * (n_fat * CFB_SECTOR // 4 - len(fat))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, n_fat)
    header += struct.pack("<IIIIIII", directory, 0, MIN_STREAM, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack(
        "<109I", *[directory + 1 + at for at in range(n_fat)], *[0xFFFFFFFF] * (109 - n_fat)
    )
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 0, len(stream))
    return header + stream + entries.ljust(CFB_SECTOR, b"\0") + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """Return an entry of a compound file's directory."""
    wide = name.encode("utf-16-le") + b"\0\0"
    body = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
    body += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36
    return body + struct.pack("<IQ", start, size)


SDMX = "http://www.sdmx.org/resources/sdmxml/schemas"


def sdmx_specific(
    series: Sequence[tuple[Mapping[str, str], Sequence[Mapping[str, str]]]], version: str = "v2_1"
) -> str:
    """Return a structure-specific message of series with their observations."""
    body = "".join(
        f"<Series{_attributes(key)}>{''.join(f'<Obs{_attributes(obs)}/>' for obs in found)}</Series>"
        for key, found in series
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<m:StructureSpecificData xmlns:m="{SDMX}/{version}/message" '
        f'xmlns:ss="{SDMX}/{version}/data/structurespecific">'
        "<m:Header><m:ID>T1</m:ID><m:Test>true</m:Test></m:Header>"
        f'<m:DataSet ss:dataScope="DataStructure" ss:action="Replace">{body}</m:DataSet>'
        "</m:StructureSpecificData>"
    )


def sdmx_generic(series: Sequence[tuple[Mapping[str, str], Sequence[Mapping[str, str]]]]) -> str:
    """Return a generic message of series; observations have TIME_PERIOD, OBS_VALUE and attributes."""
    body = ""
    for key, found in series:
        body += f"<g:Series><g:SeriesKey>{_values(key)}</g:SeriesKey>"
        for obs in found:
            more = {name: text for name, text in obs.items() if name not in ("TIME_PERIOD", "OBS_VALUE")}
            said = f"<g:Attributes>{_values(more)}</g:Attributes>" if more else ""
            value = f'<g:ObsValue value="{obs["OBS_VALUE"]}"/>' if "OBS_VALUE" in obs else ""
            body += f'<g:Obs><g:ObsDimension value="{obs["TIME_PERIOD"]}"/>{value}{said}</g:Obs>'
        body += "</g:Series>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<m:GenericData xmlns:m="{SDMX}/v2_1/message" xmlns:g="{SDMX}/v2_1/data/generic">'
        '<m:Header><m:ID>T2</m:ID><m:Structure structureID="D" '
        'dimensionAtObservation="TIME_PERIOD"/></m:Header>'
        f'<m:DataSet structureRef="D">{body}</m:DataSet></m:GenericData>'
    )


def _attributes(facts: Mapping[str, str]) -> str:
    """Write attributes."""
    return "".join(f" {name}={quoteattr(text)}" for name, text in facts.items())


def _values(facts: Mapping[str, str]) -> str:
    """Write values of a generic message."""
    return "".join(f'<g:Value id="{name}" value={quoteattr(text)}/>' for name, text in facts.items())
