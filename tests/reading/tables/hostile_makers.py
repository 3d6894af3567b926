"""What hostile and broken files are made of, and functions that make them."""

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
