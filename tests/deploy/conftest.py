"""The office with a vault, which the tests of releases have, and a readers' site of real issues."""

from tests.releasing.conftest import desk, vault_key
from tests.site.conftest import made, released

__all__ = ["desk", "made", "released", "vault_key"]
