"""What of which report counts: by hand, and beside a model that asks about each second. No database."""

import random
from datetime import UTC, datetime
from uuid import UUID

import pytest

from collab.timetracker.rules import diary
from collab.timetracker.rules.claims import Claim, Piece, Span, claims_of
from collab.timetracker.rules.diary import Rules, Stretch
from collab.wire import ReportKind
from proof.diary_model import Told, paper, summed

BEGIN = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
WEEK = (BEGIN, BEGIN + 7 * 86_400)
HOUR = 3_600
HERE, THERE = 1, 2


def claim(
    number: int, start: float, end: float, room: int = HERE, *, late: int = 0, by_hand: bool = False
) -> Claim:
    """Hours since Monday 00:00."""
    first, last = BEGIN + round(start * HOUR), BEGIN + round(end * HOUR)
    kind: ReportKind = "manual" if by_hand else "tracked"
    return Claim(first, UUID(int=number), first, last, room, kind, "work", late)


def rules(*running: Span, hours: float = 168, caps: tuple[tuple[float, float], ...] = ()) -> Rules:
    spans = tuple((BEGIN + start * HOUR, BEGIN + end * HOUR) for start, end in running or ((0, 168),))
    limits = tuple((BEGIN + round(at * HOUR), round(most * HOUR)) for at, most in ((0, hours), *caps))
    return Rules(*WEEK, spans, limits)


def seen(stretches: list[Stretch]) -> list[tuple[int, float, float, str]]:
    return [
        (one.claim.id.int, (one.start - BEGIN) / HOUR, (one.end - BEGIN) / HOUR, one.kind)
        for one in stretches
    ]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([claim(1, 9, 9)], [], id="a timer that just started"),
        pytest.param([claim(1, 9, 10)], [(1, 9, 10, "tracked")], id="one"),
        pytest.param([claim(1, 9, 10), claim(1, 9, 10)], [(1, 9, 10, "tracked")], id="told twice"),
        pytest.param([claim(1, 9, 10, by_hand=True)], [(1, 9, 10, "manual")], id="by hand"),
        pytest.param(
            [claim(1, 9, 11), claim(2, 10, 12)],
            [(1, 9, 11, "tracked"), (2, 10, 11, "shadow"), (2, 11, 12, "tracked")],
            id="who started earlier",
        ),
        pytest.param(
            [claim(2, 9, 10), claim(1, 9, 11)],
            [(1, 9, 11, "tracked"), (2, 9, 10, "shadow")],
            id="ties by id",
        ),
        pytest.param(
            [claim(1, 9, 10), claim(2, 10, 11)],
            [(1, 9, 10, "tracked"), (2, 10, 11, "tracked")],
            id="one after another",
        ),
        pytest.param(
            [claim(1, 8, 9), claim(2, 8.5, 12), claim(3, 9.5, 10)],
            [(1, 8, 9, "tracked"), (2, 8.5, 9, "shadow"), (2, 9, 12, "tracked"), (3, 9.5, 10, "shadow")],
            id="a chain",
        ),
        pytest.param(
            [claim(1, 9, 11, THERE), claim(2, 10, 12)],
            [(2, 10, 11, "shadow"), (2, 11, 12, "tracked")],
            id="another contract's claim",
        ),
        pytest.param([claim(1, -2, 1)], [(1, 0, 1, "tracked")], id="from the week before"),
        pytest.param([claim(1, 167, 170)], [(1, 167, 168, "tracked")], id="into the next week"),
        pytest.param([claim(1, -3, 0), claim(2, 168, 169)], [], id="in other weeks"),
        pytest.param(
            [claim(1, -1, 2), claim(2, 0, 3)],
            [(1, 0, 2, "tracked"), (2, 0, 2, "shadow"), (2, 2, 3, "tracked")],
            id="who started before the week started earlier",
        ),
        pytest.param(
            [claim(1, 9, 11, late=1), claim(2, 10, 12)],
            [(1, 9, 10, "late"), (1, 10, 11, "shadow"), (2, 10, 12, "tracked")],
            id="late time takes only what nothing else claims",
        ),
        pytest.param(
            [claim(1, 9, 11, late=2), claim(2, 10, 12, late=1)],
            [(1, 9, 10, "late"), (1, 10, 11, "shadow"), (2, 10, 12, "late")],
            id="of late ones the one that came first",
        ),
    ],
)
def test_a_second_counts_for_who_claimed_it_first(
    claims: list[Claim], expected: list[tuple[int, float, float, str]]
) -> None:
    assert seen(diary.diary(claims, HERE, rules())) == expected
    assert seen(diary.diary(reversed(claims), HERE, rules())) == expected


def test_past_the_limit_time_is_over_it() -> None:
    assert seen(diary.diary([claim(1, 9, 12), claim(2, 13, 14)], HERE, rules(hours=2))) == [
        (1, 9, 11, "tracked"), (1, 11, 12, "over_limit"), (2, 13, 14, "over_limit"),
    ]  # fmt: skip
    assert seen(diary.diary([claim(1, 9, 10)], HERE, rules(hours=0))) == [(1, 9, 10, "over_limit")]


