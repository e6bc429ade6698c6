import shutil
import subprocess
import sys

import psutil
import psycopg
import pytest

from tests.servers import CLONE, Server
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


STARTER = "import time; from tests.services import Valkey; server = Valkey(); server.start(); "
STARTER += "print(server.process.pid, server.folder, flush=True); time.sleep(60)"


def test_a_server_does_not_outlive_a_killed_test_run() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTER], cwd=CLONE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        pid, folder = run.stdout.readline().split()
        server = psutil.Process(int(pid))
        run.kill()
        server.wait(timeout=10)
        shutil.rmtree(folder)
    assert not server.is_running()
