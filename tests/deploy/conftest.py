"""The office with a vault, which the tests of releases have."""

from tests.releasing.conftest import desk, vault_key

__all__ = ["desk", "vault_key"]
