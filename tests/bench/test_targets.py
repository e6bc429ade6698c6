"""Whether what was to be reached was reached."""

from bench.meter import Cpu
from bench.results import Closed, Round
from bench.targets import targets


def a_round(*, rate: float, cpu: float, p99: float = 2.0, long: float = 1.0) -> Round:
    closed = Closed(rate, Cpu(server=cpu), generator=0.5)
    lengths = {10: Cpu(database=1.0), 10_000: Cpu(database=1.0), 1_000_000: Cpu(database=long)}
    return Round(
        closed, closed, p50=1.0, p99=p99, idle_kb=20.0, connects=1_200.0, connect_ms=0.7, lengths=lengths
    )


SOCKETIO = [a_round(rate=1_000, cpu=0.32, p99=3.0)]
TUTORIAL = [a_round(rate=200, cpu=2.1, p99=9.0)]
GOOD = {
    "uvicorn": [a_round(rate=4_200, cpu=0.1)],
    "daphne": [a_round(rate=1_600, cpu=0.15)],
    "sqlite": [a_round(rate=5_000, cpu=0.1)],
    "socketio": SOCKETIO,
    "tutorial": TUTORIAL,
}


def missed(found: dict[str, list[Round]]) -> list[str]:
    return [target.sentence for target in targets(found) if not target.is_met]


def test_a_server_that_keeps_every_bound_misses_none() -> None:
    assert len(list(targets(GOOD))) == 13
    assert missed(GOOD) == []


def test_a_server_that_is_too_slow_beside_a_peer_misses_that_bound() -> None:
    assert missed(GOOD | {"uvicorn": [a_round(rate=3_900, cpu=0.1)]}) == [
        "uvicorn beside the Channels tutorial in rooms of two: times more messages/s"
    ]


def test_a_server_that_costs_too_much_beside_a_peer_misses_that_bound() -> None:
    assert missed(GOOD | {"daphne": [a_round(rate=1_600, cpu=0.22)]}) == [
        "daphne beside Socket.IO in rooms of two: times fewer CPU seconds"
    ]


def test_a_slower_delivery_than_the_peer_is_missed() -> None:
    assert missed(GOOD | {"uvicorn": [a_round(rate=4_200, cpu=0.1, p99=3.1)]}) == [
        "p99 ms at 200/s, no worse than Socket.IO"
    ]


def test_a_cost_that_grows_with_the_room_is_missed() -> None:
    assert missed(GOOD | {"sqlite": [a_round(rate=5_000, cpu=0.1, long=1.3)]}) == [
        "sqlite: cost per message in a room of 1,000,000, times that in one of 10"
    ]


def test_a_peer_that_was_not_measured_sets_no_bound() -> None:
    alone = [target.sentence for target in targets({"uvicorn": GOOD["uvicorn"]})]

    assert alone == [
        "KB per idle connection",
        "connects per second",
        "uvicorn: cost per message in a room of 1,000,000, times that in one of 10",
    ]
