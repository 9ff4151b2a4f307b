"""A passkey as allauth keeps it, of no key that exists."""

from typing import Any

from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

KEY = b"zq"
POINT = {1: 2, 3: -7, -1: 1, -2: b"\1" * 32, -3: b"\2" * 32}


def credential() -> dict[str, Any]:
    """What a browser hands over when a passkey is made."""
    flags = AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP
    attested = AttestedCredentialData.create(bytes(16), KEY, ES256(POINT))
    data = AuthenticatorData.create(bytes(32), flags, 0, attested)
    said = CollectedClientData.create("webauthn.create", b"zq", "https://sila.example")
    return {
        "type": "public-key",
        "id": websafe_encode(KEY),
        "rawId": websafe_encode(KEY),
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": websafe_encode(said),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
    }
