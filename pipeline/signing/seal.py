"""The signature of a release: what is put on each of its PDF files, and what the manifest says of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.office import Office
from pipeline.signing.declared import Declared
from pipeline.signing.identity import Identity, load_identity
from pipeline.signing.kept import kept_signature
from pipeline.signing.sign import Sealed, sign


@dataclass
class Seal:
    """Signs the files of a release where the office declares a key, and does nothing where it does not."""

    declared: Declared | None = None
    identity: Identity | None = None
    moment: datetime | None = None
    made: dict[str, Sealed] = field(default_factory=dict)

    @classmethod
    def of(cls, office: Office, moment: datetime | None = None) -> "Seal":
        """Read the office's key, before anything is made; `moment` is that of the signature, now by default.

        Raises BadInputError where the key cannot sign.
        """
        if office.signature is None:
            return cls()
        at = (moment or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
        return cls(office.signature, load_identity(office.signature, office.project.root, at), at)

    def put_on(self, pdf: bytes, name: str, before: Path) -> bytes:
        """Return the file signed; the signature of the same file in the folder `before` is kept."""
        if self.declared is None or self.identity is None or self.moment is None:
            return pdf
        kept = kept_signature(before / name, pdf, self.identity)
        self.made[name] = kept or sign(pdf, self.identity, self.declared, self.moment)
        return self.made[name].data

    def facts(self) -> dict[str, Any]:
        """Say what the manifest holds of the signed files, by name; nothing where nothing is signed."""
        if self.identity is None:
            return {}
        return {"signed": {name: sealed.facts(self.identity) for name, sealed in sorted(self.made.items())}}
