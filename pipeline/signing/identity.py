"""Who signs: a private key and the certificate that belongs to it, both checked before anything is signed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError
from pipeline.secret_files import read_public, read_secret
from pipeline.signing.declared import Declared

_KEY = "The signing key"
_CERTIFICATE = "The certificate of the signing key"
_CHAIN = "A certificate of the chain of the signing key"
_PASSPHRASE = "The passphrase of the signing key"
_NAMED_IN = "the table [signature] of office.toml"
_LEAST_RSA_BITS = 2048


@dataclass(frozen=True)
class Identity:
    """A key that signs, its certificate, and further certificates for the file; objects of `cryptography`."""

    key: Any
    certificate: Any
    others: tuple[Any, ...]

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, in hexadecimal digits."""
        from cryptography.hazmat.primitives.hashes import SHA256

        found: bytes = self.certificate.fingerprint(SHA256())
        return found.hex()

    @property
    def subject(self) -> str:
        """The name in the certificate, as RFC 4514 writes it."""
        return str(self.certificate.subject.rfc4514_string())


def load_identity(declared: Declared, root: Path, moment: datetime) -> Identity:
    """Read the key and its certificates; `root` is the checkout, `moment` that of the signature.

    Raises BadInputError, with what to do, for a file that is missing, unreadable, inside the checkout or open
    to others; for another passphrase; for a key and a certificate that do not belong together; for a
    certificate that is not valid at the moment or not made for signing.
    """
    secret = read_secret(declared.key, _KEY, (root,), _NAMED_IN)
    passphrase = (
        read_secret(declared.passphrase, _PASSPHRASE, (root,), _NAMED_IN).strip(b"\r\n")
        if declared.passphrase
        else None
    )
    if declared.certificate is None:
        identity = _from_pkcs12(secret, passphrase, declared)
    else:
        identity = _from_pem(secret, passphrase, declared)
    _require_pair(identity, declared)
    _require_valid(identity, moment, declared)
    _require_for_signing(identity, declared)
    return identity


def _from_pkcs12(secret: bytes, passphrase: bytes | None, declared: Declared) -> Identity:
    """Read a key, its certificate and others from a PKCS#12 file."""
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        key, certificate, others = pkcs12.load_key_and_certificates(secret, passphrase)
    except (ValueError, TypeError) as problem:
        raise BadInputError(_unread(declared, "a PKCS#12 file")) from problem
    if key is None or certificate is None:
        raise BadInputError(
            f"{_KEY}, {declared.key}, holds {'no certificate' if key else 'no private key'}. Export both "
            "together, or name a PEM key and its certificate in the table [signature]."
        )
    return Identity(key, certificate, (*others, *_chain(declared)))


def _from_pem(secret: bytes, passphrase: bytes | None, declared: Declared) -> Identity:
    """Read a PEM key and the certificate named beside it."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    assert declared.certificate is not None
    try:
        key = load_pem_private_key(secret, passphrase)
    except (ValueError, TypeError) as problem:
        raise BadInputError(_unread(declared, "a PEM key")) from problem
    first, *others = _certificates(declared.certificate, _CERTIFICATE)
    return Identity(key, first, (*others, *_chain(declared)))


def _unread(declared: Declared, form: str) -> str:
    named = f"the passphrase in {declared.passphrase}" if declared.passphrase else "no passphrase"
    return (
        f"{_KEY}, {declared.key}, cannot be read as {form} with {named}. "
        "Check that the file is whole and the passphrase is its own."
    )


def _chain(declared: Declared) -> list[Any]:
    return [found for path in declared.chain for found in _certificates(path, _CHAIN)]


def _certificates(path: Path, what: str) -> list[Any]:
    """Read the certificates of a PEM file."""
    from cryptography import x509

    try:
        return list(x509.load_pem_x509_certificates(read_public(path, what, _NAMED_IN)))
    except ValueError as problem:
        raise BadInputError(
            f"{what}, {path}, holds no certificate in PEM. Name the file that has it."
        ) from problem


def _require_pair(identity: Identity, declared: Declared) -> None:
    """Refuse a certificate of another key."""
    if identity.key.public_key() != identity.certificate.public_key():
        raise BadInputError(
            f"{_KEY}, {declared.key}, and the certificate {declared.certificate or 'in it'} do not belong "
            f"together: the certificate ({identity.subject}) is of another key. Name the pair."
        )


def _require_valid(identity: Identity, moment: datetime, declared: Declared) -> None:
    """Refuse a certificate outside of its time."""
    begins, ends = identity.certificate.not_valid_before_utc, identity.certificate.not_valid_after_utc
    if not begins <= moment <= ends:
        raise BadInputError(
            f"{_CERTIFICATE} {declared.certificate or declared.key} ({identity.subject}) is valid from "
            f"{begins:%Y-%m-%d} to {ends:%Y-%m-%d}, and the bulletin is signed on {moment:%Y-%m-%d}. "
            "Renew it, or take the table [signature] out of office.toml."
        )


def _require_for_signing(identity: Identity, declared: Declared) -> None:
    """Refuse a certificate that is made for something else, or a key too short to be trusted."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    try:
        usage = identity.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        usage = None
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise BadInputError(
            f"{_CERTIFICATE} {declared.certificate or declared.key} ({identity.subject}) is not made for "
            "signing: its key usage names neither digitalSignature nor nonRepudiation. Name another one."
        )
    strong = isinstance(identity.key, RSAPrivateKey) and identity.key.key_size >= _LEAST_RSA_BITS
    if not strong and not isinstance(identity.key, EllipticCurvePrivateKey):
        raise BadInputError(
            f"{_KEY}, {declared.key}, is none of the kinds that readers of PDF check: RSA of at least "
            f"{_LEAST_RSA_BITS} bits, or an elliptic curve. Name another one."
        )
