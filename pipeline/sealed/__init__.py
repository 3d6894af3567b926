"""A finished release: its evidence, what proves that no byte of it was changed, and the one reader of it."""
