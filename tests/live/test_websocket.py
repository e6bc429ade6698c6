"""Our reading and writing of the common frame beside the library's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from collab.live.websocket import InPieces, packed, texts

SIZES = (0, 1, 125, 126, 127, 65_535, 65_536, 70_000)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def sent(text: str) -> bytes:
    """As a client sends it."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=True)


@pytest.mark.parametrize("size", SIZES)
def test_a_frame_is_packed_as_the_library_does_it(size: int) -> None:
    text = "x" * size
    assert packed(text) == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


@given(WORDS)
def test_words_of_any_script_are_packed_and_read(text: str) -> None:
    assert packed(text) == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)
    assert texts(sent(text)) == [text]


@given(st.lists(WORDS, max_size=5))
def test_several_frames_at_once_are_read_in_order(words: list[str]) -> None:
    assert texts(b"".join(map(sent, words))) == words


@given(st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_what_does_not_end_where_a_frame_ends_is_left_to_the_library(
    words: list[str], data: st.DataObject
) -> None:
    whole = b"".join(map(sent, words))
    ends = {len(b"".join(map(sent, words[:count]))) for count in range(len(words) + 1)}
    cut = data.draw(st.integers(0, len(whole)).filter(lambda size: size not in ends))
    with pytest.raises(InPieces):
        texts(whole[:cut])


@pytest.mark.parametrize("code", [Opcode.PING, Opcode.PONG, Opcode.CLOSE])
def test_a_chunk_with_a_control_frame_is_left_to_the_library_but_is_whole(code: Opcode) -> None:
    control = Frame(code, b"").serialize(mask=True)
    assert texts(sent("before") + control + sent("after")) is None


@pytest.mark.parametrize(
    "frame",
    [
        Frame(Opcode.TEXT, b"begun", fin=False).serialize(mask=True),
        Frame(Opcode.CONT, b"ended").serialize(mask=True),
        Frame(Opcode.BINARY, b"bytes").serialize(mask=True),
        b"\xc1" + sent("compressed")[1:],
        Frame(Opcode.TEXT, b"not masked").serialize(mask=False),
        Frame(Opcode.TEXT, b"x" * 70_000).serialize(mask=True),
    ],
    ids=["fragment", "last fragment", "binary", "reserved bit", "not masked", "too long"],
)
def test_all_other_frames_are_left_to_the_library(frame: bytes) -> None:
    with pytest.raises(InPieces):
        texts(frame)


def test_bytes_that_are_no_text_are_left_to_the_library() -> None:
    assert texts(Frame(Opcode.TEXT, b"\xff").serialize(mask=True)) is None
