"""The doors of milestones and money, and who may pass: the two parties say what is to be done for how much, the client
pays and approves, the freelancer hands in and gives back. A manager does what their side does, but never decides about
money: neither what something costs nor where it goes."""

from collections.abc import Sequence

import httpx

from proof.scene import EVERYBODY, READERS, Door, Preparation, Scene
from proof.sending import call

PAYS, WANTS_CONFIRMATION = "4242424242424242", "4000002500003155"
DRAFT = {"title": "A gate", "minor": 50_000, "checklist": ["It opens."]}
LARGER = {**DRAFT, "title": "A large gate"}
LESS = {"minor": 30_000}
SMALLER = {**DRAFT, **LESS}
REASON = {"reason": "because"}

ALL = "/rooms/{room}/milestones"
ONE = f"{ALL}/{{milestone}}"
FUND = (
    "c",
    "POST",
    "/rooms/{room}/fundings",
    {"milestones": ["{milestone}"], "minor": 50_000, "card": "{payer}"},
)
SUBMIT = ("f", "POST", f"{ONE}/submit", {"message": "Here it is."})
CHANGE = ("f", "POST", f"{ONE}/change", SMALLER)
OFFER_LESS = ("c", "POST", f"{ONE}/less", LESS)
CANCEL = ("c", "POST", f"{ONE}/cancel", REASON)
Step = tuple[str, str, str, object]
"""Who, and what they ask: method, path, body."""
FUNDED: Sequence[Step] = (FUND,)
SUBMITTED: Sequence[Step] = (FUND, SUBMIT)


async def card(http: httpx.AsyncClient, number: str = PAYS) -> str:
    """A new one of theirs."""
    return str((await call(http, "POST", "/me/cards", {"number": number}))["id"])


async def kept_card(http: httpx.AsyncClient, number: str) -> str:
    """The one of this number that they have, or a new one: nobody has room for many."""
    mine = (await call(http, "GET", "/me/cards"))["items"]
    return next((str(one["id"]) for one in mine if one["label"].endswith(number[-4:])), "") or await card(
        http, number
    )


def drafted(*steps: Step, by: str = "c") -> Preparation:
    """A milestone that they proposed, and what became of it."""

    async def prepare(scene: Scene, who: str) -> None:
        scene.ids["milestone"] = (await scene.do(by, "POST", ALL, DRAFT))["milestone"]["id"]
        for one in steps:
            done = await scene.do(*one)
            if change := done.get("milestone", {}).get("change"):
                scene.ids["change"] = change["id"]

    return prepare


async def own_card(scene: Scene, who: str) -> None:
    """Of whoever will try; the client's where they cannot have one."""
    await card_of(who if who in EVERYBODY else "c")(scene, who)


def card_of(owner: str) -> Preparation:
    async def prepare(scene: Scene, who: str) -> None:
        scene.ids["card"] = await card(scene.people[owner])

    return prepare


async def bonus(scene: Scene, who: str) -> None:
    """Paid: released to the freelancer, with a paper about it."""
    await scene.do("c", "POST", "/rooms/{room}/bonuses", {"minor": 1_000, "card": "{payer}"})
    money = await scene.do("c", "GET", "/rooms/{room}/money")
    scene.ids |= {"release": money["releases"][0]["id"], "paper": money["papers"][0]["id"]}


async def unconfirmed(scene: Scene, who: str) -> None:
    """A payment that the client's bank wants to have confirmed."""
    scene.ids["payer"] = await kept_card(scene.people["c"], WANTS_CONFIRMATION)
    paid = await scene.do("c", "POST", "/rooms/{room}/bonuses", {"minor": 1_000, "card": "{payer}"})
    scene.ids["payment"] = paid["payment"]["id"]


