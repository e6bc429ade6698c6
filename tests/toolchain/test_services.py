import psycopg
import pytest

from tests.servers import Server
from tests.services import S3_BUCKET, Postgres, Valkey, s3_client


def test_s3_gives_back_what_was_put_into_the_bucket(s3: str) -> None:
    client = s3_client(s3)
    client.put_object(Bucket=S3_BUCKET, Key="brief.txt", Body=b"two pages")
    assert client.get_object(Bucket=S3_BUCKET, Key="brief.txt")["Body"].read() == b"two pages"


@pytest.mark.parametrize("kind", [Postgres, Valkey])
def test_a_killed_server_comes_back_at_the_same_address(kind: type[Server]) -> None:
    with kind() as server:
        server.kill()
        assert not server.answers()
        server.start()
        assert server.answers()
    assert not server.folder.exists()


def test_a_durable_postgres_keeps_what_was_committed_before_it_was_killed() -> None:
    with Postgres(durable=True) as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE note AS SELECT 'kept' AS word")
        server.kill()
        server.start()
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT word FROM note").fetchone() == ("kept",)
