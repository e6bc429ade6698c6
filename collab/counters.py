"""Django's cache where it counts tries for all processes together."""

import logging
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class RedisOrMemory(RedisCache):
    """Redis; while it is away, the memory of this process: people can still sign in, and still not guess.

    Only what django-allauth's limits use falls back.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("counters", {})

    def add(self, *args: Any, **kwargs: Any) -> bool:
        try:
            return super().add(*args, **kwargs)
        except RedisError:
            return self._away().add(*args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get(*args, **kwargs)
        except RedisError:
            return self._away().get(*args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(*args, **kwargs)
        except RedisError:
            self._away().set(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        try:
            return super().delete(*args, **kwargs)
        except RedisError:
            return self._away().delete(*args, **kwargs)

    def _away(self) -> LocMemCache:
        log.warning("Redis does not answer; tries are counted in this process alone.")
        return self._own
