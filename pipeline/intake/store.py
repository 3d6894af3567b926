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
    elif target.stat().st_size != path.stat().st_size:
        raise MachineError(f"{target} was changed after it was stored. Restore it from a backup, or remove it and run intake again.")
    return file_id
