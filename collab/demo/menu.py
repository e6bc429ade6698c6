"""A contract for a fixed price, with a milestone of every sort: paid out, under review, funded, proposed."""

from datetime import timedelta
from uuid import UUID

from collab import wire
from collab.billing.actions import add_card
from collab.billing.payments import drive, payments
from collab.billing.providers import NEW_CARDS, provider
from collab.demo.people import CLIENT, FREELANCER
from collab.demo.story import Line, Story
from collab.milestones import actions
from collab.workrooms import actions as contract

TERMS = wire.TermsDraft(
    title="Photographs for the autumn menu",
    description="Twelve dishes, photographed in our kitchen, edited, in print resolution.",
    kind="fixed", currency="EUR", fee_profile="marketplace",
)  # fmt: skip

LOOK = wire.MilestoneDraft(
    title="Test shots: how it should look",
    description="One dish, two looks, so that we decide before the kitchen is full.",
    minor=30_000,
    checklist=["The same plate in both looks", "Daylight, no lamp"],
)
DISHES = wire.MilestoneDraft(
    title="Twelve dishes, photographed and edited",
    description="All dishes of the menu, in the look that we chose, ready for the printer.",
    minor=140_000,
    checklist=["All twelve dishes", "300 dpi at 20 cm", "Colours checked beside the plate", "Soup while it steams"],
    revision_cap=2,
)  # fmt: skip
WEB = wire.MilestoneDraft(
    title="The same pictures for the web",
    minor=25_000,
    checklist=["Square and 16:9", "Under 300 kB each", "A line of alternative text for each"],
)
PRINTS = wire.MilestoneDraft(
    title="Three large prints for the dining room",
    description="50 × 70 cm on matte paper, framed by Ole in Nørrebro. Which three is up to you.",
    minor=42_000,
    checklist=["Proofs on the same paper", "Delivered and hung"],
)

ABOUT_THE_LOOK = (
    Line(
        FREELANCER, 18, "15:20", "One plate, two looks: linen on the left, slate on the right.", ("two looks.jpg",)
    ),
    Line(CLIENT, 18, "16:02", "Linen! It is so much warmer. I will show Chef, and then it is settled."),
)  # fmt: skip
ABOUT_THE_DISHES = (
    Line(CLIENT, 5, "08:30", "The kitchen is free on Tuesday and Wednesday before noon. Which suits you?"),
    Line(FREELANCER, 5, "08:47", "Tuesday, please, from eight: then the light from the north is best."),
    Line(
        CLIENT,
        5,
        "08:49",
        "Settled. Chef asks for the soup to come last; it waits for nobody.",
        ("autumn menu.pdf",),
    ),
    Line(
        FREELANCER,
        4,
        "12:15",
        "All twelve are in the box, soup last. Three to begin with.",
        ("pumpkin soup.jpg", "char, beetroot.jpg", "plum tart.jpg"),
    ),
    Line(FREELANCER, 2, "10:10", "And here are all of them on one sheet.", ("contact sheet.jpg",)),
)
ABOUT_THE_MENU = (
    Line(CLIENT, 1, "17:20", "We looked at your picks together. The soup made everybody hungry. Wonderful!"),
    Line(CLIENT, 1, "17:24", "And this is the menu as it will be printed.", ("autumn menu.pdf (2)",)),
)


def tell(story: Story) -> None:
    room = story.offer(20, TERMS)
    with story.on(20, "18:30"):
        contract.accept_terms(story.seat(FREELANCER, room), None, version=1)
    with story.on(19, "09:05"):
        look = propose(story, CLIENT, room, LOOK, days=-17)
        dishes, web = (propose(story, CLIENT, room, draft, days=7) for draft in (DISHES, WEB))
        card = keep_a_card(story)
        fund(story, room, card, LOOK.minor, look)
    story.talk(room, ABOUT_THE_LOOK)
    decide_on_the_look(story, room, look)
    with story.on(17, "09:45"):
        fund(story, room, card, DISHES.minor + WEB.minor, dishes, web)
    story.talk(room, ABOUT_THE_DISHES)
    hand_in_the_dishes(story, room, dishes)
    story.talk(room, ABOUT_THE_MENU)
    with story.on(1, "17:50"):
        propose(story, FREELANCER, room, PRINTS, days=30)


def propose(story: Story, email: str, room: wire.Created, draft: wire.MilestoneDraft, days: int) -> UUID:
    """`days` from today it is due."""
    due = story.today + timedelta(days=days)
    said = draft.model_copy(update={"due": due})
    return actions.propose(story.seat(email, room), None, draft=said).milestone.id


def keep_a_card(story: Story) -> UUID:
    new = provider(NEW_CARDS).card("4242 4242 4242 4242")
    kept = add_card(story.people[CLIENT], None, provider=NEW_CARDS, token=new.token, label=new.label)
    return kept.id


def fund(story: Story, room: wire.Created, card: UUID, minor: int, *chosen: UUID) -> None:
    begun = actions.fund(story.seat(CLIENT, room), None, chosen=chosen, minor=minor, card=card)
    assert begun.payment is not None, "nothing in escrow is free"
    drive(payments().get(public_id=begun.payment.id))


def decide_on_the_look(story: Story, room: wire.Created, look: UUID) -> None:
    with story.on(18, "16:30"):
        files = story.bringer.brought("two looks.jpg")
        actions.submit(
            story.seat(FREELANCER, room), None, milestone=look, message="Both looks, to choose from.", files=files
        )  # fmt: skip
    with story.on(17, "09:30"):
        seat = story.seat(CLIENT, room)
        for item in (1, 2):
            actions.mark(seat, None, milestone=look, item=item, ok=True)
        actions.approve(seat, None, milestone=look, note="Linen it is. Chef nods too.")


def hand_in_the_dishes(story: Story, room: wire.Created, dishes: UUID) -> None:
    with story.on(2, "10:25"):
        files = story.bringer.brought(
            "contact sheet.jpg", "pumpkin soup.jpg", "char, beetroot.jpg", "plum tart.jpg"
        )
        message = "All twelve, edited. My three picks are beside the sheet; the others are as sharp."
        actions.submit(story.seat(FREELANCER, room), None, milestone=dishes, message=message, files=files)
    with story.on(1, "17:15"):
        seat = story.seat(CLIENT, room)
        actions.mark(seat, None, milestone=dishes, item=1, ok=True)
        actions.mark(seat, None, milestone=dishes, item=4, ok=True, remark="It does steam!")
