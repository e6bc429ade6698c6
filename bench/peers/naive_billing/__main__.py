"""python -m bench.peers.naive_billing COUNT"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    django.setup()

    from bench.peers.naive_billing.loop import bill_weeks

    print(bill_weeks(int(sys.argv[1])))
