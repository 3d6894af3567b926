"""What a release was made with, against what is at hand, and which files each library makes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import takewhile
from pathlib import Path

from pipeline.libraries import software
from pipeline.sealed.folder import MANIFEST, ReleaseFolder

_DRAWS = ("altair", "jinja2", "vl-convert-python")
_MAKERS: Mapping[str, Collection[str]] = {
    ".html": _DRAWS,
    ".parquet": ("duckdb", "polars"),
    ".pdf": (
        *(*_DRAWS, "weasyprint", "pikepdf", "Pango", "HarfBuzz", "fontconfig"),
        *("brotli", "cssselect2", "fonttools", "pydyf", "pyphen", "tinycss2", "tinyhtml5"),
    ),
    ".xlsx": ("xlsxwriter",),
    "sdmx/": ("pysdmx",),
}
"""The libraries that write the files of a kind, by the end of their names or the folder that they lie in."""
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Library:
    """A library that has another version than recorded; a version is empty where none is known."""

    name: str
    recorded: str
    here: str

    @property
    def sentence(self) -> str:
        """Say which version is recorded and which is at hand."""
        return (
            f"library: {self.name} {self.recorded or 'of no known version'} is recorded, and "
            f"{self.here or 'none'} is at hand."
        )


def other_libraries(folder: ReleaseFolder) -> list[Library]:
    """List the libraries whose version is another one than the manifest or the certificate records."""
    beneath = {name for names in _MAKERS.values() for name in names}
    packages = {
        name: str(found) for name, found in folder.certificate.get("packages", {}).items() if name in beneath
    }
    recorded = packages | folder.manifest.get("software", folder.manifest.get("engines", {}))
    here = {name: _version(name) for name in packages} | software()
    return [
        Library(name, recorded[name] or "", here.get(name) or "")
        for name in sorted(recorded)
        if recorded[name] != here.get(name)
    ]


def _version(name: str) -> str:
    """Return the version of a package at hand; empty where there is none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def why_it_differs(
    name: str,
    folder: ReleaseFolder,
    made: ReleaseFolder,
    libraries: Iterable[Library],
    reasons: Iterable[str],
) -> str:
    """Say from which byte on a file made again differs, and which of the reasons act on it.

    `reasons` are sentences that begin with the name of a cause and a colon. A library acts on the files that
    it writes, an alteration or a signature on the file that it names, any other cause on all files.
    """
    makers = {maker for end, names in _MAKERS.items() if _is_kind(name, end) for maker in names}
    causes = [f"library {one.name}" for one in libraries if one.name in makers]
    for reason in reasons:
        kind, _, said = reason.partition(": ")
        if kind == "library" or (kind in ("altered", "signature") and name not in said.split()):
            continue
        causes.append(kind)
    if name == MANIFEST:
        causes.append("the hashes of the files that differ")
    elif name.endswith(".pdf"):
        causes.append("the files that it holds, where one of them differs")
    told = "; ".join(dict.fromkeys(causes)) or "none of the recorded things is another one"
    return f"from byte {first_difference(folder.path / name, made.path / name):,}: {told}"


def _is_kind(name: str, end: str) -> bool:
    """Tell whether a file is of a kind: by its ending, or by the folder that it lies in."""
    return end in f"/{name}" if end.endswith("/") else name.endswith(end)


def first_difference(one: Path, other: Path) -> int:
    """Return the place, counted from 1, of the first byte in which two files that differ do."""
    place = 1
    with one.open("rb") as first, other.open("rb") as second:
        while (left := first.read(_CHUNK)) == (right := second.read(_CHUNK)):
            place += len(left)
            if not left:
                raise ValueError(f"{one} and {other} have the same bytes.")
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    return place + sum(1 for _ in alike)
