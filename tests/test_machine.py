"""The checks before a run, each against a real lack of the machine."""

import io
import os
import pwd
import sys
from pathlib import Path

import pytest

from pipeline.errors import Exit, MachineError
from pipeline.machine import PDF_LIBRARIES, check_folder, check_pdf_libraries, check_python
from pipeline.progress import Lines, Silent


def test_an_old_python_is_named() -> None:
    check_python()
    with pytest.raises(MachineError, match=r"This is Python 3\.9; Crossfoot needs 3\.11 or newer"):
        check_python((3, 9, 18))


def test_a_library_that_is_not_there_is_named_with_its_package() -> None:
    check_pdf_libraries()
    absent = {**PDF_LIBRARIES, "libabsent-1": ("libabsent-1.so.0", "libabsent-1.dylib")}
    with pytest.raises(MachineError, match=r"apt-get install libabsent-1.*--no-pdf") as caught:
        check_pdf_libraries(absent)
    assert "libpango-1.0-0" not in str(caught.value)


def test_a_folder_is_made_where_it_is_missing(tmp_path: Path) -> None:
    check_folder(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MachineError, match=r"cannot be written to \(Not a directory\).*CROSSFOOT_VAR"):
        check_folder(tmp_path / "file" / "var")


@pytest.mark.parametrize("who", ["another", "nobody that is known"])
def test_a_folder_of_another_account_is_refused(
    who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, other = tmp_path.stat().st_uid, tmp_path.stat().st_uid + 1
    names = {owner: "crossfoot"} | ({other: "root"} if who == "another" else {})
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: pwd.struct_passwd((names[uid], "", 0, 0, "", "", "")))
    monkeypatch.setattr(os, "geteuid", lambda: other)
    with pytest.raises(MachineError) as caught:
        check_folder(tmp_path)
    this = names.get(other, f"#{other}")
    assert f"{tmp_path} belongs to crossfoot, and this is {this}: crossfoot could not" in str(caught.value)
    assert "as crossfoot: runuser -u crossfoot -- crossfoot ..." in str(caught.value)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody can write to")
def test_a_folder_that_nobody_can_write_to_is_a_sentence() -> None:
    with pytest.raises(MachineError, match=r"The folder /proc/self/map_files cannot be written to"):
        check_folder(Path("/proc/self/map_files"))


def test_a_disk_that_is_nearly_full_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"has \d+ MB free, less than the 999999999 MB") as caught:
        check_folder(tmp_path, free_megabytes=999_999_999)
    assert caught.value.exit_code == Exit.ENVIRONMENT


def test_progress_tells_time_and_text() -> None:
    stream = io.StringIO()
    progress = Lines(stream)
    progress.say("intake: 3 figures")
    assert stream.getvalue().split(" s  ")[1] == "intake: 3 figures\n"
    assert float(stream.getvalue().split(" s  ")[0]) >= 0


def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    Lines(sys.stderr).say("seen")
    Lines().say("seen too")
    Silent().say("not seen")
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split(" s  ")[1] for line in said.err.splitlines()] == ["seen", "seen too"]
