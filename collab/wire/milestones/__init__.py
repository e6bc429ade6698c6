"""Milestones: what is to be done for how much, submissions and their review."""
