"""The raw store: delivered bytes kept for ever, named by their hash."""

from pathlib import Path

from pipeline.errors import MachineError
from pipeline.identity import file_hash
from pipeline.lake import write_atomically


def keep(store: Path, path: Path) -> str:
    """Copy a file into the store and return its file_id; the same bytes are kept once."""
    file_id = file_hash(path)
    target = store / file_id
    if not target.is_file():
        write_atomically(target, path.read_bytes())
        target.chmod(0o444)
    if file_hash(target) != file_id:
        raise MachineError(
            f"{target} does not hold the bytes that its name says. Remove it, or restore it from a backup, "
            "then run intake again."
        )
    return file_id
