"""Lists page by page: the cursor of a page is the public id of the last row of the page before it."""

from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

from collab.errors import Refused

Row = TypeVar("Row", bound=Model)


def page(rows: QuerySet[Row], cursor: str | None, limit: int) -> tuple[list[Row], str | None]:
    """The newest of these rows, or those after the cursor, newest first; and the cursor of the page after them.

    Raises Refused("cursor.invalid").
    """
    if cursor is not None:
        rows = rows.filter(pk__lt=row_of(rows, cursor).pk)
    found = list(rows.order_by("-pk")[: limit + 1])
    more = len(found) > limit
    return found[:limit], str(found[limit - 1].serializable_value("public_id")) if more else None


def row_of(rows: QuerySet[Row], cursor: str, name: str = "public_id") -> Row:
    """The last row of the page before: the one whose field `name`, a public id, the cursor is.

    Raises Refused("cursor.invalid").
    """
    try:
        return rows.prefetch_related(None).get(**{name: UUID(cursor)})
    except (ValueError, ObjectDoesNotExist):
        raise invalid() from None


def invalid() -> Refused:
    return Refused("cursor.invalid", "This is not a cursor of this list. Please start over.")
