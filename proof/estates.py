"""What there is in rooms of each kind, so that somebody from elsewhere can reach for it; and what is in the room from
which they do."""

from proof.deal_doors import CHANGE, FUNDED, SUBMITTED, bonus, drafted, unconfirmed
from proof.doors import amendment, invite, message, own_token, picture
from proof.file_doors import VERSION, file_of, upload
from proof.scene import Preparation, Scene
from proof.time_doors import asked, billed, running, worked

SECRET = "the secret of alice"
OF_A_CONTRACT: tuple[Preparation, ...] = (
    message, amendment, invite, own_token, picture, file_of("c", f"{SECRET}.txt", SECRET.encode()),
    drafted(), drafted(*SUBMITTED), drafted(*FUNDED, CHANGE), bonus, unconfirmed,
)  # fmt: skip
OF_HOURS: tuple[Preparation, ...] = (worked, asked, running)


async def live(scene: Scene, kind: str) -> None:
    """Alice's room gets one of everything that such rooms have."""
    if kind == "billed":
        await billed(scene, "c")
        return
    for prepare in OF_A_CONTRACT if kind == "fixed" else OF_HOURS:
        await prepare(scene, "c")
    if kind == "fixed":
        await words(scene)
        await upload(scene, "c")


async def words(scene: Scene) -> None:
    await scene.do("c", "POST", "/rooms/{room}/messages", {"text": SECRET})
    await scene.do("c", "PATCH", "/rooms/{room}/messages/{seq}", {"text": f"{SECRET}, edited"})
    await scene.do("c", "POST", "/rooms/{room}/messages", {"text": "", "files": [scene.ids["file_version"]]})
    await scene.do("c", "POST", f"{VERSION}/link", {"play": False})


async def own(scene: Scene, kind: str) -> None:
    """A room from which somebody reaches for what is elsewhere: `draft`, `submitted` and `change` are theirs."""
    if kind == "billed":
        await billed(scene, "c")
    if kind == "fixed":
        await drafted()(scene, "c")
        scene.ids["draft"] = scene.ids["milestone"]
        await drafted(*SUBMITTED)(scene, "c")
        scene.ids["submitted"] = scene.ids["milestone"]
        await drafted(*FUNDED, CHANGE)(scene, "c")
