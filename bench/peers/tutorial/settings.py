"""The tutorial's project on PostgreSQL and Redis, with what a careful operator would set."""

import os

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ = True
INSTALLED_APPS = [
    "channels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "bench.peers.tutorial",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Django's own default would open a connection to PostgreSQL for every message.
DATABASES = {"default": dj_database_url.config(conn_max_age=None)}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        # redis-py's own default time-out would drop an idle subscription after some seconds.
        "CONFIG": {"hosts": [{"address": os.environ["REDIS_URL"], "socket_timeout": None}]},
    }
}
