"""The server that the browser tests look at, and the people who have an account there."""

import re
import subprocess

from tests.servers import CLONE
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
    """`manage.py serve` on a fresh SQLite database. Mail goes to its log."""

    host = "localhost"

    def __init__(self) -> None:
        super().__init__({"COLLAB_MESSAGES_PER_MINUTE": "6000", "PYTHONUNBUFFERED": "1"})
        self.environment["COLLAB_DATA"] = str(self.folder / "data")

    def start(self) -> None:
        """The first time, make the database and the people; later find them again."""
        if not (self.folder / "data").exists():
            self.manage("migrate", "--verbosity=0")
            self.manage("shell", "-c", MAKE_PEOPLE.format(names=PEOPLE, secret=SECRET_OF_GRACE))
        super().start()

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