def test_time_by_hand_counts_to_the_same_limit() -> None:
    claims = [claim(1, 9, 10, by_hand=True), claim(2, 10, 12)]
    assert seen(diary.diary(claims, HERE, rules(hours=2))) == [
        (1, 9, 10, "manual"), (2, 10, 11, "tracked"), (2, 11, 12, "over_limit"),
    ]  # fmt: skip


def test_a_raised_limit_counts_from_its_instant_and_no_second_before() -> None:
    raised = rules(hours=1, caps=((11, 2.5),))
    assert seen(diary.diary([claim(1, 9, 13)], HERE, raised)) == [
        (1, 9, 10, "tracked"), (1, 10, 11, "over_limit"), (1, 11, 12.5, "tracked"), (1, 12.5, 13, "over_limit"),
    ]  # fmt: skip


def test_a_raise_within_a_stretch_that_counts_anyway_does_not_cut_it() -> None:
    assert seen(diary.diary([claim(1, 9, 13)], HERE, rules(hours=10, caps=((11, 20),)))) == [
        (1, 9, 13, "tracked")
    ]


def test_what_another_claimed_first_uses_nothing_of_the_limit() -> None:
    claims = [claim(1, 9, 11, THERE), claim(2, 10, 12)]
    assert seen(diary.diary(claims, HERE, rules(hours=1))) == [
        (2, 10, 11, "shadow"),
        (2, 11, 12, "tracked"),
    ]


def test_late_time_uses_nothing_of_the_limit() -> None:
    claims = [claim(1, 8, 9, late=1), claim(2, 9, 10)]
    assert seen(diary.diary(claims, HERE, rules(hours=1))) == [(1, 8, 9, "late"), (2, 9, 10, "tracked")]


def test_time_in_which_the_contract_did_not_run_is_outside() -> None:
    paused = rules((0, 10), (11, 168))
    assert seen(diary.diary([claim(1, 9, 12)], HERE, paused)) == [
        (1, 9, 10, "tracked"), (1, 10, 11, "outside"), (1, 11, 12, "tracked"),
    ]  # fmt: skip
    assert seen(diary.diary([claim(1, 9, 12, late=1)], HERE, rules((11, 12)))) == [
        (1, 9, 11, "outside"), (1, 11, 12, "late"),
    ]  # fmt: skip


def test_who_may_not_claim_a_second_takes_it_from_nobody() -> None:
    claims = [claim(1, 9, 11, THERE), claim(2, 9, 11)]
    there_from_ten = {THERE: [(BEGIN + 10 * HOUR, WEEK[1])]}
    assert seen(diary.diary(claims, HERE, rules(), there_from_ten)) == [
        (2, 9, 10, "tracked"), (2, 10, 11, "shadow"),
    ]  # fmt: skip
    assert seen(diary.diary(claims, HERE, rules())) == [(2, 9, 11, "shadow")]


def test_splitting_a_report_moves_no_second_to_another_contract() -> None:
    whole = Piece(BEGIN, BEGIN + 4 * HOUR, "draft")
    other = Claim(BEGIN + HOUR, UUID(int=2), BEGIN + HOUR, BEGIN + 3 * HOUR, THERE, "tracked", "elsewhere")
    split = [whole._replace(end=BEGIN + 2 * HOUR), Piece(BEGIN + 2 * HOUR, whole.end, "final")]
    told = [
        diary.diary([*claims_of(UUID(int=1), HERE, "tracked", whole, pieces), other], HERE, rules())
        for pieces in (None, split)
    ]
    assert [diary.sums(one) for one in told] == [diary.sums(told[0])] * 2
    assert [one.claim.memo for one in told[1]] == ["draft", "final"]


def test_a_report_claims_what_corrections_left() -> None:
    whole = Piece(0, 100, "a")
    assert [(one.start, one.end) for one in claims_of(UUID(int=1), HERE, "tracked", whole)] == [(0, 100)]
    assert claims_of(UUID(int=1), HERE, "tracked", whole, []) == []
    left = claims_of(UUID(int=1), HERE, "tracked", whole, [Piece(20, 30, "b")], late=7)
    assert left == [Claim(0, UUID(int=1), 20, 30, HERE, "tracked", "b", 7)]
    assert claims_of(UUID(int=1), HERE, "tracked", Piece(5, 5, "a")) == []


