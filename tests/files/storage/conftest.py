import pytest


@pytest.fixture(autouse=True)
def _real_storage(store: str) -> None:
    """Every test here talks to a real S3 server."""
