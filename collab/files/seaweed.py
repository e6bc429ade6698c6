"""SeaweedFS, an S3 server in one program: what it is told, for the store that Collab starts itself and for tests."""

import json
import secrets
import socket
import sysconfig
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import NamedTuple

PARTS = ("s3", "master", "volume", "filer", "admin")
PORTS = tuple(f"{part}.{port}" for part in PARTS for port in ("port", "port.grpc"))
"""All that it listens on, only on this machine; the first is what clients use."""
FROM = range(10_000, 22_000)
"""Where its ports are looked for, and 10,000 above: no system gives those to whoever connects, so that they are still
free at the next start."""


def program() -> Path:
    """Where the wheel puts it; it is not there on a machine that was only set up to use another store."""
    return Path(sysconfig.get_path("scripts")) / "weed"


class Kept(NamedTuple):
    """What a store keeps of itself from start to start."""

    access_key: str
    secret_key: str
    ports: dict[str, int]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports[PORTS[0]]}"


def keep(folder: Path) -> Kept:
    """What `folder` has kept: keys made once, and the ports of last time but for those that are taken now.

    Other commands on the same data find the store by that file (`Environment.storage`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    path = folder / "settings.json"
    before = json.loads(path.read_text()) if path.exists() else {}
    secret_key = before.get("S3_SECRET_KEY") or secrets.token_urlsafe(32)
    kept = Kept("collab", secret_key, free_ports(before.get("ports", {})))
    found = {"S3_ENDPOINT_URL": kept.url, "S3_ACCESS_KEY": kept.access_key, "S3_SECRET_KEY": secret_key}
    new = path.with_suffix(".new")
    _secret(new, json.dumps({**found, "ports": kept.ports}, indent=2))
    new.rename(path)
    return kept


def free_ports(wanted: dict[str, int]) -> dict[str, int]:
    """One for each of PORTS: the one that is wanted, as long as nobody listens there."""
    with ExitStack() as stack:
        found = {}
        for name in PORTS[:-2]:
            bound = stack.enter_context(closing(_bound(wanted.get(name, 0))))
            found[name] = bound.getsockname()[1]
        return found | _admin_ports(wanted.get("admin.port", 0))


def _admin_ports(wanted: int) -> dict[str, int]:
    """The part that clears deleted bytes away looks for its second port where it is by default: 10,000 above."""
    while True:
        with closing(_bound(wanted)) as bound:
            port = bound.getsockname()[1]
        if port + 10_000 < 2**16:
            with closing(_bound(port + 10_000)) as above:
                if above.getsockname()[1] == port + 10_000:
                    return {"admin.port": port, "admin.port.grpc": port + 10_000}
        wanted = 0


def _bound(port: int) -> socket.socket:
    """A socket bound there, or anywhere else on this machine."""
    while True:
        try:
            return socket.create_server(("127.0.0.1", port or secrets.choice(FROM)))
        except OSError:
            port = 0


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
        # Resuming, it mostly forgets for five seconds that it has volumes; it hears of them anyhow.
        "master.resumeState": "false", "webdav": "false", "admin.ui": "false", "master.telemetry": "false",
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
