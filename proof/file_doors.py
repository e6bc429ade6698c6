"""The doors of files, and who may pass: uploads are their senders' alone, and a file is deleted by whoever brought it
and by the party of the same side. Everybody in the room may have it."""

import asyncio

from proof.scene import ACTING, PICTURE, READERS, Door, Preparation, Scene
from proof.sending import bring, send

LARGE = {"name": "large.pdf", "size": 16 * 1024**2 + 5, "sha256": "0" * 64}
"""In three parts, the last of 5 bytes; nobody ever sends all of it."""


async def upload(scene: Scene, who: str) -> None:
    """Under way, by whoever will try, if they can send at all."""
    sender = who if who in ACTING else "c"
    scene.ids["upload"] = (await scene.do(sender, "POST", "/rooms/{room}/uploads", LARGE))["upload"]["id"]


async def sent(scene: Scene, who: str) -> None:
    """As `upload`, and all its bytes have arrived."""
    scene.ids["upload"] = await send(scene.people[who if who in ACTING else "c"], scene.ids["room"])


async def file(scene: Scene, who: str) -> None:
    """A text by whoever will try, if they can send at all."""
    await file_of(who if who in ACTING else "c")(scene, who)


def file_of(owner: str, name: str = "notes.txt", body: bytes = b"words") -> Preparation:
    async def prepare(scene: Scene, who: str) -> None:
        version = await bring(scene.people[owner], scene.ids["room"], name, body)
        scene.ids |= {"file_version": version["id"], "file": version["file"], "number": "1"}

    return prepare


def upload_of(owner: str, prepare: Preparation) -> Preparation:
    async def prepared(scene: Scene, who: str) -> None:
        await prepare(scene, owner)

    return prepared


def drawn(kind: str, name: str, body: bytes) -> Preparation:
    """A file of the client with a preview."""

    async def prepare(scene: Scene, who: str) -> None:
        scene.ids["kind"] = kind
        await file_of("c", name, body)(scene, who)
        for _ in range(600):
            found = await scene.do("c", "GET", "/rooms/{room}/files/{file}")
            if found["versions"][0]["preview"] == "made":
                return
            await asyncio.sleep(0.1)
        raise TimeoutError("the worker draws no preview")

    return prepare


ONE_FILE = "/rooms/{room}/files/{file}"
VERSION = f"{ONE_FILE}/versions/{{number}}"
UPLOAD = "/rooms/{room}/uploads/{upload}"
PARTS = {"parts": [{"number": 1, "sha256": "0" * 64}]}
STRANGERS = "gx"
OTHERS = STRANGERS + "fm"
FILES: dict[str, Door] = {
    "GET /rooms/{room}/uploads": Door(READERS),
    "POST /rooms/{room}/uploads": Door(ACTING, LARGE),
    f"GET {UPLOAD}": Door("cfmr", prepare=upload, hidden=STRANGERS + "o"),
    f"GET {UPLOAD} #of the client": Door("cr", prepare=upload_of("c", upload), hidden=OTHERS + "o"),
    f"POST {UPLOAD}/parts": Door(ACTING, PARTS, upload),
    f"POST {UPLOAD}/parts #of the client": Door("c", PARTS, upload_of("c", upload), hidden=OTHERS),
    f"POST {UPLOAD}/finish": Door(ACTING, prepare=sent),
    f"POST {UPLOAD}/finish #of the client": Door("c", prepare=upload_of("c", sent), hidden=OTHERS),
    f"DELETE {UPLOAD}": Door(ACTING, prepare=upload),
    f"DELETE {UPLOAD} #of the client": Door("c", prepare=upload_of("c", upload), hidden=OTHERS),
    "GET /rooms/{room}/files": Door(READERS, prepare=file),
    "GET /rooms/{room}/files-usage": Door(READERS),
    f"GET {ONE_FILE}": Door(READERS, prepare=file),
    f"GET {ONE_FILE}/downloads": Door(READERS, prepare=file),
    f"DELETE {ONE_FILE}": Door(ACTING, prepare=file),
    f"DELETE {ONE_FILE} #of the freelancer": Door("f", prepare=file_of("f")),
    f"DELETE {ONE_FILE} #of the manager": Door("cm", prepare=file_of("m")),
    f"DELETE {VERSION}": Door(ACTING, prepare=file),
    f"DELETE {VERSION} #of the client": Door("c", prepare=file_of("c")),
    f"POST {VERSION}/link": Door("cfmo", {"play": False}, file),
    f"POST {VERSION}/link #to play": Door("cfmo", {"play": True}, file),
    f"GET {VERSION}/preview/{{kind}}": Door(READERS, prepare=drawn("text", "notes.txt", b"words")),
    f"GET {VERSION}/preview/{{kind}} #of a picture": Door(
        READERS, prepare=drawn("thumbnail", "point.png", PICTURE)
    ),
    "POST /rooms/{room}/messages #with a file": Door(ACTING, {"text": "", "files": ["{file_version}"]}, file),
}
"""By method and path below /api/v1, as proof.doors has them all."""
