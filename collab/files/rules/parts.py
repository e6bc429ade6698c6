"""How a file is cut into parts, and sizes in words."""

from collab import limits

MIB = 1024**2
UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB")


def part_size(size: int) -> int | None:
    """Bytes of each part but the last; none for what goes in a single PUT."""
    if size < limits.SINGLE_PUT_BYTES:
        return None
    fair = -(-size // limits.PARTS_MOST)
    return max(limits.PART_BYTES, -(-fair // MIB) * MIB)


def count(size: int, part_size: int) -> int:
    """How many parts there are."""
    return -(-size // part_size)


def length(size: int, part_size: int, number: int) -> int:
    """Bytes of part `number`, from 1 to `count`."""
    return min(part_size, size - (number - 1) * part_size)


def in_words(size: int) -> str:
    """`1.5 GiB`; rounded down, so that nobody is promised more than there is."""
    power = 0
    while power < len(UNITS) - 1 and size >= 1024 ** (power + 1):
        power += 1
    tenths = size * 10 // 1024**power
    whole, tenth = divmod(tenths, 10)
    return f"{whole:,}.{tenth} {UNITS[power]}" if power and tenth else f"{whole:,} {UNITS[power]}"
