"""Billing a week as one would write it first: report by report, with a query wherever something is to be known.

    python -m bench.peers.naive_billing 5000

bills so many weeks of Collab's database (DATABASE_URL) whose diary is to lock, and prints how many. It only writes the
row of each bill: no lock, no charge, no papers, no ledger, no log, no agenda. It knows what a benchmark needs of the
rules: contracts of one version that run all week, and reports without corrections.
"""
