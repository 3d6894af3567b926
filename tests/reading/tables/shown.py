"""What a sheet of a file shows."""

from pipeline.reading.tables.grid import Book

ROWS = [[None], [None], [None, None, "Name", "Share"], [None, None, "North", 1.5], [None, None, None, 20]]

PLACES = {"C3": "Name", "D3": "Share", "C4": "North", "D4": "1.5", "D5": "20"}


def shown(book: Book, sheet: int = 0) -> dict[str, str]:
    """Return what a sheet shows, by cell."""
    return {cell.reference: cell.text for cell in book.grids[sheet].cells}