MILESTONES: dict[str, Door] = {
    f"GET {ALL}": Door(READERS),
    f"POST {ALL}": Door("cf", DRAFT),
    f"PUT {ALL}/order": Door("cf", {"ids": ["{milestone}"]}, drafted()),
    f"PATCH {ONE}": Door("cf", LARGER, drafted()),
    f"DELETE {ONE}": Door("c", prepare=drafted()),
    f"DELETE {ONE} #of the freelancer": Door("f", prepare=drafted(by="f")),
    "POST /rooms/{room}/fundings": Door(
        "c", {"milestones": ["{milestone}"], "minor": 50_000, "card": "{card}"}, drafted()
    ),
    f"POST {ONE}/submit": Door("f", SUBMIT[3], drafted(*FUNDED)),
    f"PUT {ONE}/marks": Door("cm", {"item": 1, "ok": True}, drafted(*SUBMITTED)),
    f"POST {ONE}/request-changes": Door("cm", {"note": "Larger."}, drafted(*SUBMITTED)),
    f"POST {ONE}/approve": Door("c", {"note": "Thank you."}, drafted(*SUBMITTED)),
    f"POST {ONE}/approve #with a bonus": Door("c", {"bonus": 500, "card": "{card}"}, drafted(*SUBMITTED)),
    f"POST {ONE}/less": Door("c", LESS, drafted(*SUBMITTED)),
    f"POST {ONE}/less/accept": Door("f", LESS, drafted(*SUBMITTED, OFFER_LESS)),
    f"POST {ONE}/less/decline": Door("f", prepare=drafted(*SUBMITTED, OFFER_LESS)),
    f"POST {ONE}/less/withdraw": Door("c", prepare=drafted(*SUBMITTED, OFFER_LESS)),
    f"POST {ONE}/change": Door("cf", SMALLER, drafted(*FUNDED)),
    f"POST {ONE}/change/accept": Door("c", {"id": "{change}"}, drafted(*FUNDED, CHANGE)),
    f"POST {ONE}/change/decline": Door("c", prepare=drafted(*FUNDED, CHANGE)),
    f"POST {ONE}/change/withdraw": Door("f", prepare=drafted(*FUNDED, CHANGE)),
    f"POST {ONE}/give-back": Door("f", REASON, drafted(*FUNDED)),
    f"POST {ONE}/cancel": Door("c", REASON, drafted(*FUNDED)),
    f"POST {ONE}/cancel/grant": Door("f", prepare=drafted(*FUNDED, CANCEL)),
    f"POST {ONE}/cancel/decline": Door("f", prepare=drafted(*FUNDED, CANCEL)),
    f"POST {ONE}/cancel/withdraw": Door("c", prepare=drafted(*FUNDED, CANCEL)),
}
END: Step = ("c", "POST", "/rooms/{room}/end", REASON)
ACCEPT_CHANGE: Step = ("c", "POST", f"{ONE}/change/accept", {"id": "{change}"})
MONEY: dict[str, Door] = {
    "GET /me/cards": Door(EVERYBODY + "r"),
    "POST /me/cards": Door(EVERYBODY, {"number": PAYS}),
    "DELETE /me/cards/{card}": Door(EVERYBODY, prepare=own_card),
    "DELETE /me/cards/{card} #of the client": Door("c", prepare=card_of("c"), hidden="fmogx"),
    "GET /me/balances": Door(EVERYBODY + "r"),
    "GET /me/ledger": Door(EVERYBODY + "r", query={"account": "pending", "currency": "EUR"}),
    "GET /me/escrows": Door(EVERYBODY + "r", query={"currency": "EUR"}),
    "GET /billing/sandbox": Door(EVERYBODY + "r"),
    "POST /billing/webhooks/sandbox": Door(
        "", {"key": "{new}", "state": "succeeded"}, hidden="", unsigned=403
    ),
    "GET /rooms/{room}/money": Door(READERS),
    "GET /rooms/{room}/quote": Door(READERS),
    "GET /rooms/{room}/balances": Door(READERS),
    "GET /rooms/{room}/ledger": Door(READERS),
    "GET /rooms/{room}/ledger.csv": Door(READERS),
    "GET /rooms/{room}/ledger.json": Door(READERS),
    "GET /rooms/{room}/payments": Door(READERS),
    "GET /rooms/{room}/releases": Door(READERS),
    "GET /rooms/{room}/papers": Door(READERS),
    "GET /rooms/{room}/papers/{paper}.pdf": Door(READERS, prepare=bonus),
    "POST /rooms/{room}/payments/{payment}/confirm": Door("c", prepare=unconfirmed),
    "POST /rooms/{room}/payments/{payment}/give-up": Door("c", prepare=unconfirmed),
    "POST /rooms/{room}/bonuses": Door("c", {"minor": 1_000, "card": "{card}"}),
    "POST /rooms/{room}/releases/{release}/refund": Door("f", {"minor": 500}, bonus),
    "POST /rooms/{room}/escrow/refund": Door("f", {"minor": 500}, drafted(*FUNDED, CHANGE, ACCEPT_CHANGE)),
    "POST /rooms/{room}/escrow/take-back": Door(
        "c", {"minor": 500}, drafted(*FUNDED, CHANGE, ACCEPT_CHANGE, END)
    ),
}
DEALS = MILESTONES | MONEY
"""By method and path below /api/v1, as proof.doors has them all."""
