"""A contract by the hour: terms that were changed before they were accepted, talk, and a change that waits."""

from datetime import timedelta

from collab import wire
from collab.demo.people import CLIENT, FREELANCER
from collab.demo.story import Line, Story
from collab.workrooms import actions

TERMS = wire.TermsDraft(
    title="Booking app: front end in React",
    description="Build the screens of our booking app from the designs: search, calendar, checkout.\n"
    "We work in weekly steps and look at the result together every Thursday.",
    kind="hourly", currency="USD", rate=4500, weekly_limit=20, manual_time=True, fee_profile="marketplace",
)  # fmt: skip

TALK: tuple[Line, ...] = (
    Line(
        CLIENT, 10, "09:12", "Welcome, Femi! The designs are in your mail. Shall we start with the calendar?"
    ),
    Line(FREELANCER, 10, "09:20", "Yes: everything else hangs on it. You can click through it by Wednesday."),
    Line(
        CLIENT,
        10,
        "09:21",
        "Perfect. Guests in other time zones were our old app’s trouble: please watch out.",
    ),
    Line(
        FREELANCER,
        10,
        "09:34",
        "I will keep every instant in UTC and show it in the zone of the hotel.",
        ("time zones.md",),
    ),
    Line(
        FREELANCER,
        8,
        "16:05",
        "The calendar works: two months side by side, by mouse and by keyboard.",
        ("calendar.png",),
    ),
    Line(CLIENT, 8, "16:40", "Lovely! Could taken days be hatched? Some guests cannot tell them by colour."),
    Line(FREELANCER, 8, "16:44", "Of course, and screen readers will hear “taken”. Tomorrow."),
    Line(CLIENT, 3, "11:02", "The team is delighted. Would you have more hours for the checkout next month?"),
    Line(FREELANCER, 3, "11:30", "I would: up to 30 a week. I will propose it as a change of our terms."),
)


def tell(story: Story) -> None:
    start = story.today - timedelta(days=10)
    room = story.offer(11, TERMS.model_copy(update={"start": start}))
    raised = TERMS.model_copy(update={"rate": 4800, "start": start})
    with story.on(11, "15:00"):
        note = "48 is my rate for new clients since this year. Everything else is as we discussed."
        actions.propose_terms(story.seat(FREELANCER, room), None, terms=raised, note=note)
    with story.on(10, "08:55"):
        actions.accept_terms(story.seat(CLIENT, room), None, version=2)
    story.talk(room, TALK)
    with story.on(2, "10:00"):
        more = raised.model_copy(update={"weekly_limit": 30})
        actions.propose_terms(
            story.seat(FREELANCER, room), None, terms=more, note="For the checkout, as you asked."
        )
