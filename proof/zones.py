"""Forty places, with whole, half and quarter hours, with and without summer time, on either side of the date line.

And their odd nights: when clocks change there, the leap day, and New Year.
"""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

ZONES: Final = (
    "UTC", "Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Moscow", "Europe/Istanbul", "Europe/Dublin",
    "Atlantic/Azores", "Atlantic/Reykjavik", "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos",
    "Africa/Johannesburg", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "America/Anchorage", "America/Phoenix", "America/Sao_Paulo", "America/Santiago", "America/Havana",
    "America/St_Johns", "America/Caracas", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Asia/Kabul",
    "Asia/Tokyo", "Asia/Shanghai", "Asia/Jerusalem", "Asia/Dubai", "Asia/Yangon", "Australia/Sydney",
    "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)  # fmt: skip

HOUR: Final = 3_600
NEW_YEAR, LEAP_DAY, NEW_WEEK = datetime(2028, 1, 1), datetime(2028, 2, 29), datetime(2027, 6, 14)
"""Midnights of anywhere."""


def changes(zone: str, first: int, last: int) -> list[int]:
    """When clocks are changed there in [first, last), in unix seconds."""
    place, found = ZoneInfo(zone), list[int]()
    for hour in range(first, last, HOUR):
        if _offset(place, hour) != _offset(place, hour + HOUR):
            found.append(
                next(
                    at
                    for at in range(hour + 1, hour + HOUR + 1)
                    if _offset(place, at) != _offset(place, hour)
                )
            )
    return found


def _offset(place: ZoneInfo, second: int) -> object:
    return datetime.fromtimestamp(second, place).utcoffset()


def midnight(zone: str, day: datetime) -> int:
    """When a day begins there, in unix seconds."""
    return int(day.replace(tzinfo=ZoneInfo(zone)).timestamp())


def nights(zone: str) -> dict[str, int]:
    """By name, in unix seconds: within a year from March 2027 on."""
    first, last = (int(datetime(*day, tzinfo=UTC).timestamp()) for day in ((2027, 3, 8), (2028, 3, 6)))
    found = {f"clocks change {number}": at for number, at in enumerate(changes(zone, first, last))}
    fixed = {"New Year": NEW_YEAR, "leap day": LEAP_DAY, "Monday": NEW_WEEK}
    return found | {name: midnight(zone, day) for name, day in fixed.items()}
