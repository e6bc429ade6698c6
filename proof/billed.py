"""Whether each contract-week was billed and charged exactly once, for what it costs on paper: asked of the rows, the
log, the provider's books and the ledger."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from collab.billing.models import Paper, Payment, Release, SandboxCharge
from collab.ledger.models import Transfer
from collab.ledger.verify import differences
from collab.timetracker.models import Bill, Extra, Timesheet, Week
from collab.workrooms.models import Event

WRONGS = (
    "not billed", "billed for nothing", "other amounts", "told not once", "charged not once", "papers not once",
    "money not once", "left open", "odd",
)  # fmt: skip
BILLED = ("invoiced", "pending", "available")
Found = tuple[str, str]
"""What is wrong, and where."""


def judge(costs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """`costs` is what proof.mondays made. → {"weeks", "billed", "paid", "empty", "wrongs", "examples"}"""
    books = Books()
    found = [one for due in costs for one in books.of_week(due)] + list(books.beside(costs))
    wrongs = Counter(dict.fromkeys(WRONGS, 0)) + Counter()
    wrongs.update(what for what, _ in found)
    billed = [due for due in costs if due["cost"]]
    return {
        "weeks": len(costs), "billed": len(billed), "paid": sum(due["paid"] for due in billed),
        "empty": len(costs) - len(billed), "wrongs": {what: wrongs[what] for what in WRONGS},
        "examples": [f"{what}: {where}" for what, where in found[:20]],
    }  # fmt: skip


class Books:
    """All that was written down about weeks, by what it is about."""

    def __init__(self) -> None:
        self.weeks = {(one.room_id, f"{one.monday}"): one for one in Week.objects.all()}
        self.bills: dict[tuple[int, str], list[Bill]] = defaultdict(list)
        for bill in Bill.objects.order_by("pk"):
            self.bills[bill.room_id, f"{bill.monday}"].append(bill)
        self.told = Counter(
            (room, day)
            for room, data in Event.objects.filter(kind="week.billed").values_list("room_id", "data")
            for day in data["days"]
        )
        self.payments: dict[tuple[int, str], list[Payment]] = defaultdict(list)
        for payment in Payment.objects.filter(kind="bill").order_by("pk"):
            self.payments[payment.room_id, payment.title].append(payment)
        self.charges = {one.key: one for one in SandboxCharge.objects.all()}
        self.papers = Counter(Paper.objects.filter(kind="invoice").values_list("room", "title"))
        self.releases = {one.payment_id: one for one in Release.objects.filter(kind="bill")}
        self.moved = Counter(Transfer.objects.values_list("cause", flat=True))

    def of_week(self, due: dict[str, Any]) -> Iterator[Found]:
        place = due["room"], due["monday"]
        where, week, bills = f"room {place[0]}, {place[1]}", self.weeks.get(place), self.bills[place]
        if self.told[place] != 1:
            yield "told not once", f"{where}: {self.told[place]} times"
        if due["cost"] is None:
            if bills or week is None or week.state != "empty":
                yield "billed for nothing", f"{where}: {len(bills)} bills, {week and week.state}"
            return
        if week is None or len(bills) != 1:
            yield "not billed", f"{where}: {len(bills)} bills"
            return
        for what, words in self.of_bill(due, week, bills[0]):
            yield what, f"{where}: {words}"

    def of_bill(self, due: dict[str, Any], week: Week, bill: Bill) -> Iterator[Found]:
        cost = due["cost"]
        lines = [[line["kind"], line["seconds"], line["rate"], line["minor"]] for line in bill.lines]
        if lines != [list(line) for line in cost["lines"]]:
            yield "other amounts", f"lines {lines}, not {cost['lines']}"
        if (bill.minor, bill.fee, bill.net) != (cost["minor"], cost["fee"], cost["net"]):
            yield "other amounts", f"{bill.minor} + {bill.fee} → {bill.net}, not {cost}"
        state = "paid" if due["paid"] else "past_due"
        if bill.state != state or (week.state not in BILLED if due["paid"] else week.state != "past_due"):
            yield "left open", f"the bill is {bill.state}, the week {week.state}"
        title = f"Week of {bill.monday:%-d %B %Y}"
        if self.papers[bill.room_id, title] != 1:
            yield "papers not once", f"{self.papers[bill.room_id, title]} invoices"
        yield from self.of_charge(due, bill, self.payments[bill.room_id, title])

    def of_charge(self, due: dict[str, Any], bill: Bill, payments: Sequence[Payment]) -> Iterator[Found]:
        state, total = "succeeded" if due["paid"] else "failed", due["cost"]["minor"] + due["cost"]["fee"]
        charges = [self.charges[one.key] for one in payments if one.key in self.charges]
        if [(one.state, one.minor) for one in charges] != [(state, total)] or len(payments) != 1:
            asked = [(one.state, one.minor) for one in charges]
            yield "charged not once", f"{len(payments)} payments, charges {asked} for {total}"
            return
        release = self.releases.get(payments[0].pk)
        moved = self.moved[f"bill:{payments[0].public_id}"]
        net = release.net if release else None
        if (net, moved) != ((due["cost"]["net"], 1) if due["paid"] else (None, 0)):
            yield "money not once", f"{net} released, {moved} transfers"

    def beside(self, costs: Sequence[dict[str, Any]]) -> Iterator[Found]:
        """What no single week tells."""
        due = {(one["room"], one["monday"]) for one in costs}
        for (room, monday), bills in self.bills.items():
            if (
                bills
                and (room, monday) not in due
                and min(one for _, one in due) <= monday <= max(one for _, one in due)
            ):
                yield "billed for nothing", f"room {room}, {monday}: nobody was to be billed"
        ours = {payment.key for payments in self.payments.values() for payment in payments}
        for key in self.charges.keys() - ours:
            yield "charged not once", f"the provider has charged {key}, which nobody wrote down"
        locked = set(Timesheet.objects.exclude(locked_at=None).values_list("monday", flat=True))
        for monday in {one for _, one in due} - {f"{one}" for one in locked}:
            yield "left open", f"no sheet of {monday} is locked"
        for extra in Extra.objects.filter(bill=None, given_back_at=None):
            yield "left open", f"{extra.kind} of room {extra.room_id} is on no bill"
        for difference in differences():
            yield "odd", f"verify_ledger: {difference.about} {difference.words}"
