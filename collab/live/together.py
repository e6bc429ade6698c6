"""Questions to the database that many sockets have at once, as after a restart: asked together, in one query."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from collab.live.pool import in_pool

Question = TypeVar("Question")
Answer = TypeVar("Answer")

AT_ONCE = 200


class Together(Generic[Question, Answer]):
    """All that is wondered while one query is under way goes into the next. It sets no timer."""

    def __init__(self, ask: Callable[[Sequence[Question]], Sequence[Answer | Exception]]) -> None:
        self._ask = ask
        self._waiting: list[tuple[Question, asyncio.Future[Answer]]] = []
        self._task: asyncio.Task[None] | None = None

    async def wonder(self, question: Question) -> Answer:
        """The answer to this question; raises the exception that stands in its place."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        self._waiting.append((question, answer))
        if self._task is None:
            self._task = loop.create_task(self._go_on())
        return await answer

    async def _go_on(self) -> None:
        # All that came in this turn of the loop goes along.
        await asyncio.sleep(0)
        while self._waiting:
            some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            try:
                answers = await in_pool(self._ask, [question for question, _ in some])
            except Exception as why:
                answers = [why] * len(some)
            for (_, future), answer in zip(some, answers, strict=True):
                if future.done():
                    continue
                if isinstance(answer, Exception):
                    future.set_exception(answer)
                else:
                    future.set_result(answer)
        self._task = None
