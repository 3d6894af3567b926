"""The check of words: what a release says takes no side, in any language, and is stopped where it does.

It reads finished files and knows nothing of how they are made. The list of words is `words.toml`.
"""
