from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from collab import limits
from collab.accounts.models import Avatar, Person

SignedIn = Callable[[Person], Client]


def picture(kind: str, size: tuple[int, int] = (300, 200), mode: str = "RGB", **how: Any) -> bytes:
    made = BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else None).save(made, kind, **how)
    return made.getvalue()


def upload(browser: Client, body: bytes, **headers: str) -> Any:
    return browser.put("/api/v1/me/avatar", body, content_type="image/png", headers=headers)


@pytest.mark.parametrize(
    "body",
    [picture("PNG"), picture("JPEG"), picture("WEBP"), picture("PNG", mode="P"), picture("PNG", mode="LA"),
     picture("PNG", mode="1"), picture("JPEG", mode="CMYK"), picture("PNG", size=(1, 4000))],
)  # fmt: skip
def test_a_picture_becomes_a_small_square(body: bytes, alice: Person, signed_in: SignedIn) -> None:
    browser = signed_in(alice)
    shown = browser.get(upload(browser, body).json()["avatar"])
    assert shown["Content-Type"] == "image/webp"
    made = Image.open(BytesIO(shown.content))
    assert (made.format, made.size) == ("WEBP", (256, 256))


def test_nothing_but_the_pixels_is_left(alice: Person, signed_in: SignedIn) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Lisbon, at home"
    browser = signed_in(alice)
    body = picture("JPEG", exif=exif, comment=b"at home", icc_profile=b"at home")
    assert b"at home" in body
    shown = browser.get(upload(browser, body).json()["avatar"])
    assert b"at home" not in shown.content
    assert not {"exif", "xmp", "icc_profile"} & set(Image.open(BytesIO(shown.content)).info)


def test_it_is_turned_upright(alice: Person, signed_in: SignedIn) -> None:
    lying = Image.new("RGB", (200, 200), "red")
    lying.paste("blue", (0, 0, 100, 200))
    exif, made = Image.Exif(), BytesIO()
    exif[0x0112] = 6
    lying.save(made, "JPEG", exif=exif)
    browser = signed_in(alice)
    shown = Image.open(BytesIO(browser.get(upload(browser, made.getvalue()).json()["avatar"]).content))
    top, bottom = shown.convert("RGB").getpixel((128, 20)), shown.convert("RGB").getpixel((128, 236))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[2] > 200 > bottom[2]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"words",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        picture("GIF"),
        picture("BMP"),
        picture("PNG")[:-40],
        picture("JPEG")[:100],
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    ],
)
def test_what_is_no_picture_is_refused(body: bytes, alice: Person, signed_in: SignedIn) -> None:
    answer = upload(signed_in(alice), body)
    assert (answer.status_code, answer.json()["code"]) == (422, "avatar.unreadable")
    assert not Avatar.objects.exists()


def test_a_small_file_of_a_huge_picture_is_refused_unpacked(alice: Person, signed_in: SignedIn) -> None:
    body = picture("PNG", size=(5_001, 5_000), mode="1")
    assert len(body) < 10_000
    answer = upload(signed_in(alice), body)
    assert (answer.status_code, answer.json()["code"]) == (422, "avatar.too_many_pixels")


def test_a_picture_that_claims_more_than_memory_is_refused(alice: Person, signed_in: SignedIn) -> None:
    body = bytearray(picture("PNG", size=(1, 1)))
    body[16:24] = b"\x7f\xff\xff\xff" * 2
    assert upload(signed_in(alice), bytes(body)).status_code == 422


def test_a_large_file_is_refused(alice: Person, signed_in: SignedIn) -> None:
    answer = upload(signed_in(alice), picture("PNG") + b"\x00" * limits.AVATAR_BYTES)
    assert (answer.status_code, answer.json()["code"]) == (422, "avatar.too_big")
    larger = upload(signed_in(alice), picture("PNG") + b"\x00" * 2 * limits.AVATAR_BYTES)
    assert (larger.status_code, larger.json()["code"]) == (413, "request.too_big")


def test_another_picture_has_another_address(alice: Person, signed_in: SignedIn) -> None:
    browser = signed_in(alice)
    first = upload(browser, picture("PNG")).json()["avatar"]
    second = upload(browser, picture("PNG", mode="1")).json()["avatar"]
    assert first != second
    assert upload(browser, picture("PNG")).json()["avatar"] == first


def test_it_can_be_removed(alice: Person, signed_in: SignedIn) -> None:
    browser = signed_in(alice)
    address = upload(browser, picture("PNG")).json()["avatar"]
    assert browser.delete("/api/v1/me/avatar").json()["avatar"] is None
    assert browser.delete("/api/v1/me/avatar").status_code == 200
    assert browser.get(address).status_code == 404


def test_a_reading_token_may_not(alice: Person, token_of: Callable[..., str]) -> None:
    bot = {"Authorization": token_of(alice, "read")}
    assert upload(Client(), picture("PNG"), **bot).json()["code"] == "token.read_only"
    assert Client().delete("/api/v1/me/avatar", headers=bot).status_code == 403


def test_it_needs_the_csrf_token(alice: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    assert upload(browser, picture("PNG")).json()["code"] == "csrf.failed"
    assert browser.delete("/api/v1/me/avatar").json()["code"] == "csrf.failed"
