"""The packaged typefaces: which characters they hold, and how wide a text is in them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pipeline.errors import CrossfootError

REGULAR = "SourceSans3-Regular.ttf"
SEMIBOLD = "SourceSans3-SemiBold.ttf"
# Drawn from Noto Sans; the style sheet gives it this range and no other.
FROM_NOTO = frozenset("\u20bc")
WHITE_SPACE = frozenset(" \n")
POINT_MM = 25.4 / 72


@cache
def _advances(font: Path) -> dict[str, float]:
    """Read the advance of each character of a font file, in parts of the type size."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # publishes no types

    with TTFont(font, lazy=True) as face:
        unit = face["head"].unitsPerEm
        metrics = face["hmtx"].metrics
        return {chr(code): metrics[name][0] / unit for code, name in face.getBestCmap().items()}


def text_width(text: str, size: float, fonts: Path, *, strong: bool = False) -> float:
    """Measure a line of text; the result is in the unit of `size`."""
    return size * _width(text, fonts / (SEMIBOLD if strong else REGULAR))


@dataclass(frozen=True)
class Type:
    """The typefaces and the size of type, in points, that texts are measured in."""

    fonts: Path
    size_pt: float

    def measure(self, text: str, *, strong: bool = True) -> float:
        """Measure a line of text in millimetres."""
        return text_width(text, self.size_pt * POINT_MM, self.fonts, strong=strong)


@lru_cache(maxsize=65_536)
def _width(text: str, font: Path) -> float:
    """Measure a line in parts of the type size: words and names come again in every table and edition."""
    advances = _advances(font)
    return sum(advances.get(character, 1.0) for character in text)


def characters(fonts: Path) -> frozenset[str]:
    """List the characters that can be printed."""
    return frozenset(_advances(fonts / REGULAR)) | FROM_NOTO | WHITE_SPACE


def require_characters(html: str, fonts: Path) -> None:
    """Raise a sentence that names a character no packaged typeface holds, and where it stands."""
    missing = sorted(set(html) - characters(fonts))
    if not missing:
        return
    character = missing[0]
    at = html.index(character)
    near = re.sub(r"<[^>]*>?|^[^<]*>", " ", html[max(0, at - 60) : at]).split()[-6:]
    name = unicodedata.name(character, "a control character")
    raise CrossfootError(
        f"The character U+{ord(character):04X} ({name}) after {' '.join(near)!r} is in none of the packaged "
        f"typefaces ({len(missing)} such characters in this bulletin). Correct the text that contains it, or "
        f"add a typeface that holds it to {fonts.parent.name}/{fonts.name}."
    )