def test_sums_by_kind_and_by_day() -> None:
    claims = [claim(1, 20, 30), claim(2, 29, 31, by_hand=True), claim(3, 167, 168)]
    found = diary.diary(claims, HERE, rules(hours=10.5))
    assert diary.sums(found).model_dump() == {
        "tracked": 10 * HOUR, "manual": HOUR // 2, "over_limit": HOUR // 2 + HOUR, "shadow": HOUR, "outside": 0,
        "late": 0,
    }  # fmt: skip
    by_day = diary.days(found, BEGIN)
    assert [(one.tracked, one.manual, one.over_limit, one.shadow) for one in by_day] == [
        (4 * HOUR, 0, 0, 0), (6 * HOUR, HOUR // 2, HOUR // 2, HOUR), *[(0, 0, 0, 0)] * 4, (0, 0, HOUR, 0),
    ]  # fmt: skip
    assert diary.sums([]) == diary.days([], BEGIN)[3]


# ── beside the model ────────────────────────────────────────────────────────────────────────────────────────────


def span(chance: random.Random, most: int) -> Span:
    start = chance.randint(-5, most)
    return start, start + chance.choice((0, 1, 2, chance.randint(1, 12), chance.randint(1, most)))


def spans(chance: random.Random, most: int) -> tuple[Span, ...]:
    """Some sorted and disjoint ones; mostly everything."""
    if chance.random() < 0.4:
        return ((-10, 3 * most),)
    cuts = sorted(chance.sample(range(-5, most + 5), 2 * chance.randint(0, 3)))
    return tuple(zip(cuts[::2], cuts[1::2], strict=True))


class Case:
    """A tiny week of few seconds, with whatever may be in one."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.length = chance.choice((5, 20, 60))
        self.running = {room: spans(chance, self.length) for room in (1, 2, 3)}
        self.caps = tuple(
            sorted((chance.randint(-2, self.length), chance.randint(0, 40)) for _ in range(chance.randint(0, 3)))
        )  # fmt: skip
        self.told = [self.report(chance) for _ in range(chance.choice((1, 2, 4, 8, 15)))]
        chance.shuffle(self.told)
        self.claims = [one for told in self.told for one in self.claims_of(told)]
        self.claims += chance.choices(self.claims, k=3) if self.claims else []
        chance.shuffle(self.claims)

    def report(self, chance: random.Random) -> Told:
        start, end = span(chance, self.length)
        pieces: tuple[Span, ...] = ((start, end),)
        if chance.random() < 0.3 and end - start > 4:
            cuts = sorted(chance.sample(range(start, end + 1), 4))
            pieces = ((cuts[0], cuts[1]), (cuts[2], cuts[3]))
            if chance.random() < 0.5:
                pieces = ((start, cuts[1]), (cuts[1], end))
        id = UUID(int=chance.getrandbits(128))
        late = chance.randint(1, 9) if chance.random() < 0.2 else 0
        return Told(id, chance.choice((1, 1, 2, 3)), start, pieces, chance.random() < 0.3, late)

    @staticmethod
    def claims_of(told: Told) -> list[Claim]:
        pieces = [Piece(*piece, f"{number}") for number, piece in enumerate(told.pieces)]
        kind: ReportKind = "manual" if told.by_hand else "tracked"
        whole = Piece(told.began, told.pieces[-1][1], "")
        return claims_of(told.id, told.room, kind, whole, pieces, late=told.late)


@pytest.mark.parametrize("block", range(8))
def test_a_diary_is_what_each_second_by_itself_says(block: int) -> None:
    for seed in range(block * 150, block * 150 + 150):
        case, week = Case(seed), (0, Case(seed).length)
        for room in case.running:
            model = paper(case.told, room, case.running, week, case.caps)
            found = diary.diary(case.claims, room, Rules(*week, case.running[room], case.caps), case.running)
            by_second = {
                (one.claim.id, second): one.kind for one in found for second in range(one.start, one.end)
            }
            assert by_second == model, f"seed {seed}"
            sums = diary.sums(found).model_dump()
            assert {kind: seconds for kind, seconds in sums.items() if seconds} == dict(summed(model))
            assert sum(one.end - one.start for one in found) == len(by_second), f"seed {seed}: one twice"


@pytest.mark.parametrize("seed", range(40))
def test_stretches_come_by_time_and_as_long_as_they_can_be(seed: int) -> None:
    case = Case(seed)
    found = diary.diary(case.claims, 1, Rules(0, case.length, case.running[1], case.caps))
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.start < one.end for one in found)
    ends = {(one.claim, one.kind, one.end) for one in found}
    assert not [one for one in found if (one.claim, one.kind, one.start) in ends]


def test_ten_thousand_reports_at_once_are_one_diary() -> None:
    """All over one another: what would be quadratic would not end."""
    chance = random.Random(1)
    claims = [claim(number, chance.uniform(0, 140), 0) for number in range(10_000)]
    long = [Claim(c.began, c.id, c.start, c.start + 86_400, HERE, "tracked", "work") for c in claims]
    sums = diary.sums(diary.diary(long, HERE, rules(hours=40)))
    first, last = min(c.start for c in long), max(c.end for c in long)
    assert (sums.tracked, sums.tracked + sums.over_limit) == (40 * HOUR, last - first)
    assert sums.shadow == 10_000 * 86_400 - (last - first)
