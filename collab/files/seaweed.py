"""SeaweedFS, an S3 server in one program: what it is told, for the store that Collab starts itself and for tests."""

import json
import secrets
import sysconfig
from contextlib import suppress
from pathlib import Path

PARTS = ("s3", "master", "volume", "filer", "admin")
PORTS = tuple(f"{part}.{port}" for part in PARTS for port in ("port", "port.grpc"))
"""All that it listens on, only on this machine; the first is what clients use."""


def program() -> Path:
    """Where the wheel puts it; it is not there on a machine that was only set up to use another store."""
    return Path(sysconfig.get_path("scripts")) / "weed"


def configure(folder: Path, access_key: str, secret_key: str) -> None:
    """Write who may do what. What the parts of the program tell each other is signed with keys that nobody else has:
    without, whoever is on this machine, web pages too, could go past S3."""
    keys = {"accessKey": access_key, "secretKey": secret_key}
    identity = {"name": "collab", "credentials": [keys], "actions": ["Admin", "Read", "Write", "List"]}
    _secret(folder / "identities.json", json.dumps({"identities": [identity]}))
    doors = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")
    signing = "".join(f'[{door}]\nkey = "{secrets.token_urlsafe(32)}"\n' for door in doors)
    _secret(folder / "security.toml", signing)


def _secret(path: Path, content: str) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(content)


def command(ports: dict[str, int]) -> list[str]:
    """Program and arguments, to be run in the folder that has its data and what `configure` wrote."""
    options = {
        "dir": ".", "ip": "127.0.0.1", "ip.bind": "127.0.0.1", "s3.config": "identities.json",
        "s3.autoCreateBucket": "false", "s3.iam": "false", "s3.port.iceberg": "0", "s3.port.lance": "0",
        "webdav": "false", "admin.ui": "false", "master.telemetry": "false",
        # Of its HTTP servers only S3 has a use here; any web page could have asked the master to forget everything.
        "disableHttp": "true", "s3.allowedOrigins": "http://nobody.invalid",
        "s3.localSocket": "s3.sock", "filer.localSocket": "filer.sock", **ports,
    }  # fmt: skip
    return [str(program()), "-logtostderr", "mini", *(f"-{name}={value}" for name, value in options.items())]


def clear(ports: dict[str, int]) -> None:
    """Remove the sockets that it leaves behind when it is killed: no option moves them out of /tmp."""
    for port in ports.values():
        for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
            with suppress(OSError):
                left.unlink()
