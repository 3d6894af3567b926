"""From delivered files to `raw.file` and `raw.figure`: every line accounted for, bytes kept."""
