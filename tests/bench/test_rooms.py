"""Who sits where."""

from collections import Counter

from bench import rooms


def test_every_room_has_its_members_and_every_person_one_seat() -> None:
    for group, (count, members) in rooms.GROUPS.items():
        seats = rooms.seats(group)

        assert Counter(Counter(seat["room"] for seat in seats).values()) == {members: count}
        assert len({seat["person"] for seat in seats}) == len(seats)


def test_the_first_senders_are_all_in_different_rooms() -> None:
    rooms_of_ten, _ = rooms.GROUPS["tens"]

    assert len({seat["room"] for seat in rooms.seats("tens")[:rooms_of_ten]}) == rooms_of_ten


def test_members_of_one_room_sit_on_different_servers() -> None:
    seats = rooms.on_ports(rooms.seats("pairs"), [8001, 8002])

    for room in {seat["room"] for seat in seats}:
        assert {seat["port"] for seat in seats if seat["room"] == room} == {8001, 8002}
