"""Encodings of one byte a character are told apart by the letters that they give, even in short heads."""

import pytest

from pipeline.errors import BadInputError
from pipeline.reading.tables.encoding import decode, printable_share


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Семьи"),
        ("cp1251", "Итого по району"),
        ("cp1251", "Всего\nКарабах\nинвестиции"),
        ("koi8_r", "Итого"),
        ("koi8_r", "Семьи в городе"),
        ("cp866", "Итого"),
        ("iso8859_5", "Семьи"),
        ("cp1254", "Şuşa şehri"),
        ("cp1254", "Ağdam"),
        ("cp1254", "İl üzre yığılmış"),
        ("cp1252", "Résumé des données"),
        ("cp1252", "Población"),
    ],
)
def test_letters_decide(encoding: str, text: str) -> None:
    decoded = decode(f"{text};1\n".encode(encoding), "a.csv")
    assert decoded.text == f"{text};1\n"
    assert "which is a guess" in decoded.note


HTML_HEAD = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'


@pytest.mark.parametrize(
    ("head", "encoding", "read_as", "note"),
    [
        (HTML_HEAD, "cp1251", "cp1251", ""),
        ("<meta charset='koi8-r'>", "koi8_r", "koi8_r", ""),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251", "cp1251", ""),
        (HTML_HEAD, "koi8_r", "cp1251", "likelier in koi8_r"),
        ("<meta charset='utf-8'>", "cp1251", "cp1251", "which is a guess"),
        ("<meta charset='no-such'>", "cp1251", "cp1251", "which is a guess"),
        ("<p>charset=koi8-r</p>", "cp1251", "cp1251", "which is a guess"),
    ],
)
def test_what_a_page_declares_is_no_guess(head: str, encoding: str, read_as: str, note: str) -> None:
    """Unless its bytes cannot be that; where other letters are likelier it is told."""
    decoded = decode(f"{head}Семьи в городе".encode(encoding), "a.html")
    assert decoded.encoding == read_as
    assert note in decoded.note
    assert bool(note) == bool(decoded.note)


def test_what_gives_no_letters_is_refused() -> None:
    with pytest.raises(BadInputError, match="not recognised"):
        decode(b"a\xb0;b\xb1\n", "a.csv")


def test_printable_share_of_nothing_is_nothing() -> None:
    assert printable_share("") == 0
    assert printable_share("a\tb\r\n") == 1
    assert printable_share("a\x01") == 0.5
