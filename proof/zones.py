"""Forty places, with whole, half and quarter hours, with and without summer time, on either side of the date line."""

from typing import Final

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
