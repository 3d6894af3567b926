"""The same names get the same answers in every process, whatever the hash seed."""

import os
import subprocess
import sys
from pathlib import Path

from pipeline.project import locate

ASK = """
import csv, sys
from pipeline.office import load_office
from pipeline.places.gazetteer import load_gazetteer
from pipeline.project import locate
from pipeline.reference import load_reference
listed = load_gazetteer(load_reference(load_office(locate(), "karabakh")))
for gazetteer in (listed, listed.without_listed_names()):
    for path in sys.argv[1:]:
        for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
            print(ascii(gazetteer.resolve(row["name"])))
            print(ascii(gazetteer.mentions("In " + row["name"] + ", as in Shusha and Khojaly.")))
"""


def test_hash_seeds_change_no_answer() -> None:
    here = Path(__file__).parent
    paths = [str(here / name) for name in ("names.csv", "spellings.csv")]
    answers = {
        subprocess.run(
            [sys.executable, "-c", ASK, *paths],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=locate().root,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1 and answers.pop().count("\n") > 1000
