"""The server that the browser tests look at, and the people who have an account there."""

import re
import subprocess
from contextlib import ExitStack

from tests.e2e.network import Network
from tests.servers import CLONE, Server, free_ports
from tests.services import S3, s3_settings
from tests.web import MANAGE, Web

PASSWORD = "a long walk to the sea"
PEOPLE = ("Alice", "Bob", "Charlie", "Dora", "Erin", "Frank", "Grace")
"""Everybody's address is their name at example.com. Alice is the client, Bob the freelancer, Charlie the outsider; the
others are there for tests that change an account."""
SECRET_OF_GRACE = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What Grace's authenticator app knows."""

MAKE_PEOPLE = """
from allauth.mfa.totp.internal.auth import TOTP
from tests.conftest import person
people = {{name: person(name, f"{{name.lower()}}@example.com") for name in {names!r}}}
TOTP.activate(people["Grace"], {secret!r})
"""


class Site(Web):
    """`manage.py serve` on a fresh SQLite database. Mail goes to its log.

    Its storage starts with `bring_files`; browsers reach it through `network`.
    """

    host = "localhost"

    def __init__(self) -> None:
        super().__init__({"COLLAB_MESSAGES_PER_MINUTE": "6000", "PYTHONUNBUFFERED": "1"})
        self.environment["COLLAB_DATA"] = str(self.folder / "data")
        self.storage = S3()
        (port,) = free_ports(1)
        self.network = Network(self.storage.ports["s3.port"], port)
        self.environment |= {**s3_settings(self.storage.url), "S3_PUBLIC_URL": self.network.url}
        self._files: ExitStack | None = None

    def start(self) -> None:
        """The first time, make the database and the people; later find them again."""
        if not (self.folder / "data").exists():
            self.manage("migrate", "--verbosity=0")
            self.manage("shell", "-c", MAKE_PEOPLE.format(names=PEOPLE, secret=SECRET_OF_GRACE))
        super().start()

    def bring_files(self) -> None:
        """From now on there is a storage, a network to it and a worker. Asked again, it changes nothing."""
        if self._files:
            return
        with ExitStack() as stack:
            stack.enter_context(self.storage)
            stack.enter_context(self.network)
            stack.enter_context(Worker(self))
            self._files = stack.pop_all()

    def __exit__(self, *how: object) -> None:
        super().__exit__(*how)
        if self._files:
            self._files.close()

    def manage(self, *arguments: str) -> None:
        command = self.with_settings([*MANAGE, *arguments])
        subprocess.run(command, cwd=CLONE, check=True, stdout=subprocess.DEVNULL)

    def mail_to(self, address: str) -> str:
        """The newest mail to this address, headers and all; empty when there is none."""
        mails = [mail for mail in self.log().split("-" * 79) if f"To: {address}" in mail]
        return mails[-1] if mails else ""

    def code_for(self, address: str) -> str:
        """The code in a line of its own of the newest mail."""
        found = re.search(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]+)*)$", self.mail_to(address), re.MULTILINE)
        assert found, self.mail_to(address)
        return found[1]

    def reset_path_for(self, address: str) -> str:
        """Where the link of the newest mail leads to."""
        found = re.search(r"/reset/\S+", self.mail_to(address))
        assert found, self.mail_to(address)
        return found[0]


class Worker(Server):
    """`manage.py work` with the settings of a site."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site

    def command(self) -> list[str]:
        return self.site.with_settings([*MANAGE, "work"])

    def answers(self) -> bool:
        """Nobody waits for a worker: what it makes appears when it is there."""
        return True
