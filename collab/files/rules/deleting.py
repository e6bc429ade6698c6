"""Whose files one may delete."""

from collab.wire import Role, Side


def may_delete(role: Role, side: Side, *, mine: bool, bringers_side: Side) -> bool:
    """Whoever brought a version may delete it; so may the client or the freelancer what their own side brought.

    That the seat may delete anything at all (`file.delete` in the policy) was asked before.
    """
    return mine or (role in ("client", "freelancer") and side == bringers_side)
