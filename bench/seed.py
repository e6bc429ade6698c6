"""The people and rooms of `bench.rooms` in Collab's database, which is migrated but empty.

`manage.py shell -c 'from bench.seed import main; main([10, 10_000])'` prints
{"rooms": {name: public id}, "tokens": {name of a person: API token}}.
"""

import json
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from bench import rooms
from bench.generator import Seat
from collab import clock
from collab.accounts.access import digest, new_secret
from collab.accounts.models import ApiToken, Person
from collab.workrooms.models import Member, Room

TEXT = "The second draft of the front page is ready for you to look at. ".ljust(200, ".")


def main(lengths: list[int]) -> None:
    """With a room for each length, which holds so many messages already."""
    groups = ["pairs", "tens", "warm", "idle", *map(rooms.history, lengths)]
    seats = [seat for group in groups for seat in rooms.seats(group)]
    with transaction.atomic():
        people = add_people([seat["person"] for seat in seats])
        tokens = add_tokens(people)
        contracts = add_rooms(seats, people)
        for length in lengths:
            first = rooms.seats(rooms.history(length))[0]
            add_history(contracts[first["room"]], people[first["person"]], length, clock.now())
    tidy()
    print(
        json.dumps(
            {"rooms": {name: str(room.public_id) for name, room in contracts.items()}, "tokens": tokens}
        )
    )


def add_people(names: list[str]) -> dict[str, Person]:
    """Nobody here signs in with a password."""
    people = [Person(email=f"{name}@example.com", name=name, password="!") for name in names]
    return dict(zip(names, Person.objects.bulk_create(people), strict=True))


def add_tokens(people: dict[str, Person]) -> dict[str, str]:
    secrets = {name: new_secret() for name in people}
    ApiToken.objects.bulk_create(
        ApiToken(
            person=person, name="bench", scope="write", digest=digest(secrets[name]), hint=secrets[name][-4:]
        )
        for name, person in people.items()
    )
    return secrets


def add_rooms(seats: list[Seat], people: dict[str, Person]) -> dict[str, Room]:
    names = list(dict.fromkeys(seat["room"] for seat in seats))
    made = Room.objects.bulk_create(Room(title=name, kind="fixed", status="active") for name in names)
    contracts = dict(zip(names, made, strict=True))
    Member.objects.bulk_create(
        Member(room=contracts[seat["room"]], person=people[seat["person"]], **part(seat["member"]))
        for seat in seats
    )
    return contracts


def part(member: int) -> dict[str, str]:
    """The first is the client, the second the freelancer, all others manage for the client."""
    role = ("client", "freelancer")[member] if member < 2 else "manager"
    return {"role": role, "side": "freelancer" if role == "freelancer" else "client"}


def add_history(room: Room, author: Person, length: int, at: datetime) -> None:
    """So many messages as the socket would have left them: the event, the words and the receipt of each."""
    stored_at = connection.ops.adapt_datetimefield_value(at)
    key = "lpad(to_hex(seq), 32, '0')::uuid" if connection.vendor == "postgresql" else "printf('%%032x', seq)"
    answer = f"""'{{"seq": 1, "at": "{clock.stamp(at)}"}}'"""
    insert(
        length,
        "workrooms_event (room_id, seq, at, by_id, kind, data)",
        """%s, seq, %s, %s, 'message.posted', '{"reply_to": null}'""",
        [room.pk, stored_at, author.pk],
    )
    insert(
        length,
        "chat_message (room_id, seq, author_id, at, text)",
        "%s, seq, %s, %s, %s",
        [room.pk, author.pk, stored_at, TEXT],
    )
    insert(
        length,
        "workrooms_receipt (person_id, key, digest, answer)",
        f"%s, {key}, %s, {answer}",
        [author.pk, bytes(16)],
    )
    Room.objects.filter(pk=room.pk).update(head=length)


def insert(count: int, into: str, values: str, given: list[Any]) -> None:
    """Rows 1 to `count`, each with its number as `seq` in `values`."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The rows are right as they are made; checking a million foreign keys would take a minute.
            cursor.execute("SET LOCAL session_replication_role = replica; SET LOCAL statement_timeout = 0")
        cursor.execute(
            "WITH RECURSIVE line (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM line WHERE seq < %s) "
            f"INSERT INTO {into} SELECT {values} FROM line",
            [count, *given],
        )


def tidy() -> None:
    """What the database would do sometime later it does now, before anything is measured."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
