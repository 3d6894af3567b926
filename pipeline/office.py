"""An office: a folder of data with its imprint, calendar, reference tables, rules and deliveries."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError, UsageError
from pipeline.month import Month
from pipeline.office_texts import ENGLISH, Reviewed, reviews_of, text_of, words_of
from pipeline.project import DEFAULT_OFFICE, Project
from pipeline.reading.draft import ReadFile, Source
from pipeline.releasing.declared import Releasing, read_releasing
from pipeline.signing.declared import Declared, read_signature
from pipeline.vintages.withdrawal import Withdrawal, read_withdrawals

DELIVERY = "delivery.toml"
"""The file in which a delivery declares itself; intake keeps its bytes as it keeps those of its files."""
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?")


@dataclass(frozen=True)
class DeliveredFile:
    """A file of a delivery and the layout it is read by; `original` is what a list of items is of.

    `columns` says of columns that the layout of a register does not read what the numbers in them are.
    """

    path: Path
    layout: str
    supersedes: str
    source_id: str = ""
    original: ReadFile | None = None
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Delivery:
    """What was handed in together: a folder with `delivery.toml` and files.

    With the sources that it introduces and the figures that it takes back.
    """

    name: str
    folder: Path
    received_on: date
    sender: str
    files: tuple[DeliveredFile, ...]
    sources: tuple[Source, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def corrects(self) -> bool:
        """Whether it makes new versions of figures that came before it."""
        return bool(self.withdrawals) or any(item.supersedes for item in self.files)


@dataclass(frozen=True)
class Office:
    """An office's declared facts; `home` is the folder its results are written to."""

    project: Project
    code: str
    name: str
    title: str
    subtitle: str
    imprint: str
    mark: str
    languages: tuple[str, ...]
    time_zone: str
    contact: str
    country: str
    first_month: Month
    default_month: Month
    history_months: int
    classification_note: str
    x13_binary: str = ""
    """Another program for seasonal adjustment than the bundled one; relative to its folder."""
    licence: str = ""
    """Under which licence its data files may be used, as SPDX calls it; empty where none is named."""
    address: str = ""
    """The public address of its readers' site, with a slash at the end; empty where there is none."""
    code_address: str = ""
    """Where the code can be read at a commit, with `{commit}` in its place; empty where nowhere."""
    signature: Declared | None = None
    """The key that its bulletins are signed with, where they are."""
    release: Releasing = field(default_factory=Releasing)
    """Who approves its issues, and the key of its vault."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    """What it says of itself in other languages than English, by language and key."""
    reviewed: Mapping[str, Reviewed] = field(default_factory=dict, hash=False)
    """By language who reviewed its texts; until then an edition says that nobody did."""

    def told(self, key: str, lang: str) -> str:
        """Return one of TEXTS in a language, empty where English is; StopRuleError where it is not said."""
        english = str(getattr(self, key))
        return english if lang == ENGLISH or not english else text_of(self.code, self.words, key, lang)

    @property
    def folder(self) -> Path:
        """Its folder below sources/."""
        return self.project.sources / self.code

    @property
    def home(self) -> Path:
        """The folder its results are written to."""
        return self.project.home(self.code)

    @property
    def option(self) -> str:
        """What a command that is advised says at its end to mean this office; empty for the default one."""
        return "" if self.code == DEFAULT_OFFICE else f" --office {self.code}"

    def deliveries(self) -> list[Delivery]:
        """Its deliveries in the order they were received, then by name."""
        found = [item for item in self._declared() if isinstance(item, Delivery)]
        return sorted(found, key=lambda delivery: (delivery.received_on, delivery.name))

    def refused_deliveries(self) -> list[str]:
        """List a sentence for each delivery whose delivery.toml cannot be followed; the others go on."""
        return [str(item) for item in self._declared() if isinstance(item, BadInputError)]

    def _declared(self) -> Iterator[Delivery | BadInputError]:
        """Yield each delivery, or what is the matter with it."""
        for path in sorted((self.folder / "deliveries").glob(f"*/{DELIVERY}")):
            try:
                yield read_delivery(path)
            except BadInputError as fault:
                yield fault

    def newest_received(self) -> date:
        """Return the default as-of day: the newest day on which something was received."""
        days = [delivery.received_on for delivery in self.deliveries()]
        if not days:
            raise BadInputError(
                " ".join(self.refused_deliveries())
                or f"Office {self.code} has no delivery below {self.folder / 'deliveries'}. "
                "Add a folder with delivery.toml and at least one file."
            )
        return max(days)


def office_codes(project: Project) -> list[str]:
    """List the offices at hand, by name."""
    return sorted(path.parent.name for path in project.sources.glob("*/office.toml"))


def load_office(project: Project, code: str) -> Office:
    """Read sources/<code>/office.toml; an unknown office is a sentence with the nearest names."""
    known = office_codes(project)
    if code not in known:
        near = difflib.get_close_matches(code, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Known offices: {', '.join(known)}."
        raise UsageError(f"There is no office '{code}' below {project.sources}. {hint}")
    path = project.sources / code / "office.toml"
    facts = _read_toml(path)
    with _naming(path, "other offices"):
        return _make_office(project, code, facts)


def _make_office(project: Project, code: str, facts: dict[str, Any]) -> Office:
    """Build an office from its declared facts."""
    if facts["code"] != code:
        raise BadInputError(
            f"{project.sources / code}/office.toml says code '{facts['code']}'; its folder says '{code}'."
        )
    return Office(
        project=project,
        code=code,
        name=facts["name"],
        title=facts["title"],
        subtitle=facts["subtitle"],
        imprint=facts["imprint"],
        mark=facts["mark"],
        languages=tuple(facts["languages"]),
        time_zone=facts["time_zone"],
        contact=facts["contact"],
        country=facts["country"],
        first_month=Month.parse(facts["first_month"]),
        default_month=Month.parse(facts["default_month"]),
        history_months=int(facts["history_months"]),
        classification_note=facts["classification_note"],
        x13_binary=_program(project.sources / code, facts.get("x13_binary", "")),
        licence=facts.get("licence", ""),
        address=_address(facts.get("address", "")),
        code_address=_code_address(facts.get("code_address", "")),
        signature=read_signature(facts.get("signature"), project.sources / code / "office.toml"),
        release=read_releasing(facts.get("release"), project.sources / code / "office.toml"),
        words=words_of(facts),
        reviewed=reviews_of(facts),
    )


def _address(said: str) -> str:
    """Return a public address with a slash at its end, or nothing."""
    if said and not _ADDRESS.fullmatch(said):
        raise ValueError(f"address is {said!r}. Write one as in https://statistics.example/bulletin/.")
    return f"{said.rstrip('/')}/" if said else ""


def _code_address(said: str) -> str:
    """Return where code can be read, with a slash at its end, or nothing."""
    if said and (said.count("{commit}") != 1 or not _ADDRESS.fullmatch(said.replace("{commit}", "0"))):
        raise ValueError(
            f"code_address is {said!r}. Write one as in https://code.example/office/blob/{{commit}}/."
        )
    return f"{said.rstrip('/')}/" if said else ""


def _program(folder: Path, configured: str) -> str:
    """Return the path of a configured program, or nothing."""
    return str(folder / configured) if configured else ""


def read_delivery(path: Path) -> Delivery:
    """Read one delivery.toml and check that its files are there and inside its folder."""
    facts = _read_toml(path)
    with _naming(path, "other deliveries"):
        name, received_on = facts["name"], facts["received_on"]
        if name != path.parent.name:
            raise BadInputError(f"{path} says name '{name}'; its folder says '{path.parent.name}'. Use one.")
        if type(received_on) is not date:
            raise BadInputError(f"{path} says received_on {received_on!r}. Write a date, as in 2026-01-31.")
        files = tuple(
            DeliveredFile(
                _inside(path.parent, item["path"]),
                item["layout"],
                item.get("supersedes", ""),
                item.get("source_id", ""),
                ReadFile(**item["original"]) if "original" in item else None,
                tuple(sorted((name, str(said)) for name, said in item.get("columns", {}).items())),
            )
            for item in (facts.get("file", ()) if "withdraw" in facts else facts["file"])
        )
        return Delivery(
            name,
            path.parent,
            received_on,
            facts.get("sender", "unknown"),
            files,
            tuple(Source(**item) for item in facts.get("source", ())),
            read_withdrawals(facts.get("withdraw", []), received_on),
        )


@contextmanager
def _naming(path: Path, example: str) -> Iterator[None]:
    """Turn a missing entry, or one of another form, into a sentence that names the file."""
    try:
        yield
    except KeyError as error:
        raise BadInputError(f"{path} lacks the entry {error}. Add it; {example} show its form.") from error
    except (AttributeError, TypeError, ValueError, UsageError) as error:
        raise BadInputError(
            f"{path} has an entry of another form than expected: {error} Compare it with {example}."
        ) from error


def _inside(folder: Path, name: str) -> Path:
    """Return the file below the folder, refusing names and links that lead out of it."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise BadInputError(
            f"{folder}/delivery.toml names '{name}', which lies outside the delivery. Move the file into it."
        )
    if not path.is_file():
        raise BadInputError(
            f"{folder}/delivery.toml names '{name}', which is not there. Add the file or remove its entry."
        )
    return path


def _read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file, or say which line of it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} cannot be read as TOML: {error}. Mend that place.") from error
