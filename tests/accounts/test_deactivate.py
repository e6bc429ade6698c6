from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from collab.accounts.models import Ended, Person
from tests.accounts.allauth import sign_in
from tests.conftest import PASSWORD


def test_nobody_is_in_or_gets_in_any_more(
    alice: Person, signed_in: Callable[[Person], Client], capsys: pytest.CaptureFixture[str]
) -> None:
    browser = signed_in(alice)
    call_command("deactivate", "Alice@example.com")
    assert browser.get("/api/v1/me").status_code == 401
    assert sign_in(Client(), alice.email, PASSWORD).status in (400, 401)
    assert Ended.objects.filter(person=alice, credential="").exists()
    assert "closed" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_unknown_address_is_told() -> None:
    with pytest.raises(CommandError, match="Nobody here has the address"):
        call_command("deactivate", "nobody@example.com")
