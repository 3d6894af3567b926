"""Signs a finished file by an update after its last byte; what was there before stays as it was."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from pipeline.signing.declared import Declared
from pipeline.signing.identity import Identity

FIELD = "OfficeSignature"
PROFILE = "PAdES B-B"
"""ETSI EN 319 142-1: a signature with its certificate, without a time stamp of a third party."""


@dataclass(frozen=True)
class Sealed:
    """A signed file, and how long the unsigned one is at its beginning."""

    data: bytes
    unsigned: int

    def facts(self, identity: Identity) -> dict[str, Any]:
        """Say what a manifest holds: the hash of the beginning can be checked against any other run's."""
        return {
            "profile": PROFILE,
            "certificate": {"sha256": identity.fingerprint, "subject": identity.subject},
            "unsigned": {
                "bytes": self.unsigned,
                "sha256": hashlib.sha256(self.data[: self.unsigned]).hexdigest(),
            },
        }


def sign(unsigned: bytes, identity: Identity, declared: Declared, moment: datetime) -> Sealed:
    """Sign a file; the field is invisible and outside of the page, so that PDF/A-3a and PDF/UA-1 remain.

    The bytes that are added differ from one signing to the next: they hold the moment and, of an elliptic
    curve, a random number. A release is compared by what comes before them.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=declared.reason or None,
        location=declared.location or None,
    )
    field = SigFieldSpec(
        FIELD,
        invis_sig_settings=InvisSigSettings(
            set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
        ),
        readable_field_name=identity.subject,
    )
    signer = _at(moment)(meta, signer=_signer(identity), new_field_spec=field)
    signed = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(unsigned)), output=BytesIO())
    return Sealed(signed.getvalue(), len(unsigned))


def _at(moment: datetime) -> Any:
    """Make a signer that states this moment; the library's own reads the clock."""
    from pyhanko.sign.signers import PdfSigner

    class SignerAt(PdfSigner):
        """States the moment it was given."""

        def init_signing_session(self, *args: Any, **options: Any) -> Any:
            """Begin to sign."""
            session = super().init_signing_session(*args, **options)
            session.system_time = moment
            return session

    return SignerAt


def _signer(identity: Identity) -> Any:
    """Hand the key and its certificates to the library in its own form."""
    from pyhanko.keys import internal
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library leaves it untyped
    store.register_multiple(internal.translate_pyca_cryptography_cert_to_asn1(one) for one in identity.others)
    return SimpleSigner(
        signing_cert=internal.translate_pyca_cryptography_cert_to_asn1(identity.certificate),
        signing_key=internal.translate_pyca_cryptography_key_to_asn1(identity.key),
        cert_registry=store,
    )
