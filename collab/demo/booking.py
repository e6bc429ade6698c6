"""A contract by the hour: terms that were changed before they were accepted, talk, weeks of work, and a change of terms
that waits."""

from datetime import timedelta
from functools import partial

from collab import wire
from collab.demo import shifts
from collab.demo.people import CLIENT, FREELANCER
from collab.demo.story import Line, Scene, Story
from collab.workrooms import actions

TERMS = wire.TermsDraft(
    title="Booking app: front end in React",
    description="Build the screens of our booking app from the designs: search, calendar, checkout.\n"
    "We work in weekly steps and look at the result together every Thursday.",
    kind="hourly", currency="USD", rate=4500, weekly_limit=20, manual_time=True, fee_profile="marketplace",
)  # fmt: skip

TALK = (
    Line(CLIENT, 0, "09:12", "Welcome, Femi! The designs are in your mail. Shall we start with the calendar?"),
    Line(FREELANCER, 0, "09:20", "Yes: everything else hangs on it. You can click through it by Wednesday."),
    Line(CLIENT, 0, "09:21", "Perfect. Guests in other time zones were our old app’s trouble: please watch out."),
    Line(
        FREELANCER, 0, "09:34", "I will keep every instant in UTC and show it in the zone of the hotel.",
        ("time zones.md",),
    ),
    Line(
        FREELANCER, 2, "16:05", "The calendar works: two months side by side, by mouse and by keyboard.",
        ("calendar.png",),
    ),
    Line(CLIENT, 2, "16:40", "Lovely! Could taken days be hatched? Some guests cannot tell them by colour."),
    Line(FREELANCER, 2, "16:44", "Of course, and screen readers will hear “taken”. Tomorrow."),
    Line(CLIENT, 10, "13:02", "The team is delighted. Would you have more hours for the checkout next month?"),
    Line(FREELANCER, 10, "13:30", "I would: up to 30 a week. I will propose it as a change of our terms."),
    Line(FREELANCER, 14, "14:20", "Search is done. I am at the checkout’s first screen now."),
)  # fmt: skip
"""`days_ago` is the day of the story here: it begins on day 0, a Monday."""


def tell(story: Story) -> None:
    """Two whole weeks, and the third as far as it has come."""
    began = story.today.weekday() + 14
    start = story.today - timedelta(days=began)
    room = story.offer(began + 3, TERMS.model_copy(update={"start": start}))
    raised = TERMS.model_copy(update={"rate": 4800, "start": start})
    with story.on(began + 3, "15:00"):
        note = "48 is my rate for new clients since this year. Everything else is as we discussed."
        actions.propose_terms(story.seat(FREELANCER, room), None, terms=raised, note=note)
    with story.on(began, "08:55"):
        actions.accept_terms(story.seat(CLIENT, room), None, version=2)
    talk = [line._replace(days_ago=began - line.days_ago) for line in TALK]
    more = raised.model_copy(update={"weekly_limit": 30})
    story.play([
        *story.scenes(room, talk),
        *shifts.scenes(story, room, began),
        Scene(story.instant(began - 11, "12:00"), partial(ask_for_more, story, room, more)),
    ])  # fmt: skip


def ask_for_more(story: Story, room: wire.Created, terms: wire.TermsDraft) -> None:
    note = "For the checkout, as you asked."
    actions.propose_terms(story.seat(FREELANCER, room), None, terms=terms, note=note)
