"""The headless API of django-allauth as a browser uses it."""

import json
import re
from typing import Any

from django.core.mail import EmailMessage
from django.test import Client


class Answer:
    """An answer's status, and its JSON."""

    def __init__(self, response: Any) -> None:
        self.status: int = response.status_code
        is_json = response["Content-Type"].endswith("json")
        self.json: dict[str, Any] = json.loads(response.content) if is_json else {}

    @property
    def pending(self) -> list[str]:
        """The steps that are left until somebody is in."""
        return [flow["id"] for flow in self.json["data"]["flows"] if flow.get("is_pending")]

    @property
    def faults(self) -> dict[str, str]:
        """What is wrong, by field."""
        return {fault.get("param", ""): fault["code"] for fault in self.json["errors"]}


def ask(client: Client, method: str, path: str, body: object = None, **headers: str) -> Answer:
    response = client.generic(
        method,
        f"/_allauth/browser/v1/{path}",
        b"" if body is None else json.dumps(body).encode(),
        content_type="application/json",
        headers=headers,
    )
    return Answer(response)


def sign_in(client: Client, email: str, password: str) -> Answer:
    return ask(client, "POST", "auth/login", {"email": email, "password": password})


def code_in(mail: EmailMessage) -> str:
    """The code in a line of its own."""
    found = re.search(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]+)*)$", str(mail.body), re.MULTILINE)
    assert found, mail.body
    return found[1]


def reset_key_in(mail: EmailMessage) -> str:
    found = re.search(r"/reset/(\S+)", str(mail.body))
    assert found, mail.body
    return found[1]
