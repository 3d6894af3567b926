"""Versions of what makes a release: the interpreter, Python packages, and the libraries that set the type."""

import ctypes
import platform
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version

_PACKAGES = (
    *("duckdb", "polars", "weasyprint", "altair", "vl-convert-python", "jinja2", "pikepdf"),
    *("xlsxwriter", "pysdmx"),
)
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib")
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib")
_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib")


def packages() -> dict[str, str]:
    """Return the versions of the packages whose results are in a release."""
    return {name: version(name) for name in _PACKAGES}


def software() -> dict[str, str]:
    """Return interpreter, packages and system libraries with their versions; empty where one is not known."""
    return {
        platform.python_implementation(): platform.python_version(),
        **packages(),
        "Pango": _text(_PANGO, "pango_version_string"),
        "HarfBuzz": _text(_HARFBUZZ, "hb_version_string"),
        "fontconfig": dotted(_number(_FONTCONFIG, "FcGetVersion")),
    }


def dotted(number: int) -> str:
    """Write a version that a library gives as one number, 21501, as 2.15.1; empty for none."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}" if number > 0 else ""


def _text(files: Iterable[str], function: str) -> str:
    """Ask a library for its version as a text."""
    asked = _function(files, function)
    if asked is None:
        return ""
    asked.restype = ctypes.c_char_p
    return bytes(asked()).decode("ascii", "replace")


def _number(files: Iterable[str], function: str) -> int:
    """Ask a library for its version as a number."""
    asked = _function(files, function)
    return int(asked()) if asked is not None else 0


def _function(files: Iterable[str], name: str) -> "ctypes._NamedFuncPointer | None":
    """Find a function in the first of the files that loads."""
    for file in files:
        with suppress(OSError, AttributeError):
            found: ctypes._NamedFuncPointer = getattr(ctypes.CDLL(file), name)
            return found
    return None
