"""Which characters a text file's bytes stand for, and why that is believed."""

import codecs
import re
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.errors import BadInputError

GUESSED: Final = ("cp1251", "cp1254", "cp1252", "koi8_r", "iso8859_5", "cp866")
"""The encodings of one byte a character that are tried, of Cyrillic, Turkic and West European texts."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    ".pdf": "PDF document",
    ".docx": "text document",
    **dict.fromkeys((".xlsx", ".xls", ".ods"), "workbook"),
    ".parquet": "Parquet file",
    ".zip": "packed folder",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif"), "picture"),
}
"""What a file that is no text would be by its name; those that are it are told by how they begin before."""
_HEAD = 4096
"""A page declares its encoding within so many bytes."""
_DECLARED = re.compile(
    rb"<meta\s[^>]{0,512}?charset\s*=\s*[\"']?([A-Za-z0-9._-]{2,40})"
    rb"|^\s{0,16}<\?xml\s[^>]{0,128}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{2,40})",
    re.IGNORECASE,
)
_SAMPLE = 64 * 1024
_LETTERS = frozenset("ğĞıİşŞçÇöÖüÜâÂîÎûÛéÉèÈêÊàÀôÔñÑáÁíÍóÓúÚäÄßæÆøØåÅëËïÏœŒùÙ")
"""Letters of Turkic and West European words outside of English."""


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and a sentence where that is a guess."""

    text: str
    encoding: str
    note: str = ""


def decode(content: bytes, name: str, declared: str = "") -> Decoded:
    """Read bytes as text. `declared` is the encoding that somebody named; empty lets it be found.

    What is not UTF-8 is in the encoding that the page itself declares, else in the most likely one.

    Raises BadInputError where the declared encoding does not fit, encodings are mixed, or the bytes are no
    text.
    """
    if declared:
        return _decode_declared(content, name, declared)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_strict(content, name, encoding), encoding)
    wide = _wide(content)
    if wide:
        return Decoded(
            _strict(content, name, wide), wide, f"It is read as {wide}, which it does not declare."
        )
    if b"\0" in content:
        what = _BINARY.get(Path(name).suffix.lower(), "")
        if what:
            raise BadInputError(
                f"{name} is no {what}: its first bytes are not those of one, and it holds bytes that no text "
                "has. It is damaged, or is named wrongly. Ask for the file again."
            )
        at = content.index(b"\0")
        line = content[:at].count(b"\n") + 1
        raise BadInputError(
            f"{name}, line {line} holds a NUL byte, which no text has: it is damaged, or is no text. "
            "Ask for the file again."
        )
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end >= len(content):
            raise BadInputError(f"{name} was cut off within a character. Ask for the file again.") from error
    _refuse_mixed(content, name)
    told = _declared_within(content)
    encoding = _guess(content, name)
    if told:
        likelier = f"It is read as {told}, as it declares; its letters are likelier in {encoding}."
        return Decoded(content.decode(told), told, "" if told == encoding else likelier)
    note = f"It is read as {encoding}, which is a guess: look at letters outside of English."
    return Decoded(_strict(content, name, encoding), encoding, note)


def _declared_within(content: bytes) -> str:
    """Return the encoding that a page or an XML file declares of itself, where its bytes can be that.

    One that is no encoding, or of which a byte is no character, says nothing.
    """
    found = _DECLARED.search(content[:_HEAD])
    if found is None:
        return ""
    try:
        encoding = codecs.lookup((found[1] or found[2]).decode("ascii")).name
        content.decode(encoding)
    except (LookupError, UnicodeError):
        return ""
    return next((known for known in GUESSED if codecs.lookup(known).name == encoding), "")


def _decode_declared(content: bytes, name: str, declared: str) -> Decoded:
    """Read bytes by the encoding that somebody named, and refuse it where it cannot be that."""
    try:
        encoding = codecs.lookup(declared).name
    except LookupError as error:
        raise BadInputError(
            f"{name} is declared to be in '{declared[:40]}', which is no encoding. Name one such as utf-8 "
            "or cp1251."
        ) from error
    text = _strict(content, name, encoding)
    if "\0" in text:
        raise BadInputError(
            f"{name} is declared to be in {declared}, and gives NUL characters so. Name another."
        )
    if encoding in GUESSED and any(byte > 127 for byte in content) and _is_utf8(content):
        raise BadInputError(
            f"{name} is declared to be in {declared}, and its bytes are UTF-8. Name utf-8, or leave it to "
            "be found."
        )
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _strict(content: bytes, name: str, encoding: str) -> str:
    """Decode every byte or say where it cannot be."""
    try:
        return content.decode(encoding)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        line = content[:start].count(b"\n") + 1
        raise BadInputError(
            f"{name}, line {line} is not {encoding} text. Name its encoding, or save it as UTF-8 and hand "
            "it in again."
        ) from error


def _is_utf8(content: bytes) -> bool:
    """Tell whether the bytes are UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(content: bytes) -> str:
    """Name UTF-16 without its mark, which shows by a NUL beside most digits and separators."""
    sample = content[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 4 or len(content) % 2:
        return ""
    if odd > half * 0.3 and even < half * 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.3 and odd < half * 0.02 else ""


def _refuse_mixed(content: bytes, name: str) -> None:
    """Refuse a file of which some lines are UTF-8 and others are not."""
    good = bad = 0
    for number, line in enumerate(content.splitlines(), 1):
        if line.isascii():
            continue
        if _is_utf8(line):
            good += 1
        else:
            bad = bad or number
    if good and bad:
        raise BadInputError(
            f"{name} mixes encodings: {good} lines are UTF-8, and line {bad} is not. Save it in one encoding."
        )


def _guess(content: bytes, name: str) -> str:
    """Name the encoding that gives the most likely letters; heads of tables are too short for statistics.

    Letters of one script next to each other count for it, odd signs, mixed scripts and capitals within a word
    against it.
    """
    lines = [line for line in content.splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE]
    scores = {encoding: _score(sample, encoding) for encoding in GUESSED}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] <= 0:
        raise BadInputError(
            f"{name} is in an encoding that is not recognised. Name it, or save the file as UTF-8."
        )
    return best


def _score(sample: bytes, encoding: str) -> int:
    """Score the letters that an encoding gives."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -1
    score = 0
    for before, letter in pairwise("\n" + text):
        if letter.isascii():
            continue
        if not letter.isalpha():
            score -= 2
            continue
        cyrillic = _is_cyrillic(letter)
        score += 1 if cyrillic or letter in _LETTERS else -1
        if before.isalpha() and (_is_cyrillic(before) != cyrillic or (before.islower() and letter.isupper())):
            score -= 2
    return score


def _is_cyrillic(letter: str) -> bool:
    """Tell whether a letter is Cyrillic."""
    return "\u0400" <= letter <= "\u04ff"


def printable_share(text: str) -> float:
    """Return the share of characters that print, of the first of a text."""
    sample = text[:_SAMPLE]
    return sum(char.isprintable() or char in "\t\r\n\ufeff" for char in sample) / max(len(sample), 1)
