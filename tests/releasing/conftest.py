"""An office with releases written by hand, people, moments, and a key: what the steps of a release need."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.office import Office
from pipeline.releasing.declared import Releasing
from pipeline.releasing.embargo import embargo, open_issue
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import Entry, number_of
from pipeline.releasing.printed import LEDGER, printed_of
from pipeline.releasing.steps import Who, approve, submit
from pipeline.releasing.vault import make_key
from pipeline.swap import point
from tests.released import seal_folder

KEY = "2026-01"
NOON = datetime(2026, 4, 20, 12, 0, 0, tzinfo=UTC)
ANN, BEN, EVE = "Ann Lee", "Ben Ray", "Eve Fox"
NUMBERS = """\
release_id,lang,number_id,cell_id,facet,place,section,table_or_figure,row,col,printed,places
2026-01.1,en,aaaaaaa1,fci.C.2026-01,value,text,investment,,,,1 406.0,1
2026-01.1,en,aaaaaaa2,fci.D1.2026-01,value,text,investment,,,,75.6,1
"""
CELLS = """\
cell_id,territory_id,period,breakdown,price_basis,source_kind,transformation,period_start,period_end,reference_date,\
due_on,value,half_width,lo,hi,unit_code,qualifier,obs_status,conf_status,revised,flags,evidence_grade,n_src,\
src_digest,as_of,month
fci.C.2026-01,C,2026-01-01,_T,nominal,published,ytd,2026-01-01,2026-01-31,,,1406.0000000000,0.0500000000,,,AZN_MN,,V,\
F,True,BREAK;GAP,D,1,x,2026-02-20,2026-01-01
"""
FINDINGS = "finding_id,rule_id,outcome,effect,state,sentence\n"
DECISIONS = "decision_id,decided_at,who,status\n"
PAGE = '<html lang="en"><body><main><p id="n-aaaaaaa1">1 406.0</p></main></body></html>'
FILES = {
    "bulletin.en.html": PAGE,
    "bulletin.en.pdf": "%PDF-1.7 the figures of the month",
    "methodology/fci.html": PAGE,
    "published_number.csv": NUMBERS,
    "cells.csv": CELLS,
    "findings.csv": FINDINGS,
    "decisions.csv": DECISIONS,
}
SECRET = "the figures of the month"
"""What stands in a page and must not be found on the disk while the issue is under embargo."""


def after(**spans: float) -> datetime:
    """Return a moment so long after NOON."""
    return NOON + timedelta(**spans)


@dataclass
class Desk:
    """An office and the steps on its releases, a minute apart."""

    office: Office
    at: datetime = NOON

    def who(self, name: str, reason: str = "") -> Who:
        """Return somebody, a minute later than the last one."""
        self.at += timedelta(minutes=1)
        return Who(name, self.at, reason)

    def run(self, key: str = KEY, files: Mapping[str, str] | None = None) -> Path:
        """Write a release as a run would: a folder named by its content, and the month's link to it."""
        standings = standings_of(self.office)
        digest = printed_of(standings, key).digest
        said = {"core": "c", "indicators": "i", **({LEDGER: digest} if digest else {})}
        content = {**FILES, **(files or {})}
        facts = {
            "release_id": f"{key}.{number_of(standings, key)}",
            "month": key.partition("@")[0],
            "as_of": "2026-02-20",
            "inputs": said,
            "roots": {"all": hashlib.sha256(repr(content).encode()).hexdigest()},
            "files": {name: hashlib.sha256(text.encode()).hexdigest() for name, text in content.items()},
        }
        manifest = json.dumps(facts)
        releases = self.office.home / "releases"
        folder = releases / ".issues" / f"{key}-{hashlib.sha256(manifest.encode()).hexdigest()[:16]}"
        for name, text in {**content, "manifest.json": manifest}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        seal_folder(folder)
        point(releases / key, Path(".issues") / folder.name)
        return folder

    def digits(self, key: str = KEY) -> str:
        """Return the hash of the manifest at hand."""
        path = self.office.home / "releases" / key / "manifest.json"
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def approved(self, key: str = KEY) -> Entry:
        """Submit the release at hand by one person and approve it by another."""
        submit(self.office, key, self.who(ANN))
        return approve(self.office, key, self.who(BEN), self.digits(key))

    def locked(self, until: datetime, key: str = KEY) -> Entry:
        """Run, submit, approve, and put under embargo."""
        self.run(key)
        self.approved(key)
        return embargo(self.office, key, self.who(BEN), until, "UTC")

    def released(self, key: str = KEY, files: Mapping[str, str] | None = None) -> Entry:
        """Run, submit, approve, and release at once."""
        self.run(key, files)
        made = self.approved(key)
        return open_issue(self.office, made.release_id, self.who(BEN))


@pytest.fixture
def vault_key(tmp_path: Path) -> Path:
    """Make a key outside of the checkout."""
    make_key(tmp_path / "keys" / "vault.key", tmp_path / "checkout")
    return tmp_path / "keys" / "vault.key"


@pytest.fixture
def desk(small_office: Office, vault_key: Path) -> Desk:
    """Give the small office with a key for its vault."""
    return Desk(replace(small_office, release=Releasing(key=vault_key)))


Change = Callable[[bytes], bytes]


def plain_copies(office: Office) -> list[Path]:
    """List the files of an office's results that hold a sentence of the release in the clear."""
    needle = SECRET.encode()
    return [path for path in office.home.rglob("*") if path.is_file() and needle in path.read_bytes()]
