"""Looks for what pages of a release should not have: foreign elements, addresses, scripts and styles."""

from collections.abc import Collection

from pipeline.project import at_hand
from pipeline.sealed.check_made_again import OTHER_CODE, TEMPLATES, is_by
from pipeline.sealed.folder import ReleaseFolder
from pipeline.sealed.page_parts import SHOWN, foreign_parts
from pipeline.sealed.report import Report
from pipeline.sealed.roots import SEALING

READ = "pages whose elements, addresses, scripts and styles are those of a release"


def check_pages(release: ReleaseFolder, report: Report) -> None:
    """Check that each HTML file has what the templates write, loads files of its release and no other style.

    Where the manifest names other templates the styles are told as not checked.
    """
    known, styles = {*release.files, *SEALING}, _styles()
    for name in sorted(release.files):
        if name.endswith(".html"):
            _check(release, name, known, styles, report)


def _check(
    release: ReleaseFolder, name: str, known: Collection[str], styles: Collection[str], report: Report
) -> None:
    """Check one page."""
    content = release.read_bytes(name)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        report.add(name, f"byte {error.start}", "text in UTF-8", repr(content[error.start : error.end]))
        return
    foreign, own = foreign_parts(name, text, known)
    report.checked[READ] += 1
    for one in foreign:
        report.add(name, *one)
    for style in sorted(set(own) - set(styles)):
        if is_by(release, TEMPLATES):
            report.add(name, "element style", "no style but those of the templates", repr(style[:SHOWN]))
        else:
            report.left_out[f"{OTHER_CODE}: style of {name}"] += 1


def _styles() -> set[str]:
    """Return the style sheets that stand in pages, as the templates at hand have them."""
    from pipeline.bulletin.render import style_of

    templates = at_hand().templates
    if not templates.is_dir():
        return set()
    charts = (templates / "scripts" / "charts.css").read_text(encoding="utf-8")
    return {charts.strip(), *(str(style_of(templates, "screen", above)).strip() for above in ("", "../"))}
