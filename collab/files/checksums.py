"""SHA-256 as this code writes it, in hexadecimal, and as S3 does, in base64."""

import base64


def to_base64(sha256: str) -> str:
    return base64.b64encode(bytes.fromhex(sha256)).decode()


def from_base64(checksum: str | None) -> str | None:
    """None of none, and of what has a dash: that is a checksum of the checksums of parts."""
    if not checksum or "-" in checksum:
        return None
    return base64.b64decode(checksum).hex()
