"""A signed bulletin: it is what it was, it validates, and what is changed after it is told."""

import hashlib
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from pipeline.signing.declared import Declared
from pipeline.signing.identity import Identity
from pipeline.signing.kept import kept_signature, signed_by
from pipeline.signing.sign import PROFILE, Sealed, sign
from tests.bulletin.pages import need
from tests.bulletin.pdf.small import short_pdf
from tests.bulletin.pdf.validator import PROFILES, validate
from tests.signing.authority import MOMENT, Authority, rsa_key

DECLARED = Declared(Path("/k"), reason="Release of the month", location="Invented town")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module", params=["rsa", "curve"])
def identity(request: pytest.FixtureRequest, authority: Authority) -> Identity:
    key: Any = rsa_key() if request.param == "rsa" else ec.generate_private_key(ec.SECP256R1())
    certificate = authority.issue(key.public_key(), "Invented office")
    return Identity(key, certificate, (authority.certificate(),))


@pytest.fixture(scope="module")
def sealed(identity: Identity) -> Sealed:
    return sign(short_pdf(), identity, DECLARED, MOMENT)


def test_the_unsigned_file_is_a_prefix_whose_hash_can_be_checked(sealed: Sealed, identity: Identity) -> None:
    assert sealed.data.startswith(short_pdf())
    assert sealed.unsigned == len(short_pdf()) < len(sealed.data)
    facts = sealed.facts(identity)
    assert facts["unsigned"]["sha256"] == hashlib.sha256(short_pdf()).hexdigest()
    assert facts["certificate"] == {"sha256": identity.fingerprint, "subject": "CN=Invented office"}
    assert facts["profile"] == PROFILE


def test_pades_validates_for_who_trusts_the_authority(sealed: Sealed, authority: Authority) -> None:
    from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    (signature,) = PdfFileReader(BytesIO(sealed.data)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == SigSeedSubFilter.PADES.value
    assert signature.sig_object["/Reason"] == "Release of the month"
    assert signature.self_reported_timestamp == MOMENT
    trusting = ValidationContext(
        trust_roots=[translate_pyca_cryptography_cert_to_asn1(authority.certificate())], moment=MOMENT
    )
    status = validate_pdf_signature(signature, trusting)
    assert status.bottom_line, status.pretty_print_details()
    assert not validate_pdf_signature(signature, ValidationContext(trust_roots=[])).trusted


def test_the_signed_file_is_still_pdf_a_and_pdf_ua(sealed: Sealed, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(sealed.data)
    verdicts = validate([path])
    assert [verdicts.of(standard, path) for standard in PROFILES] == [{}, {}]
    done = subprocess.run([need("qpdf"), "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pdfsig_finds_a_signature_over_the_whole_file(sealed: Sealed, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(sealed.data)
    done = subprocess.run([need("pdfsig"), "-nocert", str(path)], capture_output=True, text=True, check=False)
    assert "Signature Validation: Signature is Valid." in done.stdout
    assert "Signature Type: ETSI.CAdES.detached" in done.stdout
    assert "Total document signed" in done.stdout


def test_a_changed_byte_and_an_added_one_are_told(sealed: Sealed, identity: Identity) -> None:
    assert signed_by(sealed.data) == identity.fingerprint
    changed = bytearray(sealed.data)
    changed[changed.index(b"/Title")] ^= 1
    assert signed_by(bytes(changed)) is None
    assert signed_by(sealed.data + b"% more\n") is None
    assert signed_by(short_pdf()) is None
    assert signed_by(b"no file") is None


def test_a_signature_is_kept_where_it_still_stands(
    sealed: Sealed, identity: Identity, authority: Authority, tmp_path: Path
) -> None:
    path = tmp_path / "bulletin.en.pdf"
    assert kept_signature(path, short_pdf(), identity) is None
    path.write_bytes(sealed.data)
    assert kept_signature(path, short_pdf(), identity) == sealed
    assert kept_signature(path, short_pdf() + b"other", identity) is None
    assert kept_signature(path, sealed.data, identity) is None
    renewed = Identity(identity.key, authority.issue(identity.key.public_key(), "Renewed"), ())
    assert kept_signature(path, short_pdf(), renewed) is None
    path.write_bytes(sealed.data[:-10])
    assert kept_signature(path, short_pdf(), identity) is None


def test_another_moment_leaves_the_same_prefix(identity: Identity, sealed: Sealed) -> None:
    later = sign(short_pdf(), identity, DECLARED, MOMENT + timedelta(days=1))
    assert later.data != sealed.data
    assert later.data[: later.unsigned] == sealed.data[: sealed.unsigned]
