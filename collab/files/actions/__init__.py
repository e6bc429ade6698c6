"""What people and the clock do with files."""

from collab.files.actions.files import delete_file, delete_version, record_download
from collab.files.actions.finishing import finish_upload
from collab.files.actions.uploads import cancel_upload, expire_uploads, renew, start_upload

__all__ = [
    "cancel_upload",
    "delete_file",
    "delete_version",
    "expire_uploads",
    "finish_upload",
    "record_download",
    "renew",
    "start_upload",
]
