"""A certification authority for a test: made, used and thrown away."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

MOMENT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
WORD = b"an invented passphrase"


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@dataclass
class Authority:
    """Issues certificates of one year around the moment of the tests."""

    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def certificate(self) -> x509.Certificate:
        """Return its own certificate."""
        return self.issue(self.key.public_key(), "Invented authority", authority=True)

    def issue(
        self,
        public: Any,
        name: str,
        *,
        begins: datetime = MOMENT - timedelta(days=100),
        days: int = 365,
        signing: bool = True,
        authority: bool = False,
        says_usage: bool = True,
    ) -> x509.Certificate:
        """Issue a certificate; one that says no usage is good for any."""
        usage = x509.KeyUsage(
            digital_signature=signing,
            content_commitment=signing,
            key_encipherment=not signing,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=authority,
            crl_sign=authority,
            encipher_only=False,
            decipher_only=False,
        )
        made = (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(_name("Invented authority"))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
        if says_usage:
            made = made.add_extension(usage, critical=True)
        return made.sign(self.key, hashes.SHA256())


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """Make a key of RSA."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def keep(path: Path, content: bytes, mode: int = 0o600) -> Path:
    """Write a file with its rights."""
    path.write_bytes(content)
    path.chmod(mode)
    return path


def write_pkcs12(path: Path, key: Any, certificate: Any, *others: Any, word: bytes = WORD) -> Path:
    """Write a key with its certificates."""
    locked = serialization.BestAvailableEncryption(word)
    return keep(path, pkcs12.serialize_key_and_certificates(b"office", key, certificate, others, locked))


def write_pem(path: Path, key: Any, word: bytes | None = None) -> Path:
    """Write a key alone."""
    locked = serialization.BestAvailableEncryption(word) if word else serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    return keep(path, key.private_bytes(serialization.Encoding.PEM, form, locked))


def write_certificate(path: Path, certificate: Any) -> Path:
    """Write a certificate alone, for anybody to read."""
    return keep(path, certificate.public_bytes(serialization.Encoding.PEM), 0o644)
