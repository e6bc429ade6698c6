"""What people do with messages."""

from collab.chat.actions.attaching import post_with_files
from collab.chat.actions.changing import delete_message, edit_message, mark_read
from collab.chat.actions.posting import Outcome, Post, post_messages, post_messages_now

__all__ = [
    "Outcome",
    "Post",
    "delete_message",
    "edit_message",
    "mark_read",
    "post_messages",
    "post_messages_now",
    "post_with_files",
]
