"""Contracts: rooms, seats, terms and invitations, and the policies that their rules read."""
