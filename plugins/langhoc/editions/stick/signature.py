"""Who wrote a stick's list: signatures as the program minisign makes and checks them (Ed25519, not prehashed).

Not prehashed, for a browser's WebCrypto can check those. https://jedisct1.github.io/minisign/
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from langhoc.editions.stick.manifest import Manifest

if TYPE_CHECKING:
    from minisign import SecretKey

_COMMENT = "langhoc"
# Two bytes say of what sort the key is, eight are its number.
_BEFORE_KEY = 10
_GROUPS, _DIGITS = 5, 4


class NotAKey(ValueError):
    """What was given is no key, or its password is another."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """`text` is what minisign calls a public key: 56 signs."""

    text: str

    @property
    def raw(self) -> bytes:
        """The 32 bytes of the key itself."""
        return base64.b64decode(self.text)[_BEFORE_KEY:]

    @property
    def fingerprint(self) -> str:
        """What stands on a stick's label: 20 digits that no other key has."""
        digits = hashlib.sha256(self.raw).hexdigest().upper()
        return " ".join(digits[at * _DIGITS : (at + 1) * _DIGITS] for at in range(_GROUPS))

    def is_of_label(self, digits: str) -> bool:
        """Whether these stand on the label, however they were typed."""
        return "".join(digits.split()).upper() == self.fingerprint.replace(" ", "")

    def file(self) -> bytes:
        return f"untrusted comment: {_COMMENT} {self.fingerprint}\n{self.text}\n".encode()

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Whether the signature is this key's, of this content, and written as we write it: each sign of it counts."""
        from minisign import Error, Signature  # noqa: PLC0415
        from minisign import PublicKey as Read  # noqa: PLC0415

        try:
            read = Signature.from_bytes(signature)
            Read.from_base64(self.text).verify(content, read)
        except Error:
            return False
        return signature == bytes(read) + b"\n" and read.untrusted_comment == _COMMENT and not read.is_prehashed()


def read_public_key(content: bytes) -> PublicKey:
    """A file of minisign, or the key alone. Raises NotAKey."""
    from minisign import Error  # noqa: PLC0415
    from minisign import PublicKey as Read  # noqa: PLC0415

    try:
        lines = content.decode().split()
        text = lines[-1] if lines else ""
        Read.from_base64(text)
    except (Error, UnicodeDecodeError) as error:
        raise NotAKey from error
    return PublicKey(text)


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs lists with a secret key."""

    secret: SecretKey = field(repr=False)

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.secret.get_public_key().to_base64().decode())

    def signature(self, manifest: Manifest) -> bytes:
        """What minisign would write beside the list. The same list has the same signature."""
        said = f"{_COMMENT} {manifest.sequence} {manifest.made_on.isoformat()}"
        content = manifest.written()
        signed = self.secret.sign(content, prehash=False, untrusted_comment=_COMMENT, trusted_comment=said)
        return bytes(signed) + b"\n"


def read_secret_key(content: bytes, password: Callable[[], str]) -> Signer:
    """`password` is asked for where the key needs one. Raises NotAKey."""
    from minisign import Error, SecretKey  # noqa: PLC0415

    try:
        secret = SecretKey.from_bytes(content)
        if secret.is_encrypted():
            secret.decrypt(password())
    except (Error, UnicodeDecodeError) as error:
        raise NotAKey from error
    return Signer(secret)


def new_key(password: str) -> tuple[bytes, PublicKey]:
    """The content of a new secret key's file, encrypted where there is a password; and the public one."""
    from minisign import KeyPair  # noqa: PLC0415

    pair = KeyPair.generate()
    public = PublicKey(pair.public_key.to_base64().decode())
    if password:
        pair.secret_key.encrypt(password)
    return bytes(pair.secret_key) + b"\n", public
