"""What signing up asks for besides address and password; found by django-allauth through the settings."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest

from collab import limits
from collab.accounts import rules
from collab.accounts.models import Person
from collab.errors import Refused


def ruled(rule: Callable[[str], str], text: str) -> str:
    """What the rule makes of the text, its refusal as a form says it."""
    try:
        return rule(text)
    except Refused as why:
        raise forms.ValidationError(why.message, code=why.code) from None


class SignupForm(forms.Form):
    name = forms.CharField(max_length=limits.LINE_CHARS)
    time_zone = forms.CharField(required=False)

    def clean_name(self) -> str:
        return ruled(rules.name, self.cleaned_data["name"])

    def clean_time_zone(self) -> str:
        """What the browser says of itself; the person did not type it, so a strange one keeps nobody out."""
        try:
            return rules.time_zone(self.cleaned_data["time_zone"])
        except Refused:
            return "UTC"

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Nothing: `adapters.Accounts.save_user` keeps all of it in the one write that makes the person."""
