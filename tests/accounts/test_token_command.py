from typing import Any

import pytest
from django.core.management import CommandError, call_command

from collab import limits
from collab.accounts import actions
from collab.accounts.access import by_token
from collab.accounts.models import ApiToken, Person


def secret_of(capsys: pytest.CaptureFixture[str], *arguments: str, **options: Any) -> str:
    call_command("token", *arguments, **options)
    return capsys.readouterr().out.strip()


def test_it_prints_a_token_and_nothing_else(alice: Person, capsys: pytest.CaptureFixture[str]) -> None:
    access = by_token(secret_of(capsys, "Alice@Example.com"))
    assert (access.person, access.scope) == (alice, "write")


def test_name_and_scope_can_be_told(alice: Person, capsys: pytest.CaptureFixture[str]) -> None:
    access = by_token(secret_of(capsys, alice.email, "--name", "Reports", "--scope", "read"))
    assert access.scope == "read"
    assert ApiToken.objects.get().name == "Reports"


def test_what_cannot_be_is_said_in_a_sentence(alice: Person) -> None:
    with pytest.raises(CommandError, match="Nobody here has the address"):
        call_command("token", "nobody@example.com")
    with pytest.raises(CommandError, match="The name of the token is empty"):
        call_command("token", alice.email, "--name", "")
    for _ in range(limits.TOKENS_PER_PERSON):
        actions.make_token(alice, name="bot", scope="read")
    with pytest.raises(CommandError, match="Please revoke one first"):
        call_command("token", alice.email)


def test_a_closed_account_gets_none(alice: Person) -> None:
    actions.deactivate(alice)
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("token", alice.email)
