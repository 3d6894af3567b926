"""Holds the figures of a page against the register: the list under each, what is drawn, what is said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.counterproof.model import BOUND, Block, bare
from pipeline.counterproof.numbers import number_pattern
from pipeline.counterproof.page import Page, Pair, check_loose, said
from pipeline.counterproof.register import Expected


def check_figures(
    page: Page, blocks: Sequence[Block], by_label: dict[str, list[Expected]], figures: Iterable[str]
) -> None:
    """Check figures: the list under each in its order, then what is drawn and said of it by that list."""
    for label in sorted({*figures, *by_label}):
        expected = by_label.get(label, [])
        own = [block for block in blocks if block.label == label]
        listed = [link for block in own if block.kind == "list" for link in block.links]
        ordered = sorted((one for one in expected if _is_listed(one)), key=lambda one: (one.row, one.col))
        _counted(page, label, ordered)
        if listed != [one.pair for one in ordered]:
            _differ(page, label, listed, [one.pair for one in ordered])
        free = [one.pair for one in expected if not _is_listed(one)]
        texts = [printed for _, printed in listed]
        for block in own:
            if block.kind in ("caption", "note"):
                _claim(page, block, free)
        for block in own:
            if block.kind in ("drawing", "alt", "attribute"):
                own_numbers = block.kind == "alt"
                _drawn(page, block, [] if own_numbers else texts, free if own_numbers else [])
        _in_order(page, own, texts)
        _scales(page, own)
        for pair in free:
            page.proof.add(page.file, label, f"the index says {said([pair])}, and no place prints it.")


def _is_listed(one: Expected) -> bool:
    """Tell whether a number stands in the list under its figure, by series and point."""
    return bool(one.row) and one.place != "alt"


def _counted(page: Page, label: str, ordered: Sequence[Expected]) -> None:
    """Check that the index counts series and points of a figure from 1 without a gap."""
    points: dict[int, list[int]] = defaultdict(list)
    for one in ordered:
        points[one.row].append(one.col)
    rows = {"series": list(points), **{f"series {row}": cols for row, cols in points.items()}}
    for name, found in rows.items():
        if sorted(set(found)) != list(range(1, len(set(found)) + 1)):
            page.proof.add(page.file, f"{label}, {name}", f"the index counts {sorted(set(found))}.")


def _claim(page: Page, block: Block, free: list[Pair]) -> None:
    """Take the links of a title or a note out of what is said of a figure outside its list."""
    for pair in block.links:
        if pair in free:
            free.remove(pair)
        else:
            page.say(block, f"links to {said([pair])}, and the index does not say so.")


def _drawn(page: Page, block: Block, texts: Sequence[str], free: list[Pair]) -> None:
    """Check what is drawn or said of a chart: the next number of its own, or one of its list."""
    text, kept = block.text, 0
    for found in list(number_pattern(page.lang).finditer(text)):
        if not stands_alone(text, found.start(), found.end()):
            continue
        if free and free[0][1] == found[0]:
            del free[0]
        elif found[0] not in texts:
            continue
        kept += 1
        text = text[: found.start()] + BOUND * len(found[0]) + text[found.end() :]
    if kept:
        page.proof.numbers[page.file, block.kind] += kept
    check_loose(page, block, text)


def _in_order(page: Page, own: Sequence[Block], texts: Sequence[str]) -> None:
    """Check that the numbers drawn with one kind of mark follow the order of the list."""
    groups: dict[str, list[tuple[Block, str]]] = defaultdict(list)
    for block in own:
        if block.kind == "drawing":
            for found in number_pattern(page.lang).finditer(block.text):
                if found[0] in texts and stands_alone(block.text, found.start(), found.end()):
                    groups[block.group].append((block, found[0]))
    for drawn in groups.values():
        rest = iter(texts)
        for block, text in drawn:
            if text not in rest:
                page.say(block, f"{text} is drawn out of the order of the numbers listed under the figure.")
                break


def _scales(page: Page, own: Sequence[Block]) -> None:
    """Check the numbers of axes: equal steps at equal distances; other texts of axes are furniture."""
    axes: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for block in own:
        if block.kind != "scale":
            continue
        found = number_pattern(page.lang).fullmatch(bare(block.text))
        if found is None:
            check_loose(page, block, block.text)
            continue
        value = float(found[0].replace("\u202f", "").replace("\u2212", "-").replace(",", "."))
        axes[block.group].append((block.spot[0] - block.spot[1], value))
        page.proof.furniture["scale"] += 1
    for label, points in axes.items():
        if len(points) > 2 and not _is_linear(points):
            page.proof.add(
                page.file, own[0].label, f"the numbers of an axis ({label.split()[0]}) are not evenly spaced."
            )


def _is_linear(points: Sequence[tuple[float, float]]) -> bool:
    """Tell whether values grow by their distance, within the rounding of places."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    if x0 == x1:
        return False
    slope = (y1 - y0) / (x1 - x0)
    return all(abs(y0 + slope * (x - x0) - y) <= abs(slope) for x, y in points)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a number in a text is joined to no other letter or digit."""
    before, after = text[:start][-1:], text[end:]
    return not (
        before.isalnum()
        or before in tuple("-.,\u202f")
        or after[:1].isalnum()
        or (after[:1] in tuple("-.,\u202f") and after[1:2].isnumeric())
    )


def _differ(page: Page, label: str, found: Sequence[Pair], expected: Sequence[Pair]) -> None:
    """Say where a figure's list and the index part."""
    lengths = range(max(len(found), len(expected)))
    at = next(n for n in lengths if found[n : n + 1] != expected[n : n + 1])
    what = f"number {at + 1} of its list is {said(found[at : at + 1])}, and the index says "
    page.proof.add(page.file, label, f"{what}{said(expected[at : at + 1])}.")
