"""A signature made before is kept where it stands on the same file, so that a run again changes no byte."""

from io import BytesIO
from pathlib import Path

from pipeline.signing.identity import Identity
from pipeline.signing.sign import FIELD, Sealed


def kept_signature(path: Path, unsigned: bytes, identity: Identity) -> Sealed | None:
    """Return the file signed before, where it begins with these bytes and this certificate signed it all."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    if len(data) > len(unsigned) and data.startswith(unsigned) and signed_by(data) == identity.fingerprint:
        return Sealed(data, len(unsigned))
    return None


def signed_by(data: bytes) -> str | None:
    """Return the SHA-256 of the certificate whose signature covers the whole file unbroken, or None.

    Says nothing of whether the certificate is trusted: that is the reader's to judge.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import SignatureCoverageLevel
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        found = [one for one in PdfFileReader(BytesIO(data)).embedded_signatures if one.field_name == FIELD]
    except (PdfError, ValueError):
        return None
    if len(found) != 1:
        return None
    signature = found[0]
    whole = signature.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    intact, valid = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
    )
    fingerprint: bytes = signature.signer_cert.sha256
    return fingerprint.hex() if whole and intact and valid else None
