"""Promises, shown: kills, cuts, floods and fuzz. `python -m proof` prints what was lost (nothing)."""
