#!/usr/bin/env python
"""The command line of Collab: `serve`, `work`, `migrate`, `demo`, `token` and Django's own commands."""

import io
import os
import sys


def main() -> None:
    # Into a pipe or a log too each line goes at once, not when eight thousand characters have come together.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
