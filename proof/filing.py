"""What people, the worker and the clock do with files in random lives of contracts (proof.histories)."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.chat import actions as chat
from collab.files import actions, checking, chores, freezing, lists, previews
from collab.files.actions.finishing import Found
from collab.files.models import ALIVE, Chore, Version
from collab.files.sandbox import Drawn
from collab.files.usage import usage_of
from collab.workrooms.action import action
from collab.workrooms.log import lock
from collab.workrooms.models import Member, Room
from proof.shelf import Shelf

if TYPE_CHECKING:
    from proof.histories import History, Wanted

MOST = 10_000
NAMES = ("plan.pdf", "Plan.PDF", "notes.txt", "photo.png", "rechnung ä.zip", "مرحبا.txt", "no path/at all")
FOUND = (
    Found("application/pdf", "pdf"), Found("text/plain", "text"), Found("image/png", "image"),
    Found("application/zip", "archive"), Found("application/octet-stream", "other"),
)  # fmt: skip
DRAWN: dict[str, list[Drawn]] = {
    "pdf": [Drawn("thumbnail", 300, 400, b""), Drawn("page", 1200, 1600, b"")],
    "text": [Drawn("text", 1, 0, b"words")],
    "image": [Drawn("thumbnail", 400, 300, b""), Drawn("page", 1600, 1200, b"")],
}


@action
def hand_in(seat: Member, *, versions: Sequence[UUID]) -> wire.Done:
    """Freeze versions, as handing in work will."""
    room, now = lock(seat), clock.now()
    chosen = list(Version.objects.filter(public_id__in=versions))
    freezing.freeze(room, seat.person, chosen, "a proof", now)
    return wire.Done(seq=room.head, at=now)


def shelf_of(room: Room, person: Person, before: int) -> Shelf:
    """As the lists show it (proof.shelf). `before` is what the person had brought when this room was made, in bytes."""
    page = lists.files_of(room, lists.Wanted(), "newest", None, MOST)
    files = [lists.file_of(room, one.file) for one in page.items]
    versions = [version.model_dump(mode="json") for file in files for version in file.versions]
    asked = [one.model_dump(mode="json") for file in files for one in lists.downloads_of(room, file.id).items]
    usage = usage_of(room, person)
    return {
        "versions": {version["id"]: version for version in versions},
        "downloads": sorted([one["version"], one["by"], one["at"]] for one in asked),
        "names": {str(file.id): file.name for file in files},
        "shown": [str(one.id) for one in page.items],
        "count": page.count,
        "size": page.size,
        "people": sorted(str(one.id) for one in page.people),
        "used": usage.room_used,
        "mine": usage.mine_used - before,
    }


class Filing:
    """The steps about files of one history, and what a worker has in hand: it may come too late."""

    def __init__(self, history: "History") -> None:
        self.history, self.chance = history, history.chance
        self.in_hand: list[Chore] = []

    def steps(self) -> dict[Callable[[str], "Wanted"], int]:
        """With how often each is taken; in some rooms files are what it is all about."""
        often = {
            self.start: 14, self.finish: 14, self.cancel: 2, self.say: 7, self.save: 5, self.drop: 5,
            self.drop_whole: 2, self.hand_in: 2, self.take_chores: 9, self.do_chore: 9, self.wait: 1,
            self.unsay: 3,
        }  # fmt: skip
        times = self.chance.choice((1, 4))
        return {step: times * weight for step, weight in often.items()}

    def start(self, who: str) -> "Wanted":
        name, file = self.chance.choice(NAMES), None
        theirs = Version.objects.filter(room=self.history.room, shown=True)
        if theirs and self.chance.random() < 0.4:
            again = self.chance.choice(list(theirs.select_related("file").order_by("pk")))
            name, file = again.name, again.file.public_id
        size = self.chance.choice((0, 1, 1000, limits.SINGLE_PUT_BYTES, 5 * limits.SINGLE_PUT_BYTES + 1))
        draft = wire.UploadDraft(
            name=name, size=size, type=self.chance.choice(("", "text/plain")), note=self.chance.choice(("", "New")),
            sha256=self.chance.randbytes(32).hex(), version_of=file,
        )  # fmt: skip
        return actions.start_upload, self.history.seat(who), {"draft": draft}

    def upload(self, who: str) -> tuple[Member, UUID]:
        """Mostly one that is under way and whoever sends it; else any, or none that there is."""
        if self.chance.random() < 0.15:
            any_one = list(self.history.room.uploads.order_by("pk").values_list("public_id", flat=True))
            return self.history.seat(who), self.chance.choice(any_one or [uuid4()])
        under_way = list(self.history.room.uploads.filter(ended="").select_related("person").order_by("pk"))
        if not under_way:
            return self.history.seat(who), uuid4()
        chosen = self.chance.choice(under_way)
        return self.history.seat(chosen.person.name), chosen.public_id

    def finish(self, who: str) -> "Wanted":
        found = self.chance.choice(FOUND)

        def finish(seat: Member, key: UUID, *, upload: UUID) -> wire.Uploaded:
            return actions.finish_upload(seat, key, found, upload=upload)

        seat, id = self.upload(who)
        return finish, seat, {"upload": id}

    def cancel(self, who: str) -> "Wanted":
        seat, id = self.upload(who)
        return actions.cancel_upload, seat, {"upload": id}

    def versions(self, most: int = 1) -> list[Version]:
        """Some of the room, now and then deleted ones among them."""
        rows = Version.objects.filter(room=self.history.room).select_related("file").order_by("pk")
        there = list(rows if self.chance.random() < 0.2 else rows.filter(ALIVE))
        return self.chance.sample(there, min(len(there), self.chance.randint(1, most)))

    def place(self) -> dict[str, Any]:
        """Of a version, mostly of one that there is."""
        found = self.versions()
        return {
            "file": found[0].file.public_id if found else uuid4(),
            "number": found[0].number if found else 1,
        }

    def say(self, who: str) -> "Wanted":
        files = [version.public_id for version in self.versions(3)]
        text = self.chance.choice(("", "Here it is."))
        return chat.post_with_files, self.history.seat(who), {"text": text, "reply_to": None, "files": files}

    def unsay(self, who: str) -> "Wanted":
        """A message that has taken files along."""
        carrying = self.history.room.messages.filter(attached__gt=0).select_related("author").order_by("seq")
        seq, name = self.chance.choice([(one.seq, one.author.name) for one in carrying] or [(1, who)])
        return chat.delete_message, self.history.seat(name), {"seq": seq}

    def save(self, who: str) -> "Wanted":
        play = self.chance.random() < 0.3
        return actions.record_download, self.history.seat(who), {**self.place(), "play": play}

    def drop(self, who: str) -> "Wanted":
        return actions.delete_version, self.history.seat(who), self.place()

    def drop_whole(self, who: str) -> "Wanted":
        return actions.delete_file, self.history.seat(who), {"file": self.place()["file"]}

    def hand_in(self, who: str) -> "Wanted":
        ids = [version.public_id for version in self.versions(2)]
        return hand_in, self.history.seat(who), {"versions": ids}

    def by_nobody(self, work: Callable[[], object]) -> "Wanted":
        """What nobody asked for, and what is therefore never asked for twice."""

        def verb(person: Person, key: UUID) -> None:
            work()

        return verb, self.history.people["client"], {}

    def take_chores(self, who: str) -> "Wanted":
        return self.by_nobody(lambda: self.in_hand.extend(chores.claim(5, ("preview", "check", "hold"))))

    def do_chore(self, who: str) -> "Wanted":
        """By now the file may have been deleted, or the chore may be somebody else's."""

        def work() -> None:
            if self.in_hand:
                self.do(self.in_hand.pop(self.chance.randrange(len(self.in_hand))))

        return self.by_nobody(work)

    def do(self, chore: Chore) -> None:
        """As the worker ends it, once storage has answered."""
        version = chore.version
        assert version is not None
        if chore.verb == "preview":
            made = DRAWN.get(version.kind, []) if self.chance.random() < 0.8 else []
            previews.settle(chore, "made" if made else "failed", made)
            return
        with transaction.atomic(durable=True):
            if chore.verb == "check":
                right = self.chance.random() < 0.8
                checking.note(version, checking.Found(version.sha256 if right else None, version.size))
            chores.done(chore)

    def wait(self, who: str) -> "Wanted":
        """Until uploads are given up."""
        later = clock.now() + timedelta(hours=self.chance.choice((1, limits.UPLOAD_HOURS + 1)))
        return self.by_nobody(lambda: actions.expire_uploads(later))

    def end(self) -> None:
        """Nothing is left for the history after this."""
        while self.in_hand or (more := chores.claim(50, ("preview", "check", "hold"))):
            for chore in self.in_hand or more:
                self.do(chore)
            self.in_hand = []
        while actions.expire_uploads(clock.now() + timedelta(days=2)):
            pass
