"""The office's signature on a bulletin: added after its last byte, so that the unsigned file is a prefix."""
