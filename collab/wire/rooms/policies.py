"""What a new contract may be made of: the numbers of a policy, and fees."""

from decimal import Decimal

from pydantic import StrictInt

from collab.wire.base import Wire


class Policy(Wire):
    """The numbers that the rules of a contract read. Both sides accept a policy with the terms; it never changes."""

    id: str
    minimum_rate: Decimal
    """Per hour, in whole units of the contract's currency."""
    weekly_limit_most: StrictInt
    offer_days: StrictInt
    """An offer that nobody answers lapses after this many days."""
    changes_days: StrictInt
    """The freelancer may ask for changes to an offer for this many days."""
    amendment_days: StrictInt
    """A proposed amendment that nobody answers lapses after this many days."""
    milestone_least: Decimal = Decimal("5.00")
    """The least that a milestone may cost, in whole units of the contract's currency."""
    review_days: StrictInt = 14
    """Work handed in that the client does not look at for so long is approved in full."""
    cancel_days: StrictInt = 7
    """A client's wish to cancel a funded milestone that the freelancer does not answer for so long is granted."""
    hold_days: StrictInt = 5
    """Released money is pending for so long."""
    refund_days: StrictInt = 180
    """The freelancer may give released money back for so long."""
    bonus_days: StrictInt = 365
    """A bonus is possible for so long after the end of the contract."""
    beat_seconds: StrictInt = 30
    """A running timer is heard of so often; a device that falls silent loses at most so much."""
    skew_seconds: StrictInt = 120
    """A device whose clock is off by more is flagged."""
    review_hours: StrictInt = 12
    """The diary of a week locks so long after the week."""
    dispute_days: StrictInt = 5
    """Days after the week in which the client may dispute it: to Friday."""
    week_hold_days: StrictInt = 4
    """Days after those until the money is available: to Wednesday 00:00."""
    late_days: StrictInt = 14
    """Reports that come after the lock are taken into a supplement for so long."""
    idle_minutes: StrictInt = 10
    """Without input for so long, the worker is asked."""
    activity_least: StrictInt = 1
    """Minutes with input of ten that protect time without reading mode."""
    retry_hours: list[StrictInt] = [24, 48, 72, 120]
    """When a failed charge is tried again, after the try before; the last for ever."""
    retainer_percents: list[StrictInt] = [100, 80, 60, 40, 20, 20, 20]
    """Of the first week, by the day on which the contract starts: Monday to Sunday."""
    start_days_back: StrictInt
    start_days_ahead: StrictInt
    """How far from today (UTC) the first day of an hourly contract may be."""


class FeeProfile(Wire):
    """Who pays how much to the operator. Percentages are exact decimals."""

    id: str
    name: str
    freelancer_percent: Decimal
    client_percent: Decimal
    initiation_fee: StrictInt
    """Once, in minor units."""


class Policies(Wire):
    """What a new contract may be made of."""

    policy: str
    """The policy of new contracts."""
    policies: list[Policy]
    fee_profiles: list[FeeProfile]
    currencies: dict[str, StrictInt]
    """ISO 4217 code to the digits of its minor unit."""
