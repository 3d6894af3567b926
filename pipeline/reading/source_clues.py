"""What a document itself may say of its publication: proposed with the question, never taken by itself."""

import html
import re
from datetime import date
from typing import Final

MESSAGE: Final = "application/xml"
"""How a message in XML is called here, whatever its own type."""
MAX_CLUES: Final = 4
"""So many proposals are made for a fact."""
_HEAD = 3_000
_TAIL = 600
_DAY_LINE = 40
"""A line of at most so many characters with a day in it is one about the publication."""
_ADDRESS = re.compile(r"https?://[^\s<>\"'\])]{4,300}")
_ISO = re.compile(r"\b(20\d\d|19\d\d)-(\d\d)-(\d\d)(?!\d)")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](20\d\d|19\d\d)\b")
_META = re.compile(r"<(?:meta|link|time)\b[^>]{0,500}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z:_-]{2,20})\s*=\s*[\"']([^\"']{1,300})[\"']", re.IGNORECASE)
_HTML = re.compile(r"<html\b[^>]{0,300}?\blang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,100}>([^<]{1,500})</title", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s[|\u2013\u2014\u00b7»]\s")
_PREPARED = re.compile(r"<(?:\w{1,20}:)?Prepared>\s*([^<]{10,40})<")
_SENDER = re.compile(
    r"<(?:\w{1,20}:)?Sender\b[^>]{0,200}?\bid=[\"']([^\"']{1,100})[\"'][^>]{0,200}>(.{0,600})", re.DOTALL
)
_SENDER_NAME = re.compile(r"<(?:\w{1,20}:)?Name\b[^>]{0,100}>\s*([^<]{1,200})<")
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december",
    "yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr",
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
)
_MONTH_OF = {name: place for names in _MONTHS for place, name in enumerate(names.split("|"), start=1)}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})\s+({_NAMES})\s+(20\d\d|19\d\d)\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\s+(\d{{1,2}}),?\s+(20\d\d|19\d\d)\b", re.IGNORECASE)
_DATELINE = re.compile(
    r"^[ \t*_]{0,8}[^\W\d_][^\W\d_]{1,30}(?:[ -][^\W\d_]{2,30})?,[ \t]{0,2}(?:[^\W\d_]{2,30},[ \t]{0,2})?"
    rf"(?:(?P<day1>\d{{1,2}})[ \t](?P<month1>{_NAMES})|(?P<month2>{_NAMES})[ \t](?P<day2>\d{{1,2}}))"
    r"(?!\w)(?!,?[ \t]{0,2}(?:19|20)\d\d)",
    re.IGNORECASE | re.MULTILINE,
)


def find_clues(text: str, media_type: str, received_on: date | None = None) -> dict[str, tuple[str, ...]]:
    """Return what the begin and the end of a document propose, by fact: published, publisher, address.

    A dateline without its year ('Baku, November 12') is proposed as the last such day up to `received_on`,
    and nothing later: what is received was published before. A day with a line of its own comes first.
    """
    found = {name: list(values) for name, values in stated_clues(text, media_type).items()}
    if received_on is not None:
        found.setdefault("published", []).extend(_dateline(text[:_HEAD], received_on))
        found["published"] += line_days(text[:_HEAD])
    parts = () if media_type == MESSAGE else (text[:_HEAD], text[-_TAIL:] if len(text) > _HEAD else "")
    for part in parts:
        found.setdefault("published", []).extend(_days(part))
        if media_type != "text/html":
            named = [match[0].rstrip(".,;") for match in _ADDRESS.finditer(part)]
            found.setdefault("address", []).extend(named)
    if received_on is not None:
        found["published"] = [day for day in found["published"] if day <= received_on.isoformat()]
    return _first(found)


def stated_clues(text: str, media_type: str) -> dict[str, tuple[str, ...]]:
    """Return what a web page or an SDMX message says of itself in marks that are made for it."""
    found: dict[str, list[str]] = {"published": [], "publisher": [], "address": [], "language": []}
    if media_type == "text/html":
        _from_marks(text[: 10 * _HEAD], found)
    elif media_type == MESSAGE:
        _from_header(text, found)
    return _first(found)


def _first(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Keep the first proposals of each fact, each once."""
    return {name: tuple(dict.fromkeys(values))[:MAX_CLUES] for name, values in found.items() if values}


def _dateline(head: str, received_on: date) -> list[str]:
    """Return the day of a line that begins with a place and a date without its year."""
    match = _DATELINE.search(head)
    if match is None:
        return []
    month = match["month1"] or match["month2"]
    parts = {"m": month, "d": match["day1"] or match["day2"]}
    days = [_day({**parts, "y": str(year)}) for year in (received_on.year, received_on.year - 1)]
    return [day for day in days if day and day <= received_on.isoformat()][:1]


def line_days(head: str) -> list[str]:
    """List the days that stand in a line of their own, but for a few words such as 'Published'."""
    lines = (line for line in head.splitlines() if len(line) <= _DAY_LINE)
    return [day for line in lines if len(found := _days(line)) == 1 for day in found]


def _from_marks(text: str, found: dict[str, list[str]]) -> None:
    """Read what a web page says of itself in its head."""
    language = _HTML.search(text)
    if language:
        found["language"].append(language[1].lower())
    for mark in _META.finditer(text):
        facts = {name.lower(): html.unescape(value) for name, value in _ATTRIBUTE.findall(mark[0])}
        about = facts.get("property") or facts.get("name") or facts.get("rel") or ""
        value = facts.get("content") or facts.get("href") or facts.get("datetime") or ""
        if about in ("article:published_time", "datePublished", "date") or "datetime" in facts:
            found["published"] += _days(value)
        elif about in ("og:site_name", "application-name"):
            found["publisher"].append(value)
        elif about in ("canonical", "og:url") and _ADDRESS.fullmatch(value):
            found["address"].append(value)
    title = _TITLE.search(text)
    last = _TITLE_PARTS.split(html.unescape(title[1]).strip())[1:] if title else []
    if last and not found["publisher"]:
        found["publisher"].append(" ".join(last[-1].split()))


def _from_header(text: str, found: dict[str, list[str]]) -> None:
    """Read who sent an SDMX message, and when it was prepared."""
    prepared = _PREPARED.search(text)
    found["published"] += _days(prepared[1]) if prepared else []
    sender = _SENDER.search(text)
    if sender:
        within = re.split(r"</(?:\w{1,20}:)?Sender>|<(?:\w{1,20}:)?(?:Receiver|Structure)\b", sender[2])[0]
        named = None if sender[0].rstrip().endswith("/>") else _SENDER_NAME.search(within)
        found["publisher"].append(" ".join(html.unescape(named[1] if named else sender[1]).split()))


def _days(text: str) -> list[str]:
    """List the days that a text names, in ISO form, in their order."""
    found: list[tuple[int, str]] = []
    for pattern, order in ((_ISO, "ymd"), (_NUMERIC, "dmy"), (_DAY_FIRST, "dmy"), (_MONTH_FIRST, "mdy")):
        for match in pattern.finditer(text):
            day = _day(dict(zip(order, match.groups(), strict=True)))
            if day:
                found.append((match.start(), day))
    return [day for _, day in sorted(found)]


def _day(parts: dict[str, str]) -> str:
    """Make a day of its parts; empty where there is no such day."""
    month = _MONTH_OF.get(parts["m"].lower()) or int(parts["m"] if parts["m"].isdecimal() else 0)
    try:
        return date(int(parts["y"]), month, int(parts["d"])).isoformat()
    except ValueError:
        return ""
