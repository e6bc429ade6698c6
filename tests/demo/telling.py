from io import StringIO

from django.core.management import call_command


def demo() -> str:
    """What `manage.py demo` says."""
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()
