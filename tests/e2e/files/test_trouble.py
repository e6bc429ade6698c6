"""What may go wrong on the way: pauses, reloads, networks and storages that fail."""

import asyncio
import hashlib
import os
from pathlib import Path

from playwright.async_api import expect

from tests.e2e.axe import faults
from tests.e2e.files.conftest import Shared, attach, card, chip, names, send, text_file

MIB = 1024 * 1024


def large_file(folder: Path, name: str, size: int) -> Path:
    path = folder / name
    with path.open("wb") as file:
        for _ in range(size // MIB):
            file.write(os.urandom(MIB))
    return path


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


async def until_cut(shared: Shared, cuts: int) -> None:
    async with asyncio.timeout(120):
        while shared.site.network.cuts < cuts:
            await asyncio.sleep(0.05)


async def test_200_mib_arrive_whole_over_a_network_that_is_cut_twice(shared: Shared, tmp_path: Path) -> None:
    network = shared.site.network
    path = large_file(tmp_path, "footage.bin", 200 * MIB)
    before = network.cuts
    network.cut_after(50 * MIB)
    await attach(shared.alice, path)
    await send(shared.alice, "All of the footage")
    await expect(shared.bob.get_by_text("Alice is sending footage.bin, 200 MB")).to_be_visible()
    for cut in (1, 2):
        await until_cut(shared, before + cut)
        if cut == 1:
            network.cut_after(80 * MIB)
        sending = chip(shared.alice, "footage.bin")
        await expect(sending.get_by_text("It is tried again by itself.")).to_be_visible()
        network.mend()
    await expect(card(shared.bob, "footage.bin")).to_be_visible(timeout=120_000)
    await expect(shared.bob.get_by_text("is sending footage.bin")).to_have_count(0)
    async with shared.bob.expect_download(timeout=120_000) as download:
        await shared.bob.get_by_role("button", name="Download footage.bin").click()
    got = await (await download.value).path()
    assert digest(got) == digest(path)


async def test_what_was_paused_goes_on_after_a_reload_where_it_was(shared: Shared, tmp_path: Path) -> None:
    network = shared.site.network
    path = large_file(tmp_path, "archive.bin", 64 * MIB)
    before = network.cuts
    network.cut_after(48 * MIB)
    await attach(shared.alice, path)
    await until_cut(shared, before + 1)
    await shared.alice.get_by_role("button", name="Pause archive.bin").click()
    await expect(chip(shared.alice, "archive.bin").get_by_text("Paused")).to_be_visible()
    assert await faults(shared.alice) == []
    network.mend()
    await shared.alice.reload()
    sent = network.sent
    await shared.alice.get_by_role("button", name="Go on with archive.bin").click()
    await expect(chip(shared.alice, "archive.bin").get_by_text("There")).to_be_visible()
    assert network.sent - sent < 64 * MIB
    await send(shared.alice, "Here it is")
    await expect(card(shared.bob, "archive.bin")).to_be_visible()


async def test_a_storage_that_is_down_is_told_in_words_and_the_chat_goes_on(shared: Shared) -> None:
    with shared.site.storage.down():
        await attach(shared.alice, [text_file("late.txt", "better than never")])
        waiting = chip(shared.alice, "late.txt")
        await expect(waiting.get_by_text("The file storage does not answer.")).to_be_visible()
        await send(shared.alice, "The file follows")
        await send(shared.alice, "Meanwhile, words")
        await expect(shared.bob.get_by_text("Meanwhile, words").last).to_be_visible()
        assert await names(shared.alice, shared.room) == []
        await waiting.get_by_role("button", name="Try now").click()
        await expect(waiting.get_by_text("The file storage does not answer.")).to_be_visible()
    await expect(card(shared.bob, "late.txt")).to_be_visible(timeout=60_000)


async def test_a_cancelled_upload_is_gone_from_both_screens(shared: Shared, tmp_path: Path) -> None:
    network = shared.site.network
    before = network.cuts
    network.cut_after(5 * MIB)
    await attach(shared.alice, large_file(tmp_path, "mistake.bin", 20 * MIB))
    await expect(shared.bob.get_by_text("Alice is sending mistake.bin")).to_be_visible()
    await until_cut(shared, before + 1)
    network.mend()
    await shared.alice.get_by_role("button", name="Cancel mistake.bin").click()
    await expect(shared.bob.get_by_text("Alice is sending mistake.bin")).to_have_count(0)
    await expect(chip(shared.alice, "mistake.bin")).to_have_count(0)
    assert await names(shared.alice, shared.room) == []
