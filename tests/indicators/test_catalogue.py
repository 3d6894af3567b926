"""The catalogue reads headers whole, and a header that cannot be used is a sentence that names the file."""

from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.identity import file_hash
from pipeline.indicators.catalogue import load_catalogue
from pipeline.project import Project, locate
from tests.indicators.sample_indicator import HEADER, read_indicator, write_indicator

NATURES = {"flow", "stock", "event", "plan", "ratio", "register"}


def test_a_header_is_read_whole(tmp_path: Path) -> None:
    found = read_indicator(tmp_path, HEADER + 'derive = ["ratio"]\n')
    assert (found.code, found.title, found.unit, found.nature) == (
        "viaducts",
        "Viaducts",
        "Viaducts",
        "stock",
    )
    assert found.definition == "Viaducts planned or built."
    assert (found.owners, found.derive) == (("methods", "works"), ("ratio",))
    assert found.version == file_hash(found.path)
    assert found.text.startswith("/*\ntitle")


def test_without_files_there_are_no_indicators(tmp_path: Path) -> None:
    assert load_catalogue(Project(tmp_path, tmp_path)) == {}


def test_a_changed_file_has_another_version(tmp_path: Path) -> None:
    first = read_indicator(tmp_path)
    assert read_indicator(tmp_path, select="select 1").version != first.version


def test_a_file_without_a_header_is_refused(tmp_path: Path) -> None:
    write_indicator(tmp_path).write_text("select 1", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"^viaducts\.sql has no header\. Begin it with a comment"):
        load_catalogue(Project(tmp_path, tmp_path))


def test_a_header_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"header of viaducts\.sql cannot be read as TOML: .*line 1"):
        read_indicator(tmp_path, "title = Viaducts\n")


@pytest.mark.parametrize("piece", [line.split(" = ")[0] for line in HEADER.splitlines() if " = " in line])
def test_a_header_without_a_piece_of_methodology_is_refused(tmp_path: Path, piece: str) -> None:
    with pytest.raises(
        BadInputError, match=rf"header of viaducts\.sql lacks {piece}\. A methodology is complete"
    ):
        read_indicator(tmp_path, HEADER.replace(f"{piece} = ", f"not_{piece} = "))


def test_all_missing_pieces_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"lacks definition, formula, reference, unit, nature, default"):
        read_indicator(tmp_path, 'title = "Viaducts"\n')


@pytest.mark.parametrize(
    ("name", "form"), [("owners", '"methods"'), ("unit", "3"), ("title", '["a", "b"]'), ("derive", '"ratio"')]
)
def test_a_piece_in_another_form_is_refused(tmp_path: Path, name: str, form: str) -> None:
    lines = [line for line in HEADER.splitlines() if not line.startswith(f"{name} = ")]
    with pytest.raises(BadInputError, match=rf"gives {name} in another form.*Texts are written"):
        read_indicator(tmp_path, "\n".join([*lines, f"{name} = {form}", ""]))


def test_an_unknown_derivation_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        BadInputError, match=r"derives 'growth'\. Known derivations: base_effect, contribution, flow_growth"
    ):
        read_indicator(tmp_path, HEADER + 'derive = ["ratio", "growth"]\n')


def test_the_indicators_of_this_checkout_have_texts_of_one_line_and_known_natures() -> None:
    catalogue = load_catalogue(locate())
    assert len(catalogue) >= 22
    for found in catalogue.values():
        texts = (found.title, found.definition, found.formula, found.reference, found.comparability)
        assert not any("\n" in text for text in texts)
        assert found.nature in NATURES, found.code
        assert found.code == found.path.stem


def test_only_flows_are_seasonally_adjusted(tmp_path: Path) -> None:
    assert read_indicator(tmp_path, HEADER + 'adjust = ["flow"]\n').adjust == ("flow",)
    with pytest.raises(BadInputError, match=r"adjusts 'ytd'\. Known transformations: flow\."):
        read_indicator(tmp_path, HEADER + 'adjust = ["ytd"]\n')
