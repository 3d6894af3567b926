"""A release that was made before of the same and is whole: it stands, and is not made again.

What it was made of is the part of its manifest that decides its bytes: inputs, code, templates, what the
office declares, libraries and typefaces. What a run reports of it is kept beside the printed files.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError, UsageError
from pipeline.identity import digest_of, file_hash
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.lake import Lake, write_atomically
from pipeline.office import Office
from pipeline.releasing.folder import MANIFEST, check_files, hand_in
from pipeline.vintages.published import STAGE


@dataclass(frozen=True)
class Release:
    """A written release; `stands` where it was made before and nothing had to be done."""

    folder: Path
    paths: tuple[Path, ...]
    main_points: tuple[str, ...]
    numbers: int
    pages: int
    tight: tuple[str, ...] = ()
    """A sentence for each table that is not printed in the usual type and page."""
    stands: bool = False


@dataclass(frozen=True)
class Standing:
    """The release of a month at hand, and what it would have to be made of to stand."""

    office: Office
    lake: Lake
    key: str
    made_with: Mapping[str, Any]
    named: Sequence[tuple[str, str]]
    """Its publications."""

    def find(self) -> Release | None:
        """Return the release if it stands: made of the same, known to the lake, no file of it changed.

        Signatures are put on by a key that may be another one today, so a signed release is made again.
        """
        kept = self.lake.manifest(STAGE, self.key)
        if self.office.signature or kept is None or kept.digest != digest_of(self.made_with):
            return None
        folder = self.office.home / "releases" / self.key
        try:
            told = json.loads(_note(self.office, self.key).read_text(encoding="utf-8"))
            hand = hand_in(folder, self.key, self.office.code)
            if told["of"] != self._of or told["manifest"] != hand.manifest_sha256:
                return None
            check_files(hand)
            paths = tuple(folder / name for name in told["paths"])
            points, tight = tuple(told["main_points"]), tuple(told["tight"])
            return Release(folder, paths, points, told["numbers"], told["pages"], tight, stands=True)
        except (OSError, ValueError, KeyError, TypeError, UsageError, BadInputError):
            return None

    def keep(self, release: Release) -> None:
        """Keep what is told of a release that was just made."""
        told = {
            "of": self._of,
            INDICATORS: self.made_with["inputs"][INDICATORS],
            "manifest": file_hash(release.folder / MANIFEST),
            "paths": [path.relative_to(release.folder).as_posix() for path in release.paths],
            "main_points": release.main_points,
            "numbers": release.numbers,
            "pages": release.pages,
            "tight": release.tight,
        }
        write_atomically(
            _note(self.office, self.key), (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
        )

    @property
    def _of(self) -> str:
        """Hash what decides the bytes of the release, and which publications it has."""
        return digest_of([self.made_with, self.named])


def may_stand(office: Office, lake: Lake, key: str) -> bool:
    """Tell, before a month is read, whether there is a release of its indicators that may stand."""
    made = lake.manifest(INDICATORS, key)
    try:
        told = json.loads(_note(office, key).read_text(encoding="utf-8"))
        return bool(made and told[INDICATORS] == made.digest)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _note(office: Office, key: str) -> Path:
    """Name the file that says what was made."""
    return office.home / "printed" / f"{key}.json"
